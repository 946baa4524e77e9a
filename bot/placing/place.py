"""What an ask's place does to its answer: which sentences may give it, and what is said first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.placing.condition import REACHES, condition_of, condition_told, without
from bot.placing.contacts import asks_otherwise

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.placing.belonging import Areas, Belonging, Map
    from bot.placing.condition import Condition
    from bot.ranking.table import Mask
    from bot.reading.asks import Ask
    from bot.reading.understanding import Understood
    from domain import Passage, Statement


@dataclass(frozen=True, slots=True)
class Place:
    """The place that an ask names.

    ``among`` marks the sentences that may answer, ``bare`` is the ask as it is searched there.
    ``absent`` names those of whom no document is held, ``is_home`` says whether a partnership's own
    area is asked about, ``is_national`` whether only rules for the whole country answer.
    """

    condition: Condition
    among: Mask
    bare: str
    absent: str
    is_home: bool
    reaches: bool
    is_national: bool = False

    def may_be_national(self, question: Understood) -> bool:
        """Say whether a rule for the whole country can answer what the place's words do not."""
        # what inspectors found and whom to ring there is of no other place
        return not self.is_home and not self.reaches and question.search.finding_cue <= 0

    @property
    def note(self) -> str:
        """What stands before an answer; empty where it is the place's own."""
        if self.is_national:
            return f"{self.refusal} These are national rules, which hold there too."
        return f"No {self.absent} document is held here." if self.absent else ""

    @property
    def refusal(self) -> str:
        """What is said where nothing of the place answers; empty for a partnership's own area."""
        label = self.condition.label
        if self.is_home:
            return ""
        if self.reaches:
            return (
                f"No {label} contact for this is held here, and none of another area is given in"
                " its place: its council's website has them."
            )
        if self.absent:
            return f"No {self.absent} document is held here."
        return f"What is held here of {label} does not clearly say."

    def refused(self, *, has_nearest: bool) -> str:
        """Give the refusal with what is said of the nearest passages, which are never others'."""
        if not has_nearest:
            return self.refusal
        if self.absent:
            return (
                f"{self.refusal} The nearest rules for the whole country are below; they do not"
                " answer the question."
            )
        # of three such refusals one had the answer among its passages (docs/evaluation.md)
        return f"{self.refusal} The nearest passages are below; see whether one of them helps."

    def kept(self, statements: Iterable[Statement], belonging: Belonging) -> tuple[Statement, ...]:
        """Give the statements without those that quote another place's words."""
        return tuple(one for one in statements if not self._is_foreign(one, belonging))

    def _is_foreign(self, statement: Statement, belonging: Belonging) -> bool:
        allowed = self.condition.areas | (belonging.home.areas if self.is_home else frozenset())
        return any(
            is_of_others(one.passage, one.quote, allowed, belonging) for one in statement.citations
        )


def is_of_others(passage: Passage, quote: str, allowed: Areas, belonging: Belonging) -> bool:
    """Say whether a quote holds a sentence of areas that are none of those ``allowed``."""
    start = passage.text.index(quote)
    end = start + len(quote)
    touched = [one for one in passage.sentences if one.start < end and one.end > start]
    owners = (belonging.of(passage, one) for one in touched)
    return any(owner and not owner & allowed for owner in owners)


def place_of(belonging: Belonging, held: Map, ask: Ask, earlier: str = "") -> Place | None:
    """Give the place that an ask names, or else the ``earlier`` question; None without any."""
    condition = condition_of(belonging, ask.text, ask.around)
    if condition is None and earlier:
        condition = condition_of(belonging, earlier)
    if condition is None:
        return None
    reaches = bool(REACHES.search(ask.text)) and not asks_otherwise(ask.text)
    is_home = bool(condition.areas & belonging.home.areas)
    own = belonging.home.areas
    absent = " or ".join(
        name for name, areas in condition.places if not areas & own and not held.holds(areas)
    )
    if is_home:
        among = held.not_elsewhere(condition.areas | own)
        return Place(condition, among, ask.text, absent, is_home, reaches)
    bare = without(ask.text, belonging)
    return Place(condition, held.of(condition.areas), bare, absent, is_home, reaches)


def place_told(belonging: Belonging, held: Map, ask: Ask) -> Place | None:
    """Give the place where a case is told to be; None without any.

    It is no condition: what is asked may be everybody's. A partnership's staff write of their own.
    """
    condition = None if belonging.home.areas else condition_told(belonging, ask.around)
    if condition is None:
        return None
    among = held.of(condition.areas)
    return Place(condition, among, ask.text, "", is_home=False, reaches=False)
