"""Who does it, by a claim and by a sentence: an agency, or whoever stands behind "by"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.judging.sides import Difference, Sides
from ingest.agencies import agencies_of
from store.search.keywords import stem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.judging.readings import Reading

_COPULA = frozenset("is are was were be isnt arent".split())
_NOT_DOING = frozenset("from with to for of in at on about into than".split())
# The agent of a verb stands so near before it, or after it behind "by".
_NEAR = 3
_AGENCIES = agencies_of()
# Verbs that say only that a thing is done.
_DOING = frozenset(
    stem(one)
    for one in "do does done carry carries carried complete completes completed undertake"
    " undertakes undertaken conduct conducts conducted hold holds held run runs make makes"
    " made".split()
)
# Who does it by the passive: "chaired by the deputy".
_BY = re.compile(
    r"\b(?P<verb>[a-z]+(?:ed|en|un|ld|ne|de|ad))(?: out| up)?(?: \w+ly| jointly| only)? by "
    # a day by which, or how, is nobody
    r"(?!(?:the |its |a )?(?:end|start|beginning|close|date|time|day|latest|next|way|means)\b"
    r"|\d|\w+ing\b|(?:january|february|march|april|may|june|july|august|september|october"
    r"|november|december)\b)"
    r"(?P<who>(?:the |a |an |our |its )?[\w'’&-]+(?: (?!who|which|that|and|or|is|are|was|at|in|on"
    r"|for|when|within|to|from|with|by|if|unless|before|after)[\w'’&-]+){0,5})",
    re.IGNORECASE,
)
# And by the active: "the deputy chairs it".
_ACTS = re.compile(
    r"^(?:the |a |an |our )?(?P<who>[\w'’&-]+(?: [\w'’&-]+){0,4}?) (?:(?:must|should|will|can"
    r"|always|also) )?(?P<verb>[a-z]{2,}?(?:s|es)?) (?:out )?"
    r"(?:the|a|an|any|each|every|all|our|its|it|this)\b",
    re.IGNORECASE,
)


class Agents:
    """Another agency does it."""

    def applies(self, claim: Reading) -> bool:
        """See ``Contrast``."""
        return bool(_agents(claim))

    def differs(self, sides: Sides) -> Difference | None:
        """See ``Contrast``."""
        if not sides.is_stated:
            return None
        claimed = _agents(sides.claim)
        doing = _agents(sides.sentence) if claimed else []
        named = _AGENCIES.find(sides.sentence.text) if claimed else frozenset()
        for verb, agency, places in claimed:
            if agency not in named and any(act == verb for act, _, _ in doing):
                return Difference(frozenset(places), frozenset((verb, agency)))
        return None

    def agrees(self, sides: Sides, difference: Difference) -> bool:
        """See ``Contrast``."""
        return any(
            {verb, agency} == difference.stems for verb, agency, _ in _agents(sides.sentence)
        )


@dataclass(frozen=True, slots=True)
class _Deed:
    """What is done by whom: the verb, the stems of who does it, and where these stand."""

    verb: str
    who: frozenset[str]
    places: frozenset[int]


class Doers:
    """Somebody else does it, whoever it is: "chaired by" one and by another."""

    def applies(self, claim: Reading) -> bool:
        """See ``Contrast``."""
        return any(_deeds(claim))

    def differs(self, sides: Sides) -> Difference | None:
        """See ``Contrast``."""
        if not sides.is_stated:
            return None
        claims = list(_deeds(sides.claim))
        passive = list(_by(sides.sentence)) if claims else []
        for claimed in claims:
            others = [one for one in passive if one.verb == claimed.verb]
            if others and not any(one.who & claimed.who for one in others):
                return Difference(claimed.places, claimed.who | {claimed.verb})
        return None

    def agrees(self, sides: Sides, difference: Difference) -> bool:
        """See ``Contrast``."""
        return any(
            one.verb in difference.stems and one.who & difference.stems
            for one in _deeds(sides.sentence)
        )


def _deeds(reading: Reading) -> Iterator[_Deed]:
    yield from _by(reading)
    if match := _ACTS.match(reading.text):
        yield from _deed(reading, match)


def _by(reading: Reading) -> Iterator[_Deed]:
    for match in _BY.finditer(reading.text):
        yield from _deed(reading, match)


def _deed(reading: Reading, match: re.Match[str]) -> Iterator[_Deed]:
    start, end = match.span("who")
    own = [one for one in reading.tokens if start <= one.start < end]
    who = frozenset(one.stem for one in own if one.is_telling)
    verb = stem(match["verb"].lower())
    acting = next((one for one in reading.tokens if one.start == match.start("verb")), None)
    if who and acting and not acting.is_denied:
        doing = "do" if verb in _DOING else verb
        yield _Deed(doing, who, frozenset(one.start for one in own))


def _agents(reading: Reading) -> list[tuple[str, str, tuple[int, ...]]]:
    """Give each verb that an agency does, with the agency and where its words stand."""
    found: list[tuple[str, str, tuple[int, ...]]] = []
    tokens = reading.tokens
    for agency in _AGENCIES.names:
        for match in _AGENCIES.words_for(agency).finditer(reading.text):
            own = tuple(one.start for one in tokens if match.start() <= one.start < match.end())
            before = [one for one in tokens if one.end <= match.start()]
            after = [one for one in tokens if one.start > match.start() and one.start not in own]
            if before and before[-1].word in _NOT_DOING:
                continue
            if any(one.word == "by" for one in before[-_NEAR:]):
                acts = [one for one in before[-_NEAR - 2 :] if one.is_telling][-1:]
            else:
                near = after[:_NEAR]
                acts = [one for one in near if one.is_telling]
                if any(one.word in _COPULA for one in near):
                    acts = []
            found += [(one.stem, agency, own) for one in acts if not one.is_denied]
    return found
