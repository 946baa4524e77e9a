"""Where a document or a passage of it is, from where the app's page is."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote as quote_url

if TYPE_CHECKING:
    from domain import Passage


def address_of(passage: Passage, span: tuple[int, int] | None = None) -> str:
    """Give the stable address of a passage in its document.

    ``span`` is the slice of the document's text to be highlighted there. The address counts it
    from the passage's beginning, so that a change elsewhere in the document leaves it right.
    """
    name = quote_url(passage.id)
    query = ""
    if span:
        start, end = (max(0, edge - passage.start) for edge in span)
        query = f"?passage={name}&quote={start}-{end}"
    return f"{document_address(passage.source.id)}{query}#p-{name}"


def document_address(name: str) -> str:
    """Give the address of a document by its id."""
    return f"document/{quote_url(name)}"
