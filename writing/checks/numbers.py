"""Whether the numbers, dates and places of a statement are those of its sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.judging.quantities import Amount, amounts_of
from store.search.keywords import stem
from writing.checks.words import linked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from writing.checks.basis import Basis
    from writing.checks.words import ReadText, ReadWord

_SMALL = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen twenty"
).split()
_VALUES = {word: str(number) for number, word in enumerate(_SMALL, start=2)}
_VALUES |= {"thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "ninety": "90",
            "hundred": "100", "thousand": "1000", "twice": "2", "double": "2"}  # fmt: skip
_NAMED = (
    "first second third fourth fifth sixth last final next half quarter dozen"
    " january february march april june july august september october november december"
    " monday tuesday wednesday thursday friday saturday sunday weekday weekdays weekend weekends"
    " morning afternoon evening night midnight noon daily weekly fortnightly monthly quarterly"
    " termly yearly annual annually fortnight once zero million"
).split()
_ANY = rf"\d+|{'|'.join(_VALUES)}"
_PAIR = re.compile(
    rf"\b(?P<one>{_ANY})\s+(?P<how>to|and|or|of|out of|in)\s+(?:the\s+)?(?P<other>{_ANY})\b",
    re.IGNORECASE,
)
_YEARS = range(1900, 2100)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_COMPOUND = re.compile(rf"\b({_ANY})-([^\W\d_]+)", re.IGNORECASE)
_SHARES = frozenset({"of", "out of", "in"})
_NUMBER_STEMS = frozenset(map(stem, _VALUES))
_NUMERAL = re.compile(r"\d+(?:[.,:/]\d+)*|[^\W\d_]+")
_ONCE = re.compile(r"\s+(?:a|an|each|every|per|in)\b|\s*[.;,]|$", re.IGNORECASE)
_WORKING = re.compile(r"\b(?:working|school|calendar|clear)\b", re.IGNORECASE)
_UNIT = re.compile(r"(minute|hour|day|week|month|year)s?\b", re.IGNORECASE)
_SAME = 1e-6
# Words that say from when on an amount of time is counted.
_FROM = {"of": "after", "from": "after", "after": "after", "following": "after", "before": "before"}
_ANCHOR_WORDS = 6


def fault_of_numbers(said: ReadText, basis: Basis) -> str:
    """Give "number" where an amount, date or numeral is not the sentence's; empty if each is."""
    ours, theirs = _amounts(said), _amounts(basis.words)
    for one in ours:
        same = [other for other in theirs if _is_same(one, other)]
        if not same and _stands_bare(one, basis.words):
            continue
        if not same:
            return "number"
        if all(_working(said, one) != _working(basis.words, other) for other in same):
            return "number"
        if not any(_is_of_the_same(said, one, basis.words, other, theirs) for other in same):
            return "number"
    pairs = dict(_pairs(basis.words.plain))
    if any(pairs.get(pair, how) != how for pair, how in _pairs(said.plain)):
        return "number"
    spans = [(one.start, one.end) for one in ours]
    left = set(_numerals(said.plain, spans))
    held = set(_numerals(basis.words.plain, [])) | set(_numerals(basis.around.plain, []))
    return "number" if left - held else ""


def _amounts(text: ReadText) -> tuple[Amount, ...]:
    """Give the amounts of a text; "between five and seven" counts no sevens."""
    return tuple(one for one in amounts_of(text.plain) if one.of not in _NUMBER_STEMS)


def _pairs(text: str) -> Iterator[tuple[tuple[str, str], str]]:
    """Give each two numbers that stand together, and whether one is a share: "five of seven"."""
    for match in _PAIR.finditer(text):
        first, second = (_VALUES.get(one.lower(), one) for one in (match["one"], match["other"]))
        yield (first, second), "share" if match["how"].lower() in _SHARES else "span"


