"""Plain text into blocks: paragraphs, headings, bullets, and sentences cut by a page break."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from domain import Shape
from ingest.readers.decoding import read_text
from ingest.readers.layout import Contents, RawBlock, clean

if TYPE_CHECKING:
    from pathlib import Path

# A run of blank lines inside a sentence is a page break: what comes before does not close a
# sentence and what follows goes on in lower case. The page's number may stand in the run.
_PAGE_NUMBER = r"(?:[Pp]age )?\d{1,3}(?: of \d{1,3})?|- ?\d{1,3} ?-"
_PAGE_BREAK = re.compile(
    rf"(?<=[^\s.!?:;])[ \t]*\n(?:[ \t]*\n)+(?:[ \t]*(?:{_PAGE_NUMBER})[ \t]*\n(?:[ \t]*\n)+)?"
    r"[ \t]*(?=[a-z])"
)
_BULLET = re.compile(r"^(?P<indent>\s*)(?P<mark>[-*•‣◦–]|\(?\d{1,2}[.)])\s+(?P<text>\S.*)$")
_CLOSED = (".", "!", "?", ":", ";", "”", '"', "'", "’")
HEADING_MAX_CHARACTERS = 80
# A line this near the widest of its paragraph was wrapped by the page, not by the writer.
WRAP_SHARE = 0.95
# A paragraph of one such line among signatories is a name; the post stands below it.
NAME_MAX_WORDS = 4


def read_plain_file(path: Path) -> Contents:
    """Give the blocks of a plain text file.

    Raises:
        UnreadableError: it is empty or no text.
    """
    text, warnings = read_text(path)
    return Contents(read_plain(clean(text)), warnings=tuple(warnings))


def read_plain(text: str) -> list[RawBlock]:
    """Give the blocks of a plain text.

    Only white space differs from the file's words, and the numbers of pages that broke a sentence
    are gone.
    """
    paragraphs = [p for p in re.split(r"\n(?:[ \t]*\n)+", _PAGE_BREAK.sub(" ", text)) if p.strip()]
    blocks: list[RawBlock] = []
    for index, paragraph in enumerate(paragraphs):
        lines = [line.rstrip() for line in paragraph.split("\n") if line.strip()]
        following = paragraphs[index + 1] if index + 1 < len(paragraphs) else ""
        if len(lines) == 1 and _is_heading(lines[0].strip(), following):
            blocks.append(RawBlock(Shape.HEADING, _squeeze(lines[0]), level=1 if not blocks else 2))
        elif any(_BULLET.match(line) for line in lines):
            blocks += _items(lines)
        elif blocks and _is_name(blocks[-1], index) and len(lines) == 1:
            blocks[-1] = RawBlock(Shape.PARAGRAPH, f"{blocks[-1].text}\n{_squeeze(lines[0])}")
        else:
            blocks.append(RawBlock(Shape.PARAGRAPH, _unwrap(lines)))
    return blocks


def _is_name(block: RawBlock, index: int) -> bool:
    """A short unclosed line that is no heading: a signatory, whose post stands below."""
    words = len(block.text.split())
    return (
        index > 1
        and 1 < words <= NAME_MAX_WORDS
        and block.text[0].isalpha()
        and (not block.text.endswith(_CLOSED) and block.shape is Shape.PARAGRAPH)
    )


def _is_heading(line: str, following: str) -> bool:
    """A short unclosed line of its own, opening with a capital, with prose or bullets below."""
    if len(line) > HEADING_MAX_CHARACTERS or not line[0].isupper() or line.startswith("Dear "):
        return False
    if "," in line or line.endswith((".", ":", ";", "!")):
        return False
    opening = following.strip()
    prose = len(opening) > HEADING_MAX_CHARACTERS and opening.endswith(_CLOSED)
    return prose or bool(_BULLET.match(opening))


def _items(lines: list[str]) -> list[RawBlock]:
    """Give a bulleted paragraph as items; unmarked lines go on with what stands above them."""
    blocks: list[RawBlock] = []
    for line in lines:
        match = _BULLET.match(line)
        if match:
            level = 1 + (len(match["indent"].expandtabs(4)) > 0)
            marker = "  " * (level - 1) + match["mark"] + " "
            blocks.append(RawBlock(Shape.ITEM, _squeeze(match["text"]), level, marker))
        elif blocks:
            last = blocks[-1]
            joined = f"{last.text} {_squeeze(line)}"
            blocks[-1] = RawBlock(last.shape, joined, last.level, last.marker)
        else:
            blocks.append(RawBlock(Shape.PARAGRAPH, _squeeze(line)))
    return blocks


def _unwrap(lines: list[str]) -> str:
    """Join lines that the page wrapped; keep the breaks of a list of short lines."""
    lines = [_squeeze(line) for line in lines]
    if lines[-1].endswith(_CLOSED):
        return " ".join(lines)
    widest = max(len(line) for line in lines)
    text = lines[0]
    for before, line in pairwise(lines):
        wrapped = len(before) >= WRAP_SHARE * widest
        text += (" " if wrapped else "\n") + line
    return text


def _squeeze(line: str) -> str:
    return re.sub(r"[ \t]+", " ", line).strip()
