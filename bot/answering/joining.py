"""Several things asked: each is answered, or named as not answered, by itself."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from bot.answering.deciding import decide
from bot.quoting.spans import sentences_of
from bot.quoting.standing import with_what_it_leans_on
from bot.quoting.writer import nearest_quotes
from bot.shaping.facts import giving
from bot.shaping.topline import top_line
from domain import Answer, Correction, Evidence

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.answering.searching import Searched
    from bot.assistant import Library
    from bot.quoting.writer import Writer
    from domain import Outcome, Statement

# Sentences among which one may give what the best one does not.
LOOKED_AT = 12
# Passages that a reply to several asks lists.
LISTED = 10
# Of an ask beside others that are answered so many statements are added.
MOST_OF_A_PART = 2


def joined(
    library: Library, writer: Writer, outcome: Outcome, first: Searched,
    others: Sequence[Searched],
) -> tuple[Outcome, tuple[Evidence, ...]]:  # fmt: skip
    """Add what answers each other ask by itself, and name the asks that nothing answers.

    Where each is answered by itself, that is the answer: what was found for all of them together
    stands nearest to none.
    """

    @cache
    def decided(place: int) -> Outcome:
        return decide(library, writer, others[place])

    outcome = _by_parts(outcome, others, decided)
    statements = list(outcome.statements) if isinstance(outcome, Answer | Correction) else []
    notes = [outcome.note] if isinstance(outcome, Answer | Correction) else []
    declined: list[str] = []
    for place, searched in enumerate(others):
        if _quotes_best(searched, statements):
            # the same words need not give who or when as well
            if not gives(searched.asked, statements):
                added = _giving(library, searched)
                statements += [one for one in added if not _is_among(one, statements)]
                declined += [] if added else [searched.asked]
            continue
        found = decided(place)
        if isinstance(found, Answer | Correction):
            notes.append(found.note)
            new = [one for one in found.statements if not _is_among(one, statements)]
            statements += new[:MOST_OF_A_PART] if statements else new
        else:
            declined.append(searched.asked)
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


def _by_parts(
    outcome: Outcome, parts: Sequence[Searched], decided: Callable[[int], Outcome]
) -> Outcome:
    """Give what answers each part, in their order, where all are answered; else the outcome."""
    if isinstance(outcome, Correction) or len(parts) < 2:  # noqa: PLR2004
        return outcome
    statements: list[Statement] = []
    notes: list[str] = []
    for place, part in enumerate(parts):
        one = decided(place)
        if not isinstance(one, Answer) or not gives(part.asked, one.statements):
            return outcome
        new = [each for each in one.statements if not _is_among(each, statements)]
        statements += new[:MOST_OF_A_PART]
        notes.append(one.note)
    return Answer(tuple(statements), note=" ".join(dict.fromkeys(filter(None, notes))))


def gives(asked: str, statements: Sequence[Statement]) -> bool:
    """Say whether quotes hold what a question of who, or of when and how long, has to be told."""
    wanted = giving(asked)
    return wanted is None or any(wanted.search(one.text) for one in statements)


def _giving(library: Library, searched: Searched) -> list[Statement]:
    """Give the sentence nearest to an ask that holds what it has to be told, if one is near."""
    ranked = sorted(sentences_of(searched.ranking.evidence), key=lambda one: -one.weight)
    for span in ranked[:LOOKED_AT]:
        if ranked[0].log_odds - span.log_odds > library.quoting.margins.compared:
            break
        stated = library.quoting.state([with_what_it_leans_on(span)])
        if gives(searched.asked, stated):
            return list(stated)
    return []


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
