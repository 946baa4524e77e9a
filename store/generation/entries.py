"""What is indexed for each passage: its words, its sentences, and what people taught of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from ingest.locating import Locator

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from domain import Passage, Taught


class EntryKind(StrEnum):
    """What the indexed words are to the passage they lead to."""

    SENTENCE = "sentence"
    PASSAGE = "passage"
    QUESTION = "question"
    MISTAKEN = "mistaken"
    MISSING = "missing"


OWN_KINDS = frozenset({EntryKind.PASSAGE, EntryKind.SENTENCE})


@dataclass(frozen=True, slots=True)
class Entry:
    """One vector's worth of words.

    ``passage`` and ``sentence`` are positions in the generation's passages and in that
    passage's sentences; -1 where the entry belongs to none. ``missing`` names what the
    documents do not give.
    """

    kind: EntryKind
    passage: int
    sentence: int
    text: str
    missing: str = ""


def make_entries(passages: Sequence[Passage], taught: Sequence[tuple[str, Taught]]) -> list[Entry]:
    """Give the entries of all passages, in order, then those of what was taught.

    ``taught`` pairs a document's id with an entry beside it. A taught quote that reaches over
    several sentences teaches each that it covers for the most part.
    """
    entries: list[Entry] = []
    by_document: dict[str, list[int]] = {}
    for index, passage in enumerate(passages):
        by_document.setdefault(passage.source.id, []).append(index)
        entries.append(Entry(EntryKind.PASSAGE, index, -1, _with_headings(passage, passage.text)))
        entries += [
            Entry(
                EntryKind.SENTENCE, index, number, _with_headings(passage, f"{one.lead} {one.text}")
            )
            for number, one in enumerate(passage.sentences)
        ]
    locators = [Locator(passage.text) for passage in passages]
    for document, lesson in taught:
        if lesson.missing:
            entries += [
                Entry(EntryKind.MISSING, -1, -1, question, lesson.missing)
                for question in lesson.questions
            ]
            continue
        for index in by_document.get(document, []):
            for number in _covered(passages[index], locators[index], lesson.quote):
                entries += [Entry(EntryKind.QUESTION, index, number, q) for q in lesson.questions]
                entries += [Entry(EntryKind.MISTAKEN, index, number, q) for q in lesson.mistaken]
    return entries


def is_averaged(entry: Entry, passages: Sequence[Passage]) -> bool:
    """Say whether the entry's vector is the mean of its passage's sentences, which follow it.

    Reading every word once instead of twice halves the cost of ingest; no measure of
    docs/evaluation.md moved by more than one question.
    """
    return entry.kind is EntryKind.PASSAGE and bool(passages[entry.passage].sentences)


def count_own(entries: Sequence[Entry]) -> int:
    """Give how many entries hold a document's own words; they come first, then what was taught."""
    return sum(entry.kind in OWN_KINDS for entry in entries)


def _with_headings(passage: Passage, text: str) -> str:
    """Give the words with the innermost heading before them, white space squeezed."""
    heading = passage.headings[-1] if passage.headings else passage.source.title
    return " ".join(f"{heading}. {text}".split())


def _covered(passage: Passage, locator: Locator, quote: str) -> Iterator[int]:
    """Give the sentences that hold the quote, or most of which the quote holds."""
    span = locator.find(quote)
    if span is None:
        return
    start, end = span
    for number, sentence in enumerate(passage.sentences):
        shared = min(end, sentence.end) - max(start, sentence.start)
        if shared > 0 and shared * 2 >= min(end - start, sentence.end - sentence.start):
            yield number
