"""Whether what belongs to one item of a sentence stays with it in a statement."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from writing.checks.order import clauses_of
from writing.checks.words import linked, told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from writing.checks.basis import Basis
    from writing.checks.words import ReadText, ReadWord

_IF = re.compile(r"\s(?:if|where|when|unless)\b", re.IGNORECASE)
_PARTS = re.compile(r"[,;:]")
_PHRASE_ENDS = frozenset(
    "of in for at from with on to about by under within since during before after and or but that"
    " which who if when where unless than as is are was were be been has have had must should may"
    " can will would could might not".split()
)
_LISTING = frozenset("and or the a an".split())
_ASIDE = re.compile(
    r"\b(?:for example|for instance|especially|particularly|such as)\b", re.IGNORECASE
)
# Words of a name that another shares but for what stands before it: "reasonable grounds decision".
_LEAST_SHARED = 2


def fault_of_items(said: ReadText, basis: Basis) -> str:
    """Give "order" where a statement gives one item what its sentence gives another."""
    if basis.is_row:
        return ""
    text = basis.words
    is_other = _crosses(said, text) or _moves_a_condition(said, text) or _swaps_names(said, text)
    return "order" if is_other else ""


def _crosses(said: ReadText, text: ReadText) -> bool:
    """Say whether two clauses of a statement each hold words of the same two of its sentence."""
    ours = clauses_of(said)
    for one, other in combinations(_parts_of(text), 2):
        first = [word for word in one if not linked(word, other)]
        second = [word for word in other if not linked(word, one)]
        mixed = [each for each in ours if _count(each, first) and _count(each, second)]
        # a clause that holds both of them whole has only been joined
        whole = {word.stem for word in first}
        if len(mixed) > 1 and all(whole - {word.stem for word in each} for each in mixed):
            return True
    return False


def _parts_of(text: ReadText) -> list[list[ReadWord]]:
    """Give the telling words between signs, but of what only names more of a list."""
    found: list[list[ReadWord]] = []
    held: list[ReadWord] = []
    for word in (*text.words, None):
        if word is not None and not word.is_sign:
            held.append(word)
            continue
        is_list = all(one.is_telling or one.text in _LISTING for one in held)
        found += [] if is_list else [[one for one in held if one.is_telling]]
        held = []
    return found


def _count(some: Sequence[ReadWord], others: Sequence[ReadWord]) -> int:
    return sum(bool(linked(word, others)) for word in some)


def _moves_a_condition(said: ReadText, text: ReadText) -> bool:
    """Say whether "the nurse if it is late" was "the doctor if it is late"."""
    theirs = list(_on_conditions(text))
    for head, condition in _on_conditions(said):
        for other, same in theirs:
            is_same = 2 * _count(condition, same) >= max(len(condition), 1) and condition
            if is_same and head and other and not _count(head, other):
                return True
    return False


def _on_conditions(text: ReadText) -> Iterator[tuple[list[ReadWord], list[ReadWord]]]:
    """Give, of each part between signs, the telling words before its condition and within it."""
    for part in _PARTS.split(_ASIDE.sub("", text.plain)):
        match = _IF.search(part)
        if match:
            head = told(part[: match.start()]).telling
            yield list(head), list(told(part[match.end() :]).telling)


def _swaps_names(said: ReadText, text: ReadText) -> bool:
    """Say whether of two things that share most of a name one stands in the other's place."""
    ours, theirs = (
        [({one.stem for one in words}, lead) for words, lead in _named(each)]
        for each in (said, text)
    )
    for (one, at), (other, there) in combinations(theirs, 2):
        # by the very words: what tells them apart may mean nearly the same
        first, second = one - other, other - one
        if len(one & other) < _LEAST_SHARED or not first or not second or at == there:
            continue
        places = [
            (place, bool(phrase & first)) for phrase, place in ours
            if one & other <= phrase and bool(phrase & first) != bool(phrase & second)
        ]  # fmt: skip
        known = {True: at, False: there}
        for place, is_first in places:
            if place and place != known[is_first] and place == known[not is_first]:
                return True
    return False


def _named(text: ReadText) -> list[tuple[list[ReadWord], str]]:
    """Give each phrase of telling words that stand together, with the small word before it."""
    found: list[tuple[list[ReadWord], str]] = []
    lead = ""
    for before, word in pairwise((None, *text.words)):
        if word is None:
            continue
        if word.is_sign or not word.is_telling:
            lead = word.text if word.text in _PHRASE_ENDS else ("" if word.is_sign else lead)
        elif found and before is not None and before.is_telling:
            found[-1][0].append(word)
        else:
            found.append(([word], lead))
            lead = ""
    return found
