"""A file becomes a Document: the gate, the reader for its format, the catalogue's facts."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

from domain import Document, Shape, Source
from ingest.html import read_html
from ingest.layout import RawBlock, UnreadableError, clean, lay_out
from ingest.markdown import read_markdown
from ingest.plain import read_plain

FORMATS = (".txt", ".md", ".html", ".htm", ".pdf", ".docx")
MAX_BYTES = 25 * 2**20
# Prose never runs this long without a line break; a file that does is data, not a document.
MAX_LINE_CHARACTERS = 200_000
# Limits of the child that reads PDF and Word files (RELIABILITY: parsers loop and bomb).
CHILD_SECONDS = 30
CHILD_BYTES = 1024 * 2**20


def read_document(path: Path, source: Source) -> Document:
    """Give the document at ``path``; ``source.title`` is filled from the file where empty.

    Only white space differs between a text file and its document; headings, items and table
    rows are blocks of their own.

    Raises:
        UnreadableError: the file is empty, too large, damaged, encrypted, not text, or of a
            format that is not read.
    """
    title, checked, blocks = _read(path)
    if not any(block.shape != Shape.HEADING for block in blocks):
        msg = "holds no text: leave it out or replace it"
        raise UnreadableError(msg)
    text, placed = lay_out(blocks)
    heading = next((b.text for b in blocks if b.shape is Shape.HEADING), "")
    name = clean(path.stem).replace("-", " ").replace("_", " ")
    filled = replace(
        source, title=source.title or title or heading or name, checked=source.checked or checked
    )
    return Document(filled, text, placed)


def _read(path: Path) -> tuple[str, date | None, list[RawBlock]]:
    """Give title, check date and blocks, by the file's format."""
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        msg = f"format {suffix or 'unknown'} is not read: use {', '.join(FORMATS)}"
        raise UnreadableError(msg)
    if suffix in {".pdf", ".docx"}:
        _gate_size(path)
        return "", None, _read_in_child(path)
    text = _decode(path)
    if suffix in {".html", ".htm"}:
        title, blocks = read_html(text)
        return title, None, blocks
    if suffix == ".md":
        fields, blocks = read_markdown(text)
        checked = fields.get("checked")
        title = str(fields.get("title") or "")
        return title, checked if isinstance(checked, date) else None, blocks
    return "", None, read_plain(text)


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
    command = [sys.executable, "-m", "ingest.office", str(path.resolve())]
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
        RawBlock(Shape(shape), clean(text), level, marker)
        for shape, text, level, marker in result["blocks"]
    ]
