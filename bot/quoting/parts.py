"""Which parts of an inspection letter a message asks for by their names."""

from __future__ import annotations

import re

from domain import Part

# Words that name a part of a letter.
PARTS = {
    Part.PRIORITY: re.compile(r"\bpriority actions?\b", re.IGNORECASE),
    Part.IMPROVE: re.compile(
        r"\b(?:improv\w+|(?:get|getting|got|do|did|be) better (?:at|in|on)"
        r"|(?:sort|sorted|put) (?:out|right)\b(?! of))",
        re.IGNORECASE,
    ),
    Part.STRENGTH: re.compile(
        r"\b(?:strengths?|positives?|done well|doing well|do(?:es)? well|did well|(?:get|got) right"
        r"|(?:work(?:s|ed|ing)|go(?:es|ing)|went) well"
        r"|praised?(?: for)?|good (?:at|about))\b",
        re.IGNORECASE,
    ),
}


def asked_parts(text: str) -> tuple[Part, ...]:
    """Give the parts that a message names; mostly none."""
    return tuple(part for part, words in PARTS.items() if words.search(text))


def without_parts(text: str) -> str:
    """Give a message without the words that name parts of a letter."""
    for words in PARTS.values():
        text = words.sub(" ", text)
    return text
