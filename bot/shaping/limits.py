"""Which time limit a question of when or how often asks for, among those that documents give."""

from __future__ import annotations

import re
from operator import itemgetter
from typing import TYPE_CHECKING

from bot.gathering.limits import all_limits, likely_limits
from bot.placing.place import is_of_others
from bot.shaping.naming import telling
from domain import Kind
from ingest.facts.deadlines import deadlines_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from bot.placing.belonging import Belonging
    from bot.placing.place import Place
    from bot.ranking.table import Table
    from domain import Passage
    from ingest.facts.deadlines import Deadline
    from store.generation.opened import Generation

_ASKS_WHEN = re.compile(
    r"\bhow (?:long|soon|quick\w*|fast|often|frequent\w*)\b|\b(?:deadline|time ?limit|time ?scale"
    r"|by when|due)\b|\bwhen (?:must|should|do|does|is|are|has|have)\b",
    re.IGNORECASE,
)
_TELLS = re.compile(r"\b(?:was|were|did|had|inspectors?|letter)\b", re.IGNORECASE)
# What a question of when says besides what is to happen.
ASKING_WHEN = telling(
    "how long soon quick quickly fast often frequent frequently deadline time limit timescale when"
    " due must should take takes taken happen happens held hold holding have has got need needs be"
    " been get gets done finish finished complete completed last usually supposed meant allowed"
    " first within days hours weeks months please tell long we they it"
)
_FIRST, _OF_FIRST = telling("first"), telling("first initial")
# So many telling words have to be said of what is to happen.
_ENOUGH = 2


def asks_for_a_first(words: frozenset[str]) -> bool:
    """Say whether the first of several is asked for: what is held of the others is no answer."""
    return words >= _FIRST


def tells_of_a_first(words: frozenset[str]) -> bool:
    """Say whether words speak of the first of several."""
    return bool(words & _OF_FIRST)


def limits_of(generation: Generation, table: Table, belonging: Belonging) -> TimeLimits:
    """Give the time limits that a generation's documents give."""
    return TimeLimits(generation.passages, belonging, likely_limits(generation, table))


class TimeLimits:
    """The time limits that documents give, opened once for a generation."""

    def __init__(
        self, passages: Sequence[Passage], belonging: Belonging,
        likely: Callable[[Iterable[str]], Iterable[tuple[int, int]]] | None = None,
    ) -> None:  # fmt: skip
        """Take the passages and what tells whose each is; nothing but guidance sets a limit.

        ``likely`` gives, in their order, the passages and sentences that may give a limit of which
        all of some stems are said.
        """
        self._passages = passages
        self._belonging = belonging
        self._likely = likely or all_limits(passages)

    def _held(self, asked: frozenset[str]) -> Iterator[tuple[Deadline, frozenset[str]]]:
        """Give the limits of what is asked, with the words that say what is to happen."""
        for at, number in self._likely(asked):
            passage = self._passages[at]
            if passage.source.kind is Kind.FINDING:
                continue
            for one in deadlines_in(at, number, passage.sentences[number]):
                what = telling(one.what)
                if len(asked & what) >= _ENOUGH and asked <= what | self._around(one):
                    yield one, what

    def find(self, text: str, place: Place | None) -> Deadline | None:
        """Give the one limit that a question asks for; None where none is, or several may be.

        All that it names must stand in the sentence that gives it, its introduction or headings,
        and most of it in what is to happen. Limits that differ are told apart by how little else
        is said; where that leaves two, none is given.
        """
        if not _ASKS_WHEN.search(text) or _TELLS.search(text):
            return None
        words = telling(place.bare if place else text)
        asked = words - ASKING_WHEN
        if len(asked) < _ENOUGH:
            return None
        held = [one for one in self._held(asked) if self._may(one[0], place)]
        # the first of several is held by another limit than those after it
        if asks_for_a_first(words):
            held = [one for one in held if tells_of_a_first(one[1])]
        found = [(len(what - asked), one) for one, what in held]
        best = [one for extra, one in found if extra == min(found, key=itemgetter(0))[0]]
        # without a place, documents that say otherwise leave it open whose rule is meant
        said = best if place else [*best, *self._of_other_documents(best, found)]
        is_one = len({one.limit.lower() for one in said}) == 1 and all(one.is_sole for one in said)
        return best[0] if is_one else None

    def _of_other_documents(
        self, best: Sequence[Deadline], found: Sequence[tuple[int, Deadline]]
    ) -> list[Deadline]:
        own = {self._passages[one.passage].source.id for one in best}
        return [one for _, one in found if self._passages[one.passage].source.id not in own]

    def _around(self, one: Deadline) -> frozenset[str]:
        passage = self._passages[one.passage]
        sentence = passage.sentences[one.sentence]
        return telling(f"{sentence.lead} {passage.heading}")

    def _may(self, one: Deadline, place: Place | None) -> bool:
        """Say whether a limit is of the place that is asked about; without one any may be."""
        if place is None:
            return True
        passage = self._passages[one.passage]
        allowed = place.condition.areas | (
            self._belonging.home.areas if place.is_home else frozenset()
        )
        return not is_of_others(passage, passage.sentences[one.sentence].text, allowed,
                                self._belonging)  # fmt: skip
