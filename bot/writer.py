"""The fewest sentences that answer: chosen from the evidence, quoted word for word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

from bot.cautions import caution_for
from bot.spans import Span, add_span, sentences_of
from bot.standing import subject_of, tells_of_its_text, with_what_it_leans_on
from domain import Citation, Kind, Part, Shape, Statement
from ingest.pointers import Weight, split_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from domain import Evidence, Passage, Source
    from ingest.pointers import Pointer

# Chosen on the development questions (docs/evaluation.md): a sentence is quoted while its log-odds
# of carrying the answer are within a margin of the best one's. What stands beside the best one
# carries the answer oftenest; the same document, or a finding beside what is expected, oftener than
# one more note that says the like. One margin of 1.8 for all let a third more through that carries
# nothing, and covered less. A list may be longer.
MAX_QUOTES = 5
MAX_QUOTES_OF_A_LIST = 8
MARGIN_BESIDE = 2.2
MARGIN_OF_THE_DOCUMENT = 1.2
MARGIN_ELSEWHERE = 0.9
WIDER_FOR_A_LIST = 1.5
MAX_CHARACTERS = 900
MAX_CHARACTERS_OF_A_LIST = 1_600
# How many passages a refusal shows.
NEAREST_PASSAGES = 3

_LIST = re.compile(
    r"\b(?:list|every|all the|all of|which (?:\w+ )?(?:agencies|organisations|groups|bodies)"
    r"|mentions?|what are the|examples?|who(?:'s| is| are)? (?:all )?involved|summar\w+|bullet"
    r"|points|steps?|things|ways|signs(?! off)|indicators|everything|anything"
    r"|what (?:three|four|five|two|\d)|how many)\b",
    re.IGNORECASE,
)


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
        return Statement(
            tidy(span.quote), (Citation(passage, span.quote, subject_of(span)),), caution, retells
        )

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
    ranked = sorted(sentences_of(evidence), key=lambda one: -one.weight)
    if not ranked:
        return []
    limit = MAX_QUOTES_OF_A_LIST if wants_list else MAX_QUOTES
    room = MAX_CHARACTERS_OF_A_LIST if wants_list else MAX_CHARACTERS
    chosen: list[Span] = []
    characters = 0
    for one in ranked:
        if len(chosen) >= limit:
            break
        if not _is_near(one, ranked[0], wants_list=wants_list):
            continue
        # words that introduce a list say nothing without it
        is_lead = one.sentences[0].text.endswith(":")
        takes_list = is_lead or (wants_list and not chosen)
        span = _whole_list(one, room) if takes_list else with_what_it_leans_on(one)
        if any(span.joined(other) == other for other in chosen if span.touches(other)):
            continue
        if chosen and characters + len(span.quote) > room:
            continue
        characters += len(span.quote)
        add_span(chosen, span)
    return chosen


def _is_near(one: Span, best: Span, *, wants_list: bool) -> bool:
    """Say whether a sentence is likely enough, beside the best one, to carry the answer too."""
    if one is best:
        return True
    own, first = one.evidence.passage, best.evidence.passage
    said = one.sentences[0]
    if tells_of_its_text(said) or (own.part is Part.ADDRESSEES and first.part is not own.part):
        return False
    if own is first:
        margin = MARGIN_BESIDE
    elif own.source.id == first.source.id or _is_finding(own) is not _is_finding(first):
        margin = MARGIN_OF_THE_DOCUMENT
    else:
        margin = MARGIN_ELSEWHERE
    return best.log_odds - one.log_odds <= margin * (WIDER_FOR_A_LIST if wants_list else 1)


def _is_finding(passage: Passage) -> bool:
    return passage.source.kind is Kind.FINDING


def _whole_list(span: Span, room: int) -> Span:
    """Give the whole list that a line belongs to or introduces, as far as its passage holds it.

    A list of more characters than ``room`` is left to its best lines.
    """
    sentences = span.evidence.passage.sentences
    line = sentences[span.first]
    lead = line.lead if line.shape is not Shape.PARAGRAPH else line.text
    members = [n for n, one in enumerate(sentences) if lead and lead in {one.lead, one.text}]
    if len(members) < 2 or line.shape is Shape.ROW:  # noqa: PLR2004
        return with_what_it_leans_on(span)
    whole = Span(span.evidence, members[0], members[-1])
    return whole if len(whole.quote) <= room else with_what_it_leans_on(span)


def nearest_quotes(evidence: Sequence[Evidence]) -> tuple[Citation, ...]:
    """Give the best sentence of each of the nearest passages, marked by the caller as such."""
    quotes = []
    for one in evidence[:NEAREST_PASSAGES]:
        best = max(range(len(one.weights)), key=one.weights.__getitem__)
        span = with_what_it_leans_on(Span(one, best, best))
        quotes.append(Citation(one.passage, span.quote, subject_of(span)))
    return tuple(quotes)
