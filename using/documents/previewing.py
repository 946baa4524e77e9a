"""What would become of a document, before anything is published."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from bot.privacy.masking import personal_kinds
from ingest.agencies import agencies_of
from ingest.beside.partnership import partnership_in
from ingest.beside.recording import FACTS
from ingest.editions import mark_editions
from ingest.folder.collecting import Collected
from ingest.folder.copies import find_near_copies
from ingest.folder.originals import original_of
from ingest.reading import read_document
from ingest.splitting import split
from ingest.titled_areas import settled, with_areas
from library.changes import changes_between
from store.generation.side import read_held
from using.documents.facts import corrected

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from domain import Document, Passage, Source
    from ingest.readers.worker import Worker
    from store.generation.opened import Generation

# What a page shows of each at most; the counts are of all.
_MOST_PARTS, _MOST_PASSAGES, _MOST_SECTIONS, _MOST_LINES = 200, 60, 40, 100
_NOT_WORDS = ("the file's name", "the file says so")


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a document is: its value, what gave it and how sure that is.

    ``sure`` is "you", "words", "guess" or "missing".
    """

    name: str
    value: str
    words: str
    sure: str


@dataclass(frozen=True, slots=True)
class EditionSeen:
    """A document held that is an edition of this one: ``is_older`` says which of the two is."""

    id: str
    title: str
    dated: str
    is_older: bool
    sections: tuple[dict[str, Any], ...]
    more: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What would become of a document.

    ``parts`` are its headings with the passages below each, ``details`` the kinds of details of a
    person with their places, never the details; ``alike`` the documents held that have nearly its
    words, with how large a share; ``editions`` those that it replaces or is replaced by.
    """

    id: str
    facts: tuple[Fact, ...]
    pages: int
    words: int
    passages: int
    sentences: dict[str, int]
    parts: tuple[tuple[str, int], ...]
    shown: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...]
    hidden: tuple[str, ...]
    details: tuple[tuple[str, str], ...]
    alike: tuple[tuple[str, str, float], ...]
    editions: tuple[EditionSeen, ...]


def read_for_preview(
    file: Path, source: Source, told: Mapping[str, str], worker: Worker
) -> tuple[Collected, dict[str, str]]:
    """Give a document as it would be held, and the words that each fact of it was found in.

    Raises:
        UnreadableError: it cannot be read; with the reason and a remedy.
        FactError: a fact that was told is none.
    """
    read = read_document(file, source, worker)
    one = Collected(read.document, (), read.warnings, original=original_of(file))
    return corrected(one, told), read.witnesses


def preview_of(
    one: Collected, witnesses: Mapping[str, str], told: Mapping[str, str], *,
    held: Generation | None, max_words: int,
) -> Preview:  # fmt: skip
    """Give what would become of a document beside those that are held."""
    side = read_held(held.directory, held.manifest) if held else {}
    own = partnership_in(side)
    mine = one.document.source.id
    others = [other for other in held.documents if other.source.id != mine] if held else []
    document = with_areas([*others, one.document], own)[-1]
    one = replace(one, document=document, warnings=settled(one.warnings, document.source))
    passages = split(document, max_words=max_words, agencies=agencies_of(own))
    hidden = tuple(line for line in one.warnings if "hidden" in line or "nobody sees" in line)
    return Preview(
        mine,
        tuple(_facts(document.source, witnesses, told)),
        max((block.page for block in document.blocks), default=0),
        len(document.text.split()),
        len(passages),
        dict(Counter(sentence.is_a.value for one in passages for sentence in one.sentences)),
        tuple(_parts(passages))[:_MOST_PARTS],
        tuple((" > ".join(one.headings), one.text) for one in passages[:_MOST_PASSAGES]),
        tuple(line for line in one.warnings if line not in hidden)[:_MOST_LINES],
        hidden[:_MOST_LINES],
        tuple(_details(passages))[:_MOST_LINES],
        tuple(_alike(one, others)),
        tuple(_editions(document, passages, held, others)),
    )


def dump_preview(preview: Preview) -> dict[str, Any]:
    """Give it as an object for JSON."""
    return asdict(preview)


def _facts(source: Source, witnesses: Mapping[str, str], told: Mapping[str, str]) -> Iterator[Fact]:
    for name in FACTS:
        value = getattr(source, name)
        text = value.isoformat() if isinstance(value, date) else str(value or "")
        words = witnesses.get(name, "")
        if name in told:
            yield Fact(name, text, "", "you")
        elif not text or text in {"unknown", "document"}:
            yield Fact(name, text, "", "missing")
        elif words and words not in _NOT_WORDS:
            yield Fact(name, text, words, "words")
        else:
            yield Fact(name, text, words, "guess" if words else "rule")


def _parts(passages: Sequence[Passage]) -> Iterator[tuple[str, int]]:
    counts = Counter(" > ".join(one.headings) or "before the first heading" for one in passages)
    yield from counts.items()


def _details(passages: Sequence[Passage]) -> Iterator[tuple[str, str]]:
    for one in passages:
        for kind in personal_kinds(one.text):
            place = one.headings[-1] if one.headings else "before the first heading"
            page = one.page_at(0)
            yield kind, f"page {page}, {place}" if page else place


def _alike(one: Collected, others: Sequence[Document]) -> Iterator[tuple[str, str, float]]:
    mine = one.document.source.id
    titles = {other.source.id: other.source.title for other in others}
    every = [one, *(Collected(other, ()) for other in others)]
    for first, second, share in find_near_copies(every):
        if mine in {first, second}:
            other = second if first == mine else first
            yield other, titles[other], round(share, 2)


def _editions(
    document: Document, passages: Sequence[Passage], held: Generation | None,
    others: Sequence[Document],
) -> Iterator[EditionSeen]:  # fmt: skip
    """Give the editions of it that are held, and the document whose place it takes."""
    if held is None:
        return
    mine = document.source.id
    before = {one.source.id: one.source for one in held.documents}
    marked, _ = mark_editions([*others, document], date.today())  # noqa: DTZ011  a local day
    after = {one.source.id: one.source for one in marked}
    older = [one for one in after.values() if one.replaced_by == mine]
    newer = [after[one] for one in (after[mine].replaced_by,) if one in after]
    taken = [before[mine]] if mine in before else []
    for source in (*taken, *older, *newer):
        is_older = source not in newer
        their = [one for one in held.passages if one.source.id == source.id]
        found = changes_between(their, passages) if is_older else changes_between(passages, their)
        yield EditionSeen(
            source.id, source.title, source.dated, is_older,
            tuple(asdict(section) for section in found[:_MOST_SECTIONS]),
            max(0, len(found) - _MOST_SECTIONS),
        )  # fmt: skip
