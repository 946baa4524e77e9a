"""The words of a page, gathered until the block that they belong to ends."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from domain import Shape
from ingest.readers.hidden import Hidden
from ingest.readers.layout import HEADER_ROW, ROW_WITHOUT_HEADER, RawBlock
from ingest.readers.text.html_words import is_layout, squeeze

# Elements that begin and end a line of their own (HTML Standard, section 15.3, display: block).
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dir div dl dt fieldset "
    "figcaption figure form h1 h2 h3 h4 h5 h6 header hr html legend li main menu ol p pre section "
    "summary table tbody td tfoot th thead tr ul br".split()
)
_LISTS = frozenset("ul ol menu dir".split())
_TABLE_PARTS = frozenset("caption tbody td tfoot th thead tr".split())
_CARRIERS = re.compile(r"h[1-6]|li|tr|dt|dd")
# Words of a definition that is quoted with its term.
_SHORT_MEANING = 60


@dataclass(slots=True)
class _List:
    """A list at hand: ``number`` is the next item's, None in a list without numbers."""

    number: int | None = None
    marker: str = "- "


class Gatherer:
    """Makes blocks of a page's words, as its elements open and close."""

    def __init__(self) -> None:
        """Begin with nothing read."""
        self.blocks: list[RawBlock] = []
        self.hidden = Hidden()
        self._unseen: list[str] = []
        self._words: list[str] = []
        self._cells: list[str] = []
        self._heads = 0
        self._has_header = False
        self._carriers: list[str] = []
        self._lists: list[_List] = []
        self._layouts: list[bool] = []
        self._terms: list[str] = []

    def say(self, text: str, *, is_seen: bool) -> None:
        """Take words of the page; of those that nobody sees it is told once their block ends."""
        (self._words if is_seen else self._unseen).append(text)

    def leave_out(self, words: str) -> None:
        """Tell of words that are hidden here."""
        self.hidden.add(words, self._place())

    def end(self) -> None:
        """End the page."""
        self.flush()
        self._tell_unseen()
        self._add_terms()

    def _place(self) -> str:
        return next((b.text for b in reversed(self.blocks) if b.shape is Shape.HEADING), "")

    def _tell_unseen(self) -> None:
        if self._unseen:
            self.hidden.add(" ".join(self._unseen), self._place())
            self._unseen.clear()

    def open(self, node: Any) -> None:  # noqa: ANN401  lxml publishes no types
        """Begin what an element begins."""
        tag = node.tag
        if tag not in _BLOCKS:
            return
        if tag in _TABLE_PARTS and self._layouts and self._layouts[-1]:
            self._pause()
        elif "tr" in self._carriers:
            if tag not in {"td", "th"}:
                self._words.append(" ")
            self._heads += tag == "th"
            if tag == "tr":
                self._carriers.append(tag)
        elif tag in _LISTS:
            self.flush()
            self._lists.append(_start_of(node))
        elif tag == "table":
            self.flush()
            self._has_header = False
            self._layouts.append(is_layout(node))
        elif _CARRIERS.fullmatch(tag):
            self.flush()
            self._carriers.append(tag)
            if tag == "li":
                self._number(node)
        else:
            self._pause()

    def close(self, tag: str) -> None:
        """End what the element of that tag ends."""
        if tag not in _BLOCKS:
            return
        if tag in _TABLE_PARTS and self._layouts and self._layouts[-1]:
            self._pause()
        elif "tr" in self._carriers and (tag != "tr" or self._carriers.count("tr") > 1):
            self._close_in_row(tag)
        elif tag in _LISTS:
            self.flush()
            if self._lists:
                self._lists.pop()
        elif _CARRIERS.fullmatch(tag):
            self.flush()
            if self._carriers:
                self._carriers.pop()
        else:
            self._pause()
            if tag == "table" and self._layouts:
                self._layouts.pop()

    def _close_in_row(self, tag: str) -> None:
        if tag in {"td", "th"}:
            self._close_cell()
            return
        if tag == "tr":
            self._carriers.pop()
        self._words.append(" ")

    def _pause(self) -> None:
        """End a line: of a paragraph the block, of an item or a heading only a word."""
        if self._carriers:
            self._words.append(" ")
        else:
            self.flush()

    def _number(self, node: Any) -> None:  # noqa: ANN401
        """Set the marker of an item by the list that it is of."""
        if not self._lists:
            return
        at_hand = self._lists[-1]
        if at_hand.number is None:
            at_hand.marker = "- "
            return
        value = node.get("value") or ""
        if value.isdecimal() and value.isascii():
            at_hand.marker, at_hand.number = f"{value}. ", int(value[:9]) + 1
        else:
            at_hand.marker, at_hand.number = f"{at_hand.number}. ", at_hand.number + 1

    def flush(self) -> None:
        """End the block at hand, if it holds any words."""
        carrier = self._carriers[-1] if self._carriers else ""
        if "tr" in self._carriers:
            self._close_cell()
            self._close_row()
            return
        text = squeeze("".join(self._words))
        self._words.clear()
        if self._unseen:
            self._tell_unseen()
        if not text:
            return
        if carrier == "dt":
            self._terms.append(text)
            return
        if carrier == "dd" and self._terms and len(text.split()) <= _SHORT_MEANING:
            row = " | ".join([*self._terms, text])
            self._terms.clear()
            self.blocks.append(RawBlock(Shape.ROW, row, ROW_WITHOUT_HEADER, "| "))
            return
        self._add_terms()
        if carrier == "li":
            level = max(len(self._lists), 1)
            marker = self._lists[-1].marker if self._lists else "- "
            self.blocks.append(RawBlock(Shape.ITEM, text, level, "  " * (level - 1) + marker))
            if self._lists:
                self._lists[-1].marker = "- "  # what stands below a nested list goes on
        elif carrier.startswith("h"):
            level = int(carrier[1])
            self.blocks.append(RawBlock(Shape.HEADING, text, level, "#" * level + " "))
        else:
            self.blocks.append(RawBlock(Shape.PARAGRAPH, text))

    def _add_terms(self) -> None:
        """Give terms without a short meaning a paragraph each."""
        self.blocks += [RawBlock(Shape.PARAGRAPH, term) for term in self._terms]
        self._terms.clear()

    def _close_row(self) -> None:
        if self._cells:
            self._add_terms()
            is_header = self._heads == len(self._cells)
            level = HEADER_ROW if is_header else 0 if self._has_header else ROW_WITHOUT_HEADER
            self._has_header = self._has_header or is_header
            self.blocks.append(RawBlock(Shape.ROW, " | ".join(self._cells), level, "| "))
        self._cells.clear()
        self._heads = 0

    def _close_cell(self) -> None:
        text = squeeze("".join(self._words))
        self._words.clear()
        if text:
            self._cells.append(text)


def _start_of(node: Any) -> _List:  # noqa: ANN401
    if node.tag != "ol":
        return _List()
    start = node.get("start") or "1"
    return _List(int(start[:9]) if start.isdecimal() and start.isascii() else 1)
