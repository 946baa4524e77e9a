"""A document as a page of its own: server-rendered, escaped, every paragraph with an address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from markupsafe import Markup

from dates import in_words
from domain import Kind, Shape, Status
from pages.documents.changes import ALONE, editions_markup
from pages.documents.paper import paper_markup
from pages.documents.text import MarkedText
from pages.frame.own_look import brand_in
from pages.shared.markup import badge
from pages.shared.style import SERVED_CSS
from pages.shared.templates import escaped, read_css, render

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from domain import Block, Document, Passage, Source
    from pages.documents.changes import BesideIt
    from pages.documents.paper import Paper
    from pages.documents.text import Address, Paragraph

AS_FOUND = "This says what inspectors found at the time. It does not describe practice today."
CHANGED = (
    "The passage that the link leads to is no longer in this document: it was changed since. This"
    " is the document as it is now."
)
_CELL_EDGE = re.compile(r"\s*\|\s*")
_LIST_SHAPES = frozenset({Shape.ITEM, Shape.ROW})

CSS = read_css("documents/page.css")


@dataclass(frozen=True, slots=True)
class _ShownItem:
    """An item of a list: how many lists end before it, whether it goes on in the one at hand."""

    closed: int
    is_next: bool
    depth: int
    words: Paragraph


@dataclass(frozen=True, slots=True)
class _ShownRow:
    """A row of a table; its addresses stand in its first and in its last cell."""

    is_header: bool
    cells: Sequence[Markup]
    opening: Sequence[Address]
    closing: Sequence[Address]


def render_document(
    document: Document,
    passages: Sequence[Passage],
    highlight: tuple[int, int] | None = None,
    *,
    is_changed: bool = False,
    paper: Paper | None = None,
    editions: BesideIt = ALONE,
    side: Path | None = None,
) -> Markup:
    """Give the whole page of a document, as markup in which no word of it can do anything.

    ``passages`` are the document's own; each begins with a link whose id is ``p-<passage id>``.
    ``highlight`` is the slice of the document's text to be marked; what of it lies outside the
    text is left out. ``is_changed`` says above the text that what a link led to is gone. ``paper``
    is the page that stands beside the text as a picture, ``editions`` are those held beside it.
    ``side`` is the folder of what lies beside the documents, where the logo is kept.
    """
    source = document.source
    # a document's page lies one step below the app's, and one more for each folder of its name
    root = "../" * (source.id.count("/") + 1)
    text = MarkedText(document, passages, [highlight] if highlight else [])
    return render("documents/page.html", {
        "source": source,
        "style": Markup(SERVED_CSS + CSS),  # noqa: S704  rules of ours
        "root": root,
        "brand": brand_in(side, root),
        "editions": editions_markup(source, editions, root),
        "facts": list(_facts(source, datetime.now(UTC).date())),
        "as_found": AS_FOUND if source.kind is Kind.FINDING else "",
        "changed": CHANGED if is_changed else "",
        "paper": paper,
        "beside": paper_markup(document, paper) if paper else "",
        "blocks": list(_blocks(document, text)),
        "left_over": text.left_over(),
        "colophon": ". ".join(
            filter(None, [source.title, source.publisher, source.dated, source.licence])
        ),
    })  # fmt: skip


def _facts(source: Source, today: date) -> Iterator[tuple[str, str]]:
    """Give what is recorded of a document, each with its name."""
    if source.url:
        yield "At the publisher", web_link(source.url)
    yield "Publisher", source.publisher or "not recorded"
    if source.published:
        yield (source.dated_by or "published").capitalize(), source.said("published")
    yield "Last checked", in_words(source.checked) if source.checked else "no date recorded"
    yield "Kind", source.kind.value
    yield "Status", standing(source, today)
    yield "Licence", source.licence or "not recorded"
    if source.recognised:
        pages = ", ".join(map(str, source.recognised))
        yield "Scanned", f"read by machine, check against the page: {pages}"


def standing(source: Source, today: date) -> Markup:
    """Give how far a document may be relied on today, and when it is due for a review."""
    due = source.review_due
    return render("documents/standing.html", {
        "badge": status_badge(source.status_on(today)),
        "due": source.said("review_due"),
        "is_past": bool(due and due <= today),
    })  # fmt: skip


def status_badge(status: Status) -> Markup:
    """Give the badge that says how far a document may still be relied on."""
    icon, tone = {
        Status.CURRENT: ("✓", "good"),
        Status.SUPERSEDED: ("✕", "caution"),
        Status.CHECK: ("!", "caution"),
        Status.UNKNOWN: ("?", "note"),
    }[status]
    return badge(status.value[:1].upper() + status.value[1:], icon=icon, tone=tone)


def web_link(address: str) -> Markup:
    """Give a link to a web address; only its text where it is not a plain http address."""
    try:
        is_web = urlsplit(address).scheme in {"http", "https"}
    except ValueError:
        is_web = False
    return render("documents/web_link.html", {"address": address}) if is_web else escaped(address)


def _blocks(document: Document, text: MarkedText) -> Iterator[tuple[str, object]]:
    """Give each heading, paragraph, list and table with its shape, as the template draws it."""
    blocks = list(document.blocks)
    if blocks and blocks[0].shape is Shape.HEADING and _says_title(document, blocks[0]):
        blocks = blocks[1:]
    position = 0
    while position < len(blocks):
        first = blocks[position]
        end = position + 1
        while (
            first.shape in _LIST_SHAPES and end < len(blocks) and blocks[end].shape is first.shape
        ):
            end += 1
        run = blocks[position:end]
        match first.shape:
            case Shape.HEADING:
                level = min(max(first.level, 2), 6)
                yield "heading", (level, text.paragraph(first.start, first.end))
            case Shape.PARAGRAPH:
                parts = text.split_at_addresses(first.start, first.end)
                yield "paragraph", [text.paragraph(start, stop) for start, stop in parts]
            case Shape.ITEM:
                yield "item", list(_items(run, text))
            case Shape.ROW:
                yield "row", list(_rows(document, run, text))
        position = end


def _says_title(document: Document, block: Block) -> bool:
    heading = document.text[block.start : block.end]
    return " ".join(heading.split()).casefold() == document.source.title.casefold()


def _items(items: Sequence[Block], text: MarkedText) -> Iterator[_ShownItem]:
    """Give the items of nested lists; one deeper than its forerunner goes inside it."""
    depths: list[int] = []
    for item in items:
        closed = 0
        while depths and item.level < depths[-1]:
            closed += 1
            depths.pop()
        is_next = bool(depths) and item.level == depths[-1]
        if not is_next:
            depths.append(item.level)
        yield _ShownItem(closed, is_next, len(depths), text.paragraph(item.start, item.end))


def _rows(document: Document, rows: Sequence[Block], text: MarkedText) -> Iterator[_ShownRow]:
    """Give the rows of a table, the first its header; a row of one may only be a line with bars."""
    for number, row in enumerate(rows):
        is_header = number == 0 and len(rows) > 1
        shown = [text.render(start, end) for start, end in _cells(document.text, row)]
        yield _ShownRow(is_header, shown or [Markup()], *text.addresses(row.end))


def _cells(text: str, row: Block) -> Iterator[tuple[int, int]]:
    at = row.start
    for edge in _CELL_EDGE.finditer(text, row.start, row.end):
        if edge.start() > row.start:
            yield at, edge.start()
        at = edge.end()
    if at < row.end:
        yield at, row.end
