"""What people take away, each as a file: a conversation, a draft, the actions, the matrix."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.placing.belonging import foreign_of
from domain import FindingsError, Kind
from drafting.formats import cards_csv, markdown
from ingest.beside.look import PLAIN, look_in
from library.action_csv import write_csv
from library.actions import make_actions
from library.matrix import make_matrix
from library.matrix_csv import write_matrix
from using.addresses import address_of
from using.exporting import to_markdown, to_word
from using.receipts import make_receipt
from using.records.drafts import with_record

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from domain import Passage, Reply
    from drafting.composing import Draft
    from ingest.beside.look import HouseLook
    from library.actions import Action
    from store.generation.opened import Generation
    from using.citing import Citing
    from using.conversation import Exchange

# Kinds of files by the ending of their names.
KINDS = {
    "csv": "text/csv;charset=utf-8",
    "json": "application/json",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "md": "text/markdown",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}


class FileKindError(FindingsError):
    """There is no such file of what is wanted; the message says which there are."""


@dataclass(frozen=True, slots=True)
class TakenFile:
    """A file to save: its name, its kind as the web names it, and its bytes."""

    name: str
    kind: str
    body: bytes


@dataclass(frozen=True, slots=True)
class House:
    """The organisation's own Word and PowerPoint files, whose look drafts take; None: ``look``."""

    word: Path | None = None
    slides: Path | None = None
    look: HouseLook = PLAIN


OURS = House()


def look_of(generation: Callable[[], Generation]) -> HouseLook:
    """Give whose files are, their colour and their logo: plain where that cannot be read."""
    try:
        return look_in(generation().side)
    except FindingsError:
        return PLAIN


def conversation_file(
    exchanges: Sequence[Exchange], citing: Citing, ending: str, look: HouseLook = PLAIN
) -> TakenFile:
    """Give answers with their sources as ``docx`` or ``md``.

    Raises:
        FileKindError: ``ending`` is another.
    """
    return _file("findings", ending, {
        "docx": lambda: to_word(exchanges, citing, look),
        "md": lambda: to_markdown(exchanges, citing, look).encode(),
    })  # fmt: skip


def receipt_file(reply: Reply, generation: Generation | None, ending: str = "json") -> TakenFile:
    """Give the receipt of a reply as ``json``; ``generation`` is the one that answered.

    Raises:
        FileKindError: ``ending`` is another.
    """
    body = make_receipt(reply, generation).as_json
    return _file("receipt", ending, {"json": lambda: body().encode()})


def draft_file(draft: Draft, ending: str, house: House = OURS) -> TakenFile:
    """Give a draft as ``docx``, ``pptx`` or ``md``, its lines as cards in ``csv``.

    ``house`` are the files whose look a Word or PowerPoint file takes. Either holds what it quotes,
    so that ``findings verify`` says later whether that still stands.

    Raises:
        FileKindError: ``ending`` is another.
        FindingsError: a template of the house cannot be read.
    """
    return _file("draft", ending, {
        "docx": lambda: with_record(_as_word(draft, house), draft),
        "pptx": lambda: with_record(_as_slides(draft, house), draft),
        "md": lambda: markdown.to_markdown(draft, house.look).encode(),
        "csv": lambda: cards_csv.to_csv(draft).encode(),
    })  # fmt: skip


# What writes Word and PowerPoint takes 10 MB, which a server needs where somebody asks for such.


def _as_word(draft: Draft, house: House) -> bytes:
    from drafting.formats import word  # noqa: PLC0415  as said above

    return word.to_word(draft, house.word, house.look)


def _as_slides(draft: Draft, house: House) -> bytes:
    from drafting.formats import slides  # noqa: PLC0415  as said above

    return slides.to_slides(draft, house.slides, house.look)


def _actions_as_word(actions: Sequence[Action], licences: Sequence[str], look: HouseLook) -> bytes:
    from library.action_word import write_word  # noqa: PLC0415  as said above

    made = datetime.now(UTC).date()
    return write_word(actions, made=made, licences=licences, look=look)


def actions_of(generation: Generation, site: str) -> tuple[Action, ...]:
    """Give the empty table of what inspectors asked for.

    ``site`` is the app's own web address, so that a link in a file leads back to it.
    """
    return make_actions(
        generation.documents,
        generation.passages,
        lambda passage, span: site + address_of(passage, span),
        generation.agencies,
        foreign_of(generation),
    )


def actions_file(actions: Sequence[Action], generation: Generation, ending: str) -> TakenFile:
    """Give the table of actions as it stands, as ``csv`` or ``docx``.

    Raises:
        FileKindError: ``ending`` is another.
    """
    today = datetime.now(UTC).date()
    look = look_of(lambda: generation)
    sources = generation.sources
    licences = [one.licence for one in sources if one.kind is Kind.FINDING]
    return _file(f"actions-{today}", ending, {
        "csv": lambda: write_csv(actions).encode(),
        "docx": lambda: _actions_as_word(actions, licences, look),
    })  # fmt: skip


def matrix_file(generation: Generation, site: str, ending: str) -> TakenFile:
    """Give the matrix of findings as ``csv``: a row for each finding and agency that it names.

    Raises:
        FileKindError: ``ending`` is another.
    """

    def address(passage: Passage) -> str:
        return site + address_of(passage)

    matrix = make_matrix(generation.passages, generation.agencies, foreign_of(generation))
    return _file("findings-matrix", ending, {"csv": lambda: write_matrix(matrix, address).encode()})


def _file(stem: str, ending: str, makers: dict[str, Callable[[], bytes]]) -> TakenFile:
    if ending not in makers:
        msg = f"{ending or 'no ending'}: give the file's name the ending {' or '.join(makers)}"
        raise FileKindError(msg)
    return TakenFile(f"{stem}.{ending}", KINDS[ending], makers[ending]())
