"""A document as an address names it: its page, and the pictures of its printed pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fastapi import HTTPException

from domain import FindingsError
from pages.documents.changes import beside
from pages.documents.paper import Paper, page_of, words_on
from pages.documents.view import render_document
from pages.pictures.pictures import PictureError, Pictures
from store.generation.manifest import is_as_written

if TYPE_CHECKING:
    from domain import Document, Passage
    from pages.shared.services import Services
    from store.generation.opened import Generation

# Two offsets of nine digits.
_LONGEST_SPAN = 19


@dataclass(frozen=True, slots=True)
class Opened:
    """A document of the live generation, with what the address says of it.

    ``span`` is the slice of its text to be marked; ``is_changed`` says that the passage which the
    address names is no longer there.
    """

    generation: Generation
    document: Document
    passages: tuple[Passage, ...]
    passage: str = ""
    quote: str = ""
    span: tuple[int, int] | None = None
    is_changed: bool = False

    def page(self, number: int, *, compared: bool = False) -> str:
        """Give its page; ``number`` is the printed page to show, 0 for that of the quoted words.

        ``compared`` shows what changed since the edition before, where that is held.
        """
        original = self.generation.original(self.document.source.id)
        number = number or page_of(self.document, self.span)
        is_there = original is not None and 0 < number <= self._last
        paper = Paper(number, self._last, self.passage, self.quote) if is_there else None
        return render_document(
            self.document, self.passages, self.span if self.quote else None,
            is_changed=self.is_changed, paper=paper, side=self.generation.side,
            editions=beside(
                self.document.source, self.generation.passages,
                self.generation.sources, compared=compared,
            ),
        )  # fmt: skip

    def picture(self, pictures: Pictures, number: int) -> bytes:
        """Give the printed page of that number as a picture, the quoted words marked.

        Raises:
            HTTPException: 404, no such page is kept; 503, it cannot be drawn at the moment.
        """
        original = self.generation.original(self.document.source.id)
        if original is None or not 0 < number <= self._last:
            raise HTTPException(404, "There is no picture of such a page.")
        folder = self.generation.directory
        words = words_on(self.document, self.span if self.quote else None, number)
        try:
            name = original.path.relative_to(folder).as_posix()
            if not is_as_written(folder, self.generation.manifest, name):
                msg = "the file that is kept is damaged: run 'findings ingest'"
                raise PictureError(msg)
            return pictures.draw(original.path, number, tuple(words))
        except FindingsError as error:
            raise HTTPException(503, "This page cannot be drawn at the moment.") from error

    @property
    def _last(self) -> int:
        records = self.generation.manifest.documents
        return next((one.pages for one in records if one.source.id == self.document.source.id), 0)


def open_document(services: Services, source: str, passage: str, quote: str) -> Opened:
    """Give the document, the slice ``quote`` ("12-90") of the named passage to be marked.

    Where the passage is no longer in the document nothing is marked.

    Raises:
        HTTPException: 404, there is no such document; 503, no knowledge base.
    """
    try:
        generation = services.editions().generation
    except FindingsError as error:
        raise HTTPException(503, "The knowledge base cannot be read at the moment.") from error
    document = next((one for one in generation.documents if one.source.id == source), None)
    if document is None:
        raise HTTPException(404, "There is no such document.")
    passages = tuple(one for one in generation.passages if one.source.id == source)
    if not passage:
        return Opened(generation, document, passages)
    named = next((one for one in passages if one.id == passage), None)
    if named is None:
        return Opened(generation, document, passages, is_changed=True)
    span = span_in(quote, len(document.text) - named.start)
    if span is None:
        return Opened(generation, document, passages, passage, span=(named.start, named.end))
    marked = (named.start + span[0], named.start + span[1])
    return Opened(generation, document, passages, passage, quote, marked)


def span_in(quote: str, length: int) -> tuple[int, int] | None:
    """Give the slice that "start-end" names, where it lies in a text of ``length``."""
    start, dash, end = quote.partition("-")
    if not (dash and start.isdecimal() and end.isdecimal() and len(quote) <= _LONGEST_SPAN):
        return None
    first, last = int(start), int(end)
    return (first, last) if first < last <= length else None
