"""Whether a statement tells as a fact what its sentence asks for, supposes or only says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from writing.checks.clauses.deeds import names_its_subject
from writing.checks.words import is_inflected, is_verb, linked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from writing.checks.basis import Basis
    from writing.checks.words import ReadText, ReadWord

# What follows these is no fact; of a document that "says that", it is what the document says.
_SUPPOSED = re.compile(
    r"\b(pretend\w*|claim\w*|alleg\w*|suspect\w*|believ\w*|think\w*|thought|assum\w*|suggest\w*"
    r"|den(?:y|ies|ied)|answer\w*|argu\w*|hop(?:e\w*|ing)|fear\w*|worr\w*|suppos\w*|imagin\w*"
    r"|(?:(?:^|[.:;]\s*)(?:say|state|write))|repl(?:y|ies)"
    r"|promis\w*|propos\w*|plan\w*|intend\w*|expect\w*) that\b",
    re.IGNORECASE,
)
# What is asked for is not there yet.
_WANTED = re.compile(
    r"\b(?:(?:ask|call)(?:s|ed)? for|(?:aim|intend|hope|plan|promise|agree)(?:s|ed|d)? to)\b",
    re.IGNORECASE,
)
_BINDS = re.compile(r"\b(?:should|must|need(?:s|ed)? to|ought to|expected to)\b", re.IGNORECASE)
_IS = frozenset("is are was were has have had".split())
_BINDING = frozenset("should must shall ought to be been being".split())
_AFTER_A_THING = frozenset("of in outside inside between by from within on".split())
_JOINS = frozenset("that who which whether if when where while what how and or".split())
_OPENS = frozenset("and then not or first always never please".split())


def fault_of_mood(said: ReadText, basis: Basis) -> str:
    """Give "mood" where a statement makes a fact of what is none; empty where it does not."""
    text = basis.words
    for match in _SUPPOSED.finditer(text.plain):
        supposing = [one for one in text.words if match.start() <= one.start < match.end()][:1]
        if not any(linked(one, said.words) for one in supposing):
            return "mood"
    for match in _WANTED.finditer(text.plain):
        wanting = [one for one in text.words if match.start() <= one.start < match.end()][:1]
        if not any(linked(one, said.words) for one in wanting) and not _BINDS.search(said.plain):
            return "mood"
    is_turned = (
        _made_of_an_order(said, basis) or _made_an_order(said, basis) or _made_done(said, text)
    )
    return "mood" if is_turned else ""


def _made_done(said: ReadText, text: ReadText) -> bool:
    """Say whether a statement has done what its sentence only speaks of doing: "to reveal"."""
    for place, word in enumerate(said.words):
        if not word.is_telling or not is_verb(word.text) or not place:
            continue
        is_past = word.text.endswith("ed") and said.words[place - 1].text not in _BINDING
        if said.words[place - 1].text not in _IS and not is_past:
            continue
        same = [at for at, one in enumerate(text.words) if linked(word, [one])]
        if same and all(at and text.words[at - 1].text == "to" for at in same):
            return True
    return False


def _made_of_an_order(said: ReadText, basis: Basis) -> bool:
    """Say whether a sentence tells to do a thing, and the statement that it is done."""
    words = basis.words.words
    for place, word in enumerate(words):
        is_labelled = place > 0 and words[place - 1].text == ":"
        if not _is_order(words, place) or (names_its_subject(basis.words) and not is_labelled):
            continue
        same = [at for at, one in enumerate(said.words) if linked(one, [word])]
        if any(one.text == "should" for one in said.words):
            return False
        if place == 0 and not same and not opens_with_an_order(said.words):
            return True
        if same and not any(_is_order(said.words, at) or _is_bound(said.words, at) for at in same):
            return True
    return False


def _made_an_order(said: ReadText, basis: Basis) -> bool:
    """Say whether a statement tells to do what its sentence does not tell to do."""
    words = basis.words.words
    if not said.words or not _is_order(said.words, 0) or basis.is_row or _is_thing(said.words):
        return False
    same = [at for at, one in enumerate(words) if linked(said.words[0], [one])]
    return bool(same) and not any(_is_order(words, at) for at in same)


def _is_thing(words: Sequence[ReadWord]) -> bool:
    """Say whether the first word is what is spoken of: "Harm outside the family is covered"."""
    if len(words) == 1 or words[1].text not in _AFTER_A_THING:
        return False
    return next((one.text in _IS for one in words[2:7] if one.text in _IS | _JOINS), False)


def opens_with_an_order(words: Sequence[ReadWord]) -> bool:
    """Say whether words begin by telling to do something, or not to: "Do not send names"."""
    opening = next((at for at, one in enumerate(words) if one.text not in {*_OPENS, "do"}), None)
    return opening is not None and _is_order(words, opening)


def _is_order(words: Sequence[ReadWord], place: int) -> bool:
    """Say whether a word is a verb in its plain form that opens a clause: "Refer both"."""
    word = words[place]
    if not word.is_telling or not is_verb(word.text) or is_inflected(word.text):
        return False
    return place == 0 or words[place - 1].is_sign or words[place - 1].text in _OPENS


def _is_bound(words: Sequence[ReadWord], place: int) -> bool:
    """Say whether a verb stands behind one that binds it, or as what one is to do."""
    near = [one.text for one in words[max(place - 3, 0) : place]]
    return bool({"should", "must", "shall", "ought", "to"} & set(near)) or words[
        place
    ].text.endswith("ing")
