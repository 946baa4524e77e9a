"""Which place an ask is about: a condition that whatever answers it has to meet."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.gathering.survey import NOWHERE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.placing.areas import Named
    from bot.placing.belonging import Areas, Belonging

# A place that somebody comes from or goes to is told of a child, and no condition; but 'the letter
# to Leeds', 'the guidance from the Leeds partnership' is Leeds's.
_WAY = re.compile(
    r"(?:\b(?P<noun>\w+))?(?<!\s)\s*\b(?P<way>from|into|to|via|near|towards|through)\s+$",
    re.IGNORECASE,
)
_ITS = re.compile(r"['’]s?\s+\w")
_MOVES = re.compile(
    r"\b(?:mov\w+|go(?:es|ing|ne)?|went|travel\w*|taken|take[sn]?|taking|took|sent|send\w*|ran|run"
    r"\w*|traffick\w+|transfer\w*|return\w*|train|trains|bus|car|driv\w+|drove)\W*$",
    re.IGNORECASE,
)
_TEXTS = re.compile(
    r"(?:letters?|reports?|procedures?|guidance|protocols?|polic(?:y|ies)|rules?|findings?|forms?"
    r"|numbers?|contacts?|documents?|referrals?)$",
    re.IGNORECASE,
)
# Asks for what only the place itself can have: whom to reach there.
REACHES = re.compile(
    r"\b(?:phone|tele?phone|tel|number|e-?mail|address|website|contacts?|ring|call|url|reach"
    r"|fax|text)\b",
    re.IGNORECASE,
)
# ... where what was told lives: "what number do I ring for their front door".
_THEIRS = re.compile(r"\b(?:their|theirs|there)\b", re.IGNORECASE)
# ... or of what is usual where it was told to happen: "is that just how it goes there?"
_THERE = re.compile(
    r"\b(?:there|(?:round|around) here|locally)\b(?=\W*$|[,.;:?!]| (?:or|and)\b)", re.IGNORECASE
)
# So many letters before a place say what it is to the ask.
_BEFORE = 200
# ... or of both of several places told: "do they share the same gaps".
_OF_BOTH = re.compile(r"\b(?:they|them|both|either|each)\b", re.IGNORECASE)
# "Which other areas, as Leeds does", "who besides Leeds": all but Leeds.
_BESIDES = re.compile(
    r"\b(?:besides|apart from|other than|except(?: for)?|excluding|aside from)\b", re.IGNORECASE
)
_OTHERS = re.compile(
    r"\b(?:which|what|who|where|how many|any|some) (?:of the )?(?:other|else)\b"
    r"|\bother (?:areas?|councils?|places|partnerships?|authorities|boroughs?|letters?)\b"
    rf"|{_BESIDES.pattern}",
    re.IGNORECASE,
)
# What goes with a place when it is left out.
_LEADS_IN = re.compile(
    r"(?<!\s)\s*\b(?:in|for|at|of|within|across|about)\s+(?:the\s+)?$", re.IGNORECASE
)
_DOES = re.compile(
    r"\b(?:do|does|did|is|are|was|were|has|have|had|can|could|should|must|will|would)\s+$",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"^(?:['’]s?)?(?:\s+(?:council|city council|county council|borough|area|local authority))?"
    r"(?=\W|$)",
    re.IGNORECASE,
)
_COMPARES = re.compile(r"\b(?:compar\w+|versus|vs|differ\w*|than|same as)\b", re.IGNORECASE)
_HERE = re.compile(r"\b(?:us|we|our|ours|here|home)\b", re.IGNORECASE)
# Of what is told, only where the writer works is a condition.
_WORKS = re.compile(
    r"\b(?:i|we)(?:\s*['’]?(?:m|re)| am| are| work| cover| practi[cs]e)\b", re.IGNORECASE
)
_MOST_OF_A_WRITER = 8
_LABEL = re.compile(r"(?::|,|\s+[-–])\s")
_TELLS = re.compile(
    r"\b(?:i|we|he|she|they|it|who|is|are|was|were|has|have|had|do|does|did|said|says|told|went|came"
    r"|\w+ed)\b|['’](?:s|ve|re|m)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Condition:
    """The places that an ask names, each with the councils' areas that it covers.

    ``areas`` are all of them, and a partnership's own where the ask compares with it.
    """

    places: tuple[tuple[str, Areas], ...]
    areas: Areas

    @property
    def label(self) -> str:
        """The names in a row, for a line to the reader."""
        return " and ".join(name for name, _ in self.places)


def condition_of(belonging: Belonging, text: str, told: Iterable[str] = ()) -> Condition | None:
    """Give the place that an ask is about, or else where its writer works; None without any.

    ``told`` are the sentences of the message, of which one may say where. Who asks for the number
    there, or theirs, or what is usual there, asks for that of the place told.
    """
    named = [one for one in belonging.gazetteer.find(text) if _is_condition(text, one)]
    if not named:
        is_theirs = bool((REACHES.search(text) and _THEIRS.search(text)) or _THERE.search(text))
        for sentence in told:
            found = belonging.gazetteer.find(sentence)
            says_where = (
                _is_all(sentence, found)
                or _is_of_a_writer(sentence)
                or _is_labelled(sentence, found)
            )
            is_of_both = len(found) > 1 and _OF_BOTH.search(text)
            if is_theirs or says_where or is_of_both or _WORKS.search(sentence):
                named += [one for one in found if _is_condition(sentence, one)]
    if not named:
        return None
    condition = _condition(named)
    # 'how does Leeds do it compared with us' is about both
    if len(named) == 1 and _COMPARES.search(text) and _HERE.search(text):
        return replace(condition, areas=condition.areas | belonging.home.areas)
    return condition


def asks_of_others(text: str) -> bool:
    """Say whether an ask is of other places than those that it names, or that are told."""
    return bool(_OTHERS.search(text))


def without_besides(text: str) -> str:
    """Give an ask without the words that leave a place out."""
    return _BESIDES.sub(",", text)


def condition_told(belonging: Belonging, told: Iterable[str]) -> Condition | None:
    """Give the places where what is told happened; None where none is named."""
    named = [
        one
        for sentence in told
        for one in belonging.gazetteer.find(sentence)
        if _is_condition(sentence, one)
    ]
    return _condition(named) if named else None


def _condition(named: Sequence[Named]) -> Condition:
    """Give the places named as a condition; who names a county and a town of it means the town."""
    own = {
        one.name: one.areas for one in named if not any(one.areas > other.areas for other in named)
    }
    return Condition(tuple(own.items()), NOWHERE.union(*own.values()))


def _is_all(sentence: str, found: Iterable[Named]) -> bool:
    """Say whether a piece of a message says where, and nothing else: "in Leeds", "kelshaw"."""
    if len(sentence) > _BEFORE:
        return False
    rest = sentence
    for one in reversed(list(found)):
        rest = f"{_LEADS_IN.sub(' ', rest[: one.start])} {rest[one.end :]}"
    return rest != sentence and not any(map(str.isalnum, rest))


def _is_labelled(sentence: str, found: Sequence[Named]) -> bool:
    """Say whether a piece of a message opens with where it is of: "Leeds: a boy was stabbed"."""
    return bool(found) and not found[0].start and bool(_LABEL.match(sentence[found[0].end :]))


def _is_of_a_writer(sentence: str) -> bool:
    """Say whether a piece of a message only says who writes, without a verb: "GP in Leeds."."""
    return len(sentence.split()) <= _MOST_OF_A_WRITER and not _TELLS.search(sentence)


def _is_condition(text: str, one: Named) -> bool:
    before = _just_before(text, one)
    way = _WAY.search(before)
    # "help from Leeds's team" is Leeds's
    if way is None or _ITS.match(text[one.end :]):
        return True
    if way["noun"] and _TEXTS.search(way["noun"]):
        return True
    if way["way"].lower() == "to":
        return not _MOVES.search(before[: way.start("way")])
    return False


def _just_before(text: str, one: Named) -> str:
    """Give the words before a place, not all of them: of a long message each place is looked at."""
    return text[max(one.start - _BEFORE, 0) : one.start]


def without(text: str, belonging: Belonging) -> str:
    """Give a text without the places that are a condition, for what holds nothing but theirs."""
    kept = text
    for one in reversed(belonging.gazetteer.find(text)):
        # without who does it a sentence is none
        before = _just_before(text, one)
        if _is_condition(text, one) and not _DOES.search(before):
            lead = f"{kept[: one.start - len(before)]}{_LEADS_IN.sub(' ', before)}"
            after = kept[one.end :]
            tail = _TAIL.match(after)
            kept = f"{lead} {f' {after[tail.end() :]}' if tail else after}"
    kept = re.sub(r"\s+(?=[.,;:?!])", "", " ".join(kept.split()))
    return kept if any(map(str.isalnum, kept)) else text
