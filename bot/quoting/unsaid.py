"""What evidence still has to tell where earlier answers have quoted some of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answering.tidying import tidy
from bot.quoting.spans import sentences_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain import Evidence


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
