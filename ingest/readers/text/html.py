"""HTML into blocks: headings, paragraphs, items and rows; never scripts or what is hidden."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from domain import Shape
from ingest.readers.decoding import read_text
from ingest.readers.hidden import Hidden
from ingest.readers.layout import (
    HEADER_ROW,
    ROW_WITHOUT_HEADER,
    Contents,
    RawBlock,
    UnreadableError,
    clean,
)
from ingest.readers.limits import give_back_memory
from ingest.readers.planted import is_addressed_to_program
from ingest.readers.text.html_style import PAPER, Look, Sheets, hides_all, look_of
from ingest.readers.text.html_words import (
    content_of,
    facts_of,
    furniture_in,
    is_layout,
    squeeze,
    words_of,
)

if TYPE_CHECKING:
    from pathlib import Path

# What no reader of the page sees: code, and what other programs show in its place.
_IGNORED = frozenset("script style noscript template iframe svg math object title head".split())
# Furniture that people work, not read.
_TOOLS = frozenset("nav footer button select textarea dialog".split())
# Elements that begin and end a line of their own (HTML Standard, section 15.3, display: block).
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dir div dl dt fieldset "
    "figcaption figure form h1 h2 h3 h4 h5 h6 header hr html legend li main menu ol p pre section "
    "summary table tbody td tfoot th thead tr ul br".split()
)
_LISTS = frozenset("ul ol menu dir".split())
_TABLE_PARTS = frozenset("caption tbody td tfoot th thead tr".split())
_CARRIERS = re.compile(r"h[1-6]|li|tr|dt|dd")
# The encoding that a page says it is in: the XML declaration, or a meta element.
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
# libxml2 compares every attribute of an element with every other.
_LONG_TAG = re.compile(r"<[^<>]{20000,}")
_MAX_ATTRIBUTES = 2_000
_TOO_DEEP = "Excessive depth"
# Elements that were read and are let go of before their memory is given back.
_DROPPED_AT_ONCE = 5_000
# Words of a definition that is quoted with its term.
_SHORT_MEANING = 60


def read_html_file(path: Path) -> Contents:
    """Give the blocks of a page.

    Raises:
        UnreadableError: it is empty, no text, or nested or loaded beyond what a browser shows.
    """
    text, warnings = read_text(path, _DECLARED)
    contents = read_html(text)
    return replace(contents, warnings=(*warnings, *contents.warnings))


def read_html(markup: str, *, is_page: bool = True) -> Contents:
    """Give the blocks of the page, every word that its readers see in one, and its facts.

    Of a page with a main part, only that is read; what is no page is read whole. Hidden text is
    left out with a warning.

    Raises:
        UnreadableError: it is nested or loaded beyond what a browser shows.
    """
    root = _parse(clean(markup))
    if root is None:
        return Contents([])
    body = root.find("body")
    facts = facts_of(root) if is_page else {}
    reader = _Reader(root, is_page=is_page)
    if body is not None:
        reader.read(content_of(body) if is_page else body)
    return Contents(reader.blocks, facts, tuple(reader.hidden.lines()))


def _parse(markup: str) -> Any:  # noqa: ANN401  lxml publishes no types
    from lxml import etree  # noqa: PLC0415  imported only where a page is read

    for tag in _LONG_TAG.finditer(markup):
        if len(tag[0].split()) > _MAX_ATTRIBUTES:
            msg = f"has a tag of more than {_MAX_ATTRIBUTES:,} attributes: save its text as .txt"
            raise UnreadableError(msg)
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True)
    try:
        root = etree.fromstring(markup.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None
    if any(_TOO_DEEP in entry.message for entry in parser.error_log):
        msg = "is nested more deeply than a browser shows: save its text as .txt"
        raise UnreadableError(msg)
    return root


@dataclass(slots=True)
class _List:
    """A list at hand: ``number`` is the next item's, None in a list without numbers."""

    number: int | None = None
    marker: str = "- "


