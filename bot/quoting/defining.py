"""A question of what something is: the sentences that say so, before those that only name it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.quoting.standing import is_label
from domain import Kind
from store.search.keywords import STOPWORDS, stem, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.quoting.spans import Span

_OUTRIGHT = 3
_UNDER_ITS_NAME = 2
# Of the best sentences so many are looked at.
LOOKED_AT = 10
# A longer question asks for more than a meaning.
_MOST_WORDS = 4
_LONGEST = 120
_ASKS = re.compile(
    r"^\W*(?:so |ok |please |pls |can you explain |(?:can|could) you tell me )*(?:"
    r"(?:what['’]?s|what is|what are|what was meant by|define|(?:the |a )?definition of|explain"
    r"|what (?:do|does|did) (?:they|we|you|it|people) (?:\w+ly )?mean by)"
    r" (?:meant by )?(?:an? |the )?(?P<is>[^,;?.]+?)(?: mean(?:s)?)?"
    r"|what (?:do|does) (?:an? |the )?(?P<does>[^,;?.]+?) (?:mean|stand for|refer to))"
    # how it is asked, or what else is asked of the meaning
    r"(?: (?:please|pls|plz|thanks|thx|ta|exactly|actually|again))*"
    r"(?:, (?:is|does|do|are|can) (?:it|that|they)\b.*)?\W*$",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not|never|no|cannot|nor|without)\b|n['’]t\b", re.IGNORECASE)
_SAYS = (
    r"(?:\([^)]*\)\s*)?(?:\||[:–]|- |(?:is|are) (?:an?|the|when|where|how|what|any|one of|for)\b"
    r"|means?\b|brings?\b|covers?\b|happens?\b|refers\b)"
)
_FIRST_CLAUSE = re.compile(r"[,;]\s|\s[–-]\s|\.\s")
# What is asked of a thing besides what it is: its number, its hours, its place.
_OTHER = re.compile(
    r"\b(?:number|phone|email|address|hours?|time|deadline|date|cost|price|name|difference|rule"
    r"|rules|process|procedure|next|first|point|threshold|of|for|to|about|in|on|at|by|with|said)\b",
    re.IGNORECASE,
)

# "Missing from care: a child whose", and what asks for somebody or some time instead.
_TERM = re.compile(r"[^:|.]{3,60}: (?:an?|any|one|the|when|where)\b", re.IGNORECASE)
_FOR_A_FACT = re.compile(
    r"\W*(?:who(?! is\b| are\b)|when|how (?:long|soon|often|many))\b", re.IGNORECASE
)


def without_terms(question: str, ranked: Sequence[Span]) -> list[Span]:
    """Give the sentences without those that only say what a word means, for who asks for a fact.

    Where there are no others they are all given.
    """
    if not _FOR_A_FACT.match(question):
        return list(ranked)
    return [one for one in ranked if not _TERM.match(one.sentences[0].text)] or list(ranked)


def meaning_asked(question: str) -> frozenset[str]:
    """Give the stems of what a question asks the meaning of; none where it asks for anything else.

    >>> sorted(meaning_asked("what is a core group"))
    ['core', 'group']
    """
    match = _ASKS.match(question) if len(question) <= _LONGEST else None
    if not match:
        return frozenset()
    named = match["is"] or match["does"] or ""
    if _OTHER.search(named) or len(named.split()) > _MOST_WORDS:
        return frozenset()
    return _telling(named)


def defining(named: frozenset[str], ranked: Sequence[Span]) -> list[Span]:
    """Give the sentences that say what is ``named``, or else all but those that say what it is not.

    Where none says it outright, it is what its own part of a document says of it: in their order
    there, the part that holds the best one first.
    """
    grades = [(_grade(one, named), one) for one in ranked[:LOOKED_AT]]
    best = max((grade for grade, _ in grades), default=0)
    chosen = [one for grade, one in grades if grade == best]
    if best == _OUTRIGHT:
        return chosen
    if best == _UNDER_ITS_NAME:
        first = chosen[0].evidence.passage.source.id
        of_one = [one for one in chosen if one.evidence.passage.source.id == first]
        return sorted(of_one, key=lambda one: one.evidence.passage.start + one.sentences[0].start)
    return [one for one in ranked if not _NOT.search(one.sentences[0].text)] or list(ranked)


def _grade(one: Span, named: frozenset[str]) -> int:
    sentence = one.sentences[0].text
    # "is any concern, no matter how small" says what it is
    if sentence.endswith("?") or _NOT.search(_FIRST_CLAUSE.split(sentence, maxsplit=1)[0]):
        return 0
    if one.evidence.passage.source.kind is Kind.FINDING:
        return 1
    if is_label(one.sentences[0]) and named <= _telling(sentence):
        return _OUTRIGHT
    opening = re.match(rf"\W*(?:an?|the)?\s*(?P<what>[^|:–.,]{{1,60}}?)\s*{_SAYS}", sentence)
    if (
        opening
        and named <= _telling(opening["what"])
        and len(opening["what"].split()) <= (len(named) + 2)
    ):
        return _OUTRIGHT
    passage = one.evidence.passage
    heading = _telling(passage.headings[-1]) if passage.headings else frozenset()
    if named <= heading or named <= _telling(passage.source.title):
        return _UNDER_ITS_NAME
    return 1


def _telling(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words_of(text) if word not in STOPWORDS)
