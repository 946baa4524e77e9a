"""Several things asked: each is answered, or named as not answered, by itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answering.deciding import decide
from bot.quoting.writer import nearest_quotes
from bot.shaping.topline import top_line
from domain import Answer, Correction, Evidence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answering.searching import Searched
    from bot.assistant import Library
    from bot.quoting.writer import Writer
    from domain import Outcome, Statement

# Passages that a reply to several asks lists.
LISTED = 10
# Of an ask beside others that are answered so many statements are added.
MOST_OF_A_PART = 2


def joined(
    library: Library, writer: Writer, outcome: Outcome, first: Searched,
    others: Sequence[Searched],
) -> tuple[Outcome, tuple[Evidence, ...]]:  # fmt: skip
    """Add what answers each other ask by itself, and name the asks that nothing answers."""
    statements = list(outcome.statements) if isinstance(outcome, Answer | Correction) else []
    notes = [outcome.note] if isinstance(outcome, Answer | Correction) else []
    declined: list[str] = []
    for searched in others:
        if _quotes_best(searched, statements):
            continue
        found = decide(library, writer, searched)
        if isinstance(found, Answer | Correction):
            notes.append(found.note)
            new = [one for one in found.statements if not _is_among(one, statements)]
            statements += new[:MOST_OF_A_PART] if statements else new
        else:
            declined.append(searched.question.text)
    if not statements:
        return outcome, first.evidence
    evidence = _distinct([one for searched in (first, *others) for one in searched.evidence])
    note = " ".join(dict.fromkeys(filter(None, notes)))
    if isinstance(outcome, Correction):
        return replace(
            outcome, statements=tuple(statements), declined=tuple(declined), note=note
        ), evidence
    line, giving = _top(others, statements)
    # what the line rests on stands below it
    statements.sort(key=lambda one: one is not giving)
    return Answer(tuple(statements), tuple(declined), note, line), evidence


def _top(
    parts: Sequence[Searched], statements: Sequence[Statement]
) -> tuple[str, Statement | None]:
    """Give the line for the first part whose best sentence gives one, and what gives it.

    Of what a part does not ask for its line says nothing.
    """
    for part in parts:
        for one in statements:
            if _quotes_best(part, [one]) and (
                line := top_line(part.asked, [one], beside=statements)
            ):
                return line, one
    return "", None


def _is_among(statement: Statement, others: Sequence[Statement]) -> bool:
    """Say whether the words of a statement are quoted already."""
    held = [one for other in others for one in other.citations]
    return all(
        any(one.passage.id == held_one.passage.id and one.quote in held_one.quote
            for held_one in held)
        for one in statement.citations
    )  # fmt: skip


def _quotes_best(searched: Searched, statements: Sequence[Statement]) -> bool:
    """Say whether the best sentence that was found for a part is quoted already."""
    (best, *_) = nearest_quotes(searched.ranking.evidence) or (None,)
    return best is not None and any(
        best.quote in held.quote for one in statements for held in one.citations
    )


def _distinct(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Give each passage once, as it stands first."""
    found: dict[str, Evidence] = {}
    for one in evidence:
        found.setdefault(one.passage.id, one)
    return tuple(found.values())[:LISTED]