class _Reader:
    """Gathers words until the block that they belong to ends."""

    def __init__(self, root: Any, *, is_page: bool) -> None:  # noqa: ANN401
        self.blocks: list[RawBlock] = []
        self.hidden = Hidden()
        self._is_page = is_page
        self._sheets = Sheets()
        for style in root.iter("style"):
            self._sheets.add(style.text or "")
        self._above: list[Any] = []
        # the colour of paper is known where no sheet outside the page can change it
        sheets = (one.get("rel") or "" for one in root.iter("link"))
        is_plain = not any("stylesheet" in rel.lower() for rel in sheets)
        self._looks = [Look(background=PAPER if is_plain else "")]
        self._unseen: list[str] = []
        self._words: list[str] = []
        self._cells: list[str] = []
        self._heads = 0
        self._dropped = 0
        self._has_header = False
        self._carriers: list[str] = []
        self._lists: list[_List] = []
        self._layouts: list[bool] = []
        self._terms: list[str] = []

    def read(self, top: Any) -> None:  # noqa: ANN401
        """Take an element and all below it."""
        from lxml import etree  # noqa: PLC0415  imported only where a page is read

        for ancestor in reversed(list(top.iterancestors())):
            self._looks.append(self._look(ancestor)[0])
            self._above.append(ancestor)
        walk = etree.iterwalk(top, events=("start", "end", "comment"))
        for event, node in walk:
            if event == "comment":
                self._skip_comment(node)
            elif event == "start":
                if self._is_skipped(node):
                    walk.skip_subtree()
                    self._looks.append(self._looks[-1])
                    self._above.append(None)
                else:
                    self._open(node)
                    self._say(node.text)
                continue
            elif self._above.pop() is None:
                self._looks.pop()
            else:
                self._looks.pop()
                self._close(node.tag)
            if node is not top:
                self._say(node.tail)
                self._drop_what_is_before(node)
        self.flush()
        self._tell_unseen()
        self._add_terms()

    def _drop_what_is_before(self, node: Any) -> None:  # noqa: ANN401
        """Let go of what was read: a page takes many times its length while it is held whole."""
        before = node.getprevious()
        if before is not None:
            node.getparent().remove(before)
            self._dropped += 1
            if self._dropped % _DROPPED_AT_ONCE == 0:
                give_back_memory()

    def _say(self, text: str | None) -> None:
        if not text:
            return
        if self._looks[-1].hides and not text.isspace():
            self._unseen.append(text)
        else:
            self._words.append(text)

    def _look(self, node: Any) -> tuple[Look, dict[str, str]]:  # noqa: ANN401
        style = self._sheets.style_of(
            node, (one for one in reversed(self._above) if one is not None)
        )
        return look_of(node, style, self._looks[-1]), style

    def _is_skipped(self, node: Any) -> bool:  # noqa: ANN401
        """Say whether the element is left out whole; tell of it if it holds hidden words."""
        if node.tag in _IGNORED:
            return True
        is_plain = not node.keys()  # most elements, and nothing is asked of them
        if self._is_page and (node.tag in _TOOLS or (not is_plain and furniture_in(node))):
            return True
        look, style = self._look(node)
        if node.tag != "body" and hides_all(node, style):
            self.hidden.add(words_of(node), self._place())
            return True
        self._looks.append(look)
        self._above.append(node)
        return False

    def _skip_comment(self, node: Any) -> None:  # noqa: ANN401
        # those of a page are notes of those who build it, seldom meant for anybody
        if not self._is_page or is_addressed_to_program(node.text or ""):
            self.hidden.add(node.text or "", self._place())

    def _place(self) -> str:
        return next((b.text for b in reversed(self.blocks) if b.shape is Shape.HEADING), "")

    def _tell_unseen(self) -> None:
        if self._unseen:
            self.hidden.add(" ".join(self._unseen), self._place())
            self._unseen.clear()

    def _open(self, node: Any) -> None:  # noqa: ANN401
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

    def _close(self, tag: str) -> None:
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
