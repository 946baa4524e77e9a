"""Whether a statement puts together what its sentence puts together, and as it joins it."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from writing.checks.clauses.deeds import is_deed
from writing.checks.doers import does
from writing.checks.words import linked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from writing.checks.basis import Basis
    from writing.checks.words import ReadText, ReadWord

# What parts what comes first from what comes after.
_THEN = ("then", "before", "after", "not", "than")
_JOINS = frozenset({"and", "or"})
# A word that sets things against each other or against time says nothing unless its sentence does.
_SETS: dict[str, frozenset[str]] = {
    "than": frozenset({"than"}),
    "then": frozenset({"then", "next", "after", "afterwards", "before", "once", "following"}),
    "still": frozenset("still even although though remain remains stay stays continue".split()),
    "already": frozenset({"already"}),
    **dict.fromkeys(("now", "nowadays", "currently", "today", "presently"),
                    frozenset({"now", "nowadays", "currently", "today", "presently", "present"})),
}  # fmt: skip
# Two words that stand together in a statement stand so near in its sentence, in telling words.
_NEAR = 6


def fault_of_order(said: ReadText, basis: Basis) -> str:
    """Give "order" where a statement joins its words otherwise; empty where it does not."""
    theirs = list(_joined(basis.words))
    for first, join, second in _joined(said):
        same = [
            other for one, other, two in theirs
            if (linked(first, [one]) and linked(second, [two]))
            or (linked(first, [two]) and linked(second, [one]))
        ]  # fmt: skip
        if same and join not in same:
            return "order"
    words = {one.text for one in basis.words.words}
    if any(one.text in _SETS and not _SETS[one.text] & words for one in said.words):
        return "order"
    is_other = _parted(said, basis) or _turned_round(said, basis.words)
    return "order" if is_other or _crossed(said, basis.words) else ""


def _crossed(said: ReadText, text: ReadText) -> bool:
    """Say whether a statement mixes two clauses that tell of two the same doing.

    As where "a teacher may notice absence, a nurse injuries" has become a nurse and absence.
    """
    ours = clauses_of(said)
    deeds = {one for place, one in enumerate(text.words) if is_deed(text.words, place)}
    for one, other in combinations(clauses_of(text), 2):
        if not any(linked(word, deeds & set(other)) for word in deeds & set(one)):
            continue
        first = [word for word in one if not linked(word, other)]
        second = [word for word in other if not linked(word, one)]
        if any(_shared(clause, first) and _shared(clause, second) for clause in ours):
            return True
    return False


def clauses_of(text: ReadText) -> list[list[ReadWord]]:
    """Give the telling words between signs."""
    found: list[list[ReadWord]] = [[]]
    for word in text.words:
        if word.is_sign:
            found.append([])
        elif word.is_telling:
            found[-1].append(word)
    return [one for one in found if one]


def _turned_round(said: ReadText, text: ReadText) -> bool:
    """Say whether what comes first in a statement comes second in its sentence."""
    for marker in _THEN:
        ours, theirs = _sides_of(said, marker), _sides_of(text, marker)
        if ours and theirs:
            straight = _shared(ours[0], theirs[0]) + _shared(ours[1], theirs[1])
            if _shared(ours[0], theirs[1]) + _shared(ours[1], theirs[0]) > straight:
                return True
    return False


def _sides_of(text: ReadText, marker: str) -> tuple[list[ReadWord], list[ReadWord]] | None:
    words = text.words
    # ", not": what is set against what stands before it
    at = next(
        (one.start for before, one in pairwise(words)
         # of "looked-after" it says nothing
         if one.text == marker and not before.text.endswith("-")
         and (marker != "not" or before.is_sign or before.text == "and")), None,
    )  # fmt: skip
    # "after every episode, ..." may stand at either end
    if not at:
        return None
    telling = text.telling
    return [one for one in telling if one.start < at], [one for one in telling if one.start > at]


def _shared(some: Sequence[ReadWord], others: Sequence[ReadWord]) -> int:
    return sum(bool(linked(word, others)) for word in some)


def _joined(text: ReadText) -> Iterator[tuple[ReadWord, str, ReadWord]]:
    """Give the words before and after each "and" and "or"."""
    words = text.words
    for place, word in enumerate(words):
        if word.text not in _JOINS:
            continue
        before = [one for one in words[:place] if one.is_telling]
        after = [one for one in words[place + 1 :] if one.is_telling]
        if before and after:
            yield before[-1], word.text, after[0]


def _apart(one: int, other: int, held: Sequence[ReadWord]) -> int:
    """Give how far apart two words stand; what opens a sentence may as well close it."""
    apart = abs(one - other)
    return min(apart, len(held) - apart)


def _parted(said: ReadText, basis: Basis) -> bool:
    """Say whether words that stand together in a statement stand far apart in its sentence."""
    held = basis.words.telling
    for one, other in pairwise(said.telling):
        between = [word for word in said.words if one.end <= word.start < other.start]
        if any(word.is_sign for word in between):
            continue
        first = [place for place, word in enumerate(held) if linked(one, [word])]
        second = [place for place, word in enumerate(held) if linked(other, [word])]
        is_far = min((_apart(a, b, held) for a in first for b in second), default=0) > _NEAR
        if is_far and not does(one, other, basis.words):
            return True
    return False
