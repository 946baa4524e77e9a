"""Whether words that stand together in a statement belong together in its sentence.

All words of "the child suspects the carer" stand in "the carer suspects that a child is missing".
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from writing.checks.clauses.deeds import BE
from writing.checks.clauses.lists import is_later_item
from writing.checks.doers import is_in_other_voice, is_of_one_deed
from writing.checks.words import linked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from writing.checks.basis import Basis
    from writing.checks.words import ReadText, ReadWord

# What parts two phrases: what stands on either side need not belong together.
_PARTS = frozenset(
    "and or but if when where unless because while that so whether how what why who which whom"
    " whose as than before after until since".split()
)
_PLACING = frozenset(
    "of in for at from with on to about by under within since during against".split()
)
_PRONOUNS = frozenset("it they them he she this these those who which that their its".split())
# How many telling words on stand two that belong together: with no word between them, or with some.
_TIGHT, _LOOSE = 2, 4
_ENDING = frozenset(",;:.!?|")
_AFTER = 2
_WITH_IT = 3


def fault_of_arrangement(said: ReadText, basis: Basis) -> str:
    """Give "order" where a statement puts together what its sentence does not; empty if it does."""
    text = basis.words
    if _digits_turned(said, text):
        return "order"
    if basis.is_row:
        return ""
    known = [one for one in text.telling if linked(one, said.telling)]
    for one, other, between in _pairs(said):
        if not _belong(one, other, between, said, text):
            return "order"
    is_other = (
        _said_more_often(said, text)
        or _stands_behind_another(said, text, known)
        or _stands_beside_another(said, text, known)
    )
    return "order" if is_other else ""


def _digits_turned(said: ReadText, text: ReadText) -> bool:
    """Say whether groups of digits that stand together do so nowhere: "5022 123 0300"."""
    held = {(one.text, other.text) for one, other in pairwise(text.words)}
    return any(
        one.text.isdigit() and other.text.isdigit() and (one.text, other.text) not in held
        for one, other in pairwise(said.words)
    )


def _pairs(text: ReadText) -> Iterator[tuple[ReadWord, ReadWord, list[ReadWord]]]:
    """Give each two telling words that stand together, and the small words between them."""
    telling = [one for one in text.telling if not one.text[0].isdigit()]
    for one, other in pairwise(telling):
        between = [word for word in text.words if one.end <= word.start < other.start]
        if not any(word.is_sign or word.text in _PARTS for word in between):
            yield one, other, between


def _belong(
    one: ReadWord, other: ReadWord, between: Sequence[ReadWord], said: ReadText, text: ReadText
) -> bool:
    held = [each for each in text.telling if not each.text[0].isdigit()]
    firsts, seconds = _places(one, held), _places(other, held)
    if not firsts or not seconds or set(firsts) & set(seconds):
        return True
    # what stands right before may have moved with it: "lawful sharing"
    at = said.telling.index(one)
    lead = max(
        (word.end for word in said.words if word.is_sign and word.end <= one.start), default=0
    )
    moved = [each for each in said.telling[max(at - _WITH_IT, 0) : at] if each.start >= lead]
    aside = [each for each in said.telling if each not in {one, other, *moved}]
    reach = _LOOSE if between else _TIGHT
    for first in firsts:
        for second in seconds:
            skipped = held[first + 1 : second]
            is_over = any(linked(each, aside) for each in skipped)
            is_next = 0 < second - first <= reach and not is_over
            is_after = len(skipped) == 1 and _is_named_after(skipped[0], other, said)
            is_edge = _ends_clause(text, held[first]) and _opens_clause(text, held[second])
            is_back = 0 < first - second <= reach and _may_turn(
                (held[second], held[first]), other, between, said, text
            )
            if is_next or is_after or is_edge or is_back or _is_apart(between, text, held[second]):
                return True
    if any(is_later_item((a, b), held, said, text) for a in firsts for b in seconds):
        return True
    return is_of_one_deed(one, other, text) or is_in_other_voice(one, other, said, text)


def _may_turn(
    pair: tuple[ReadWord, ReadWord], last: ReadWord, between: Sequence[ReadWord], said: ReadText,
    text: ReadText,
) -> bool:  # fmt: skip
    """Say whether two words of a text may stand the other way round: "the form that is sent"."""
    first, second = pair
    middle = _between(text, first, second)
    is_parted = any(one.text in _ENDING for one in middle)
    is_free = bool(middle or between) and not is_parted
    is_manner = first.text.endswith("ly") or last.text.endswith("ly")
    is_last = text.telling.index(second) - text.telling.index(first) == 1
    is_last = is_last and not is_parted and _ends_clause(said, last)
    return (is_free or is_manner or is_last) and not _is_turned(between, middle)


def _is_apart(between: Sequence[ReadWord], text: ReadText, word: ReadWord) -> bool:
    """Say whether a word belongs to what a pronoun or a word of place before it names."""
    return _follows_pronoun(text, word) or _is_placed_alike(between, text, word)


def _is_turned(between: Sequence[ReadWord], middle: Sequence[ReadWord]) -> bool:
    """Say whether both say what something is: "a child is a victim", "a victim is a child"."""
    # of two that are the same either may stand first: "the worry is exploitation"
    is_same = any(
        one.text in BE and other.text == "the"
        for words in (between, middle)
        for one, other in pairwise(words)
    )
    return not is_same and all(any(word.text in BE for word in each) for each in (between, middle))


def _is_placed_alike(between: Sequence[ReadWord], text: ReadText, word: ReadWord) -> bool:
    """Say whether a word stands behind the same "in", "for" or "at": it may stand anywhere."""
    placing = [one.text for one in between if one.text in _PLACING - {"of"}]
    lead = next(
        (one for one in reversed(text.words[: text.words.index(word)])
         if (one.is_telling and not one.text[0].isdigit()) or one.is_sign or one.text in _PLACING),
        None,
    )  # fmt: skip
    return lead is not None and placing[-1:] == [lead.text]


def _is_named_after(word: ReadWord, other: ReadWord, said: ReadText) -> bool:
    """Say whether what was left out before a word follows it: "a toolkit for practitioners"."""
    after = said.words[said.words.index(other) + 1 :][:3]
    return bool(after) and after[0].text in _PLACING and bool(linked(word, after[1:]))


def _places(word: ReadWord, held: Sequence[ReadWord]) -> list[int]:
    same = [place for place, one in enumerate(held) if one.stem == word.stem]
    return same or [place for place, one in enumerate(held) if linked(word, [one])]


def _between(text: ReadText, one: ReadWord, other: ReadWord) -> list[ReadWord]:
    """Give the small words between two words of a text."""
    words = (word for word in text.words if one.end <= word.start < other.start)
    return [word for word in words if not word.is_telling]


def _ends_clause(text: ReadText, word: ReadWord) -> bool:
    after = text.words[text.words.index(word) + 1 :]
    small = next((one for one in after if one.is_telling or one.is_sign), None)
    return small is None or small.is_sign


def _opens_clause(text: ReadText, word: ReadWord) -> bool:
    before = text.words[: text.words.index(word)]
    small = next((one for one in reversed(before) if one.is_telling or one.is_sign), None)
    return small is None or small.is_sign


def _follows_pronoun(text: ReadText, word: ReadWord) -> bool:
    place = text.words.index(word)
    return any(one.text in _PRONOUNS for one in text.words[max(place - _AFTER, 0) : place])


def _said_more_often(said: ReadText, text: ReadText) -> bool:
    """Say whether a statement names again what its sentence names once, and nothing stands for."""
    if any(one.text in _PRONOUNS for one in text.words):
        return False
    for word in said.telling:
        ours = [one for one in said.telling if one.stem == word.stem]
        theirs = linked(word, text.telling)
        if theirs and len(ours) > len(theirs):
            return True
    return False


def _stands_behind_another(said: ReadText, text: ReadText, known: Sequence[ReadWord]) -> bool:
    """Say whether a word stands where its sentence has one that is left out: "since 2018"."""
    theirs = list(_behind(text))
    for head, small, words in _behind(said):
        same = [
            held for lead, other, held in theirs
            if other == small and (linked(head, [lead]) if head and lead else head is lead)
        ]  # fmt: skip
        if not same or not any(linked(one, text.telling) for one in words):
            continue
        if not any(linked(one, held) for one in words for held in same) and not any(
            one in known for held in same for one in held
        ):
            return True
    return False


def _stands_beside_another(said: ReadText, text: ReadText, known: Sequence[ReadWord]) -> bool:
    """Say whether a word stands right beside one where another does that is left out."""
    held = text.telling
    theirs = _touching(text)
    for one, other in _touching(said):
        if not linked(one, held) or not linked(other, held):
            continue
        for before, after in theirs:
            is_first = linked(other, [after]) and before not in known
            is_second = linked(one, [before]) and after not in known
            if is_second and any(
                is_later_item((held.index(before), place), held, said, text)
                for place in _places(other, held)
            ):
                continue
            if is_first and not _is_before(one, after, held):
                return True
            if is_second and not _is_before(before, other, held):
                return True
    return False


def _touching(text: ReadText) -> list[tuple[ReadWord, ReadWord]]:
    """Give each two telling words with no word between them."""
    return [
        (one, other) for one, other in pairwise(text.words) if one.is_telling and other.is_telling
    ]


def _is_before(one: ReadWord, other: ReadWord, held: Sequence[ReadWord]) -> bool:
    """Say whether one word stands a few before another: what stood between was left out."""
    firsts = [place for place, each in enumerate(held) if linked(one, [each])]
    seconds = [place for place, each in enumerate(held) if linked(other, [each])]
    return any(0 < second - first <= _LOOSE for first in firsts for second in seconds)


def _behind(text: ReadText) -> Iterator[tuple[ReadWord | None, str, list[ReadWord]]]:
    """Give the word before each that says where, when or of what, it, and the words behind it."""
    for place, word in enumerate(text.words):
        if word.text not in _PLACING:
            continue
        found: list[ReadWord] = []
        for one in text.words[place + 1 : place + 5]:
            if one.is_sign or one.text in _PLACING | _PARTS:
                break
            found += [one] if one.is_telling else []
        head = next((one for one in reversed(text.words[:place]) if one.is_telling), None)
        if found:
            yield head, word.text, found
