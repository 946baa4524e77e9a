"""From quoted words to the passage that holds them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from domain import Citation
from ingest.locating import Locator

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain import Document, Passage


class Searchable(Protocol):
    """Documents and their passages: a generation, or what will become one."""

    @property
    def documents(self) -> Sequence[Document]:
        """The documents, in the order they were read."""

    @property
    def passages(self) -> Sequence[Passage]:
        """Their passages, in that order."""


class Tracer:
    """Finds quotes in the documents of one generation; make it once for many quotes."""

    def __init__(self, generation: Searchable) -> None:
        """Index the documents of ``generation`` by their path."""
        self._documents = {one.source.id: one for one in generation.documents}
        self._passages: dict[str, list[Passage]] = {}
        for passage in generation.passages:
            self._passages.setdefault(passage.source.id, []).append(passage)
        self._locators: dict[str, Locator] = {}

    def cite(self, quote: str, document: str) -> Citation | None:
        """Give the citation of a quote in a document, or None where it is not there.

        White space and bold marks may differ; the citation holds the document's own words.
        Words that run over the end of a passage are not a citation: the quote must lie in one.
        """
        held = self._documents.get(document)
        if held is None:
            return None
        if document not in self._locators:
            self._locators[document] = Locator(held.text)
        span = self._locators[document].find(quote)
        if span is None:
            return None
        return self.at(document, *span)

    def at(self, document: str, start: int, end: int) -> Citation | None:
        """Give the citation of a slice of a document's text, or None where no passage holds it."""
        for passage in self._passages.get(document, ()):
            if passage.start <= start and end <= passage.end:
                return Citation(passage, self._documents[document].text[start:end])
        return None
