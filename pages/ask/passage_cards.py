"""A passage as a card: the lines that matter, word for word, with a link into the document."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote as quote_url

from bot.answering.rendering import place_of
from pages.documents.text import MarkedText
from pages.shared.markup import escaped
from using.addresses import address_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from domain import Document, Passage, Source


def passage_card(
    document: Document,
    passage: Passage,
    lines: Sequence[tuple[int, int]],
    marks: Sequence[tuple[int, int]] = (),
    explain: Callable[[str], str] = escaped,
) -> str:
    """Give the card of a passage of the document.

    ``lines`` are the slices of the document's text to show, in order; ``marks`` those to mark
    within them; ``explain`` gives words as markup. The link opens the document at the first line.
    """
    text = MarkedText(document, (), marks, explain)
    quotes = "".join(f'<p class="quote explained">{text.render(*line)}</p>' for line in lines)
    link = document_link(address_of(passage, lines[0] if lines else None), "Read it in its place")
    place = f'<p class="muted">{escaped(place_of(passage))}</p>'
    return f'<div class="card">{place}{quotes}<p>{link}</p></div>'


def document_link(address: str, words: str) -> str:
    """Give a link to a document that leaves this page, and what is typed into it, as it is."""
    return (
        f'<a href="{escaped(address)}" target="_blank" rel="noopener">{escaped(words)}'
        '<span class="only-spoken"> (opens in a new tab)</span></a>'
    )


def source_link(source: Source) -> str:
    """Give a link to the whole document, by its title."""
    return document_link(f"document/{quote_url(source.id)}", source.title)
