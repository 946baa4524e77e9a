"""What is done in a text: each verb with those who do it, and to whom."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from writing.checks.words import is_inflected, is_verb

if TYPE_CHECKING:
    from collections.abc import Sequence

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
_ASKS = frozenset("who whom what which".split())
_ASKED = 4
_OR = frozenset({"and", "or"})
_RELATES = frozenset("where that which who".split())
_SUCH_AS = ["such", "as"]
_LISTS = frozenset({"and", "or", ",", "a", "an", "the"})
_NEEDS = frozenset({"need", "needs", "needed"})
# Words of a phrase that names who does it, before its verb; and of one that names to whom.
_REACH = 14
_OBJECT = 7


@dataclass(frozen=True, slots=True)
class Doing:
    """A verb of a text with who does it, and to whom."""

    verb: ReadWord
    doers: tuple[ReadWord, ...]
    done_to: tuple[ReadWord, ...]
    # of "employers of social workers" those who do it are the employers
    heads: tuple[ReadWord, ...] = ()
    is_named: bool = True
    # it opens a sentence, in its plain form
    is_told: bool = False
    # "who the child trusts"
    is_asked: bool = False


def deeds_of(text: ReadText) -> list[Doing]:
    """Give what is done in a text."""
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
    # "exploitation work is supervised", "such as abuse"
    after = words[place + 1] if place + 1 < len(words) else None
    is_spoken_of = after is not None and after.text in _BOUND - _NEEDS and not word.is_sign
    joins = {before.text if before else "", after.text if after else ""}
    # "vehicles and places where they meet"
    is_listed = word.text.endswith("s") and bool(joins & _OR) and bool(joins & _RELATES)
    if (
        is_listed
        or is_spoken_of
        or (place > 1 and [one.text for one in words[place - 2 : place]] == _SUCH_AS)
        or _is_example(words, place)
    ):
        return False
    is_bound = (
        before is None or before.is_sign or before.text in _CHAIN or before.text.endswith("ly")
    )
    is_last = place + 1 == len(words) or words[place + 1].is_sign
    return is_bound or not is_last or _is_asked(words, place)


def _is_example(words: Sequence[ReadWord], place: int) -> bool:
    """Say whether a word stands in a list of examples: "such as arguments, abuse or theft"."""
    is_parted = False
    for at in range(place - 1, 0, -1):
        word = words[at]
        # a comma behind the last one ends the list
        if is_parted and word.text in _OR:
            return False
        is_parted = is_parted or word.is_sign
        if [words[at - 1].text, word.text] == _SUCH_AS:
            return not is_inflected(words[place].text)
        if not (word.is_telling or word.text in _LISTS):
            return False
    return False


def _is_asked(words: Sequence[ReadWord], place: int) -> bool:
    """Say whether a verb ends a clause that asks who or what: "who the child trusts"."""
    near = [one.text for one in words[max(place - _ASKED, 0) : place]]
    return words[place].text.endswith("s") and bool(_ASKS & set(near))


def _needs_a_thing(words: Sequence[ReadWord], place: int) -> bool:
    """Say whether "needs" stands for what is needed, as in "work needs supervision"."""
    if not 0 < place < len(words) - 1 or not words[place - 1].is_telling:
        return False
    after = words[place + 1]
    return not (after.is_sign or after.text in BE | _PREPOSITIONS | _CLAUSES | {"to", "not", "and"})


def _deed(words: Sequence[ReadWord], place: int) -> Doing:
    at = place - 1
    if at > 0 and words[at].text in {"and", "or"} and is_deed(words, at - 1):
        return replace(_deed(words, at - 1), verb=words[place])
    is_passive = False
    while at >= 0 and (words[at].text in _CHAIN or words[at].text.endswith("ly")):
        if words[at].text == "and":
            earlier = _deed_before(words, at)
            if earlier is not None and not is_passive:
                # "they lose protection and become more vulnerable"
                shared = _deed(words, earlier)
                return replace(shared, verb=words[place], done_to=_phrase_after(words, place))
            if not (at and words[at - 1].is_telling):
                break
        is_passive = is_passive or words[at].text in BE
        at -= 1
    if words[place].text.endswith("ing"):
        is_passive = False
    before = _phrase_before(
        words, at, is_joined=any(one.text == "and" for one in words[at + 1 : place])
    )
    after = _phrase_after(words, place)
    if not is_passive:
        named = before is not None
        is_told = place == 0 and not is_inflected(words[0].text)
        heads = heads_of(words, before or ())
        is_asked = _is_asked(words, place)
        return Doing(words[place], before or (), after, heads, named, is_told, is_asked)
    agents = _after_by(words, place)
    return Doing(words[place], agents, before or (), heads_of(words, agents))


def _deed_before(words: Sequence[ReadWord], place: int) -> int | None:
    """Give where the verb of the clause that a place ends is, where its subject is its doer."""
    for at in range(place - 1, max(place - 1 - _OBJECT, 0), -1):
        if words[at].is_sign or words[at].text in _CLAUSES or words[at].text in BE:
            return None
        if is_deed(words, at) and not words[at].text.endswith("ing"):
            return at
    return None


def _phrase_before(
    words: Sequence[ReadWord], at: int, *, is_joined: bool = False
) -> tuple[ReadWord, ...] | None:
    """Give the telling words of the phrase that ends at a place; None where a pronoun stands.

    ``is_joined`` says that "and" stands between the two.
    """
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
        if is_joined and word.text in BE and held:
            # of "it is not urgent and does not involve risk" what is urgent does not
            held.clear()
        is_list = is_list or word.text in {"and", "or"}
        if word.text in _STANDS_FOR and not held:
            return None
        if word.is_telling and not word.text[0].isdigit():
            held.append(word)
    return tuple(reversed(held))


def heads_of(words: Sequence[ReadWord], phrase: Sequence[ReadWord]) -> tuple[ReadWord, ...]:
    """Give the words that name whom a phrase is of: the last before a preposition, of each part."""
    if not phrase:
        return ()
    found: list[ReadWord] = []
    last: ReadWord | None = None
    is_within = False
    first, final = words.index(phrase[0]), words.index(phrase[-1])
    for word in words[first : final + 1]:
        # "professionals who are backed by a manager" are the professionals
        if last is not None and word.text in {"who", "which"}:
            break
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
