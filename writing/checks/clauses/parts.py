"""A statement taken apart where it joins what may stand apart: each part is held by itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from writing.checks.clauses.deeds import is_deed
from writing.checks.mood import opens_with_an_order
from writing.checks.words import is_inflected, is_verb, linked, told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from writing.checks.basis import Basis
    from writing.checks.words import ReadText, ReadWord

_JOINS = re.compile(r"[;,]\s+(?:(?:and|but|while)\s+)?|\s+(?:and|but)\s+", re.IGNORECASE)
# What opens a part that says nothing by itself, and what opens one that does before a comma.
_LEANS = re.compile(
    r"(?:even|because|since|as|so|which|who|whom|whose|that|although|though|except|or|nor|not"
    r"|to|with|by|than|rather|including|such|especially)\b", re.IGNORECASE,
)  # fmt: skip
_FRAMES = re.compile(
    r"(?:if|unless|when|where|once|until|before|after|for|without|in|while|on|at|under|between)\b",
    re.IGNORECASE,
)
_NAMING = frozenset("the a an this that these those each every any all some their its".split())
_BOUND = frozenset(
    "must shall should ought may might can could will would is are was were be been has have had do"
    " does did not also then".split()
)
# How a second part is read: it points back, or is lent whom the first tells of.
BACK, _LENT = "back", "lent"
_POINTS_BACK = frozenset("it they this that these those he she".split())
# Telling words of a part that may stand by itself, and how many joins are taken apart.
_PART_WORDS = 2
_MOST_JOINS = 4
# Words of an aside that a sentence may open with: "However,".
_ASIDE = 4


def stands_in_parts(
    says: str, holding: Callable[[str], Sequence[Basis]], joins: int = _MOST_JOINS
) -> bool:
    """Say whether a statement is joined of parts that each stand on what ``holding`` gives."""
    for first, second, how in in_two(says):
        held = holding(first)
        if not held:
            continue
        rests = holding(second)
        if how == _LENT:
            rests = [one for one in rests if one in held or _opens_alike(one.words, first)]
        if rests and (how != BACK or any(_follows(a, b) for a in held for b in rests)):
            return True
        if how != BACK and joins > 1 and stands_in_parts(second, holding, joins - 1):
            return True
    return False


def _follows(one: Basis, other: Basis) -> bool:
    """Say whether what "it" stands for in one sentence is what the one right before it tells of."""
    return one is other or other.before.text.endswith(one.words.text)


def _opens_alike(text: ReadText, first: str) -> bool:
    """Say whether a sentence begins with whom a first part tells of: "visits", not "children"."""
    words = text.words
    signs = [at for at, one in enumerate(words[:_ASIDE]) if one.is_sign]
    begun = signs[-1] + 1 if signs else 0
    opening = next((one for one in words[begun:] if one.is_telling), None)
    return opening is not None and bool(linked(opening, _lead(told(first))))


def in_two(says: str) -> Iterator[tuple[str, str, str]]:
    """Give a statement in two parts, at each place where it may join two that stand apart.

    With each is said how the second is read (``_readings``).
    """
    for match in _JOINS.finditer(says):
        parts = says[: match.start()], says[match.end() :]
        if any(map(_is_leaning, parts)):
            continue
        if any(len(told(one).telling) < _PART_WORDS for one in parts):
            continue
        first, second = map(told, parts)
        is_comma = match[0].strip() == ","
        for part, how in _readings(first, second, is_comma=is_comma):
            yield first.text, part, how


def _readings(first: ReadText, second: ReadText, *, is_comma: bool) -> Iterator[tuple[str, str]]:
    """Give what a second part may say: by itself, pointing back, or of whom the first tells."""
    words = [one for one in second.words if not one.is_sign]
    if not words:
        return
    opening = words[0]
    is_verb_form = opening.is_telling and is_verb(opening.text)
    # "sharing is essential" names what it speaks of
    is_named = opening.text.endswith("ing") and is_inflected(opening.text)
    is_doing = opening.text in _BOUND or (is_verb_form and not is_named)
    if _names(words) or not is_doing:
        yield second.text, BACK if opening.text in _POINTS_BACK and not _names(words) else ""
    elif is_comma:
        # of "factors, such as abuse, drive a child away" the first part is not whole
        return
    elif opens_with_an_order(second.words) and (
        opening.text != "do" or opens_with_an_order(first.words)
    ):
        # "talk to them and say what worries you"
        yield second.text, ""
    if not _names(words) and not _FRAMES.match(second.text):
        is_told = opens_with_an_order(first.words) and opens_with_an_order(second.words)
        if not is_told and (is_doing or opening.text in _POINTS_BACK):
            yield _with_doer(first, second), _LENT


def _is_leaning(part: str) -> bool:
    return bool(_LEANS.match(part) or (_FRAMES.match(part) and "," not in part))


def _with_doer(first: ReadText, second: ReadText) -> str:
    """Give a second part with whom the first tells of."""
    return " ".join([*(one.text for one in _lead(first)), second.text])


def _lead(text: ReadText) -> Iterator[ReadWord]:
    """Give the telling words that a text opens with, up to what is done."""
    words = [one for one in text.words if not one.is_sign]
    opening = next((at for at, one in enumerate(words) if one.is_telling), len(words))
    for place, word in enumerate(words[opening:], opening):
        if not word.is_telling or (place > opening and is_deed(words, place)):
            return
        yield word


def _names(words: Sequence[ReadWord]) -> bool:
    """Say whether words open with whom they speak of: "each agency", and not "this is"."""
    if words[0].text in {"the", "a", "an"}:
        return True
    return len(words) > 1 and words[0].text in _NAMING and words[1].is_telling
