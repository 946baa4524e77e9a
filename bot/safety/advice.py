"""What stands below the safety steps: lines that a person chose, and an answer to what was asked.

The lines come from ``knowledge/danger.toml``, by kind of danger; nothing is searched for them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field, field_validator

from bot.answering.cautions import caution_for
from bot.answering.deciding import decide
from bot.answering.searching import search
from bot.answering.tidying import tidy
from bot.placing.areas import respelt
from bot.privacy.unmasked import without_details
from bot.ranking.retriever import EVERYTHING
from bot.reading.asks import asks_for_help, leans, needs_more, read_message
from bot.safety.family import may_stand, names_family

# pydantic reads annotations at run time
from bot.triage.kinds import DangerKind  # noqa: TC001
from domain import Answer, Citation, FindingsError, Statement
from ingest.beside.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from bot.assistant import Library
    from domain import Document

DANGER_NAME = "danger.toml"
# So many questions are answered below the steps, each in so few quotes.
MOST_ASKED = 2
MOST_ANSWERS = 4


class DangerTableError(FindingsError):
    """The table cannot be read, or a line of it may not stand below safety steps."""


class UnboundLineError(DangerTableError):
    """Chosen words no longer stand in the documents; they are not shown."""


class ChosenLine(BaseModel):
    """Words of a document that a person chose for kinds of danger."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kinds: tuple[DangerKind, ...] = Field(min_length=1)
    document: str
    quote: str = Field(min_length=1)

    @field_validator("quote")
    @classmethod
    def _tells_nobody_at_home(cls, quote: str) -> str:
        if names_family(quote):
            msg = f"speaks of the family, who may be the danger: {quote[:40]!r}"
            raise ValueError(msg)
        return quote


class _DangerTable(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    quote: tuple[ChosenLine, ...] = ()


def read_lines(path: Path) -> tuple[ChosenLine, ...]:
    """Give the chosen lines, in their order; none where there is no file.

    Raises:
        DangerTableError: the file is not valid, or a line speaks of the family.
    """
    return read_table(path, _DangerTable, DangerTableError).quote if path.exists() else ()


def check_bound(lines: Iterable[ChosenLine], documents: Iterable[Document]) -> None:
    """Check that each line of a document that is held stands in it.

    Raises:
        UnboundLineError: one does not; the message names it.
    """
    texts = {one.source.id: " ".join(one.text.split()) for one in documents}
    for line in lines:
        if line.document in texts and line.quote not in texts[line.document]:
            msg = f"{DANGER_NAME}: no longer in {line.document}: {line.quote[:60]!r}"
            raise UnboundLineError(msg)


def chosen(library: Library, kind: DangerKind) -> tuple[Statement, ...]:
    """Give the chosen lines for a kind of danger as statements, those that the documents hold.

    Raises:
        FindingsError: the table is damaged.
    """
    generation = library.generation
    lines = [one for one in read_lines(generation.side / DANGER_NAME) if kind in one.kinds]
    found = (_statement(line, library) for line in lines)
    return tuple(one for one in found if one is not None)


def asked_besides(
    library: Library, message: str, is_danger: Callable[[str], bool]
) -> tuple[str, tuple[Statement, ...]]:
    """Give the questions in a masked message that the documents answer, and the answers.

    A question is read with the case that it is asked of. What only asks for help, or tells of
    danger itself, the steps answer; one that says little by itself is answered only where the
    documents do so surely. What may have a family told is left out (``may_stand``).
    Empty where there is none.

    Raises:
        FindingsError: the store is damaged.
    """
    read = read_message(respelt(without_details(message), library.belonging.names))
    if read.statements:
        return "", ()
    asked: list[str] = []
    answers: dict[str, Statement] = {}
    for ask in read.parts or (read.whole,):
        # what tells of the danger is no question to be looked up
        if is_danger(ask.text) or asks_for_help(ask.text) or len(asked) == MOST_ASKED:
            continue
        found = search(library, ask, (), EVERYTHING)
        is_sure = found.judgement.answerable >= library.thresholds.sure
        # what is asked of a case is searched with it, and need not say by itself what it is about
        says_little = not ask.is_of_a_case and (leans(ask.text) or needs_more(ask.text))
        if says_little and not is_sure:
            continue
        outcome = decide(library, library.quoting, found)
        if not isinstance(outcome, Answer):
            continue
        held = [one for one in outcome.statements if may_stand(one)]
        if held:
            asked.append(ask.text)
            answers |= {one.text: one for one in held[:MOST_ANSWERS]}
    return " ".join(asked), tuple(answers.values())


def _statement(line: ChosenLine, library: Library) -> Statement | None:
    """Give a line as the documents have it, with what to beware of; None where they have not."""
    words = re.compile(r"\s+".join(map(re.escape, line.quote.split())))
    pointers, foreign = library.generation.pointers, library.quoting.foreign
    for passage in library.generation.passages_of(line.document):
        found = words.search(passage.text)
        if found is None:
            continue
        touched = [one for one in passage.sentences if one.end > found.start()]
        caution = caution_for(passage, touched[0], pointers, foreign) if touched else ""
        return Statement(tidy(found[0]), (Citation(passage, found[0]),), caution)
    return None
