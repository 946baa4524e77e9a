"""A file becomes a Document: the gate, the reader for its format, the catalogue's facts."""

from __future__ import annotations

import stat
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from domain import Document, Shape, Source
from ingest.readers.layout import Contents, RawBlock, UnreadableError, clean, lay_out
from ingest.readers.plain import HEADING_MAX_CHARACTERS
from ingest.readers.registry import find_format
from ingest.readers.worker import Worker

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

# Prose never runs this long without a break; a file that does is data, not a document.
MAX_BLOCK_CHARACTERS = 200_000


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document, and what the person who ingests it should know of how it was read."""

    document: Document
    warnings: tuple[str, ...]


def read_document(path: Path, source: Source, worker: Worker | None = None) -> ReadDocument:
    """Give the document at ``path``; what ``source`` leaves empty is filled from the file.

    The file is read in the process of ``worker``, or in one of its own. The title is the file's
    own, or the heading it opens with, or its name; a note's front matter may also give its
    publisher, date, address, and when it was checked.

    Only white space, and the number of a page that broke a sentence, differs between a text file
    and its document; headings, items and table rows are blocks of their own.

    Raises:
        UnreadableError: the file is empty, too large, damaged, encrypted, not text, or of a
            format that is not read.
    """
    _gate(path)
    if worker:
        contents = worker.read(path)
    else:
        with Worker() as own:
            contents = own.read(path)
    blocks = contents.blocks
    _check(blocks)
    text, placed = lay_out(blocks)
    facts = {**contents.facts, "title": _title(path, contents)}
    empty = {field: value for field, value in facts.items() if not getattr(source, field)}
    return ReadDocument(
        Document(replace(source, **empty), text, placed),
        contents.warnings,
    )


def _gate(path: Path) -> None:
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            msg = "is no plain file: leave it out or replace it"
            raise UnreadableError(msg)
        if not found.st_size:
            msg = "is empty: leave it out or replace it"
            raise UnreadableError(msg)
        form = find_format(path)
    except OSError as error:
        msg = f"cannot be opened ({error.strerror}): check its permissions"
        raise UnreadableError(msg) from error
    if found.st_size > form.max_megabytes * 2**20:
        msg = f"is larger than {form.max_megabytes} MB: split it"
        raise UnreadableError(msg)


def _check(blocks: Sequence[RawBlock]) -> None:
    if all(block.shape is Shape.HEADING for block in blocks):
        msg = "holds no text: leave it out or replace it"
        raise UnreadableError(msg)
    longest = max(len(block.text) for block in blocks)
    if longest > MAX_BLOCK_CHARACTERS:
        msg = f"has a paragraph of {longest:,} characters: break it into lines or leave it out"
        raise UnreadableError(msg)


def _title(path: Path, contents: Contents) -> str:
    name = clean(path.stem).replace("-", " ").replace("_", " ")
    return str(contents.facts.get("title") or _opening_heading(contents.blocks) or name)


def _opening_heading(blocks: Sequence[RawBlock]) -> str:
    """Give the first heading; a heading below running text is that of a part, not a title."""
    for block in blocks:
        if block.shape is Shape.HEADING:
            return block.text
        if len(block.text) > HEADING_MAX_CHARACTERS:
            break
    return ""
