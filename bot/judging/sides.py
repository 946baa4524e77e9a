"""A claim and a sentence of the documents set side by side, and what a difference is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from bot.judging.polarity import Polarity
    from bot.judging.readings import Reading


@dataclass(frozen=True, slots=True)
class Sides:
    """A claim and a sentence, each as read."""

    claim: Reading
    ask: Reading
    sentence: Reading
    polarity: Polarity
    is_stated: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """In what a sentence says otherwise: where the claim's words for it stand, and its stems."""

    places: frozenset[int] = frozenset()
    stems: frozenset[str] = frozenset()


class Contrast(Protocol):
    """A way in which two sentences may say otherwise."""

    def applies(self, claim: Reading) -> bool:
        """Say whether a claim holds words that this checks, for which a search of its own pays."""

    def differs(self, sides: Sides) -> Difference | None:
        """Give in what the sentence says otherwise than the claim; None where in nothing."""

    def agrees(self, sides: Sides, difference: Difference) -> bool:
        """Say whether another sentence says in this what the claim does."""
