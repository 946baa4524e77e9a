"""What is not said yet: by earlier answers, or by what is quoted beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answering.tidying import tidy
from bot.quoting.spans import sentences_of
from bot.shaping.naming import telling
from domain import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.quoting.spans import Span
    from domain import Evidence

# So much of what a quote says stands in another that says the same.
_SAME_SHARE = 0.85
# Fewer telling words say too little to be told apart by them.
_FEWEST_WORDS = 4


def unsaid(
    evidence: Sequence[Evidence], answers: Sequence[str], margin: float
) -> tuple[Evidence, ...]:
    """Give the evidence without the sentences that ``answers`` quote, and what is far from it.

    That is what is less likely to answer than the best one by more log-odds than ``margin``.
    """
    best = max((one.log_odds for one in sentences_of(evidence)), default=0.0)
    kept = []
    for one in evidence:
        weights = tuple(
            0.0
            if best - span.log_odds > margin or any(tidy(span.quote) in a for a in answers)
            else span.weight
            for span in sentences_of([one])
        )
        if any(weights):
            kept.append(replace(one, weights=weights, relevance=max(weights)))
    return tuple(kept)


def repeats(span: Span, chosen: Sequence[Span]) -> bool:
    """Say whether one of the quotes that are chosen says nearly all that a span says.

    What inspectors found in two places may be told in the same words and is not the same.
    """
    said = telling(span.quote)
    if len(said) < _FEWEST_WORDS:
        return False
    return any(_holds(telling(one.quote), said) for one in chosen if _is_of_one(one, span))


def _is_of_one(one: Span, other: Span) -> bool:
    sources = one.evidence.passage.source, other.evidence.passage.source
    is_found = any(source.kind is Kind.FINDING for source in sources)
    return sources[0].id == sources[1].id or not is_found


def _holds(words: frozenset[str], said: frozenset[str]) -> bool:
    # another number or time is another thing said
    is_same_count = all(one in words for one in said if one.isdigit())
    return is_same_count and len(said & words) >= _SAME_SHARE * len(said)
