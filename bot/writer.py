"""The fewest sentences that answer: chosen from the evidence, quoted word for word."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.cautions import caution_for
from domain import Citation, Evidence, Sentence, Shape, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ingest.pointers import Pointer

# Chosen on the tuning half of the development questions (docs/evaluation.md): a sentence is
# quoted while its log-odds of carrying the answer are within a margin of the best one's. A
# share of the probability, tried first, covered less evidence with more quotes.
MAX_QUOTES = 4
MAX_QUOTES_OF_A_LIST = 6
MARGIN = 1.2
MARGIN_OF_A_LIST = 1.8
MAX_CHARACTERS = 900
# A sentence that leans on a longer one before it stands alone all the same.
LEAD_MAX_CHARACTERS = 200
# How many passages a refusal shows.
NEAREST_PASSAGES = 3

_LIST = re.compile(
    r"\b(?:list|every|all the|all of|which (?:\w+ )?(?:agencies|organisations|groups|bodies)"
    r"|mentions?|what are the|examples?|who(?:'s| is| are)? (?:all )?involved|summar\w+|bullet"
    r"|points|steps?|things|ways|signs|indicators|everything|anything"
    r"|what (?:three|four|five|two|\d)|how many)\b",
    re.IGNORECASE,
)
# A sentence that opens so leans on the one before it.
_LEANS = re.compile(
    r"(?:However|This|These|They|It|That|Those|Furthermore|Consequently|In addition|For instance"
    r"|For other children|Their|Its|Such|But|So|Otherwise|If so)\b"
)


@dataclass(frozen=True, slots=True)
class _Choice:
    """A sentence with its place in the evidence."""

    evidence: Evidence
    number: int

    @property
    def sentence(self) -> Sentence:
        return self.evidence.passage.sentences[self.number]

    @property
    def weight(self) -> float:
        return self.evidence.weights[self.number]


class QuoteWriter:
    """Composes an answer from the documents' own sentences; needs no language model."""

    def __init__(self, pointers: Mapping[str, Pointer]) -> None:
        """Take what the bracketed pointers of the documents stand for."""
        self._pointers = pointers

    def write(self, question: str, evidence: Sequence[Evidence]) -> tuple[Statement, ...]:
        """Give the statements that answer, most telling first; none without evidence."""
        chosen = _choose(evidence, wants_list=bool(_LIST.search(question)))
        return tuple(self._state(choice) for choice in chosen)

    def _state(self, choice: _Choice) -> Statement:
        passage, sentence = choice.evidence.passage, choice.sentence
        start = sentence.start
        if _LEANS.match(sentence.text) and choice.number > 0:
            before = passage.sentences[choice.number - 1]
            if (
                before.shape is Shape.PARAGRAPH is sentence.shape
                and len(before.text) < LEAD_MAX_CHARACTERS
            ):
                start = before.start
        quote = passage.text[start : sentence.end]
        caution = caution_for(passage, sentence, self._pointers)
        return Statement(tidy(quote), (Citation(passage, quote),), caution)


def tidy(quote: str) -> str:
    """Give a quote as it reads on a page: bold marks, pointers and line breaks dropped."""
    plain = re.sub(r"\s*\[[^\[\]\n]{3,}\](?!\()", "", quote.replace("**", ""))
    return " ".join(plain.split())


def _choose(evidence: Sequence[Evidence], *, wants_list: bool) -> list[_Choice]:
    """Give the sentences to quote, best first."""
    ranked = sorted(_sentences(evidence), key=lambda one: -one.weight)
    if not ranked:
        return []
    margin = MARGIN_OF_A_LIST if wants_list else MARGIN
    least = _log_odds(ranked[0].weight) - margin
    limit = MAX_QUOTES_OF_A_LIST if wants_list else MAX_QUOTES
    chosen: list[_Choice] = []
    characters = 0
    for one in ranked:
        if _log_odds(one.weight) < least or len(chosen) >= limit:
            break
        if chosen and characters + len(one.sentence.text) > MAX_CHARACTERS:
            continue
        chosen.append(one)
        characters += len(one.sentence.text)
    return chosen


def _log_odds(chance: float) -> float:
    bounded = min(max(chance, 1e-9), 1 - 1e-9)
    return math.log(bounded / (1 - bounded))


def _sentences(evidence: Sequence[Evidence]) -> Iterable[_Choice]:
    for one in evidence:
        for number in range(len(one.weights)):
            yield _Choice(one, number)


def nearest_quotes(evidence: Sequence[Evidence]) -> tuple[Citation, ...]:
    """Give the best sentence of each of the nearest passages, marked by the caller as such."""
    quotes = []
    for one in evidence[:NEAREST_PASSAGES]:
        sentence = max(zip(one.weights, one.passage.sentences, strict=True), key=lambda x: x[0])[1]
        quotes.append(Citation(one.passage, sentence.text))
    return tuple(quotes)
