"""A message that somebody signed an answer to gets its quotes, as long as their sources stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bot.answering.grounding import check, cited
from bot.quoting.spans import Span
from dates import in_words
from domain import Answer, Evidence, Status
from ingest.beside.pins import digest_of, key_of
from ingest.locating import Locator

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.assistant import Library
    from bot.quoting.writer import QuoteWriter
    from domain import Document, Passage
    from ingest.beside.pins import Pin, PinnedQuote
    from store.generation.opened import Generation


@dataclass(frozen=True, slots=True)
class Standing:
    """A pinned answer: its quotes where all of them stand, or ``why`` it has lapsed."""

    pin: Pin
    spans: tuple[Span, ...] = ()
    why: str = ""


def pinned_answer(library: Library, message: str) -> Answer | None:
    """Give the answer that was signed to just this message; None where none stands.

    Raises:
        PinsError: the file of them is damaged.
    """
    pin = library.pins.get(key_of(message))
    if pin is None:
        return None
    standing = standing_of(pin, library.generation, date.today())  # noqa: DTZ011  the reader's day
    if standing.why:
        return None
    answer = answer_of(standing, library.quoting)
    check(cited(answer), library.documents)
    return answer


def answer_of(standing: Standing, quoting: QuoteWriter) -> Answer:
    """Give a pinned answer that stands, with who signed it and when."""
    pin = standing.pin
    note = f"Signed by {pin.signed_by} on {in_words(pin.signed)}, in answer to “{pin.message}”."
    return Answer(quoting.state(standing.spans), note=note)


def standing_of(pin: Pin, generation: Generation, today: date) -> Standing:
    """Say whether a pinned answer stands: each document is held, as it was, and in force."""
    documents = generation.by_id
    spans: list[Span] = []
    for one in pin.quote:
        document = documents.get(one.document)
        why = _why_lapsed(one, document, today)
        found = tuple(_spans(one, generation.passages_of(one.document))) if not why else ()
        if not found:
            return Standing(pin, why=why or f"{one.document} holds its words in no sentence")
        spans += found
    return Standing(pin, tuple(spans))


def _why_lapsed(one: PinnedQuote, document: Document | None, today: date) -> str:
    if document is None:
        return f"{one.document} is held no longer"
    if digest_of(document.text) != one.digest:
        return f"{one.document} has changed since it was signed"
    if document.source.status_on(today) is Status.SUPERSEDED:
        return f"{one.document} has been replaced"
    return ""


def _spans(one: PinnedQuote, passages: Sequence[Passage]) -> Iterator[Span]:
    """Give the sentences that hold the words, of the first passage that has them."""
    for passage in passages:
        place = Locator(passage.text).find(one.quote)
        if place is None:
            continue
        at = [
            number for number, sentence in enumerate(passage.sentences)
            if sentence.start < place[1] and sentence.end > place[0]
        ]  # fmt: skip
        if at:
            evidence = Evidence(passage, 1.0, tuple(1.0 for _ in passage.sentences))
            yield Span(evidence, at[0], at[-1])
            return
