"""A passage as a card: the lines that matter, word for word, with a link into the document."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote as quote_url

from bot.answering.rendering import place_of
from pages.documents.text import MarkedText
from pages.shared.templates import escaped, render
from using.addresses import address_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from markupsafe import Markup

    from domain import Document, Passage, Source


def passage_card(
    document: Document,
    passage: Passage,
    lines: Sequence[tuple[int, int]],
    marks: Sequence[tuple[int, int]] = (),
    explain: Callable[[str], Markup] = escaped,
) -> Markup:
    """Give the card of a passage of the document.

    ``lines`` are the slices of the document's text to show, in order; ``marks`` those to mark
    within them; ``explain`` gives words as markup. The link opens the document at the first line.
    """
    text = MarkedText(document, (), marks, explain)
    address = address_of(passage, lines[0] if lines else None)
    return render("ask/passage_card.html", {
        "place": place_of(passage),
        "quotes": [text.render(*line) for line in lines],
        "link": document_link(address, "Read it in its place"),
    })  # fmt: skip


def document_link(address: str, words: str) -> Markup:
    """Give a link to a document that leaves this page, and what is typed into it, as it is."""
    return render("shared/document_link.html", {"address": address, "words": words})


def source_link(source: Source) -> Markup:
    """Give a link to the whole document, by its title."""
    return document_link(f"document/{quote_url(source.id)}", source.title)
