"""The pathway to offer under an answer to a how-do-I question; offering none costs nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from Stemmer import Stemmer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from domain import Passage, Source
    from pathways.route import Pathway

# A question about what to do, in what order, by whom or by when; the others ask for a fact, a
# meaning or a finding, which no route answers.
_WHO = "i|we|you|staff|a|an|the|school|teacher|nurse|social|police|someone"
_ASKS_HOW = re.compile(
    r"\b(?:how (?:do|does|should|can|would|soon|quickly|long|fast) "
    rf"|what (?:do|should|must|can) (?:{_WHO})"
    r"|what(?:'s| is| are| comes?)? (?:the )?(?:next|process|procedure|steps?|first|after|pathway"
    r"|route|order)|what happens|who (?:do|should|must|can) (?:i|we|you|make|refer|raise|convene"
    r"|call)|where (?:do|should) (?:i|we)|when (?:do|should|must) (?:i|we|you|a|an|the)"
    r"|(?:can|should|must|do) (?:i|we) |steps? (?:to|for|in|after|when)|procedure for"
    r"|process for|pathway)",
    re.IGNORECASE,
)
# Such a question asks what was found, not what to do; so does one that names an inspection's year.
_ASKS_WHAT_WAS = re.compile(
    r"\b(?:inspectors?|inspection|letter|findings?|found|did|was|were|praised?)\b", re.IGNORECASE
)
# How staff say it; "missing" stays whole, for its stem is that of "miss".
_SAID = {"children": "child", "kid": "child", "kids": "child", "teenager": "child", "teen": "child"}
_WHOLE = frozenset({"missing"})
_WORD = re.compile(r"[a-z0-9&]+(?:-[a-z0-9]+)*")


def match_pathway(
    question: str, passages: Iterable[Passage], pathways: Sequence[Pathway],
    inspected: Iterable[Source] = (),
) -> Pathway | None:  # fmt: skip
    """Give the pathway that fits a question and the passages cited in its answer.

    It must be asked for as a procedure, name one of the pathway's phrases (its words in any
    order), and cite a document that the pathway quotes. Where two fit equally well, none is
    offered, nor where it asks of the year of one of the inspections ``inspected``.
    """
    if not _ASKS_HOW.search(question) or _asks_what_was(question, inspected):
        return None
    stemmer = Stemmer("english")
    words = _stems(question, stemmer)
    cited = {passage.source.id for passage in passages}
    scored = sorted(
        (
            (_weight(one, words, stemmer), number)
            for number, one in enumerate(pathways)
            if one.documents & cited
        ),
        reverse=True,
    )
    if not scored or not scored[0][0][0] or (len(scored) > 1 and scored[0][0] == scored[1][0]):
        return None
    return pathways[scored[0][1]]


def _asks_what_was(question: str, inspected: Iterable[Source]) -> bool:
    days = (day for one in inspected for day in (one.inspected_to, one.published) if day)
    years = {str(day.year) for day in days}
    return bool(_ASKS_WHAT_WAS.search(question)) or not years.isdisjoint(_WORD.findall(question))


def _weight(pathway: Pathway, words: set[str], stemmer: Stemmer) -> tuple[int, int]:
    """Give the length of the longest phrase that the question names, and how many it names."""
    named = [
        len(phrase)
        for phrase in (_stems(keyword, stemmer) for keyword in pathway.keywords)
        if phrase <= words
    ]
    return (max(named), len(named)) if named else (0, 0)


def _stems(text: str, stemmer: Stemmer) -> set[str]:
    words = _WORD.findall(text.lower().replace("'s", ""))
    whole = {_SAID.get(word, word) for word in words}
    return {word if word in _WHOLE else stemmer.stemWord(word) for word in whole}
