"""Danger by a small table of words in code: what is left where triage's own data are damaged.

It errs towards danger: steps that nobody needed cost less than a child missed.
"""

from __future__ import annotations

import re
from itertools import pairwise

from bot.triage.plainwords import TABLE

# Where this is exceeded a stretch of words counts as danger; in quarters of log-odds.
THRESHOLD = 3
# Words that are weighed together, and how far on the next such stretch begins.
STRETCH, STEP = 40, 20

_APOSTROPHES = re.compile("['\u2018\u2019]")
# Any year is one word: which it is tells of what was learned from, not of danger.
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_WORD = re.compile(r"YEAR|[a-z]+|\d+|\?")
_WEIGHTS = {
    term.replace("_", " "): int(count)
    for count, *listed in map(str.split, TABLE.strip().splitlines())
    for term in listed
}
# The plainest words of danger, of which any is enough, whatever stands beside them.
_PLAINEST = re.compile(
    r"\b(?:help me|bleed(?:s|ing)|stab(?:s|bed|bing)|machete|strangl\w*|unconscious|not breathing"
    r"|cant breathe|overdos(?:e|ed|ing)|suicidal|hang(?:ed|ing)? (?:my|him|her|them)sel\w+"
    r"|kill(?:s|ed|ing)? (?:me|her|him|them|my|himself|herself|myself|themselves)"
    r"|(?:rap|molest|abus)(?:es|ed|ing) (?:me|her|him|my)|touch(?:es|ed|ing) (?:me|her|him)"
    r"|forced to marry|kidnapp\w*|abducted|snatched|locked (?:me|her|him|us) (?:in|up|out)"
    r"|(?:beat|hit)(?:s|ing)? (?:me|her|him|them|us|my)|missing since|gone missing"
    r"|right now|happening now)\b"
)


def terms(text: str) -> set[str]:
    """Give the words of a text and its pairs of neighbours."""
    return _terms(_words(text))


def is_danger(message: str) -> bool:
    """Whether any stretch of the message is danger."""
    words = _words(message)
    if _PLAINEST.search(" ".join(words)):
        return True
    starts = range(0, max(len(words) - STRETCH, 0) + STEP, STEP)
    return any(_weigh(words[start : start + STRETCH]) > THRESHOLD for start in starts)


def _words(text: str) -> list[str]:
    return _WORD.findall(_YEAR.sub("YEAR", _APOSTROPHES.sub("", text.lower())))


def _terms(words: list[str]) -> set[str]:
    pairs = (f"{one} {other}" for one, other in pairwise(words))
    return {*words, *pairs}


def _weigh(words: list[str]) -> int:
    return sum(_WEIGHTS.get(term, 0) for term in _terms(words))
