"""The fewest sentences that answer: chosen from the evidence, quoted word for word."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from bot.cautions import caution_for
from domain import Citation, Evidence, Kind, Sentence, Shape, Statement
from ingest.pointers import Weight, split_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from domain import Source
    from ingest.pointers import Pointer

# Chosen on the development questions (docs/evaluation.md): a sentence is quoted while its log-odds
# of carrying the answer are within a margin of the best one's. A share of the probability, tried
# first, covered less evidence with more quotes. A list may be longer.
MAX_QUOTES = 5
MAX_QUOTES_OF_A_LIST = 8
MARGIN = 1.8
MARGIN_OF_A_LIST = 3.2
MAX_CHARACTERS = 900
MAX_CHARACTERS_OF_A_LIST = 1_600
# A sentence that leans on a longer one before it stands alone all the same.
LEAD_MAX_CHARACTERS = 200
# How many passages a refusal shows.
NEAREST_PASSAGES = 3

_LIST = re.compile(
    r"\b(?:list|every|all the|all of|which (?:\w+ )?(?:agencies|organisations|groups|bodies)"
    r"|mentions?|what are the|examples?|who(?:'s| is| are)? (?:all )?involved|summar\w+|bullet"
    r"|points|steps?|things|ways|signs(?! off)|indicators|everything|anything"
    r"|what (?:three|four|five|two|\d)|how many)\b",
    re.IGNORECASE,
)
# A sentence that opens so leans on the one before it.
_LEANS = re.compile(
    r"(?:However|This|These|They|It|That|Those|Furthermore|Consequently|In addition|For instance"
    r"|For other children|Their|Its|Such|But|So|Otherwise|If so)\b"
)


@dataclass(frozen=True, slots=True)
class Span:
    """Neighbouring sentences of one passage that are quoted as one, first and last included."""

    evidence: Evidence
    first: int
    last: int

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences, in their order."""
        return self.evidence.passage.sentences[self.first : self.last + 1]

    @property
    def weight(self) -> float:
        """The chance of the best of them to carry the answer."""
        return max(self.evidence.weights[self.first : self.last + 1])

    @property
    def quote(self) -> str:
        """Their words, and all that stands between them."""
        held = self.sentences
        return self.evidence.passage.text[held[0].start : held[-1].end]

    def touches(self, other: Span) -> bool:
        """Say whether the two overlap or follow on each other in one passage."""
        return self.evidence is other.evidence and (
            self.first <= other.last + 1 and other.first <= self.last + 1
        )

    def joined(self, other: Span) -> Span:
        """Give the two as one."""
        return Span(self.evidence, min(self.first, other.first), max(self.last, other.last))


class Writer(Protocol):
    """Composes an answer of quotes from what was found."""

    def write(self, question: str, evidence: Sequence[Evidence]) -> tuple[Statement, ...]:
        """Give the statements that answer, most telling first; none where nothing answers."""


class QuoteWriter:
    """Composes an answer from the documents' own sentences; needs no language model."""

    def __init__(self, pointers: Mapping[str, Pointer], held: Iterable[Source] = ()) -> None:
        """Take what the bracketed pointers of the documents stand for, and the documents held."""
        self._pointers = pointers
        self._findings = [one for one in held if one.kind is Kind.FINDING]

    def write(self, question: str, evidence: Sequence[Evidence]) -> tuple[Statement, ...]:
        """Give the statements that answer, most telling first; none without evidence."""
        return self.state(_choose(evidence, wants_list=bool(_LIST.search(question))))

    def state(self, chosen: Iterable[Span]) -> tuple[Statement, ...]:
        """Give what was chosen as statements, each with its citation and what to beware of."""
        return tuple(map(self._state, chosen))

    def _state(self, span: Span) -> Statement:
        passage = span.evidence.passage
        cautions = [caution_for(passage, one, self._pointers) for one in span.sentences]
        caution = " ".join(dict.fromkeys(filter(None, cautions)))
        retells = self._retells(span) if passage.source.kind is not Kind.FINDING else ""
        return Statement(tidy(span.quote), (Citation(passage, span.quote),), caution, retells)

    def _retells(self, span: Span) -> str:
        """Give where and when inspectors found what the sentences say; empty if they did not."""
        labels = {label for one in span.sentences for label in split_label(one.pointer)}
        found = [self._pointers[label] for label in labels if label in self._pointers]
        if not found or any(one.weight is not Weight.FINDING for one in found):
            return ""
        first = min(found, key=lambda one: one.label)
        for source in self._findings:
            if source.published and first.published == source.published.isoformat():
                return source.seen
        return first.seen


