"""What else a statement and its sentence say: a part of it, or the same in the other voice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from writing.checks.clauses.deeds import BE, is_deed
from writing.checks.clauses.parts import BACK, in_two
from writing.checks.words import is_verb, told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from writing.checks.words import ReadText, ReadWord

_LABEL = re.compile(r"[^:;.,]+:\s+")
_WEIGHS = re.compile(
    r"\b(?:if|unless|except|only|not|no|never|without|when|where|until|but|or)\b", re.IGNORECASE
)
_MODALS = frozenset("must should may might can could will would shall has have had".split())
_ASIDE = BE | {"still", "not", "also"}
# What ends whom "by" names, and what begins whom the clause is about.
_ENDS = frozenset(
    "if when where unless because while so whether that which who before after until but"
    " to for by in on at within".split()
)
_OPENS = frozenset({"but", "if", "when", "where", "because"})
# A verb stands so near before "by", in words.
_NEAR = 4


def shorter(text: ReadText) -> Iterator[str]:
    """Give what a text says by itself: behind a clause that a colon ends, or the second of two."""
    plain = text.text
    match = _LABEL.match(plain)
    if match and not _WEIGHS.search(match[0]):
        words = told(match[0]).words
        if any(is_deed(words, place) for place in range(len(words))):
            plain = plain[match.end() :]
            yield plain
    for first, second, how in in_two(plain):
        if how != BACK and not _WEIGHS.search(first):
            yield second


def turned(text: ReadText) -> Iterator[str]:
    """Give a text in which whom "by" names comes first: "the team sends it", of "sent by the team".

    The verb keeps its form, which the checks do not read.
    """
    words, plain = text.words, text.plain
    for place, word in enumerate(words):
        agent = _agent(words[place + 1 :]) if word.text == "by" else []
        verb = _participle(words, place) if agent else None
        if verb is None:
            continue
        begun = verb
        while begun and (words[begun - 1].text in _ASIDE or words[begun - 1].text.endswith("ly")):
            begun -= 1
        kept = [one.text for one in words[begun:verb] if one.text not in BE]
        if begun and words[begun - 1].text in _MODALS:
            begun -= 1
            kept.insert(0, words[begun].text)
        who = plain[agent[0].start : agent[-1].end]
        does = " ".join([who, *kept, words[verb].text])
        rest = plain[words[verb].end : word.start].strip()
        for start in {0, _start(words, begun)} - {begun}:
            whom = plain[words[start].start : words[begun - 1].end]
            lead = plain[: words[start].start]
            yield f"{lead}{does} {whom} {rest}".rstrip() + plain[agent[-1].end :]


def _agent(words: Sequence[ReadWord]) -> list[ReadWord]:
    """Give the words that name who does it; none where they give a date or name nobody."""
    held: list[ReadWord] = []
    for one in words:
        if one.is_sign or one.text in _ENDS:
            break
        held.append(one)
    is_somebody = any(one.is_telling for one in held) and not held[0].text[0].isdigit()
    return held if is_somebody else []


def _participle(words: Sequence[ReadWord], by: int) -> int | None:
    """Give where the verb is that tells what is done by whom "by" names."""
    for place in range(by - 1, max(by - 1 - _NEAR, 0), -1):
        one, before = words[place], words[place - 1]
        if one.is_sign:
            return None
        is_after = before.text in BE or before.text.endswith("ly")
        if is_after and one.is_telling and is_verb(one.text):
            return (
                place if any(w.text in BE for w in words[max(place - _NEAR, 0) : place]) else None
            )
    return None


def _start(words: Sequence[ReadWord], end: int) -> int:
    """Give where the clause that ends at a place begins."""
    openings = (at + 1 for at in range(end - 1, -1, -1)
                if words[at].is_sign or words[at].text in _OPENS)  # fmt: skip
    return next(openings, 0)
