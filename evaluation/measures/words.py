"""Words lost or doubled in reading, against an extractor that is not the reader's own.

PDF files are compared with Poppler's ``pdftotext`` where that is installed, else with pypdf; Word,
OpenDocument and HTML files with the bare text of their markup.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
import zipfile
from collections import Counter
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from domain import Document, Shape, Source
from ingest.readers.layout import clean, lay_out
from ingest.readers.registry import find_format
from ingest.splitting import split

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from ingest.readers.layout import Contents

_WORD = re.compile(r"\w+")
# Where a paragraph, cell, tab or break ends a word in Office's markup.
_ENDS = re.compile(
    r"</w:p>|</w:tc>|<w:(?:tab|br|cr)\b[^>]*>|</text:[ph]>|<text:(?:tab|line-break|s)\b"
)
_NOT_READ = re.compile(r"<w:(?:instrText|delText)\b.*?</w:(?:instrText|delText)>", re.DOTALL)
_PARTS = {".docx": "word/document.xml", ".odt": "content.xml"}
# What stands around a page is not its text.
_AROUND = frozenset(
    {"script", "style", "head", "nav", "header", "footer", "aside", "noscript", "template", "form"}
)
_MAX_WORDS = 110
# Extractors part a word differently where letters stand apart; so many parts are tried.
_MOST_PARTS = 40


@dataclass(frozen=True, slots=True)
class WordLoss:
    """How the words of one file were read: ``lost`` stand in it only, ``doubled`` in what was read.

    ``parted`` are words that the two divide differently.
    """

    words: int
    lost: Counter[str]
    doubled: Counter[str]
    parted: int

    @property
    def share(self) -> float:
        """The share of the file's words that are lost or doubled."""
        return (self.lost.total() + self.doubled.total()) / max(1, self.words)


def compare_file(path: Path) -> WordLoss:
    """Compare the words of a file with those of its passages, headings and what was left out.

    Raises:
        UnreadableError: the file cannot be read.
        KeyError: its format has no independent extractor here.
    """
    contents = find_format(path).read(path)
    raw = _EXTRACTORS[path.suffix.lower()](path)
    if path.suffix.lower() != ".pdf":
        # what draws a list numbers it, where the file only says that it is one
        labels = " ".join(one.marker for one in contents.blocks)
        more = compare(raw, _said(contents)).doubled & Counter(_words(labels))
        raw += " " + " ".join(more.elements())
    return compare(raw, _said(contents))


def can_compare(path: Path) -> bool:
    """Say whether a file is of a format that another extractor reads."""
    return path.suffix.lower() in _EXTRACTORS


def compare(raw: str, read: Iterable[str]) -> WordLoss:
    """Compare the words of a text with those that were read of it, in whatever order."""
    there = Counter(_words(raw))
    found = Counter(word for text in read for word in _words(text))
    lost, doubled = there - found, found - there
    parted = _cancel(lost, doubled) + _cancel(doubled, lost)
    return WordLoss(there.total(), +lost, +doubled, parted)


def _said(contents: Contents) -> list[str]:
    """Give all that a document says, by its passages, and what was left out on purpose."""
    text, placed = lay_out(contents.blocks)
    document = Document(Source("measured", "measured"), text, placed)
    passages = split(document, max_words=_MAX_WORDS)
    said = [one.text for one in passages]
    covered = bytearray(len(text))
    for one in passages:
        covered[one.start : one.end] = b"\1" * (one.end - one.start)
    for block in placed:
        # labels stand between blocks, so what a passage does not begin with is added
        start = text.rfind("\n", 0, block.start) + 1
        if not covered[block.start]:
            said.append(text[start : block.end] if block.shape is Shape.HEADING else "")
        elif not covered[start]:
            said.append(text[start : block.start])
    return [*said, *contents.left_out]


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", clean(text)).casefold())


def _cancel(whole: Counter[str], parts: Counter[str]) -> int:
    """Take away words that are made of several others; give how many."""
    count = 0
    for word in sorted(whole, key=len, reverse=True):
        while whole[word] > 0 and (used := _made_of(word, parts)):
            whole[word] -= 1
            parts.subtract(used)
            count += 1
    return count


def _made_of(word: str, parts: Counter[str]) -> list[str]:
    def find(rest: str, used: list[str]) -> list[str]:
        if not rest:
            return used
        for end in range(len(rest), 0, -1):
            part = rest[:end]
            is_left = part != word and parts[part] > used.count(part) and len(used) < _MOST_PARTS
            if is_left and (made := find(rest[end:], [*used, part])):
                return made
        return []

    return find(word, [])


def _pdf(path: Path) -> str:
    if tool := shutil.which("pdftotext"):
        # with its layout, since without it hyphens at the ends of lines are dropped
        command = [tool, "-layout", str(path), "-"]
        return subprocess.run(command, check=True, capture_output=True).stdout.decode()  # noqa: S603
    from pypdf import PdfReader  # noqa: PLC0415  most have the other

    return "\n".join(page.extract_text() for page in PdfReader(path).pages)


def _office(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        markup = archive.read(_PARTS[path.suffix.lower()]).decode()
    found = _BareText()
    found.feed(_ENDS.sub(" \\g<0>", _NOT_READ.sub("", markup)))
    return found.text


def _page(path: Path) -> str:
    found = _BareText()
    found.feed(path.read_text("utf-8"))
    return found.text


class _BareText(HTMLParser):
    """The text of a page, but for what stands around it; a tag of a block ends a word."""

    _WITHIN_WORDS = frozenset({"a", "b", "i", "em", "strong", "span", "sup", "sub", "u", "small"})

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self._around = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        del attrs
        self._around += tag in _AROUND
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        self._around -= tag in _AROUND and self._around > 0
        self._part(tag)

    def handle_data(self, data: str) -> None:
        if not self._around:
            self.text += data

    def _part(self, tag: str) -> None:
        if ":" not in tag and tag not in self._WITHIN_WORDS:
            self.text += " "


_EXTRACTORS: dict[str, Callable[[Path], str]] = {
    ".pdf": _pdf, ".docx": _office, ".odt": _office, ".html": _page, ".htm": _page,
}  # fmt: skip
