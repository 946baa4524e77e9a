"""A file becomes a Document: the gate, the reader for its format, the catalogue's facts."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from domain import Document, Shape, Source
from ingest.readers.html import read_html
from ingest.readers.layout import RawBlock, UnreadableError, clean, lay_out
from ingest.readers.markdown import read_markdown
from ingest.readers.plain import HEADING_MAX_CHARACTERS, read_plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FORMATS = (".txt", ".md", ".html", ".htm", ".pdf", ".docx")
MAX_BYTES = 25 * 2**20
# Prose never runs this long without a line break; a file that does is data, not a document.
MAX_LINE_CHARACTERS = 200_000
# Limits of the child that reads PDF and Word files (RELIABILITY: parsers loop and bomb).
CHILD_SECONDS = 30
CHILD_BYTES = 1024 * 2**20


def read_document(path: Path, source: Source) -> Document:
    """Give the document at ``path``; what ``source`` leaves empty is filled from the file.

    The title is the file's own, or the heading it opens with, or its name; a note's front matter
    may also give its publisher, date, address, and when it was checked.

    Only white space, and the number of a page that broke a sentence, differs between a text file
    and its document; headings, items and table rows are blocks of their own.

    Raises:
        UnreadableError: the file is empty, too large, damaged, encrypted, not text, or of a
            format that is not read.
    """
    facts, blocks = _read(path)
    if not any(block.shape != Shape.HEADING for block in blocks):
        msg = "holds no text: leave it out or replace it"
        raise UnreadableError(msg)
    text, placed = lay_out(blocks)
    name = clean(path.stem).replace("-", " ").replace("_", " ")
    facts["title"] = facts.get("title") or _opening_heading(blocks) or name
    empty = {field: value for field, value in facts.items() if not getattr(source, field)}
    return Document(replace(source, **empty), text, placed)


def _opening_heading(blocks: Sequence[RawBlock]) -> str:
    """Give the first heading; a heading below running text is that of a part, not a title."""
    for block in blocks:
        if block.shape is Shape.HEADING:
            return block.text
        if len(block.text) > HEADING_MAX_CHARACTERS:
            break
    return ""


def _read(path: Path) -> tuple[dict[str, Any], list[RawBlock]]:
    """Give what the file says of itself, by the fields of a source, and its blocks."""
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        msg = f"format {suffix or 'unknown'} is not read: use {', '.join(FORMATS)}"
        raise UnreadableError(msg)
    if suffix in {".pdf", ".docx"}:
        _gate_size(path)
        return {}, _read_in_child(path)
    text = _decode(path)
    if suffix in {".html", ".htm"}:
        title, blocks = read_html(text)
        return {"title": title}, blocks
    if suffix == ".md":
        fields, blocks = read_markdown(text)
        return _facts_of(fields), blocks
    return {}, read_plain(text)


def _facts_of(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Give the facts of front matter that a source has a field for and that are of its kind."""
    dates = {"published": fields.get("published") or fields.get("date"),
             "checked": fields.get("checked")}  # fmt: skip
    words = {name: " ".join(str(fields.get(name) or "").split()) for name in ("title", "publisher")}
    url = str(fields.get("url") or "")
    return {
        **{name: day for name, day in dates.items() if type(day) is date},
        **{name: text for name, text in words.items() if text},
        **({"url": url} if url.startswith(("https://", "http://")) else {}),
    }


def _gate_size(path: Path) -> None:
    try:
        size = path.stat().st_size
    except OSError as error:
        msg = f"cannot be opened ({error.strerror}): check its permissions"
        raise UnreadableError(msg) from error
    if size == 0:
        msg = "is empty: leave it out or replace it"
        raise UnreadableError(msg)
    if size > MAX_BYTES:
        msg = f"is larger than {MAX_BYTES // 2**20} MB: split it"
        raise UnreadableError(msg)


def _decode(path: Path) -> str:
    _gate_size(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        msg = f"cannot be opened ({error.strerror}): check its permissions"
        raise UnreadableError(msg) from error
    if b"\x00" in data:
        msg = "is not text (it holds binary data): give it its right extension"
        raise UnreadableError(msg)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        msg = f"is not valid UTF-8 (byte {error.start}): save it again as UTF-8"
        raise UnreadableError(msg) from error
    text = clean(text)
    if not text.strip():
        msg = "is empty: leave it out or replace it"
        raise UnreadableError(msg)
    longest = max(map(len, text.split("\n")))
    if longest > MAX_LINE_CHARACTERS:
        msg = f"has a line of {longest:,} characters: break it into lines or leave it out"
        raise UnreadableError(msg)
    return text


def _limit_child() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (CHILD_BYTES, CHILD_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CHILD_SECONDS, CHILD_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _read_in_child(path: Path) -> list[RawBlock]:
    """Read a PDF or Word file where a crash, a loop or a bomb cannot reach this process."""
    command = [sys.executable, "-m", "ingest.readers.child", str(path.resolve())]
    home = Path(__file__).parent.parent
    try:
        done = subprocess.run(  # noqa: S603  our own module, no shell
            command, cwd=home, capture_output=True, timeout=CHILD_SECONDS * 2,
            preexec_fn=_limit_child, check=False,
        )  # fmt: skip
        result = json.loads(done.stdout)
    except subprocess.TimeoutExpired as error:
        msg = f"took longer than {CHILD_SECONDS} seconds to read: save it again or split it"
        raise UnreadableError(msg) from error
    except ValueError as error:
        msg = f"could not be read safely (reader ended with {done.returncode}): save it again"
        raise UnreadableError(msg) from error
    if "error" in result:
        raise UnreadableError(result["error"])
    return [
        RawBlock(Shape(shape), clean(text), level, marker, page, tuple(breaks))
        for shape, text, level, marker, page, breaks in result["blocks"]
    ]
