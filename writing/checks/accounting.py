"""Whether each telling word of a statement is accounted for by its sentence, and by which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from writing.checks.doers import names_its_subject, subject_of
from writing.checks.words import linked, told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from writing.checks.basis import Basis
    from writing.checks.words import ReadText, ReadWord

# What a statement may say of the document itself, and of a row of a table, which says when and not
# that it is done.
_OF_DOCUMENTS = told(
    "guidance document note letter procedure policy report says say inspectors inspection found"
    " find partnership"
)
_OF_ROWS = told("is held, meets, is due, takes place, is made, time limit, deadline")
_OWN_WORDS = 2
_OWN_SHARE = 0.4
# Words of a phrase that a pronoun may stand for.
_PHRASE = 4
_OF_PERSONS = frozenset("my our ours your yours me us".split())


def fault_of_words(said: ReadText, basis: Basis) -> str:
    """Give "words" where a statement says what its sentence does not; empty where it does not."""
    own = [one for one in said.telling if linked(one, basis.words.words)]
    least = max(_OWN_SHARE * len(said.telling), min(_OWN_WORDS, len(said.telling)))
    left = _without_match(said.telling, basis.words.words)
    outside = [one for one in left if one.stem not in _OF_DOCUMENTS.stems]
    if not said.telling or len(own) < least or _speaks_to(said) - _speaks_to(basis.words):
        return "words"
    if basis.is_row:
        return "words" if _without_match(outside, [*basis.around.words, *_OF_ROWS.words]) else ""
    if not outside:
        return ""
    earlier = [*basis.around.words, *basis.before.words]
    is_added = (
        bool(_without_match(outside, earlier))
        or not _is_one_phrase(outside, said)
        # a sentence that names whom it speaks of speaks of nobody else
        or (names_its_subject(basis.words) and any(one in subject_of(said) for one in outside))
        or (not basis.points_back and any(_stands_in(one, said, basis.words) for one in outside))
    )
    return "words" if is_added else ""


def _speaks_to(text: ReadText) -> set[str]:
    """Give the words by which a text speaks of whoever reads or writes it."""
    return {one.text for one in text.words if one.text in _OF_PERSONS}


def _stands_in(word: ReadWord, said: ReadText, text: ReadText) -> bool:
    """Say whether a word stands in the place of another one of the sentence: "children's needs"."""
    words, held = said.telling, text.telling
    place = words.index(word)
    for step in (1, -1):
        beside = place + step
        if not 0 <= beside < len(words):
            continue
        for at, other in enumerate(held):
            rival = at - step
            if linked(words[beside], [other]) and 0 <= rival < len(held):
                replaced = held[rival]
                if not linked(replaced, words) and abs(replaced.start - other.start) < _NEAR:
                    return True
    return False


_NEAR = 24


def _is_one_phrase(words: Sequence[ReadWord], said: ReadText) -> bool:
    """Say whether words stand together in a statement, and are few."""
    stems = {one.stem for one in words}
    places = [place for place, one in enumerate(said.telling) if one.stem in stems]
    return len(stems) <= _PHRASE and places[-1] - places[0] < _PHRASE


def _without_match(words: Sequence[ReadWord], held: Sequence[ReadWord]) -> list[ReadWord]:
    """Give the words that no word left accounts for; one word accounts for one of another stem."""
    stems = {one.stem for one in words}
    free = [one for one in held if not one.is_sign and one.stem not in stems]
    known = {one.stem for one in held}
    left = []
    for word in {one.stem: one for one in words}.values():
        if word.stem in known:
            continue
        match = next(iter(linked(word, free)), None)
        if match is None:
            left.append(word)
        else:
            free = [one for one in free if one.stem != match.stem]
    return left
