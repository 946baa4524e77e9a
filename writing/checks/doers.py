"""Whether a statement says of the same ones that they do it, and to the same ones."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from writing.checks.words import TOLD, is_inflected, is_verb, linked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from writing.checks.basis import Basis
    from writing.checks.words import ReadText, ReadWord

BE = frozenset("is are was were be been being".split())
_CHAIN = (
    frozenset(
        "must shall should ought may might can could will would has have had to need needs not"
        " also only then normally usually always never still do does did and".split()
    )
    | BE
)
# What makes what follows a verb.
_BOUND = (_CHAIN | BE) - frozenset("and not also only then to".split())
# What opens a phrase that tells of the one before it.
_AMONG = frozenset("such including especially whether like who which".split())
_PREPOSITIONS = frozenset(
    "of in for at from with on to about by under within between among".split()
)
_CLAUSES = frozenset("if when where unless because while that but so whether how what why".split())
# Who does it is said elsewhere.
_STANDS_FOR = frozenset("it they this these those he she there one you we who which".split())
# Of these some stand before a noun as well: "one council".
_POINTING = frozenset("one this that these those".split())
# What stands before a noun.
_NAMING = frozenset(
    "a an the this that these those their its his her your our any each every no".split()
)
_NEEDS = frozenset({"need", "needs", "needed"})
# Words of a phrase that names who does it, before its verb; and of one that names to whom.
_REACH = 14
_OBJECT = 7
_DIRECTION = {"from": "to", "to": "from", "into": "from"}


@dataclass(frozen=True, slots=True)
class _Doing:
    verb: ReadWord
    doers: tuple[ReadWord, ...]
    done_to: tuple[ReadWord, ...]
    # of "employers of social workers" those who do it are the employers
    heads: tuple[ReadWord, ...] = ()
    is_named: bool = True
    # it opens a sentence, in its plain form
    is_told: bool = False


def fault_of_doers(said: ReadText, basis: Basis) -> str:
    """Give "doer" where a statement swaps who does what to whom; empty where it does not."""
    if basis.is_row:
        return ""
    theirs = _deeds(basis.words)
    for deed in _deeds(said):
        same = [one for one in theirs if linked(deed.verb, [one.verb])]
        if same and not any(_agree(deed, one, basis) for one in same):
            return "doer"
    return "doer" if _turned(said, basis.words) else ""


def _agree(deed: _Doing, other: _Doing, basis: Basis) -> bool:
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
    is_other = deed.done_to and other.done_to and not _shares(deed.done_to, other.done_to)
    return not (is_other and _shares(deed.done_to, other.doers))


def _is_another(heads: Sequence[ReadWord], basis: Basis) -> bool:
    return any(one.stem not in TOLD and not linked(one, basis.around.words) for one in heads)


def _shares(some: Sequence[ReadWord], others: Sequence[ReadWord]) -> bool:
    return any(linked(word, others) for word in some)


def _deeds(text: ReadText) -> list[_Doing]:
    words = text.words
    return [_deed(words, place) for place in range(len(words)) if is_deed(words, place)]


def is_deed(words: Sequence[ReadWord], place: int) -> bool:
    """Say whether a word is what is done; many verbs are nouns as well: "the interview"."""
    word = words[place]
    if word.text in _NEEDS:
        return _needs_a_thing(words, place)
    if not word.is_telling or not is_verb(word.text):
        return False
    before = words[place - 1] if place else None
    # "working days", "during the meeting"
    if word.text.endswith("ing") and (before is None or before.text not in BE):
        return False
    if before is not None and before.text in _NAMING:
        return False
    is_bound = (
        before is None or before.is_sign or before.text in _CHAIN or before.text.endswith("ly")
    )
    is_last = place + 1 == len(words) or words[place + 1].is_sign
    return is_bound or not is_last


def _needs_a_thing(words: Sequence[ReadWord], place: int) -> bool:
    """Say whether "needs" stands for what is needed, as in "work needs supervision"."""
    if not 0 < place < len(words) - 1 or not words[place - 1].is_telling:
        return False
    after = words[place + 1]
    return not (after.is_sign or after.text in BE | _PREPOSITIONS | _CLAUSES | {"to", "not", "and"})


def _deed(words: Sequence[ReadWord], place: int) -> _Doing:
    at = place - 1
    if at > 0 and words[at].text in {"and", "or"} and is_deed(words, at - 1):
        return replace(_deed(words, at - 1), verb=words[place])
    is_passive = False
    while at >= 0 and (words[at].text in _CHAIN or words[at].text.endswith("ly")):
        if words[at].text == "and" and not (at and words[at - 1].is_telling):
            break
        is_passive = is_passive or words[at].text in BE
        at -= 1
    if words[place].text.endswith("ing"):
        is_passive = False
    before = _phrase_before(words, at)
    after = _phrase_after(words, place)
    if not is_passive:
        named = before is not None
        is_told = place == 0 and not is_inflected(words[0].text)
        return _Doing(
            words[place], before or (), after, _heads(words, before or ()), named, is_told
        )
    agents = _after_by(words, place)
    return _Doing(words[place], agents, before or (), _heads(words, agents))


def _phrase_before(words: Sequence[ReadWord], at: int) -> tuple[ReadWord, ...] | None:
    """Give the telling words of the phrase that ends at a place; None where a pronoun stands."""
    held: list[ReadWord] = []
    is_list = False
    if at > 0 and words[at].text == ",":
        # what stands between commas tells of the one before it
        signs = [n for n in range(at - 1, 0, -1) if words[n].is_sign]
        opening = next((n for n in signs if words[n + 1].text in _AMONG), (*signs, 0)[0])
        at = opening - 1
    for place in range(at, max(at - _REACH, -1), -1):
        word = words[place]
        if word.is_sign and (word.text not in {",", ")", "("} or (held and not is_list)):
            break
        if word.text in _CLAUSES:
            break
        is_list = is_list or word.text in {"and", "or"}
        if word.text in _STANDS_FOR and not held:
            return None
        if word.is_telling and not word.text[0].isdigit():
            held.append(word)
    return tuple(reversed(held))


def _heads(words: Sequence[ReadWord], phrase: Sequence[ReadWord]) -> tuple[ReadWord, ...]:
    """Give the words that name whom a phrase is of: the last before a preposition, of each part."""
    if not phrase:
        return ()
    found: list[ReadWord] = []
    last: ReadWord | None = None
    is_within = False
    first, final = words.index(phrase[0]), words.index(phrase[-1])
    for word in words[first : final + 1]:
        if word.is_sign or word.text in {"and", "or"}:
            found += [last] if last else []
            last, is_within = None, False
        elif word.text in _PREPOSITIONS:
            is_within = is_within or last is not None
        elif word.is_telling and not is_within:
            last = word
    return (*found, last) if last else tuple(found)


def subject_of(text: ReadText) -> tuple[ReadWord, ...]:
    """Give the telling words before the first verb of a text; none where it opens with one."""
    return text.words[: _first_verb(text)]


def names_its_subject(text: ReadText) -> bool:
    """Say whether a text names whom it speaks of: by no pronoun, and it does not tell to do it."""
    before = text.words[: _first_verb(text)]
    stand = (
        one.text in _STANDS_FOR and not (one.text in _POINTING and text.words[place + 1].is_telling)
        for place, one in enumerate(before)
        if place + 1 < len(text.words)
    )
    return any(one.is_telling for one in before) and not any(stand)


def _first_verb(text: ReadText) -> int:
    words = text.words
    for place, word in enumerate(words):
        if word.text in _BOUND or is_deed(words, place):
            return place
    return 0


def _phrase_after(words: Sequence[ReadWord], place: int) -> tuple[ReadWord, ...]:
    held = []
    for word in words[place + 1 : place + 1 + _OBJECT]:
        if word.is_sign or word.text in _CLAUSES or word.text == "by":
            break
        if word.is_telling:
            held.append(word)
    return tuple(held)


def _after_by(words: Sequence[ReadWord], place: int) -> tuple[ReadWord, ...]:
    for at in range(place + 1, min(place + 1 + _OBJECT, len(words))):
        if words[at].text == "by":
            return _phrase_after(words, at)
        if words[at].is_sign:
            break
    return ()


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
