"""Plain sentences of a chat model before the quotes of a section, each with its quote's number."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from drafting.sections import Form
from drafting.wording import CONNECTED, DraftKind

if TYPE_CHECKING:
    from domain import Citation, Statement, Written
    from drafting.composing import Draft
    from drafting.lines import DraftLine
    from drafting.sections import DraftSection

# Of the kinds that have room for it; a briefing is one page, a script is read aloud.
KINDS = frozenset({DraftKind.HANDOUT, DraftKind.SESSION, DraftKind.SLIDES, DraftKind.CASE})
MOST_OF_A_SECTION = 2


def to_connect(draft: Draft) -> tuple[Citation, ...]:
    """Give the quotes of a draft that a sentence may lead to; none of a kind without room."""
    if draft.kind not in KINDS:
        return ()
    held = [line for one in draft.sections if _has_room(one) for line in one.lines]
    return tuple({line.key: line.citation for line in held}.values())


def connected(draft: Draft, written: Written) -> Draft:
    """Give a draft with what was written, each sentence in the section of the quote it rests on.

    Each ends with the number of its source, and the cover says who wrote them. What rests on a
    quote that no section holds is left out.
    """
    left = list(written.statements)
    sections = []
    for section in draft.sections:
        told = _of_section(section, left)[:MOST_OF_A_SECTION]
        left = [one for one in left if one not in [statement for statement, _ in told]]
        said = [f"{one.text} [{draft.number_of(line)}]" for one, line in told]
        intro = " ".join(filter(None, (section.intro, *said)))
        sections.append(replace(section, intro=intro))
    if len(left) == len(written.statements):
        return draft
    return replace(draft, sections=tuple(sections), cover=(*draft.cover, CONNECTED))


def _has_room(section: DraftSection) -> bool:
    return bool(section.lines) and section.form in {Form.LIST, Form.TICKS}


def _of_section(
    section: DraftSection, statements: list[Statement]
) -> list[tuple[Statement, DraftLine]]:
    """Give the statements that rest on a line of a section, with the line of each."""
    if not _has_room(section):
        return []
    found = []
    for one in statements:
        line = next((line for line in section.lines if _rests_on(one, line)), None)
        found += [(one, line)] if line else []
    return found


def _rests_on(statement: Statement, line: DraftLine) -> bool:
    # what only says the quote over leads nobody to it
    return all(
        one.passage.id == line.citation.passage.id
        and one.quote in line.citation.quote
        and statement.text not in line.text
        for one in statement.citations
    )
