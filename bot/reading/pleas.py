"""What only asks for an answer, or for leave to ask, and what sounds so and asks of a case."""

from __future__ import annotations

import re

from bot.courtesies import covers
from store.search.keywords import STOPWORDS, words_of

_PLEAS = frozenset(
    {
        "help",
        "question",
        "questions",
        "query",
        "idea",
        "ideas",
        "anyone",
        "anybody",
        "advice",
        "ask",
    }
)
# Whether anybody has to be told is asked of the case.
_OF_OTHERS = re.compile(
    r"\bany(?:one|body)\b.*\b(?:need|ha[sv]e?|should|must)\b"
    r"|\b(?:do|does|should|must|need|have to)\b.*\b(?:tell|inform|notify|ring|contact|report|let)\b"
    r".*\bany(?:one|body)\b",
    re.IGNORECASE,
)
_OF_THAT = re.compile(r"\W*(?:and |so )?(?:is|was|would) (?:that|this|it)\b.*\?", re.IGNORECASE)
_WORD = re.compile(r"[a-z0-9]+|[?!]")


def is_plea(text: str) -> bool:
    """Say whether a sentence asks only for an answer ('can anyone help with this?')."""
    if _OF_OTHERS.search(text):
        return False
    telling = {word for word in words_of(text) if word not in STOPWORDS}
    return bool(telling) and telling <= _PLEAS


def is_courtesy(text: str) -> bool:
    """Say whether words are a courtesy and nothing else."""
    words = tuple(_WORD.findall(re.sub("['’]", "", text.lower())))
    return not words or covers(words)


def asks_of_that(text: str) -> bool:
    """Say whether a question is about "that", which may be a courtesy ("is that ok?") or a case."""
    return bool(_OF_THAT.match(text))