def _is_same(one: Amount, other: Amount) -> bool:
    return one.of == other.of and abs(one.value - other.value) <= _SAME * max(one.value, 1)


def _stands_bare(amount: Amount, text: ReadText) -> bool:
    """Say whether a text has an amount in other form: "four-level", or the one year it names."""
    if amount.of == "year" and amount.value in _YEARS:
        return set(_YEAR.findall(text.plain)) == {str(int(amount.value))}
    compounds = _COMPOUND.finditer(text.plain)
    held = {(_VALUES.get(one[1].lower(), one[1]), stem(one[2].lower())) for one in compounds}
    return (f"{amount.value:g}", stem(amount.of)) in held


def _working(text: ReadText, amount: Amount) -> str:
    """Give what days are counted: working, school, calendar days or none of these."""
    unit = _UNIT.search(text.plain, amount.start)
    found = _WORKING.search(text.plain, amount.start, unit.start() if unit else amount.end)
    return found[0].lower() if found else ""


def _numerals(text: str, spans: list[tuple[int, int]]) -> list[str]:
    found = []
    for match in _NUMERAL.finditer(text):
        if any(start <= match.start() < end for start, end in spans):
            continue
        word = match[0].lower()
        if word == "once" and not _ONCE.match(text, match.end()):
            continue
        if word[0].isdigit() or word in _NAMED:
            found.append(word)
        elif word in _VALUES:
            found.append(_VALUES[word])
    return found


def _is_of_the_same(
    said: ReadText, one: Amount, text: ReadText, other: Amount, amounts: tuple[Amount, ...]
) -> bool:
    """Say whether two equal amounts are of the same thing: counted from it, and beside it."""
    ours, theirs = _anchor(said, one), _anchor(text, other)
    if ours[0] and theirs[0] and ours[0] != theirs[0]:
        return False
    if ours[1] and theirs[1] and not any(linked(word, theirs[1]) for word in ours[1][-1:]):
        return False
    if ours[1] and ours[0] and not theirs[1] and _follows(text, other):
        return False
    ours_named, theirs_named = _names(said, one), _names(text, other)
    if ours_named and theirs_named and not ours_named & theirs_named:
        return False
    rivals = [each for each in amounts if each.of == other.of and not _is_same(each, other)]
    if not rivals:
        return True
    clause = _clause(said, one.start)
    shared = _overlap(clause, _clause(text, other.start))
    return all(_overlap(clause, _clause(text, rival.start)) <= shared for rival in rivals)


def _follows(text: ReadText, amount: Amount) -> bool:
    """Say whether words follow an amount before the clause ends."""
    after = [one for one in text.words if one.start >= amount.end]
    return bool(after) and not after[0].is_sign


def _anchor(text: ReadText, amount: Amount) -> tuple[str, list[ReadWord]]:
    """Give whether an amount is counted from or before something, and the words for that."""
    after = [one for one in text.words if one.start >= amount.end][:_ANCHOR_WORDS]
    if not after or after[0].text not in _FROM:
        return "", []
    named: list[ReadWord] = []
    for word in after[1:]:
        if word.is_telling:
            named.append(word)
        elif named:
            break
    return _FROM[after[0].text], named


def _clause(text: ReadText, place: int) -> list[ReadWord]:
    """Give the telling words of the clause that a place lies in; "and" parts clauses too."""
    clause: list[ReadWord] = []
    for word in text.words:
        if word.is_sign or word.text in {"and", "but"}:
            if word.start > place:
                break
            clause = []
        elif word.is_telling:
            clause.append(word)
    return clause


def _names(text: ReadText, amount: Amount) -> set[str]:
    """Give the words with a capital letter in the clause of an amount."""
    clause = _clause(text, amount.start)
    return {word.stem for word in clause if text.plain[word.start].isupper() and word.start}


def _overlap(one: list[ReadWord], other: list[ReadWord]) -> int:
    return sum(bool(linked(word, other)) for word in one)
