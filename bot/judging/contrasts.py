"""The ways in which a sentence says otherwise than a claim, each found by a rule."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.judging.degrees import Degrees, Opposites, Verdicts
from bot.judging.doers import Agents, Doers
from bot.judging.quantities import is_same
from bot.judging.readings import PREDICATES
from bot.judging.sides import Difference, Sides

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.judging.readings import Reading
    from bot.judging.sides import Contrast

# Of the telling words that a denial reaches, a claim has to hold so many of ten.
_DENIED_SHARE = 0.7
_NOT_FOUND = re.compile(
    r"\b(?:not|no|never|nothing|cannot)\b.{0,40}\b(?:found|seen|visible|stated|named|published|known|"
    r"replacement)\b|\bthis note\b|\bour advice\b|\bcheck (?:it|them|yours|locally)\b",
    re.IGNORECASE,
)
# A condition of what is denied stands so many words behind it.
_UNTIL_WITHIN = 7
_NOT_ONLY = re.compile(r"\bnot only\b", re.IGNORECASE)
# More amounts of a kind in one sentence belong to several things.
_MOST_ALIKE = 2
_CLASH = 0.5
_ARTICLES = frozenset("all every any".split())
_EACH = frozenset("any every each".split())
_SAYS_OF_ALL = re.compile(
    r"\w+(?: (?!who\b|that\b|which\b)[\w'’-]+){1,4}? "
    r"(?:need|needs|must|have|has|are|is|should|can|gets?|may)\b",
    re.IGNORECASE,
)
# What is said to be seldom so is no contradiction of what is said not to be so.
_SELDOM = re.compile(r"\b(?:rarely|seldom|hardly|barely|few|little)\b", re.IGNORECASE)
_PARTLY = re.compile(
    r"(?:\bnot|n['’]?t) (?:\w+ )?(?:always|all|every\w*|often|usually|necessarily|fully|yet"
    r"|consistently|routinely|regularly|enough)\b",
    re.IGNORECASE,
)
_ALWAYS = re.compile(r"\b(?:always|all|every|fully|consistently|routinely)\b", re.IGNORECASE)


class Amounts:
    """Another number, time limit, frequency, age or year for the same thing."""

    def applies(self, claim: Reading) -> bool:
        """See ``Contrast``."""
        return bool(claim.amounts)

    def differs(self, sides: Sides) -> Difference | None:
        """See ``Contrast``."""
        claims = sides.claim.amounts
        said = sides.sentence.amounts if claims else ()
        for claimed in claims:
            # a day in what is only asked says of which day
            if claimed.of == "day" and not sides.is_stated:
                continue
            alike = [one for one in said if one.of == claimed.of]
            if alike and len(alike) <= _MOST_ALIKE and not any(is_same(o, claimed) for o in alike):
                return Difference(_between(sides.claim, claimed.start, claimed.end))
        return None

    def agrees(self, sides: Sides, difference: Difference) -> bool:
        """See ``Contrast``."""
        return any(
            one.of == claimed.of and is_same(one, claimed)
            for claimed in sides.claim.amounts
            for one in sides.sentence.amounts
            if claimed.start in difference.places
        )


class Denial:
    """One denies what the other affirms."""

    def applies(self, claim: Reading) -> bool:
        """See ``Contrast``."""
        return any(one.is_denied for one in claim.telling)

    def differs(self, sides: Sides) -> Difference | None:
        """See ``Contrast``."""
        claim, sentence = sides.claim, sides.sentence
        if _NOT_FOUND.search(sentence.text):
            return None
        affirmed = {one.stem for one in claim.telling if not one.is_denied}
        asked = {one.stem for one in sides.ask.telling if not one.is_denied}
        found = []
        # what is said not to be so for all may be said not to be so
        is_partly = bool(_PARTLY.search(claim.text))
        denials = {one.denial for one in sentence.telling if one.is_denied and not is_partly}
        for denial in sorted(denials):
            reached = {one.stem for one in sentence.denied(denial)} - _LIGHT
            is_listing = sentence.tokens[denial].stem.startswith("exclud")
            # "no baby leaves until it was held" says when, and "from a withheld number" whose
            if _is_conditional(sentence, denial) or _is_of_a_noun(sentence, denial):
                continue
            if is_listing and sentence.tokens[denial].stem in sides.ask.stems:
                continue
            enough = is_listing or len(reached & asked) >= _DENIED_SHARE * len(reached)
            # what must not be done is first of all the verb; a claim may deny it too
            agreed = {one.stem for one in claim.telling if one.is_denied} & reached
            enough = enough or bool(_forbidden(sentence, denial) & affirmed and not agreed)
            if reached & affirmed and enough:
                found.append(Difference(stems=frozenset(reached & asked)))
        if found:
            return min(found, key=lambda one: len(one.stems))
        is_denied = any(one.is_denied for one in sentence.telling) or _SELDOM.search(sentence.text)
        if not sides.is_stated or is_denied:
            return None
        # what is said not to be always so may be so once
        if is_partly and not _ALWAYS.search(sentence.text):
            return None
        denied = [
            one.stem for one in claim.telling
            # "baby not born" tells of whom is asked
            if one.is_denied and one.stem not in _LIGHT and not _is_of_a_noun(claim, one.denial)
        ]  # fmt: skip
        held = set(denied) & sentence.stems
        # what is denied is first of all the verb
        if held and denied[0] in held and len(held) >= _DENIED_SHARE * len(set(denied)):
            return Difference(stems=frozenset(held))
        return None

    def agrees(self, sides: Sides, difference: Difference) -> bool:
        """See ``Contrast``."""
        if not difference.stems <= sides.sentence.stems:
            return False
        claimed = any(o.is_denied for o in sides.claim.telling if o.stem in difference.stems)
        said = any(o.is_denied for o in sides.sentence.telling if o.stem in difference.stems)
        return claimed == said


class Pairs:
    """Words of which one shuts out the other, such as ``all`` and ``some``.

    Of words of force, both have to stand before the same verb.
    """

    def __init__(self, pairs: Mapping[str, str], *, before_same_word: bool) -> None:
        """Take patterns, each with what a sentence says otherwise."""
        self._same_word = before_same_word
        self._pairs = [(_whole(one), _whole(two)) for one, two in pairs.items()]

    def applies(self, claim: Reading) -> bool:
        """See ``Contrast``."""
        return any(one.search(claim.text) for one, _ in self._pairs)

    def differs(self, sides: Sides) -> Difference | None:
        """See ``Contrast``."""
        if not sides.is_stated:
            return None
        claim, sentence = sides.claim.text, _NOT_ONLY.sub("every", sides.sentence.text)
        for one, two in self._pairs:
            said, other = one.search(claim), two.search(sentence)
            if not said or not other or one.search(sentence) or two.search(claim):
                continue
            # a noun with its article asks for a list of all
            is_noun = said[0].lower() in _ARTICLES and not _SAYS_OF_ALL.match(claim)
            if said.start() == 0 and not self._same_word and is_noun:
                continue
            of_each = other[0].lower() in _EACH and _next(sides.sentence, other.end())
            # "any professional" may ask for what only three agencies need to attend
            if of_each and of_each not in sides.claim.stems:
                continue
            if self._same_word:
                places = (_next(sides.claim, said.end()), _next(sides.sentence, other.end()))
                if not places[0] or places[0] != places[1]:
                    continue
            return Difference(_between(sides.claim, *said.span()))
        return None

    def agrees(self, sides: Sides, difference: Difference) -> bool:
        """See ``Contrast``."""
        sentence = _NOT_ONLY.sub("every", sides.sentence.text)
        return any(
            (said := one.search(sides.claim.text)) is not None
            and said.start() in difference.places
            and one.search(sentence)
            for one, _ in self._pairs
        )


class Judgements:
    """A judgement that points the other way."""

    def applies(self, claim: Reading) -> bool:  # noqa: ARG002  no word by itself
        """See ``Contrast``."""
        return False

    def differs(self, sides: Sides) -> Difference | None:
        """See ``Contrast``."""
        if not sides.is_stated:
            return None
        clash, *_ = sides.polarity.compare(sides.claim.text, sides.sentence.text)
        return Difference() if clash >= _CLASH else None

    def agrees(self, sides: Sides, difference: Difference) -> bool:  # noqa: ARG002  one for all
        """See ``Contrast``."""
        _, asked, said, *_ = sides.polarity.compare(sides.claim.text, sides.sentence.text)
        return asked * said >= _CLASH


def turned(sides: Sides, *, denied_too: bool) -> bool:
    """Say whether one of the two finds fault, or else denies, and the other does not."""
    if _NOT_FOUND.search(sides.sentence.text):
        return False
    clash, *_ = sides.polarity.compare(sides.claim.text, sides.sentence.text)
    denies = [any(one.is_denied for one in each.tokens) for each in (sides.claim, sides.sentence)]
    return clash > 0 or (denied_too and denies[0] != denies[1])


def _forbidden(reading: Reading, denial: int) -> frozenset[str]:
    """Give the verb that is forbidden, "do not wait", or what "is not required"; else nothing."""
    before = reading.tokens[denial - 1].word if denial else ""
    reached = reading.denied(denial)
    is_order = before in {"do", "must", "should"} or reading.tokens[denial].word == "never"
    is_needless = any(one.word in PREDICATES for one in reading.tokens[denial + 1 : denial + 2])
    return frozenset((reached[0].stem,)) if (is_order or is_needless) and reached else frozenset()


def _is_conditional(reading: Reading, denial: int) -> bool:
    after = reading.tokens[denial + 1 : denial + 2 + _UNTIL_WITHIN]
    return any(one.word in {"until", "unless", "till"} for one in after)


def _is_of_a_noun(reading: Reading, denial: int) -> bool:
    """Say whether a denial only tells which: a withheld number, children not in education."""
    if not denial:
        return False
    before, word = reading.tokens[denial - 1], reading.tokens[denial].word
    is_withheld = word == "withheld" and before.word in {"a", "an", "the", "any"}
    return is_withheld or (word == "not" and before.is_telling)


_LIGHT = frozenset(("mean", "itself", "seen", "case", "place", "other", "same"))


def _next(reading: Reading, place: int) -> str:
    return next((one.stem for one in reading.telling if one.start >= place), "")


def _between(reading: Reading, start: int, end: int) -> frozenset[int]:
    return frozenset(one.start for one in reading.tokens if start <= one.start < end)


def _whole(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


CONTRASTS: Mapping[str, Contrast] = {
    "amount": Amounts(),
    "denial": Denial(),
    "force": Pairs(
        {
            r"must|have to|has to|required to": r"may|need not|can choose to",
            r"may|can choose to": r"must|have to|has to",
        },
        before_same_word=True,
    ),
    "extent": Pairs(
        {
            "only": "any|anyone|every|each|both|all",
            "any|anyone|everyone|anybody": r"only|never automatic\w*",
            "all|every|always": (
                "some|most|sometimes|usually|not always|not all|normally"
                r"|only (?:\w+ )?(?:were|are|was|is|have|had|has|did|do)|never automatic\w*"
            ),
            "never": "always",
            "before": "after",
            "after": "before",
        },
        before_same_word=False,
    ),
    "agent": Agents(),
    "doer": Doers(),
    "degree": Degrees(),
    "verdict": Verdicts(),
    "opposite": Opposites(),
    "judgement": Judgements(),
}
# Too often a matter of taste to be held against an ask by itself.
ONLY_SUSPECTED = frozenset({"judgement"})
# Of what is judged the other way most of the claim has to be said, or it is another thing.
LEAST_SHARES: Mapping[str, float] = {"opposite": 0.6}
