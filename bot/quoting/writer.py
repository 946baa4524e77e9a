"""The fewest sentences that answer: chosen from the evidence, quoted word for word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from bot.answering.cautions import NONE_FOREIGN, caution_for
from bot.answering.tidying import tidy
from bot.quoting.lists import in_runs, list_at, list_items
from bot.quoting.selecting import choose
from bot.quoting.spans import Span
from bot.quoting.standing import subject_of, with_what_it_leans_on
from bot.quoting.wanting import nothing_near
from domain import Citation, Kind, Shape, Statement
from ingest.beside.pointers import Weight, split_label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from bot.answering.cautions import Foreign
    from bot.quoting.lists import Listed
    from bot.quoting.wanting import Nearness
    from bot.ranking.fitted import Margins
    from domain import Evidence, ListItem, Passage, Sentence, Source
    from ingest.beside.pointers import Pointer

# How many passages a refusal shows.
NEAREST_PASSAGES = 3


class Writer(Protocol):
    """Composes an answer of quotes from what was found."""

    def write(self, question: str, evidence: Sequence[Evidence]) -> tuple[Statement, ...]:
        """Give the statements that answer, most telling first; none where nothing answers."""


class QuoteWriter:
    """Composes an answer from the documents' own sentences; needs no language model."""

    def __init__(
        self, pointers: Mapping[str, Pointer], held: Iterable[Source] = (),
        passages_of: Callable[[str], Sequence[Passage]] = lambda _: (), *, margins: Margins,
        foreign: Foreign = NONE_FOREIGN, nearness: Nearness = nothing_near,
    ) -> None:  # fmt: skip
        """Take what the bracketed pointers of the documents stand for, and the documents held.

        ``passages_of`` gives a document's, in their order: a list may lie in several. ``foreign``
        is what is said of those that are another area's (``bot.placing.belonging``), ``nearness``
        how near words are to a question.
        """
        self.margins = margins
        self.foreign = foreign
        self._pointers = pointers
        self._findings = [one for one in held if one.kind is Kind.FINDING]
        self._passages_of = passages_of
        self.nearness = nearness

    def write(self, question: str, evidence: Sequence[Evidence]) -> tuple[Statement, ...]:
        """Give the statements that answer, most telling first; none without evidence."""
        known: dict[tuple[str, int, int], Listed | None] = {}

        def list_of(span: Span) -> Listed | None:
            # it is asked for several times, and looked for in all that a document says
            place = (span.evidence.passage.id, span.first, span.last)
            if place not in known:
                known[place] = self.list_of(span)
            return known[place]

        return self.state(choose(question, evidence, list_of, self.margins, self.nearness))

    def write_lines(self, question: str, evidence: Sequence[Evidence]) -> tuple[Statement, ...]:
        """Give the statements that answer, no list made whole; none without evidence."""
        return self.state(choose(question, evidence, lambda _: None, self.margins))

    def list_of(self, span: Span) -> Listed | None:
        """Give the whole list that a span introduces or lies in; None where it is in none."""
        passage = span.evidence.passage
        own = self._passages_of(passage.source.id) or (passage,)
        found = list_at(own, passage, span.first)
        # what an introduction leans on may stand before it
        for number in range(span.first + 1, span.last + 1) if found is None else ():
            if passage.sentences[number].shape is Shape.ITEM:
                return list_at(own, passage, number)
        return found

    def state(self, chosen: Iterable[Span]) -> tuple[Statement, ...]:
        """Give what was chosen as statements, each with its citation and what to beware of.

        Spans that follow on each other in one list are one statement.
        """
        groups: list[tuple[Listed | None, list[Span]]] = []
        for span in chosen:
            listed = self.list_of(span)
            if groups and listed and listed == groups[-1][0]:
                groups[-1][1].append(span)
            else:
                groups.append((listed, [span]))
        return tuple(self._state(spans, listed) for listed, spans in groups)

    def state_points(self, spans: Iterable[Span], listed: Listed) -> Statement:
        """Give points of a list as one statement, numbered, with how many of them they are."""
        return self._state(list(spans), listed)

    def _state(self, spans: list[Span], listed: Listed | None) -> Statement:
        if listed:
            places = {passage.id: n for n, (passage, _, _) in enumerate(listed.runs())}
            spans.sort(key=lambda one: (places.get(one.evidence.passage.id, -1), one.first))
        first = spans[0]
        passage = first.evidence.passage
        retells = self._retells(first) if passage.source.kind is not Kind.FINDING else ""
        items, extent = list_items(spans, listed) if listed else ((), "")
        # of what is nested the item around it says what it is about
        is_introduced = bool(items) and items[0].number.isdigit()
        subject = listed.introduction if listed and is_introduced else subject_of(first)
        subject = subject or (passage.headings[-1] if items and passage.headings else "")
        citations = [Citation(span.evidence.passage, span.quote, subject) for span in spans]
        text = "\n".join(tidy(span.quote) for span in spans)
        caution = self._caution(spans, items)
        return Statement(text, tuple(citations), caution, retells, items, extent)

    def caution_of(self, passage: Passage, sentence: Sentence) -> str:
        """Give what to beware of in a sentence of a passage; empty where there is nothing."""
        return caution_for(passage, sentence, self._pointers, self.foreign)

    def _caution(self, spans: Sequence[Span], items: Sequence[ListItem]) -> str:
        """Give what to beware of; where it is true of some items of a list, which these are."""
        held = [(span.evidence.passage, one) for span in spans for one in span.sentences]
        texts: dict[str, list[str]] = {}
        for passage, one in held:
            if said := caution_for(passage, one, self._pointers, self.foreign):
                texts.setdefault(said, []).append(tidy(one.text))
        lines = []
        for said, told in texts.items():
            numbers = [item.number for item in items
                       if item.number and any(one in item.text for one in told)]  # fmt: skip
            if numbers and len(told) < len(held):
                what = "Item" if len(numbers) == 1 else "Items"
                said = f"{what} {in_runs(numbers)}: {said}"  # noqa: PLW2901
            lines.append(said)
        return " ".join(lines)

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


def nearest_quotes(evidence: Sequence[Evidence]) -> tuple[Citation, ...]:
    """Give the best sentence of each of the nearest passages, marked by the caller as such."""
    quotes = []
    for one in evidence[:NEAREST_PASSAGES]:
        best = max(range(len(one.weights)), key=one.weights.__getitem__)
        span = with_what_it_leans_on(Span(one, best, best))
        quotes.append(Citation(one.passage, span.quote, subject_of(span)))
    return tuple(quotes)
