"""Documents become a plan for a generation: what it will hold, and what must be embedded."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from domain import FindingsError
from ingest.agencies import agencies_of
from ingest.beside.partnership import PARTNERSHIP_NAME, partnership_in
from ingest.editions import mark_editions
from ingest.locating import Locator
from ingest.splitting import split
from ingest.titled_areas import settled, with_areas
from store.bundles.planned import HeldVectors, knowledge_of, plan_bundles
from store.generation.manifest import FORMAT, DocumentRecord
from store.generation.side import digests, recorded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain import Document, Passage, Taught
    from ingest.folder.collecting import Collected
    from ingest.folder.originals import Original
    from store.bundles.planned import PlannedBundle, Wanted
    from store.generation.opened import Generation
    from store.generation.records import Knowledge


class NoDocumentsError(FindingsError):
    """Not one document could be read."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A generation worked out and not yet written.

    ``knowledge`` is what the ``bundles`` hold together. ``side`` holds the files beside the
    documents by their paths, ``wanted`` the texts that have no vector yet; ``is_unchanged`` says
    that the previous generation already holds all of this; ``warnings`` are lines for the person
    who ingests.
    """

    knowledge: Knowledge
    bundles: tuple[PlannedBundle, ...]
    lessons: dict[str, tuple[Taught, ...]]
    side: Mapping[str, bytes]
    records: tuple[DocumentRecord, ...]
    model: str
    max_words: int
    previous: Generation | None
    wanted: tuple[Wanted, ...]
    is_unchanged: bool
    warnings: tuple[str, ...]
    originals: tuple[Original, ...] = ()

    @property
    def fresh(self) -> tuple[str, ...]:
        """The texts that have no vector yet."""
        return tuple(text for text, _ in self.wanted)


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
    placed = with_areas([one.document for one in collected], partnership_in(side))
    documents, replaced = mark_editions(placed, today)
    lessons, warnings = _check_lessons(collected)
    partnership = digests(side).get(PARTNERSHIP_NAME, "")
    split_again = _Splitter(collected, documents, previous, side, max_words)
    bundles, wanted = plan_bundles(
        documents, lessons, previous, model=model, max_words=max_words, partnership=partnership,
        split=split_again,
    )  # fmt: skip
    records = _records(collected, documents, lessons, bundles, previous)
    held = HeldVectors(previous, model, (text for text, _ in wanted))
    names = tuple(one.name for one in bundles)
    return Plan(
        knowledge_of(documents, bundles), bundles, lessons, side, records, model, max_words,
        previous, tuple(one for one in wanted if one[0] not in held),
        is_unchanged=previous is not None
        # what they were made by is part of their names
        and previous.manifest.bundles == names
        and recorded(previous.manifest) == digests(side)
        and _originals(previous.manifest.documents) == _originals(records),
        warnings=(*warnings, *replaced),
        originals=tuple(one.original for one in collected if one.original),
    )  # fmt: skip


def _records(
    collected: Sequence[Collected], documents: Sequence[Document],
    lessons: Mapping[str, Sequence[Taught]], bundles: Sequence[PlannedBundle],
    previous: Generation | None,
) -> tuple[DocumentRecord, ...]:  # fmt: skip
    counts = {
        one.source.id: (one.passages, one.sentences)
        for one in (previous.manifest.documents if previous else ())
    }
    for bundle in bundles:
        counts |= bundle.sizes
    return tuple(
        DocumentRecord(
            source=document.source,
            digest=_digest(document),
            characters=len(document.text),
            passages=counts[document.source.id][0],
            sentences=counts[document.source.id][1],
            lessons=len(lessons[document.source.id]),
            origin=one.origin,
            pages=max((block.page for block in document.blocks), default=0),
            original=one.original.digest if one.original else "",
            warnings=settled(one.warnings, document.source),
            reading=one.reading,
        )
        for one, document in zip(collected, documents, strict=True)
    )


class _Splitter:
    """Gives the passages of documents; those that would be split alike again as they were."""

    def __init__(
        self, collected: Sequence[Collected], documents: Sequence[Document],
        previous: Generation | None, side: Mapping[str, bytes], max_words: int,
    ) -> None:  # fmt: skip
        self._collected = collected
        self._documents = documents
        self._max_words = max_words
        self._agencies = agencies_of(partnership_in(side))
        self._previous = None
        self._before: dict[str, DocumentRecord] = {}
        if previous is None or previous.manifest.format != FORMAT:
            return
        # it says which agencies passages may speak to
        before = recorded(previous.manifest).get(PARTNERSHIP_NAME)
        is_same = before == digests(side).get(PARTNERSHIP_NAME)
        if is_same and previous.manifest.max_words == max_words:
            self._previous = previous
            self._before = {one.source.id: one for one in previous.manifest.documents}

    def __call__(self, place: int) -> Sequence[Passage]:
        """Give the passages of the document in a place."""
        one, document = self._collected[place], self._documents[place]
        name = document.source.id
        before = self._before.get(name)
        if (
            self._previous
            and before
            and one.reading
            and (before.reading, before.digest) == (one.reading, _digest(document))
            and before.passages
        ):
            return _take_over(self._previous.passages_of(name), document)
        return split(document, max_words=self._max_words, agencies=self._agencies)


def _take_over(passages: Sequence[Passage] | None, document: Document) -> tuple[Passage, ...]:
    """Give the passages as they were, of the document as it is catalogued now."""
    return tuple(replace(one, source=document.source) for one in passages or ())


def _check_lessons(
    collected: Sequence[Collected],
) -> tuple[dict[str, tuple[Taught, ...]], list[str]]:
    """Give the lessons by document, a 'missing' quote that no document holds dropped."""
    locators = _Locators([one.document.text for one in collected])
    lessons: dict[str, tuple[Taught, ...]] = {}
    warnings: list[str] = []
    for one in collected:
        source = one.document.source.id
        kept: list[Taught] = []
        for lesson in one.taught:
            quote = lesson.quote if lesson.missing else ""
            if quote and not locators.hold(quote):
                warnings.append(f"{source}: {quote[:60]!r} is in no document: quote dropped")
                kept.append(replace(lesson, quote=""))
            else:
                kept.append(lesson)
        lessons[source] = tuple(kept)
    return lessons, warnings


class _Locators:
    """Finds quotes in documents; most collections have none that is sought."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts

    @cached_property
    def _all(self) -> list[Locator]:
        return [*map(Locator, self._texts)]

    def hold(self, quote: str) -> bool:
        """Say whether any document holds a quote."""
        return any(one.find(quote) for one in self._all)


def _originals(records: Sequence[DocumentRecord]) -> set[str]:
    return {one.original for one in records}


def _digest(document: Document) -> str:
    blocks = ";".join(f"{b.shape},{b.start},{b.end},{b.level}" for b in document.blocks)
    return hashlib.sha256(f"{document.text}\0{blocks}".encode()).hexdigest()
