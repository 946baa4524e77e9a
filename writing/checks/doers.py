"""Whether a statement says of the same ones that they do it, and to the same ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from writing.checks.clauses.deeds import deeds_of
from writing.checks.words import TOLD, is_verb, linked, told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from writing.checks.basis import Basis
    from writing.checks.clauses.deeds import Doing
    from writing.checks.words import ReadText, ReadWord

_DIRECTION = {"from": "to", "to": "from", "into": "from"}


def fault_of_doers(said: ReadText, basis: Basis) -> str:
    """Give "doer" where a statement swaps who does what to whom; empty where it does not."""
    if basis.is_row:
        return "doer" if _done_to_another(said, basis.words) else ""
    theirs = deeds_of(basis.words)
    for deed in deeds_of(said):
        same = [one for one in theirs if linked(deed.verb, [one.verb])]
        if same and not any(
            _agree(deed, one, basis) or _is_same_pair(said, deed, basis.words, one) for one in same
        ):
            return "doer"
    return "doer" if _turned(said, basis.words) else ""


def _done_to_another(said: ReadText, row: ReadText) -> bool:
    """Say whether a thing is done to others than the cell of a row that tells to do it names."""
    cells = [one for cell in row.plain.split("|") for one in deeds_of(told(cell))]
    return any(
        linked(deed.verb, [one.verb]) and deed.done_to and one.done_to
        and not _shares(deed.done_to, one.done_to)
        for deed in deeds_of(said) for one in cells
    )  # fmt: skip


def _is_same_pair(said: ReadText, deed: Doing, text: ReadText, other: Doing) -> bool:
    """Say whether the same word stands right before two verbs, and "by" after both or neither."""
    ours, theirs = _beside(said, deed.verb), _beside(text, other.verb)
    if ours[0] is None or theirs[0] is None or not ours[0].is_telling:
        return False
    return ours[0].stem == theirs[0].stem and ours[1] == theirs[1]


def _beside(text: ReadText, word: ReadWord) -> tuple[ReadWord | None, bool]:
    """Give the word before another, and whether "by" follows it."""
    place = text.words.index(word)
    before = text.words[place - 1] if place else None
    return before, any(one.text == "by" for one in text.words[place + 1 : place + 3])


def _agree(deed: Doing, other: Doing, basis: Basis) -> bool:
    if deed.doers and other.doers:
        # a heading does not name another one in the place of whom the sentence names
        held = basis.words.stems
        if not all(one.stem in held or linked(one, other.doers) for one in deed.doers):
            return False
    if deed.doers:
        heads = deed.heads
        if other.doers and not _shares(heads, other.heads):
            return False
        if not other.doers and _shares(heads, other.done_to):
            return False
        # what staff are told to do nobody else is said to
        if other.is_told and basis.is_rule and _is_another(heads, basis):
            return False
        known = (*basis.before.words, *basis.around.words)
        if not other.is_named and basis.before.words and not _shares(heads, known):
            return False
    is_asked = other.is_asked and not other.done_to
    is_other = deed.done_to and (other.done_to or is_asked)
    is_other = is_other and not _shares(deed.done_to, other.done_to)
    return not (is_other and _shares(deed.done_to, other.doers))


def _is_another(heads: Sequence[ReadWord], basis: Basis) -> bool:
    return any(one.stem not in TOLD and not linked(one, basis.around.words) for one in heads)


def does(doer: ReadWord, verb: ReadWord, text: ReadText) -> bool:
    """Say whether a text names one as who does a thing: one of several in a list, too."""
    return any(linked(verb, [one.verb]) and linked(doer, one.doers) for one in deeds_of(text))


def is_of_one_deed(one: ReadWord, other: ReadWord, text: ReadText) -> bool:
    """Say whether one of two words is what is done, and the other who does it or to whom."""
    for deed in deeds_of(text):
        around = (*deed.heads, *deed.done_to)
        if linked(one, [deed.verb]) and linked(other, around):
            return True
        if linked(other, [deed.verb]) and linked(one, around):
            return True
    return False


def is_in_other_voice(one: ReadWord, other: ReadWord, said: ReadText, text: ReadText) -> bool:
    """Say whether a verb stands beside one of the phrase of who does it, or of whom it is done to.

    "The absence of a scrutineer weakens it" says that it is "weakened by the absence of a
    scrutineer"; heads of both phrases have to be the same.
    """
    for deed in deeds_of(said):
        if deed.verb not in {one, other}:
            continue
        noun = one if deed.verb is other else other
        for known in deeds_of(text):
            if not linked(deed.verb, [known.verb]):
                continue
            is_doer = noun in deed.doers and linked(noun, known.doers)
            if is_doer and deed.heads and _shares(deed.heads, known.heads):
                return True
    return False


def _shares(some: Sequence[ReadWord], others: Sequence[ReadWord]) -> bool:
    return any(linked(word, others) for word in some)


def _turned(said: ReadText, text: ReadText) -> bool:
    """Say whether a statement goes to where its sentence comes from."""
    ours, theirs = _ways(said), _ways(text)
    for way, word in ours:
        other = _DIRECTION[way]
        same = {name for name, each in theirs if linked(word, [each])}
        if same and way not in same and other in same:
            return True
    return False


def _ways(text: ReadText) -> list[tuple[str, ReadWord]]:
    found = []
    for place, word in enumerate(text.words):
        if word.text not in _DIRECTION:
            continue
        named: list[ReadWord] = []
        for one in text.words[place + 1 : place + 6]:
            if one.is_telling:
                named.append(one)
            elif named or one.is_sign:
                break
        # of "to the inspection's feedback" it is the feedback
        found += [(word.text, named[-1])] if named and not is_verb(named[0].text) else []
    return found
