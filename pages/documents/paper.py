"""A page of a document as it was printed, beside its text, with the quoted words marked."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import quote as quote_url
from urllib.parse import urlencode

from pages.shared.templates import render

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markupsafe import Markup

    from domain import Document


@dataclass(frozen=True, slots=True)
class Paper:
    """Which page of a document is shown as a picture.

    ``number`` is the page, ``last`` the document's last one, both from 1; ``passage`` and ``quote``
    are those of the address by which the document was opened.
    """

    number: int
    last: int
    passage: str = ""
    quote: str = ""


def page_of(document: Document, span: tuple[int, int] | None) -> int:
    """Give the page that a slice of the document's text begins on; its first one without one."""
    start = span[0] if span else 0
    pages = (one.page_at(max(start, one.start)) for one in document.blocks if one.end > start)
    return next(pages, 0)


def words_on(document: Document, span: tuple[int, int] | None, number: int) -> Iterator[str]:
    """Give those words of a slice of the document's text that stand on a page, block by block."""
    if span is None:
        return
    for block in document.blocks:
        start, end = max(span[0], block.start), min(span[1], block.end)
        inner = [one for one in block.breaks if start < one < end]
        edges = [start, *inner, end]
        for first, last in pairwise(edges):
            if first < last and block.page_at(first) == number:
                yield document.text[first:last]


def paper_markup(document: Document, paper: Paper) -> Markup:
    """Give the picture of the page with links to it and to the pages beside it."""
    return render("documents/paper.html", {
        "title": document.source.title,
        "number": paper.number,
        "last": paper.last,
        "is_marked": bool(paper.quote),
        "is_machines": paper.number in document.source.recognised,
        "picture": _address(document, paper, picture=paper.number),
        "before": _address(document, paper, page=paper.number - 1),
        "after": _address(document, paper, page=paper.number + 1),
    })  # fmt: skip


def _address(document: Document, paper: Paper, **which: int) -> str:
    """Give an address of the document, from where its own page is."""
    name = quote_url(document.source.id.rpartition("/")[2])
    same = {"passage": paper.passage, "quote": paper.quote}
    return f"./{name}?{urlencode({k: v for k, v in same.items() if v} | which)}"
