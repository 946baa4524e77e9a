"""How much of a thing there is, or how well it goes, by a claim and by a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.judging.sides import Difference, Sides

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.judging.polarity import Polarity
    from bot.judging.readings import Reading

_MUCH = frozenset("huge massive enormous large big high heavy long many".split())
_LITTLE = frozenset("low small short few little light minimal tiny".split())
_COPULA = frozenset("is are was were be been remain remains".split())
_BETWEEN = frozenset("very so too really quite rather particularly extremely still also".split())
# A judgement that a question takes for granted: "why are they so slow", "such a waste".
_LOADED = re.compile(r"\b(?:so|such)\s+(?:an?\s+)?(?P<said>(?:[\w-]+\s*){1,4})", re.IGNORECASE)
# A sentence judges as clearly as this where it points the other way.
_CLEAR = 0.5
# What is judged stands so many telling words from the word of judgement, in a claim and elsewhere.
_NEAR = 2
_NEAR_IN_SENTENCE = 3


@dataclass(frozen=True, slots=True)
class _Degree:
    """The stem of a thing, whether there is much of it, and where the word for that stands."""

    of: str
    is_much: bool
    place: int


class Degrees:
    """Much of a thing, of which another says little: huge caseloads, caseloads are low."""

    def applies(self, claim: Reading) -> bool:
        """See ``Contrast``."""
        return any(_degrees(claim))

    def differs(self, sides: Sides) -> Difference | None:
        """See ``Contrast``."""
        if not sides.is_stated:
            return None
        claims = list(_degrees(sides.claim))
        said = list(_degrees(sides.sentence)) if claims else []
        for claimed in claims:
            alike = [one for one in said if one.of == claimed.of]
            if alike and all(one.is_much != claimed.is_much for one in alike):
                return Difference(frozenset((claimed.place,)), frozenset((claimed.of,)))
        return None

    def agrees(self, sides: Sides, difference: Difference) -> bool:
        """See ``Contrast``."""
        claimed = [one for one in _degrees(sides.claim) if one.place in difference.places]
        return any(
            one.of == other.of and one.is_much == other.is_much
            for one in claimed
            for other in _degrees(sides.sentence)
        )


class Verdicts:
    """A judgement in so many words, why it was so weak, of which a sentence says otherwise."""

    def applies(self, claim: Reading) -> bool:
        """See ``Contrast``."""
        return bool(_LOADED.search(claim.text))

    def differs(self, sides: Sides) -> Difference | None:
        """See ``Contrast``."""
        loaded = _LOADED.search(sides.claim.text)
        if not sides.is_stated or loaded is None:
            return None
        clash, asked, *_ = sides.polarity.compare(loaded["said"], sides.sentence.text)
        if not asked or clash < _CLEAR * abs(asked):
            return None
        # the word of judgement is what differs, and no part of what it is said of
        start, end = loaded.span("said")
        said = (one for one in sides.claim.tokens if start <= one.start < end)
        return Difference(
            frozenset(one.start for one in said if sides.polarity.compare(one.word, "")[1])
        )

    def agrees(self, sides: Sides, difference: Difference) -> bool:  # noqa: ARG002  one for all
        """See ``Contrast``."""
        loaded = _LOADED.search(sides.claim.text)
        said = loaded["said"] if loaded else ""
        _, asked, judged, *_ = sides.polarity.compare(said, sides.sentence.text)
        return asked * judged > 0


@dataclass(frozen=True, slots=True)
class _Opinion:
    """How a thing is judged, 1 or -1, the stems of what it may be, and where the word stands."""

    value: int
    of: frozenset[str]
    place: int


class Opposites:
    """A thing is judged, and a sentence that speaks of the same judges it the other way."""

    def applies(self, claim: Reading) -> bool:  # noqa: ARG002  the words are the polarity's
        """See ``Contrast``."""
        return True

    def differs(self, sides: Sides) -> Difference | None:
        """See ``Contrast``."""
        if not sides.is_stated:
            return None
        claims = list(_judged(sides.claim, sides.polarity, _NEAR))
        said = list(_judged(sides.sentence, sides.polarity, _NEAR_IN_SENTENCE)) if claims else []
        for claimed in claims:
            alike = [one for one in said if one.of & claimed.of]
            # and so does the sentence as a whole, whatever it says of something else
            _, _, judged, *_ = sides.polarity.compare("", sides.sentence.text)
            is_turned = -judged * claimed.value >= _CLEAR
            if is_turned and alike and all(one.value != claimed.value for one in alike):
                return Difference(frozenset((claimed.place,)), claimed.of)
        return None

    def agrees(self, sides: Sides, difference: Difference) -> bool:
        """See ``Contrast``."""
        claims = _judged(sides.claim, sides.polarity, _NEAR)
        values = {one.value for one in claims if one.place in difference.places}
        return any(
            one.of & difference.stems and one.value in values
            for one in _judged(sides.sentence, sides.polarity, _NEAR_IN_SENTENCE)
        )


def _judged(reading: Reading, polarity: Polarity, near: int) -> Iterator[_Opinion]:
    """Give what is judged: of each word of judgement the telling words near it that are none."""
    telling = reading.telling
    values = [polarity.value(one.word) for one in telling]
    for at, (one, value) in enumerate(zip(telling, values, strict=True)):
        if not value:
            continue
        around = range(max(at - near, 0), min(at + near + 1, len(telling)))
        of = frozenset(telling[place].stem for place in around if not values[place])
        yield _Opinion(-value if one.is_denied else value, of, one.start)


def _degrees(reading: Reading) -> Iterator[_Degree]:
    tokens = reading.tokens
    for at, one in enumerate(tokens):
        if one.is_denied or not (one.word in _MUCH or one.word in _LITTLE):
            continue
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        if following and following.is_telling:
            yield _Degree(following.stem, one.word in _MUCH, one.start)
            continue
        before = at - 1
        while before >= 0 and tokens[before].word in _BETWEEN:
            before -= 1
        if before > 0 and tokens[before].word in _COPULA and tokens[before - 1].is_telling:
            yield _Degree(tokens[before - 1].stem, one.word in _MUCH, one.start)
