"""A file becomes a Document: the gate, the reader for its format, the catalogue's facts."""

from __future__ import annotations

import stat
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any

from domain import Document, Kind, Shape, Source
from ingest.beside.catalogue import CATALOGUE_NAME
from ingest.identity.identifying import identify
from ingest.identity.reviews import with_review
from ingest.readers.layout import Contents, RawBlock, UnreadableError, clean, lay_out
from ingest.readers.registry import find_format
from ingest.readers.worker import Worker

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

# Prose never runs this long without a break; a file that does is data, not a document.
MAX_BLOCK_CHARACTERS = 200_000
_OF_SOURCES = {field.name for field in fields(Source)} - {"id"}
# What a file's own front matter may add to an entry of the catalogue.
_OF_FILES = {"title", "publisher", "published", "checked", "url"}


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document, and what the person who ingests it should know of how it was read.

    ``witnesses`` gives, by the fact, the words that a fact was found in.
    """

    document: Document
    warnings: tuple[str, ...]
    witnesses: dict[str, str] = field(default_factory=dict)


def read_document(path: Path, source: Source, worker: Worker | None = None) -> ReadDocument:
    """Give the document at ``path``; what ``source`` leaves empty is filled from the file.

    The file is read in the process of ``worker``, or in one of its own. A source that the catalogue
    gives a title to is as it says; of any other the document's own words tell what it is
    (``ingest/identity``), and what they should tell and do not is a warning.

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
    facts, doubts, witnesses = _facts(path, source, contents)
    empty = {
        name: value for name, value in facts.items()
        if getattr(source, name) in {"", None, Kind.OTHER}
    }  # fmt: skip
    months = tuple(one for one in facts.get("months", ()) if one in empty)
    if "published" not in empty:
        # a date that somebody said is one of publication
        empty.pop("dated_by", None)
    known = replace(source, **empty, months=months, recognised=contents.recognised)
    document = Document(with_review(known, text), text, placed)
    told = {name: words for name, words in witnesses.items() if name in empty}
    return ReadDocument(document, (*contents.warnings, *doubts), told)


def _facts(
    path: Path, source: Source, contents: Contents
) -> tuple[dict[str, Any], list[str], dict[str, str]]:
    """Give what is known of a document that the catalogue does not say, and what is in doubt.

    Gives with them the words that each was found in.
    """
    if source.title:
        # somebody has said what it is
        told = {name: contents.facts[name] for name in _OF_FILES & contents.facts.keys()}
        return told, [], {}
    name = clean(path.stem).replace("-", " ").replace("_", " ")
    identity = identify(contents.blocks, contents.facts, name)
    facts = {name: value for name, value in identity.facts.items() if name in _OF_SOURCES}
    doubts = [
        f"{one} not found{_hint(one, contents.facts)}: name it in {CATALOGUE_NAME}"
        for one in identity.doubts
    ]
    return facts, doubts, identity.witnesses


def _hint(doubt: str, known: Mapping[str, Any]) -> str:
    """Give what a file says of its making, which is no fact of the document, where it is dated."""
    created = str(known.get("created", ""))[:10]
    if doubt != "published" or not created:
        return ""
    return f" (no word of it says the day; its file was made on {created})"


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
