"""Neighbouring sentences of a passage, quoted as one."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from domain import Evidence, Sentence


@dataclass(frozen=True, slots=True)
class Span:
    """Neighbouring sentences of one passage that are quoted as one, first and last included."""

    evidence: Evidence
    first: int
    last: int

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences, in their order."""
        return self.evidence.passage.sentences[self.first : self.last + 1]

    @property
    def weight(self) -> float:
        """The chance of the best of them to carry the answer."""
        return max(self.evidence.weights[self.first : self.last + 1])

    @property
    def log_odds(self) -> float:
        """That chance as log-odds."""
        bounded = min(max(self.weight, 1e-9), 1 - 1e-9)
        return math.log(bounded / (1 - bounded))

    @property
    def quote(self) -> str:
        """Their words, and all that stands between them."""
        held = self.sentences
        return self.evidence.passage.text[held[0].start : held[-1].end]

    def touches(self, other: Span) -> bool:
        """Say whether the two overlap or follow on each other in one passage."""
        return self.evidence.passage.id == other.evidence.passage.id and (
            self.first <= other.last + 1 and other.first <= self.last + 1
        )

    def joined(self, other: Span) -> Span:
        """Give the two as one."""
        return Span(self.evidence, min(self.first, other.first), max(self.last, other.last))


def add_span(chosen: list[Span], span: Span) -> None:
    """Add a span at the end, or in the place of those it touches, quoted as one with them."""
    near = [other for other in chosen if span.touches(other)]
    place = chosen.index(near[0]) if near else len(chosen)
    for other in near:
        span = span.joined(other)
        chosen.remove(other)
    chosen.insert(place, span)


def sentences_of(evidence: Sequence[Evidence]) -> Iterable[Span]:
    """Give every sentence of the evidence as a span of its own."""
    for one in evidence:
        for number in range(len(one.weights)):
            yield Span(one, number, number)
