"""HTML into blocks: its headings, paragraphs, items and rows; never its scripts."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, Tag

from domain import Shape
from ingest.layout import RawBlock

_IGNORED = ["script", "style", "noscript", "template", "nav", "footer", "form", "iframe", "svg"]
_BLOCKS = ["h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "tr", "blockquote", "pre", "dt", "dd"]


def read_html(markup: str) -> tuple[str, list[RawBlock]]:
    """Give the page's title (empty without one) and its blocks."""
    page = BeautifulSoup(markup, "lxml")
    title = _text(page.title) if page.title else ""
    for tag in page(_IGNORED):
        tag.decompose()
    body = page.body or page
    blocks = [block for tag in body.find_all(_BLOCKS) if (block := _block(tag))]
    if not blocks:
        blocks = [
            RawBlock(Shape.PARAGRAPH, line)
            for line in map(_squeeze, body.get_text("\n").split("\n"))
            if line
        ]
    return title, blocks


def _block(tag: Tag) -> RawBlock | None:
    if tag.name not in {"tr", "li"} and tag.find_parent(["li", "tr"]):
        return None  # its words are taken with the item or row that holds it
    if tag.name == "tr":
        cells = [_text(cell) for cell in tag.find_all(["td", "th"])]
        text = " | ".join(cell for cell in cells if cell)
        return RawBlock(Shape.ROW, text, 0, "| ") if text else None
    if tag.name == "li":
        level = len(tag.find_parents(["ul", "ol"])) or 1
        own = " ".join(
            _squeeze(child.get_text(" ") if isinstance(child, Tag) else str(child))
            for child in tag.children
            if not (isinstance(child, Tag) and child.name in {"ul", "ol", "table"})
        )
        text = _squeeze(own)
        return RawBlock(Shape.ITEM, text, level, "  " * (level - 1) + "- ") if text else None
    text = _text(tag)
    if not text:
        return None
    if re.fullmatch(r"h[1-6]", tag.name):
        level = int(tag.name[1])
        return RawBlock(Shape.HEADING, text, level, "#" * level + " ")
    return RawBlock(Shape.PARAGRAPH, text)


def _text(tag: Tag) -> str:
    return _squeeze(tag.get_text(" "))


def _squeeze(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
