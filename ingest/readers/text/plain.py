"""Plain text into blocks: paragraphs, headings, bullets, and sentences cut by a page break."""

from __future__ import annotations

import re
from dataclasses import replace
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
    rf"(?<=[^\s.!?:;])[ \t]*\n(?:[ \t\f]*\n)+"
    rf"(?:[ \t]*(?:{_PAGE_NUMBER})[ \t]*\n(?:[ \t\f]*\n)+)?"
    r"[ \t]*(?=[a-z])(?![a-z]{1,4}\))"
)
_BULLET = re.compile(
    r"^(?P<indent>\s*)(?P<mark>[-*•‣◦–]|\(?(?:\d{1,2}[.)]|(?:[a-z]|[ivx]{2,4})\)))\s+(?P<text>\S.*)$"
)
# A line drawn with signs parts what stands above it from what stands below.
_RULE = re.compile(r"^[ \t]*([-=_*~])\1{4,}[ \t]*$", re.MULTILINE)
# The number of a section, before its heading.
_NUMBER = re.compile(r"^\d{1,2}(?:\.\d{1,2}){0,3}[.)]?\s+(?=\S)")
# Fewer letters in capitals are an abbreviation.
_SAYS_LETTERS = 5
# ... and fewer words a name or a title, not a sentence.
_SAYS_WORDS = 6
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
    blocks = read_plain("\f".join(map(clean, text.split("\f"))))
    return Contents(
        blocks, warnings=tuple(warnings), pages=max((b.page for b in blocks), default=0)
    )


def read_plain(text: str) -> list[RawBlock]:
    """Give the blocks of a plain text.

    Only white space differs from the file's words, and the numbers of pages that broke a sentence
    are gone. A form feed begins a page.
    """
    text = _RULE.sub("\n", text)
    text = _PAGE_BREAK.sub(_keep_pages, text.replace("\f", "\n\f\n"))
    paragraphs: list[str] = []
    pages: list[int] = []
    page = 1 if "\f" in text else 0
    for part in re.split(r"(\n(?:[ \t\f]*\n)+)", text):
        words = part.replace("\f", "")
        if words.strip():
            paragraphs.append(words)
            pages.append(page)
        page += part.count("\f")
    blocks: list[RawBlock] = []
    for index, paragraph in enumerate(paragraphs):
        lines = [line.rstrip() for line in paragraph.split("\n") if line.strip()]
        following = paragraphs[index + 1] if index + 1 < len(paragraphs) else ""
        page = pages[index]
        head, *rest = (line.strip() for line in lines)
        if blocks and rest and _is_in_capitals(head) and _is_prose(" ".join(rest)):
            blocks.append(RawBlock(Shape.HEADING, _squeeze(head), _level(head, 4), page=page))
            lines, head, rest = lines[1:], rest[0], rest[1:]
        is_head = blocks and _is_in_capitals(head) and following.strip()
        if not rest and (is_head or _is_heading(_NUMBER.sub("", head), following)):
            level = _level(head, 2) if blocks else 1
            blocks.append(RawBlock(Shape.HEADING, _squeeze(head), level, page=page))
        elif any(_BULLET.match(line) for line in lines):
            blocks += _items(lines, page)
        elif blocks and _is_name(blocks[-1], index) and len(lines) == 1:
            blocks[-1] = replace(blocks[-1], text=f"{blocks[-1].text}\n{_squeeze(lines[0])}")
        else:
            blocks.append(RawBlock(Shape.PARAGRAPH, _unwrap(lines), page=page))
    return blocks


def _keep_pages(page_break: re.Match[str]) -> str:
    return " " + "\f" * page_break[0].count("\f")


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
    if len(line) > HEADING_MAX_CHARACTERS or not line[:1].isupper() or line.startswith("Dear "):
        return False
    if "," in line or line.endswith((".", ":", ";", "!")):
        return False
    opening = following.strip()
    return _is_prose(opening) or _is_sentence(opening, line) or bool(_BULLET.match(opening))


def _is_prose(text: str) -> bool:
    return len(text) > HEADING_MAX_CHARACTERS and text.endswith(_CLOSED)


def _is_sentence(text: str, above: str) -> bool:
    """A whole sentence, longer than the line above it: "How often", then how often in one line."""
    words = text.split()
    return (
        len(words) >= _SAYS_WORDS
        and len(text) > len(above)
        and text[:1].isupper()
        and (text.endswith((".", "?", "!")))
    )


def _is_in_capitals(line: str) -> bool:
    """A short line in capitals throughout that says something: "14.3 THE STAGES"."""
    words = re.findall(r"[^\W\d_]+", line)
    is_short = len(line) <= HEADING_MAX_CHARACTERS and not line.endswith((".", ";", ","))
    says = sum(map(len, words)) >= _SAYS_LETTERS and any(len(one) > 1 for one in words)
    return line.isupper() and is_short and says


def _level(line: str, least: int) -> int:
    """Give the level of a heading by its number: "14.3" is below "14"; others ``least``."""
    number = _NUMBER.match(line)
    return max(2, 1 + len(re.findall(r"\d+", number[0]))) if number else least


def _items(lines: list[str], page: int) -> list[RawBlock]:
    """Give a bulleted paragraph as items; unmarked lines go on with what stands above them."""
    openings: list[RawBlock] = []
    texts: list[list[str]] = []
    for line in lines:
        match = _BULLET.match(line)
        if match:
            level = 1 + (len(match["indent"].expandtabs(4)) > 0)
            marker = "  " * (level - 1) + match["mark"] + " "
            openings.append(RawBlock(Shape.ITEM, "", level, marker, page))
            texts.append([_squeeze(match["text"])])
        elif texts:
            texts[-1].append(_squeeze(line))
        else:
            openings.append(RawBlock(Shape.PARAGRAPH, "", page=page))
            texts.append([_squeeze(line)])
    return [
        replace(block, text=" ".join(words)) for block, words in zip(openings, texts, strict=True)
    ]


def _unwrap(lines: list[str]) -> str:
    """Join lines that the page wrapped; keep the breaks of a list of short lines."""
    lines = [_squeeze(line) for line in lines]
    if lines[-1].endswith(_CLOSED):
        return " ".join(lines)
    widest = max(len(line) for line in lines)
    pieces = [lines[0]]
    for before, line in pairwise(lines):
        wrapped = len(before) >= WRAP_SHARE * widest
        pieces += [" " if wrapped else "\n", line]
    return "".join(pieces)


def _squeeze(line: str) -> str:
    return re.sub(r"[ \t]+", " ", line).strip()
