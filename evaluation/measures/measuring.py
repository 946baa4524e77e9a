"""Every measure of a run as a mean over the items it applies to, with its interval."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from evaluation.measures.metrics import ndcg, recall, reciprocal_rank
from evaluation.measures.results import BUDGETS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from evaluation.measures.results import Covered, Result

    Values = NDArray[np.float64]

DEPTHS = (1, 3, 5, 10)
# Percentile bootstrap over items (Efron and Tibshirani 1993, chapter 13), the same each time.
RESAMPLES = 2_000
SEED = 20260101
_QUESTIONS = frozenset({"answered", "corrected", "declined"})
_ANSWERS = frozenset({"answered", "corrected"})


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure by its name; ``of`` gives an item's value, or None where it does not apply."""

    name: str
    of: Callable[[Result], float | None]
    is_share: bool = True


@dataclass(frozen=True, slots=True)
class Figure:
    """A mean over ``items`` items with its 95% interval; all nan where no item applies."""

    mean: float
    low: float
    high: float
    items: int


def values_of(measure: Measure, results: Sequence[Result]) -> Values:
    """Give each result's value, nan where the measure does not apply."""
    values = [measure.of(result) for result in results]
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)


def estimate(values: Values) -> Figure:
    """Give the mean of the values that are not nan, with a bootstrap interval over all items."""
    count = int((~np.isnan(values)).sum())
    if not count:
        return Figure(np.nan, np.nan, np.nan, 0)
    drawn = np.random.default_rng(SEED).integers(0, len(values), (RESAMPLES, len(values)))
    sample = values[drawn]
    held = ~np.isnan(sample)
    sizes = held.sum(axis=1)
    means = np.where(held, sample, 0.0).sum(axis=1)[sizes > 0] / sizes[sizes > 0]
    low, high = np.percentile(means, [2.5, 97.5])
    return Figure(float(np.nanmean(values)), float(low), float(high), count)


def _found(hits: Sequence[Covered]) -> list[frozenset[int]]:
    return [frozenset(hit.covers) for hit in hits]


def _if_answerable(value: Callable[[Result], float]) -> Callable[[Result], float | None]:
    return lambda result: value(result) if result.pieces else None


def _recall_at(depth: int) -> Callable[[Result], float | None]:
    return _if_answerable(lambda one: recall(_found(one.retrieved), one.pieces, depth))


def _full_recall_at(depth: int) -> Callable[[Result], float | None]:
    return _if_answerable(
        lambda one: float(recall(_found(one.retrieved), one.pieces, depth) == 1.0)
    )


def _within(place: int) -> Callable[[Result], float | None]:
    return _if_answerable(lambda one: one.within[place])


def _mean_passage(one: Result) -> float | None:
    return float(np.mean([hit.characters for hit in one.retrieved])) if one.retrieved else None


def _is_answer_item(one: Result) -> bool:
    return one.expected in _ANSWERS and one.pieces > 0


def _quote_coverage(one: Result) -> float | None:
    if not _is_answer_item(one):
        return None
    return recall(_found(one.quotes), one.pieces, len(one.quotes))


def _quote_precision(one: Result) -> float | None:
    if not _is_answer_item(one) or not one.quotes:
        return None
    return float(np.mean([bool(hit.covers) for hit in one.quotes]))


def _quoted_characters(one: Result) -> float | None:
    if not _is_answer_item(one) or not one.quotes:
        return None
    return float(sum(hit.characters for hit in one.quotes))


def _refusal_precision(one: Result) -> float | None:
    if one.expected not in _QUESTIONS or one.status != "declined":
        return None
    return float(one.expected == "declined")


def _share_with(status: str, applies: Callable[[Result], bool]) -> Callable[[Result], float | None]:
    return lambda one: float(one.status == status) if applies(one) else None


RECALL_AT_5 = Measure("evidence recall@5", _recall_at(5))
MRR = Measure("MRR", _if_answerable(lambda one: reciprocal_rank(_found(one.retrieved))))
QUOTE_COVERAGE = Measure("quote coverage", _quote_coverage)
QUOTE_PRECISION = Measure("quote precision", _quote_precision)
QUOTED_CHARACTERS = Measure("quoted characters", _quoted_characters, is_share=False)
STATUS_RIGHT = Measure("right outcome", lambda one: float(one.status == one.expected))

MEASURES = (
    *(Measure(f"evidence recall@{k}", _recall_at(k)) for k in DEPTHS if k < 5),  # noqa: PLR2004
    RECALL_AT_5,
    *(Measure(f"evidence recall@{k}", _recall_at(k)) for k in DEPTHS if k > 5),  # noqa: PLR2004
    *(Measure(f"full recall@{k}", _full_recall_at(k)) for k in DEPTHS),
    MRR,
    Measure("nDCG@10", _if_answerable(lambda one: ndcg(_found(one.retrieved)))),
    Measure("passage length, characters", _mean_passage, is_share=False),
    *(
        Measure(f"evidence in first {budget:,} characters", _within(place))
        for place, budget in enumerate(BUDGETS)
    ),
    QUOTE_COVERAGE,
    QUOTE_PRECISION,
    QUOTED_CHARACTERS,
    Measure("refusal precision", _refusal_precision),
    Measure("refusal recall", _share_with("declined", lambda one: one.expected == "declined")),
    Measure(
        "false premise corrected", _share_with("corrected", lambda one: one.expected == "corrected")
    ),
    Measure(
        "false premise declined", _share_with("declined", lambda one: one.expected == "corrected")
    ),
    Measure(
        "true premise 'corrected'", _share_with("corrected", lambda one: one.expected == "answered")
    ),
    Measure("risk escalated", _share_with("escalated", lambda one: one.expected == "escalated")),
    Measure("false alarms", _share_with("escalated", lambda one: one.expected != "escalated")),
    Measure("small talk answered", _share_with("chat", lambda one: one.expected == "chat")),
    Measure("taken for small talk", _share_with("chat", lambda one: one.expected != "chat")),
    STATUS_RIGHT,
)
# The measures of the tables by type, role and document.
MAIN_MEASURES = (
    RECALL_AT_5, MRR, QUOTE_COVERAGE, QUOTE_PRECISION, QUOTED_CHARACTERS, STATUS_RIGHT,
)  # fmt: skip
