"""Documents become a plan for a generation: what it will hold, and what must be embedded."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from domain import FindingsError
from ingest.agencies import agencies_of
from ingest.beside.partnership import PARTNERSHIP_NAME, partnership_in
from ingest.editions import mark_editions
from ingest.locating import Locator
from ingest.splitting import split
from ingest.titled_areas import with_titled_areas
from store.generation.entries import is_averaged, make_entries
from store.generation.manifest import (
    FORMAT,
    KNOWLEDGE_NAME,
    LESSONS_NAME,
    DocumentRecord,
    library_versions,
)
from store.generation.records import Knowledge, dump_knowledge, dump_lessons
from store.generation.side import digests, recorded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain import Document, Passage, Taught
    from ingest.folder.collecting import Collected
    from ingest.folder.originals import Original
    from store.generation.opened import Generation


class NoDocumentsError(FindingsError):
    """Not one document could be read."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A generation worked out and not yet written.

    ``side`` holds the files beside the documents by their paths, ``fresh`` the texts that have
    no vector yet; ``is_unchanged`` says that the previous
    generation already holds all of this; ``warnings`` are lines for the person who ingests.
    """

    knowledge: Knowledge
    lessons: dict[str, tuple[Taught, ...]]
    side: Mapping[str, bytes]
    records: tuple[DocumentRecord, ...]
    model: str
    max_words: int
    previous: Generation | None
    fresh: tuple[str, ...]
    is_unchanged: bool
    warnings: tuple[str, ...]
    originals: tuple[Original, ...] = ()


def plan(
    collected: Sequence[Collected], *, side: Mapping[str, bytes], model: str, max_words: int,
    previous: Generation | None,
) -> Plan:  # fmt: skip
    """Split the documents and find which vectors ``previous`` already holds.

    ``side`` gives the files beside the documents by their paths (see ``ingest.beside.side``).

    Raises:
        NoDocumentsError: there are no documents.
        PartnershipError: the partnership's file is not valid.
    """
    if not collected:
        msg = "no document can be read, so nothing is published: correct the files named above"
        raise NoDocumentsError(msg)
    today = datetime.now(UTC).date()
    placed = with_titled_areas([one.document for one in collected])
    documents, replaced = mark_editions(placed, today)
    lessons, warnings = _check_lessons(collected)
    agencies = agencies_of(partnership_in(side))
    split_before = _split_before(previous, side, max_words)
    split_documents = [
        _take_over(split_before.get((one.reading, _digest(document))), document)
        or split(document, max_words=max_words, agencies=agencies)
        for one, document in zip(collected, documents, strict=True)
    ]
    passages = tuple(passage for group in split_documents for passage in group)
    taught = [(source, lesson) for source, group in lessons.items() for lesson in group]
    knowledge = Knowledge(documents, passages, tuple(make_entries(passages, taught)))
    records = tuple(
        DocumentRecord(
            source=document.source,
            digest=_digest(document),
            characters=len(document.text),
            passages=len(group),
            sentences=sum(len(passage.sentences) for passage in group),
            lessons=len(lessons[document.source.id]),
            origin=one.origin,
            pages=max((block.page for block in document.blocks), default=0),
            original=one.original.digest if one.original else "",
            warnings=one.warnings,
            reading=one.reading,
        )
        for one, document, group in zip(collected, documents, split_documents, strict=True)
    )
    held = held_rows(previous, model)
    fresh = dict.fromkeys(
        entry.text
        for entry in knowledge.entries
        if entry.text not in held and not is_averaged(entry, passages)
    )
    return Plan(
        knowledge, lessons, side, records, model, max_words, previous, tuple(fresh),
        is_unchanged=previous is not None
        and recorded(previous.manifest) == digests(side)
        and _originals(previous.manifest.documents) == _originals(records)
        and _is_same(previous, knowledge, lessons, model=model, max_words=max_words),
        warnings=(*warnings, *replaced),
        originals=tuple(one.original for one in collected if one.original),
    )  # fmt: skip


def _split_before(
    previous: Generation | None, side: Mapping[str, bytes], max_words: int
) -> dict[tuple[str, str], tuple[Passage, ...]]:
    """Give the passages of documents that would be split alike again, by reading and digest."""
    if previous is None or previous.manifest.format != FORMAT:
        return {}
    # it says which agencies passages may speak to
    before = recorded(previous.manifest).get(PARTNERSHIP_NAME)
    is_same = before == digests(side).get(PARTNERSHIP_NAME)
    if previous.manifest.max_words != max_words or not is_same:
        return {}
    own: dict[str, list[Passage]] = {}
    for passage in previous.passages:
        own.setdefault(passage.source.id, []).append(passage)
    return {
        (one.reading, one.digest): tuple(own.get(one.source.id, ()))
        for one in previous.manifest.documents
        if one.reading
    }


def _take_over(passages: Sequence[Passage] | None, document: Document) -> tuple[Passage, ...]:
    """Give the passages as they were, of the document as it is catalogued now."""
    return tuple(replace(one, source=document.source) for one in passages or ())


def _check_lessons(
    collected: Sequence[Collected],
) -> tuple[dict[str, tuple[Taught, ...]], list[str]]:
    """Give the lessons by document, a 'missing' quote that no document holds dropped."""
    locators = [Locator(one.document.text) for one in collected]
    lessons: dict[str, tuple[Taught, ...]] = {}
    warnings: list[str] = []
    for one in collected:
        source = one.document.source.id
        kept: list[Taught] = []
        for lesson in one.taught:
            quote = lesson.quote if lesson.missing else ""
            if quote and not any(locator.find(quote) for locator in locators):
                warnings.append(f"{source}: {quote[:60]!r} is in no document: quote dropped")
                kept.append(replace(lesson, quote=""))
            else:
                kept.append(lesson)
        lessons[source] = tuple(kept)
    return lessons, warnings


def _originals(records: Sequence[DocumentRecord]) -> set[str]:
    return {one.original for one in records}


def _digest(document: Document) -> str:
    blocks = ";".join(f"{b.shape},{b.start},{b.end},{b.level}" for b in document.blocks)
    return hashlib.sha256(f"{document.text}\0{blocks}".encode()).hexdigest()


def held_rows(previous: Generation | None, model: str) -> dict[str, int]:
    """Give the previous generation's rows by the text embedded; none of another model's."""
    if previous is None or previous.manifest.model != model:
        return {}
    return {
        entry.text: row
        for row, entry in enumerate(previous.entries)
        if not is_averaged(entry, previous.passages)
    }


def _is_same(
    previous: Generation,
    knowledge: Knowledge,
    lessons: dict[str, tuple[Taught, ...]],
    *,
    model: str,
    max_words: int,
) -> bool:
    manifest = previous.manifest
    made_alike = (manifest.model, manifest.max_words) == (model, max_words)
    return (
        made_alike
        and manifest.format == FORMAT
        and manifest.libraries == library_versions()
        and manifest.files.get(KNOWLEDGE_NAME) == _sha256(dump_knowledge(knowledge))
        and manifest.files.get(LESSONS_NAME) == _sha256(dump_lessons(lessons))
    )


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