def tidy(quote: str) -> str:
    """Give a quote as it reads on a page: bold marks, pointers and white space dropped.

    Each paragraph and each item of a list keeps a line of its own.
    """
    plain = re.sub(r"\s*\[[^\[\]\n]{3,}\](?!\()", "", quote.replace("**", ""))
    lines = re.split(r"\n\n+|\n(?=\s*(?:[-*•]|\d+[.)])\s)", plain)
    return "\n".join(" ".join(line.split()) for line in lines)


def _choose(evidence: Sequence[Evidence], *, wants_list: bool) -> list[Span]:
    """Give what to quote, best first; neighbours are quoted as one, a wanted list whole."""
    ranked = sorted(_sentences(evidence), key=lambda one: -one.weight)
    if not ranked:
        return []
    margin = MARGIN_OF_A_LIST if wants_list else MARGIN
    least = _log_odds(ranked[0].weight) - margin
    limit = MAX_QUOTES_OF_A_LIST if wants_list else MAX_QUOTES
    room = MAX_CHARACTERS_OF_A_LIST if wants_list else MAX_CHARACTERS
    chosen: list[Span] = []
    characters = 0
    for one in ranked:
        if _log_odds(one.weight) < least or len(chosen) >= limit:
            break
        # words that introduce a list say nothing without it
        is_lead = one.sentences[0].text.endswith(":")
        takes_list = is_lead or (wants_list and not chosen)
        span = _whole_list(one, room) if takes_list else _with_lead(one)
        if any(span.joined(other) == other for other in chosen if span.touches(other)):
            continue
        if chosen and characters + len(span.quote) > room:
            continue
        characters += len(span.quote)
        add_span(chosen, span)
    return chosen


def add_span(chosen: list[Span], span: Span) -> None:
    """Add a span at the end, or in the place of those it touches, quoted as one with them."""
    near = [other for other in chosen if span.touches(other)]
    place = chosen.index(near[0]) if near else len(chosen)
    for other in near:
        span = span.joined(other)
        chosen.remove(other)
    chosen.insert(place, span)


def _with_lead(span: Span) -> Span:
    """Bring along the sentence that a "this" or "however" leans on."""
    if not span.first or not _LEANS.match(span.sentences[0].text):
        return span
    before = span.evidence.passage.sentences[span.first - 1]
    is_alike = before.shape is span.sentences[0].shape is not Shape.ROW
    if is_alike and len(before.text) < LEAD_MAX_CHARACTERS:
        return Span(span.evidence, span.first - 1, span.last)
    return span


def _whole_list(span: Span, room: int) -> Span:
    """Give the whole list that a line belongs to or introduces, as far as its passage holds it.

    A list of more characters than ``room`` is left to its best lines.
    """
    sentences = span.evidence.passage.sentences
    line = sentences[span.first]
    lead = line.lead if line.shape is not Shape.PARAGRAPH else line.text
    members = [n for n, one in enumerate(sentences) if lead and lead in {one.lead, one.text}]
    if len(members) < 2 or line.shape is Shape.ROW:  # noqa: PLR2004
        return _with_lead(span)
    whole = Span(span.evidence, members[0], members[-1])
    return whole if len(whole.quote) <= room else _with_lead(span)


def _log_odds(chance: float) -> float:
    bounded = min(max(chance, 1e-9), 1 - 1e-9)
    return math.log(bounded / (1 - bounded))


def _sentences(evidence: Sequence[Evidence]) -> Iterable[Span]:
    for one in evidence:
        for number in range(len(one.weights)):
            yield Span(one, number, number)


def nearest_quotes(evidence: Sequence[Evidence]) -> tuple[Citation, ...]:
    """Give the best sentence of each of the nearest passages, marked by the caller as such."""
    quotes = []
    for one in evidence[:NEAREST_PASSAGES]:
        sentence = max(zip(one.weights, one.passage.sentences, strict=True), key=lambda x: x[0])[1]
        quotes.append(Citation(one.passage, sentence.text))
    return tuple(quotes)
