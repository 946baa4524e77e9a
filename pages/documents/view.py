"""A document as a page of its own: server-rendered, escaped, every paragraph with an address."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from dates import in_words
from domain import Kind, Shape, Status
from pages.documents.paper import paper_markup
from pages.documents.text import MarkedText
from pages.shared.markup import badge, escaped
from pages.shared.style import COMPONENTS, TOKENS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from domain import Block, Document, Passage, Source
    from pages.documents.paper import Paper

AS_FOUND = "This says what inspectors found at the time. It does not describe practice today."
CHANGED = (
    '<p class="notice notice-caution" role="status">The passage that the link leads to is no longer'
    " in this document: it was changed since. This is the document as it is now.</p>\n"
)
_CELL_EDGE = re.compile(r"\s*\|\s*")
_LIST_SHAPES = frozenset({Shape.ITEM, Shape.ROW})

CSS = """
* { box-sizing: border-box; }
body { margin: 0; font: 1rem/1.6 var(--findings-sans);
  color: var(--findings-ink); background: var(--findings-paper); }
a { color: var(--findings-accent); text-underline-offset: .15em; }
a:focus-visible { outline: 3px solid var(--findings-focus); outline-offset: 2px; }
header, main, footer { max-width: 76ch; margin: 0 auto; padding: 1rem; }
header { border-bottom: 1px solid var(--findings-line); }
h1 { font-size: 1.6rem; line-height: 1.25; margin: .5rem 0; }
h2 { font-size: 1.25rem; margin: 2rem 0 .5rem; }
h3, h4, h5, h6 { font-size: 1.05rem; margin: 1.5rem 0 .5rem; }
p, li, dd { overflow-wrap: anywhere; }
td, th { overflow-wrap: break-word; min-width: 6.5rem; }
p { white-space: pre-line; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: .75rem 0; }
dt { color: var(--findings-muted); }
dd { margin: 0; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
th, td { border: 1px solid var(--findings-line); padding: .4rem .6rem; text-align: start;
  vertical-align: top; }
th { background: var(--findings-wash); }
.wide { overflow-x: auto; }
mark { background: var(--findings-mark); color: var(--findings-on-mark); padding: 0 .1em; }
.pointer { color: var(--findings-muted); font-size: .875rem; }
.address { margin-inline: .2em; padding: .1em .2em;
  scroll-margin-top: 2rem; color: var(--findings-muted); }
.address:hover { color: var(--findings-accent); }
@media (hover: hover) {
  .minor { opacity: 0; }
  :hover > .minor, .minor:is(:focus, :target) { opacity: 1; } }
:is(p, li, tr, h2, h3):has(> .address:target, > :is(td, th) > .address:target) {
  background: var(--findings-accent-wash);
  box-shadow: -.5rem 0 0 var(--findings-accent-wash), .5rem 0 0 var(--findings-accent-wash); }
.paper { max-width: 76ch; margin: 0 auto; padding: 1rem; }
.paper h2 { margin-top: 0; }
.paper p { margin: .5rem 0; }
.paper p a { display: inline-block; padding: .3rem .75rem .3rem 0; }
.paper img { width: 100%; height: auto; border: 1px solid var(--findings-line); background: #fff; }
@media (min-width: 64rem) {
  .beside { display: grid; grid-template-columns: minmax(0, 76ch) minmax(20rem, 1fr);
    max-width: 140ch; margin: 0 auto; align-items: start; }
  .beside > .paper { position: sticky; top: 0; max-height: 100vh; overflow-y: auto; margin: 0; } }
@media (max-width: 30rem) { dl { grid-template-columns: 1fr; } dt { margin-top: .4rem; } }
@media print { .not-printed, .address { display: none; } header, main { max-width: none; } }
"""


def render_document(
    document: Document,
    passages: Sequence[Passage],
    highlight: tuple[int, int] | None = None,
    *,
    is_changed: bool = False,
    paper: Paper | None = None,
) -> str:
    """Give the whole page of a document, as markup in which no word of it can do anything.

    ``passages`` are the document's own; each begins with a link whose id is ``p-<passage id>``.
    ``highlight`` is the slice of the document's text to be marked; what of it lies outside the
    text is left out. ``is_changed`` says above the text that what a link led to is gone. ``paper``
    is the page that stands beside the text as a picture.
    """
    title = escaped(document.source.title)
    text = MarkedText(document, passages, [highlight] if highlight else [])
    notice = CHANGED if is_changed else ""
    front = _front_matter(document, datetime.now(UTC).date())
    beside = paper_markup(document, paper) if paper else ""
    opened = '<div class="beside">' if paper else "<div>"
    if paper:  # where it stands below the text, that is far away
        leap = f'<a href="#paper">Page {paper.number} as printed</a>'
        notice = f'<p class="not-printed">{leap}</p>\n{notice}'
    return (
        f'<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="referrer" content="no-referrer">\n'
        f"<title>{title} - Findings</title>\n<style>{TOKENS}{COMPONENTS}{CSS}</style>\n</head>\n"
        f"<body>\n{front}\n{opened}<main>\n{notice}"
        f"{''.join(_blocks(document, text))}{text.left_over()}</main>\n{beside}</div>\n"
        f"{_colophon(document)}\n</body>\n</html>\n"
    )


def _front_matter(document: Document, today: date) -> str:
    source = document.source
    # a document's page lies one step below the app's, and one more for each folder of its name
    root = "../" * (source.id.count("/") + 1)
    rows = [("At the publisher", web_link(source.url))] if source.url else []
    rows.append(("Publisher", escaped(source.publisher or "not recorded")))
    if source.published:
        rows.append(("Published", escaped(in_words(source.published))))
    checked = in_words(source.checked) if source.checked else "no date recorded"
    rows += [
        ("Last checked", escaped(checked)),
        ("Kind", escaped(source.kind.value)),
        ("Status", standing(source, today)),
        ("Licence", escaped(source.licence or "not recorded")),
    ]
    if source.recognised:
        pages = ", ".join(map(str, source.recognised))
        rows.append(("Scanned", f"read by machine, check against the page: {pages}"))
    listed = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in rows)
    age = f'<p class="notice notice-calm">{AS_FOUND}</p>' if source.kind is Kind.FINDING else ""
    return (
        f'<header>\n<p class="not-printed"><a href="{root}">Findings</a></p>\n'
        f"<h1>{escaped(source.title)}</h1>\n<dl>{listed}</dl>\n{age}</header>"
    )


def _colophon(document: Document) -> str:
    source = document.source
    parts = [source.title, source.publisher, source.dated, source.licence]
    return f'<footer class="muted"><p>{escaped(". ".join(filter(None, parts)))}</p></footer>'


def standing(source: Source, today: date) -> str:
    """Give how far a document may be relied on today, and when it is due for a review."""
    badges = status_badge(source.status_on(today))
    if not source.review_due:
        return badges
    word = "was due" if source.review_due <= today else "due"
    day = f"{source.review_due.day} {source.review_due:%B %Y}"
    return f'{badges} <span class="facts">review {word} {day}</span>'


def status_badge(status: Status) -> str:
    """Give the badge that says how far a document may still be relied on."""
    icon, tone = {
        Status.CURRENT: ("✓", "good"),
        Status.SUPERSEDED: ("✕", "caution"),
        Status.CHECK: ("!", "caution"),
        Status.UNKNOWN: ("?", "note"),
    }[status]
    return badge(status.value[:1].upper() + status.value[1:], icon=icon, tone=tone)


def web_link(address: str) -> str:
    """Give a link to a web address; only its text where it is not a plain http address."""
    try:
        is_web = urlsplit(address).scheme in {"http", "https"}
    except ValueError:
        is_web = False
    shown = escaped(address)
    return f'<a href="{shown}" rel="noopener noreferrer">{shown}</a>' if is_web else shown


def _blocks(document: Document, text: MarkedText) -> Iterator[str]:
    """Give the markup of each heading, paragraph, list and table, in order."""
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
                yield f"<h{level}>{text.paragraph(first.start, first.end)}</h{level}>\n"
            case Shape.PARAGRAPH:
                for start, stop in text.split_at_addresses(first.start, first.end):
                    yield f"<p>{text.paragraph(start, stop)}</p>\n"
            case Shape.ITEM:
                yield _render_list(run, text)
            case Shape.ROW:
                yield _render_table(document, run, text)
        position = end


def _says_title(document: Document, block: Block) -> bool:
    heading = document.text[block.start : block.end]
    return " ".join(heading.split()).casefold() == document.source.title.casefold()


def _render_list(items: Sequence[Block], text: MarkedText) -> str:
    """Give nested lists; an item deeper than its forerunner goes inside it."""
    parts: list[str] = []
    depths: list[int] = []
    for item in items:
        while depths and item.level < depths[-1]:
            parts.append("</li></ul>")
            depths.pop()
        if depths and item.level == depths[-1]:
            parts.append("</li>")
        else:
            parts.append("<ul>")
            depths.append(item.level)
        parts.append(f"<li>{text.paragraph(item.start, item.end)}")
    return "".join([*parts, "</li></ul>" * len(depths), "\n"])


def _render_table(document: Document, rows: Sequence[Block], text: MarkedText) -> str:
    """Give a table whose first row is its header; a row of one may only be a line with bars."""
    parts = []
    for number, row in enumerate(rows):
        is_header = number == 0 and len(rows) > 1
        opened, closed = ('<th scope="col">', "</th>") if is_header else ("<td>", "</td>")
        shown = [text.render(start, end) for start, end in _cells(document.text, row)]
        cells = f"{closed}{opened}".join(shown)
        opening, closing = text.addresses(row.end)
        parts.append(f"<tr>{opened}{opening}{cells}{closing}{closed}</tr>\n")
    group = '<div class="wide" tabindex="0" role="group" aria-label="Table">'
    return f"{group}<table>\n{''.join(parts)}</table></div>\n"


def _cells(text: str, row: Block) -> Iterator[tuple[int, int]]:
    at = row.start
    for edge in _CELL_EDGE.finditer(text, row.start, row.end):
        if edge.start() > row.start:
            yield at, edge.start()
        at = edge.end()
    if at < row.end:
        yield at, row.end
