"""HTML into blocks: its headings, paragraphs, items and rows; never its scripts."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

from domain import Shape
from ingest.readers.decoding import read_text
from ingest.readers.layout import Contents, RawBlock, clean

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# What a reader of the page does not read: code, and the furniture around the text.
_IGNORED = frozenset(
    "script style noscript template nav footer iframe svg button select textarea".split()
)
# Elements that begin and end a line of their own (HTML Standard, section 15.3, display: block).
_BLOCKS = frozenset(
    "address article aside blockquote caption dd details div dl dt fieldset figcaption figure form "
    "h1 h2 h3 h4 h5 h6 header hr legend li main ol p pre section summary table tbody td tfoot th "
    "thead tr ul br".split()
)
# The encoding that a page says it is in: the XML declaration, or a meta element.
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_CARRIERS = re.compile(r"h[1-6]|li|tr")


def read_html_file(path: Path) -> Contents:
    """Give the blocks of a page.

    Raises:
        UnreadableError: it is empty or no text.
    """
    text, warnings = read_text(path, _DECLARED)
    contents = read_html(clean(text))
    return replace(contents, warnings=(*warnings, *contents.warnings))


def read_html(markup: str) -> Contents:
    """Give the blocks of the page, every visible word in one, and its title if it has one."""
    page = BeautifulSoup(markup, "lxml")
    title = _squeeze(page.title.get_text()) if page.title else ""
    reader = _Reader()
    for node, is_entered in _walk(page.body) if page.body else ():
        reader.take(node, is_entered=is_entered)
    reader.flush()
    return Contents(reader.blocks, {"title": title} if title else {})


def _walk(root: Tag) -> Iterator[tuple[Tag | str, bool]]:
    """Give each text once and each element twice, as it opens and as it closes.

    Without recursion: a hostile page nests its elements 100,000 deep.
    """
    waiting: list[tuple[Tag | str, bool]] = [(root, True)]
    while waiting:
        node, is_entered = waiting.pop()
        if isinstance(node, Tag) and is_entered:
            if node.name in _IGNORED or _is_skip_link(node):
                continue
            waiting.append((node, False))
            waiting += [
                (child if isinstance(child, Tag) else str(child), True)
                for child in reversed(node.contents)
                # comments and declarations are kinds of string too
                if isinstance(child, Tag) or type(child) is NavigableString
            ]
        yield node, is_entered


def _is_skip_link(node: Tag) -> bool:
    """Say whether this is the link by which a keyboard skips a page's furniture."""
    return (
        node.name == "a"
        and str(node.get("href", "")).startswith("#")
        and node.get_text().strip().lower().startswith("skip ")
    )


class _Reader:
    """Gathers words until the block that they belong to ends."""

    def __init__(self) -> None:
        self.blocks: list[RawBlock] = []
        self._words: list[str] = []
        self._cells: list[str] = []
        self._carriers: list[Tag] = []
        self._lists = 0

    def take(self, node: Tag | str, *, is_entered: bool) -> None:
        """Take the next text, or the opening or closing of an element."""
        if not isinstance(node, Tag):
            self._words.append(node)
            return
        if node.name not in _BLOCKS:
            return
        inside_row = any(carrier.name == "tr" for carrier in self._carriers)
        if node.name in {"ul", "ol"} and not inside_row:
            self.flush()
            self._lists += 1 if is_entered else -1
        elif inside_row and node.name in {"td", "th"} and not is_entered:
            self._close_cell()
        elif _CARRIERS.fullmatch(node.name) and (not inside_row or node is self._carriers[-1]):
            self.flush()
            if is_entered:
                self._carriers.append(node)
            else:
                self._carriers.pop()
        elif self._carriers:
            self._words.append(" ")  # a paragraph in an item, a line break in a heading
        else:
            self.flush()

    def flush(self) -> None:
        """End the block at hand, if it holds any words."""
        carrier = self._carriers[-1].name if self._carriers else ""
        if carrier == "tr":
            self._close_cell()
            text = " | ".join(self._cells)
            self._cells.clear()
        else:
            text = _squeeze("".join(self._words))
            self._words.clear()
        if not text:
            return
        if carrier == "tr":
            self.blocks.append(RawBlock(Shape.ROW, text, 0, "| "))
        elif carrier == "li":
            level = max(self._lists, 1)
            self.blocks.append(RawBlock(Shape.ITEM, text, level, "  " * (level - 1) + "- "))
        elif carrier:
            level = int(carrier[1])
            self.blocks.append(RawBlock(Shape.HEADING, text, level, "#" * level + " "))
        else:
            self.blocks.append(RawBlock(Shape.PARAGRAPH, text))

    def _close_cell(self) -> None:
        text = _squeeze("".join(self._words))
        self._words.clear()
        if text:
            self._cells.append(text)


def _squeeze(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
