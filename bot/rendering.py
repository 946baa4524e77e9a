"""A reply as plain text, for the command line, a batch and a copy to the clipboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.writer import tidy
from domain import (
    Answer,
    Citation,
    Correction,
    Escalation,
    Kind,
    Refusal,
    Reply,
    SmallTalk,
    Statement,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from domain import Passage

EXPECTED = "What is expected"
FOUND = "What inspectors found, July 2022"
CORRECTED = "The question takes something for granted that the documents contradict. They say:"
FINDINGS_ONLY = "These are findings of July 2022: they do not describe practice today."
OF_2022 = "JTAI letter 2022"


def status_of(reply: Reply) -> str:
    """Give the outcome's name: answered, corrected, declined, escalated or chat."""
    match reply.outcome:
        case Answer():
            return "answered"
        case Correction():
            return "corrected"
        case Refusal():
            return "declined"
        case Escalation():
            return "escalated"
        case SmallTalk():
            return "chat"


def groups_of(statements: Sequence[Statement]) -> list[tuple[str, tuple[Statement, ...]]]:
    """Give the statements under what is expected and what inspectors found, most telling first.

    A note that retells the letter tells what inspectors found.
    """
    groups: dict[str, list[Statement]] = {}
    for statement in statements:
        groups.setdefault(FOUND if is_finding(statement) else EXPECTED, []).append(statement)
    return [(name, tuple(held)) for name, held in groups.items()]


def is_finding(statement: Statement) -> bool:
    """Say whether a statement tells what inspectors found, rather than what is expected."""
    citation = statement.citations[0]
    passage = citation.passage
    if passage.source.kind is Kind.FINDING:
        return not passage.part.is_expectation
    start = passage.text.index(citation.quote)
    touching = (one for one in passage.sentences if one.end > start)
    return next(touching).pointer == OF_2022


def place_of(place: Passage | Citation) -> str:
    """Give the document, date, part or heading, and page of a passage or quote as one line."""
    passage = place.passage if isinstance(place, Citation) else place
    heading = passage.headings[-1] if passage.headings else ""
    steps = [passage.source.title, passage.source.dated]
    if passage.source.kind is Kind.FINDING:
        steps.append(passage.part.value)
    elif heading:
        steps.append(heading)
    if place.page:
        steps.append(f"page {place.page}")
    return ", ".join(steps)


def render(reply: Reply) -> str:
    """Give the whole reply as plain text, quotes with their places."""
    match reply.outcome:
        case Answer(statements, declined):
            text = "\n\n".join([_render_statements(statements), *map(not_said, declined)])
        case Correction(statements):
            text = f"{CORRECTED}\n\n{_render_statements(statements)}"
        case Refusal(message, nearby):
            lines = [f"- “{tidy(one.quote)}” ({place_of(one)})" for one in nearby]
            text = "\n".join([message, *lines])
        case Escalation(steps, statements):
            text = f"{steps}\n\n{_render_statements(statements)}".strip()
        case SmallTalk(message):
            text = message
    if reply.masked:
        text += f"\n\n{privacy_notice(reply.masked)}"
    return text


def not_said(asked: str) -> str:
    """Give the line for one of several things asked that nothing in the documents answers."""
    return f"The documents do not say: “{asked}”"


def privacy_notice(kinds: Iterable[str]) -> str:
    """Give the notice for a message that held identifying details; it repeats none of them."""
    return (
        f"Your message seems to hold identifying details ({', '.join(kinds)}). They were left out"
        " of the search and are not stored. Please leave them out of your questions."
    )


def _render_statements(statements: Sequence[Statement]) -> str:
    parts = []
    groups = groups_of(statements)
    for name, held in groups:
        lines = [f"{name}:"]
        for one in held:
            lines.append(f"- “{one.text}” ({place_of(one.citations[0])})")
            if one.caution:
                lines.append(f"  {one.caution}")
        parts.append("\n".join(lines))
    if groups and all(name == FOUND for name, _ in groups):
        parts.append(FINDINGS_ONLY)
    return "\n\n".join(parts)
