"""Whether each telling word of a statement is accounted for by its sentence, and by which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.judging.quantities import amounts_of
from writing.checks.clauses.deeds import BE, deeds_of, is_deed, names_its_subject, subject_of
from writing.checks.force import weighing
from writing.checks.mood import opens_with_an_order
from writing.checks.order import clauses_of
from writing.checks.words import DONE, TOLD, frame_words, is_verb, linked, told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from writing.checks.basis import Basis
    from writing.checks.words import ReadText, ReadWord

# A row of a table says when, and not that it is done.
_OF_ROWS = told("is held, meets, is due, takes place, is made, time limit, deadline")
_OWN_WORDS = 2
_OWN_SHARE = 0.4
# Words of a phrase that a pronoun may stand for.
_PHRASE = 4
_DOING = ("ed", "ing")
# What is done stands so near what says so, in words.
_BY = 6
# Words on either side of one that tell whether another is meant in its place.
_ASIDE = 2
# What a sentence is put together with, and says nothing of anybody by itself.
_GLUE = told("come, get, mean, kind, sort, sense, course, fact").stems
_OF_PERSONS = frozenset("my our ours your yours me us".split())


def fault_of_words(said: ReadText, basis: Basis) -> str:
    """Give "words" where a statement says what its sentence does not; empty where it does not."""
    own = [one for one in said.telling if linked(one, basis.words.words)]
    least = max(_OWN_SHARE * len(said.telling), min(_OWN_WORDS, len(said.telling)))
    held = [one for one in basis.words.words if not one.is_sign]
    outside = _without_match(said.telling, held, is_near=True)
    if not said.telling or len(own) < least or _is_done_anew(said, basis):
        return "words"
    if _speaks_to(said) - _speaks_to(basis.words):
        return "words"
    if basis.is_row:
        return "words" if _without_match(outside, [*basis.around.words, *_OF_ROWS.words]) else ""
    if basis.is_rule and opens_with_an_order(basis.words.words):
        # whoever is told to do a thing is whoever the document is for
        outside = [one for one in outside if one.stem not in TOLD]
    counted = [(one.start, one.end) for one in amounts_of(said.plain)] + weighing(said)
    outside = [
        one for one in outside
        if one.stem not in _GLUE
        # amounts, and what binds, denies or limits, have checks of their own
        and not any(start <= one.start < end for start, end in counted)
    ]  # fmt: skip
    if outside and _is_framed(said, basis.words):
        outside = [one for one in outside if one.stem not in frame_words()]
    if not outside:
        return ""
    earlier = [*basis.around.words, *basis.before.words]
    deeds = {one.verb for one in deeds_of(said)}
    is_added = (
        # what is done has to stand in the sentence itself
        any(one in deeds and not linked(one, basis.around.words) for one in outside)
        or bool(_without_match(outside, earlier))
        # what was denied of it before is not so
        or any(one.is_denied for word in outside for one in linked(word, basis.before.telling))
        or not _is_one_phrase(outside, said)
        # a sentence that names whom it speaks of speaks of nobody else
        or (names_its_subject(basis.words) and any(one in subject_of(said) for one in outside))
        or any(_stands_in(one, said, basis.words) for one in outside)
    )
    return "words" if is_added else ""


def _is_framed(said: ReadText, text: ReadText) -> bool:
    """Say whether words that only carry others stand in the place of no word of the sentence.

    "A form comes with it" says what "it has a form" does, and not what "a form is asked for" does.
    """
    words = said.telling
    frame = [one for one in words if one.stem in frame_words() and not linked(one, text.words)]
    if any(_stands_in(one, said, text) for one in frame):
        return False
    clauses = clauses_of(text)
    near = [clause for clause in clauses if any(linked(one, words) for one in clause)]
    return not any(is_verb(one.text) and not linked(one, words) for each in near for one in each)


def _is_done_anew(said: ReadText, basis: Basis) -> bool:
    """Say whether all that a statement tells is that a thing is done, which its sentence does not.

    "The plan is carried out" rests on no sentence that only speaks of a plan.
    """
    words = basis.words.words
    done = _done(said.words)
    is_label = ":" in basis.words.text and not any(one.text in BE for one in words)
    if basis.is_row or not done:
        return False
    own = [at for at, one in enumerate(words) if linked(one, said.telling)]
    places = [words.index(one) for one in _done(words) if linked(one, done)]
    if any(abs(at - place) <= _BY for at in own for place in places):
        return False
    if len({one.stem for one in said.telling}) == 1:
        return True
    # "an assessment is made" where it is assessed; a plan is no deed
    deeds = [
        one for place, one in enumerate(words)
        if is_deed(words, place) and (one.text.endswith(_DOING) or _is_bound(words, place))
    ]  # fmt: skip
    return bool(deeds or not is_label) and not any(linked(one, deeds) for one in said.telling)


def _is_bound(words: Sequence[ReadWord], place: int) -> bool:
    return place > 0 and words[place - 1].text in {"to", "must", "should", "may", "will", "can"}


# "Do not", "doing so".
_DOES_NOT = frozenset({"not", "so"})


def _done(words: Sequence[ReadWord]) -> list[ReadWord]:
    """Give the words that say that a thing is done; "do not need" does nothing."""
    following = (*words[1:], None)
    return [
        one for one, after in zip(words, following, strict=True)
        if one.stem in DONE and not (after and after.text in _DOES_NOT)
    ]  # fmt: skip


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
                if not linked(replaced, words) and _is_next_to(text, replaced, other):
                    return True
    return False


def _is_next_to(text: ReadText, one: ReadWord, other: ReadWord) -> bool:
    """Say whether no sign and no pronoun parts two words that stand near each other."""
    first, last = sorted((one.start, other.start))
    between = [word for word in text.words if first < word.start < last]
    is_parted = any(word.is_sign or word.text in _PRONOUNS for word in between)
    return last - first < _NEAR and not is_parted


_NEAR = 24
_PRONOUNS = frozenset("it they them this these those one both".split())


def _is_one_phrase(words: Sequence[ReadWord], said: ReadText) -> bool:
    """Say whether words stand together in a statement, and are few."""
    stems = {one.stem for one in words}
    places = [place for place, one in enumerate(said.telling) if one.stem in stems]
    first, last = said.telling[places[0]].start, said.telling[places[-1]].start
    is_parted = any(one.is_sign for one in said.words if first < one.start < last)
    return len(stems) <= _PHRASE and places[-1] - places[0] < _PHRASE and not is_parted


def _without_match(
    words: Sequence[ReadWord], held: Sequence[ReadWord], *, is_near: bool = False
) -> list[ReadWord]:
    """Give the words that no word left accounts for; one word accounts for one of another stem.

    ``is_near`` says that another word for one has to stand beside the same words as it does.
    """
    stems = {one.stem for one in words}
    known = {one.stem for one in held}
    free = [(at, one) for at, one in enumerate(held) if not one.is_sign and one.stem not in stems]
    left = []
    seen: set[str] = set()
    for place, word in enumerate(words):
        if word.stem in known or word.stem in seen:
            continue
        seen.add(word.stem)
        beside = [*words[max(place - _ASIDE, 0) : place], *words[place + 1 : place + 1 + _ASIDE]]
        match = next(
            (
                one
                for at, one in free
                if linked(word, [one]) and (not is_near or _is_beside(beside, held, at))
            ),
            None,
        )
        if match is None:
            left.append(word)
        else:
            free = [(at, one) for at, one in free if one.stem != match.stem]
    return left


def _is_beside(words: Sequence[ReadWord], held: Sequence[ReadWord], place: int) -> bool:
    """Say whether one of some words stands near a place; where there are none, it need not."""
    before = [one for one in held[:place] if one.is_telling][-_ASIDE:]
    near = [*before, *[one for one in held[place + 1 :] if one.is_telling][:_ASIDE]]
    return not words or not near or any(linked(word, near) for word in words)
