"""What the reader of triage learns beside whole messages: their windows, and questions beside them.

A danger in half a sentence of a long message is read in a window of it; a question of practice
behind a danger makes it no calmer, and one behind a calm message no more dangerous.
"""

from __future__ import annotations

import random
import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from training.triage_examples import Example

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

SEED = 29
# Messages of more words have windows: two neighbouring stretches of so many words, whole sentences
# where these are no longer.
LONG_WORDS = 40
LEAST_WORDS, MOST_WORDS = 8, 32
# Of a danger the window that is read as the most dangerous is learned, unless it reads calmer than
# this; of a calm message the two most dangerous.
CALM_WINDOW = -2.0
CALM_WINDOWS = 2
# So many messages of danger and calm ones get a question beside them; the others are too long.
DANGERS, CALM = 700, 600
_LONGEST_TOLD, _LONGEST_ASKED = 45, 20
_BEHIND = 0.75
_SENTENCE_END = re.compile(r"(?<=[.?!;])\s+|\n+")


def windows(text: str) -> list[str]:
    """Give the windows of a long message; none of a short one."""
    if len(text.split()) <= LONG_WORDS:
        return []
    found: list[list[str]] = []
    words: list[str] = []
    for sentence in _SENTENCE_END.split(text):
        words += sentence.split()
        while len(words) >= MOST_WORDS + LEAST_WORDS:
            found.append(words[:MOST_WORDS])
            words = words[MOST_WORDS:]
        if len(words) >= LEAST_WORDS:
            found.append(words)
            words = []
    if words and found:
        found[-1] = found[-1] + words
    return [" ".join(one + other) for one, other in pairwise(found)]


def learned_windows(
    examples: Sequence[Example], odds_of: Callable[[Sequence[str]], Iterable[float]]
) -> list[Example]:
    """Give the windows of long messages to learn from; ``odds_of`` reads texts for danger."""
    held = [(one, windows(one.text)) for one in examples]
    odds = iter(odds_of([text for _, texts in held for text in texts]))
    found = []
    for one, texts in held:
        ordered = sorted(((next(odds), text) for text in texts), reverse=True)
        is_danger = one.label == "danger"
        for read, text in ordered[: 1 if is_danger else CALM_WINDOWS]:
            if not is_danger or read > CALM_WINDOW:
                found.append(Example(text, one.label, source=one.source))
    return found


def with_questions(examples: Sequence[Example]) -> list[Example]:
    """Give short messages with an ordinary question behind or before each; the same each time."""
    chance = random.Random(SEED)  # noqa: S311  training data, not secrets
    asked = [
        one.text for one in examples
        if one.ordinary and one.label == "question" and one.text.endswith("?")
        and len(one.text.split()) < _LONGEST_ASKED
    ]  # fmt: skip
    told = [one for one in examples if not one.ordinary and len(one.text.split()) <= _LONGEST_TOLD]
    dangers = [one for one in told if one.label == "danger"]
    calm = [one for one in told if one.label == "question"]
    found = []
    for one in (*chance.sample(dangers, DANGERS), *chance.sample(calm, CALM)):
        text = one.text if one.text[-1] in ".?!" else f"{one.text}."
        question = chance.choice(asked)
        parts = (text, question) if chance.random() < _BEHIND else (question, text)
        found.append(replace(one, text=" ".join(parts), kind=one.kind or "beside"))
    return found
