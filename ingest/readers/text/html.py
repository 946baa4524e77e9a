"""HTML into blocks: headings, paragraphs, items and rows; never scripts or what is hidden."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ingest.readers.decoding import read_text
from ingest.readers.layout import Contents, UnreadableError, clean
from ingest.readers.limits import give_back_memory
from ingest.readers.planted import is_addressed_to_program
from ingest.readers.text.html_blocks import Gatherer
from ingest.readers.text.html_style import PAPER, Look, Sheets, hides_all, look_of
from ingest.readers.text.html_words import content_of, facts_of, furniture_in, words_of

if TYPE_CHECKING:
    from pathlib import Path

# What no reader of the page sees: code, and what other programs show in its place.
_IGNORED = frozenset("script style noscript template iframe svg math object title head".split())
# Furniture that people work, not read.
_TOOLS = frozenset("nav footer button select textarea dialog".split())
# The encoding that a page says it is in: the XML declaration, or a meta element.
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
# libxml2 compares every attribute of an element with every other.
_LONG_TAG = re.compile(r"<[^<>]{20000,}")
_MAX_ATTRIBUTES = 2_000
_TOO_DEEP = "Excessive depth"
# Elements that were read and are let go of before their memory is given back.
_DROPPED_AT_ONCE = 5_000


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
    reader = _HtmlReader(root, is_page=is_page)
    if body is not None:
        reader.read(content_of(body) if is_page else body)
    gathered = reader.gathered
    return Contents(gathered.blocks, facts, tuple(gathered.hidden.lines()))


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


class _HtmlReader:
    """Goes through a page and tells what of it is seen."""

    def __init__(self, root: Any, *, is_page: bool) -> None:  # noqa: ANN401
        self.gathered = Gatherer()
        self._is_page = is_page
        self._sheets = Sheets()
        for style in root.iter("style"):
            self._sheets.add(style.text or "")
        self._above: list[Any] = []
        # the colour of paper is known where no sheet outside the page can change it
        sheets = (one.get("rel") or "" for one in root.iter("link"))
        is_plain = not any("stylesheet" in rel.lower() for rel in sheets)
        self._looks = [Look(background=PAPER if is_plain else "")]
        self._dropped = 0

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
                    self.gathered.open(node)
                    self._say(node.text)
                continue
            elif self._above.pop() is None:
                self._looks.pop()
            else:
                self._looks.pop()
                self.gathered.close(node.tag)
            if node is not top:
                self._say(node.tail)
                self._drop_what_is_before(node)
        self.gathered.end()

    def _drop_what_is_before(self, node: Any) -> None:  # noqa: ANN401
        """Let go of what was read: a page takes many times its length while it is held whole."""
        before = node.getprevious()
        if before is not None:
            node.getparent().remove(before)
            self._dropped += 1
            if self._dropped % _DROPPED_AT_ONCE == 0:
                give_back_memory()

    def _say(self, text: str | None) -> None:
        if text:
            hides = self._looks[-1].hides and not text.isspace()
            self.gathered.say(text, is_seen=not hides)

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
            self.gathered.leave_out(words_of(node))
            return True
        self._looks.append(look)
        self._above.append(node)
        return False

    def _skip_comment(self, node: Any) -> None:  # noqa: ANN401
        # those of a page are notes of those who build it, seldom meant for anybody
        if not self._is_page or is_addressed_to_program(node.text or ""):
            self.gathered.leave_out(node.text or "")
