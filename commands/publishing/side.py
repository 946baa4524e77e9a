"""What an answer needs beside the documents, read and checked before a generation is built."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import wiring
from bot.judging.polarity import POLARITY_NAME, read_polarity
from bot.reading.lexicon import read_lexicon
from bot.safety.advice import DANGER_NAME, UnboundLineError, check_bound, read_lines
from domain import FindingsError
from drafting.themes import read_themes
from ingest.beside.logo import LOGO_NAME, read_logo
from ingest.beside.partnership import PARTNERSHIP_NAME, read_partnership
from ingest.beside.pins import PINS_NAME, read_pins
from ingest.beside.pointers import POINTERS_NAME, read_pointers
from ingest.beside.side import LEXICON_NAME, SideError, is_used, read_side, with_language
from learning.path import FILE_NAME, UnboundPathError, load_path
from learning.quiz.rules import read_rules
from pathways.loading import FOLDER_NAME, UnboundPathwayError, load_pathways
from store.generation.records import Knowledge
from store.generation.side import write_side
from themes.corrections import ASSIGNED_NAME, read_assigned, unbound
from themes.taxonomy import read_taxonomy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from store.generation.opened import Generation

_NOTHING = Knowledge((), (), ())


def gather_side(knowledge: Path) -> dict[str, bytes]:
    """Give the files beside the documents in ``knowledge``, a file or a folder, by their paths.

    Of a file that is those in its own folder, not in what else lies below that. The field's
    language is the one that Findings brings, where the folder has none of its own.

    Raises:
        FindingsError: a file cannot be read, or does not hold what it should; it is named.
    """
    is_file = knowledge.is_file()
    found = read_side(knowledge.parent if is_file else knowledge, below=not is_file)
    side = with_language(found, wiring.SHIPPED_KNOWLEDGE)
    _check(side, _NOTHING, on_unbound=lambda _line: None)
    return side


def unbound_quotes(side: Mapping[str, bytes], knowledge: Knowledge) -> tuple[str, ...]:
    """Give a line for each file that quotes words which the documents no longer hold."""
    lines: list[str] = []
    _check(side, knowledge, on_unbound=lines.append)
    return tuple(lines)


def check_kept(side: Mapping[str, bytes], previous: Generation | None, *, knowledge: Path) -> None:
    """Refuse to leave out a file that the live generation has.

    Raises:
        SideError: with the names of those that are missing.
    """
    held = previous.side_files if previous else frozenset()
    lost = sorted(one for one in held - side.keys() if is_used(one))
    if lost:
        msg = (
            f"{knowledge}: {', '.join(lost)} is not there, and the live knowledge base answers "
            "with it: put it back, or withdraw it with --yes"
        )
        raise SideError(msg)


def _check(
    side: Mapping[str, bytes], knowledge: Knowledge, *, on_unbound: Callable[[str], None]
) -> None:
    with _unpacked(side) as folder:
        read_pointers(folder / POINTERS_NAME)
        read_lexicon(folder / LEXICON_NAME)
        read_polarity(folder / LEXICON_NAME / POLARITY_NAME)
        if PARTNERSHIP_NAME in side:
            read_partnership(folder / PARTNERSHIP_NAME)
        read_logo(folder / LOGO_NAME)
        read_pins(folder / PINS_NAME)
        read_themes(folder)
        read_rules(folder)
        if assigned := read_assigned(folder / ASSIGNED_NAME):
            known = [one.id for one in read_taxonomy().themes]
            for line in unbound(assigned, knowledge.documents, known):
                on_unbound(line)
        try:
            check_bound(read_lines(folder / DANGER_NAME), knowledge.documents)
        except UnboundLineError as error:
            on_unbound(str(error))
        try:
            load_path(folder / FILE_NAME, knowledge)
        except UnboundPathError as error:
            on_unbound(str(error))
        try:
            held = {one.source.id: one for one in knowledge.documents}
            load_pathways(folder / FOLDER_NAME, held)
        except UnboundPathwayError as error:
            on_unbound(str(error))


@contextmanager
def _unpacked(side: Mapping[str, bytes]) -> Iterator[Path]:
    try:
        with tempfile.TemporaryDirectory(prefix="findings-side-") as folder:
            write_side(side, Path(folder))
            yield Path(folder)
    except OSError as error:
        msg = f"{tempfile.gettempdir()}: cannot be written ({error.strerror}): free some space"
        raise FindingsError(msg) from error
