"""A file or folder on disk becomes documents, with what was not read named beside them."""

from __future__ import annotations

import hashlib
import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, replace
from queue import SimpleQueue
from typing import TYPE_CHECKING

from domain import Document, Kind, Source, Taught
from ingest.beside.catalogue import CATALOGUE_NAME, Catalogue, read_catalogue
from ingest.beside.teaching import read_taught
from ingest.folder.originals import original_of
from ingest.folder.walking import LeftOut, Refused, find_files, id_of, taught_stems
from ingest.readers.kept import ingest_version
from ingest.readers.layout import UnreadableError
from ingest.readers.worker import Worker
from ingest.reading import read_document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from ingest.folder.originals import Original
    from ingest.readers.kept import Readings

# Files are read by so many processes at once, each within its limits of memory; fewer bytes than
# these are read sooner by one than another has started.
_MOST_CHILDREN = 4
_BYTES_OF_ONE_CHILD = 2**19


@dataclass(frozen=True, slots=True)
class Collected:
    """A document with what people taught beside it.

    ``warnings`` say what was left out or is odd, each with its place. ``origin`` tells one file on
    this machine from another, and nothing else of it. ``original`` is the file itself, where its
    pages can be shown. ``reading`` tells of what it was read and by which rules: one that is the
    same gives the same document; empty where that is not known.
    """

    document: Document
    taught: tuple[Taught, ...]
    warnings: tuple[str, ...] = ()
    origin: str = ""
    original: Original | None = None
    reading: str = ""


def collect(
    path: Path, kept: Readings | None = None, held: Mapping[str, Collected] | None = None
) -> Iterator[Collected | Refused | LeftOut]:
    """Read every document under ``path``, in order; a file that cannot be read is Refused.

    What is no document to Findings is LeftOut. Files whose readings are ``kept`` are not read
    again, and several are read at once. Of a file that did not change, and that nothing else is
    said of, the document is the one that is ``held``, by its id.

    Raises:
        NothingToReadError: see ``find_files``.
        CatalogueError: the folder's catalogue is damaged.
    """
    catalogue = read_catalogue(path if path.is_dir() else path.parent)
    found = find_files(path, catalogue.not_documents)
    yield from found.refused
    yield from found.left_out
    if path.is_dir():
        yield from _entries_of_nothing(catalogue, path)
    teaching = _by_stem(found.taught)
    with ExitStack() as stack:
        count = _count_of_children(found.files)
        threads = ThreadPoolExecutor(count)
        stack.callback(threads.shutdown)
        idle: SimpleQueue[Worker] = SimpleQueue()
        for _ in range(count):
            idle.put(stack.enter_context(Worker(kept)))

        def read(file: Path) -> Collected | Refused:
            source_id = id_of(file, found.root)
            source = catalogue.sources.get(source_id) or Source(source_id, "", kind=Kind.OTHER)
            taught = teaching.get(file.parent / file.stem, ())
            reading = _reading_of(file, source, kept)
            if reading and (same := _unchanged((held or {}).get(source_id), reading)):
                return _with_taught(file, same, taught)
            worker = idle.get()
            try:
                one = _read_one(file, source, taught, worker, file)
            finally:
                idle.put(worker)
            # of a file that was changed meanwhile nobody knows which was read
            if isinstance(one, Collected) and _reading_of(file, source, kept) == reading:
                return replace(one, reading=reading)
            return one

        # who stops half-way waits for no file that nobody wants
        stack.callback(threads.shutdown, wait=False, cancel_futures=True)
        yield from threads.map(read, found.files)


def collect_one(
    file: Path, source: Source, kept: Readings | None = None, *, place: Path
) -> Collected | Refused:
    """Read one document as the file at ``place`` that it is to be, taught what lies beside that."""
    teaching = _by_stem(find_files(place).taught) if place.is_file() else {}
    with Worker(kept) as worker:
        return _read_one(file, source, teaching.get(place.parent / place.stem, ()), worker, place)


def _count_of_children(files: Sequence[Path]) -> int:
    """Give how many processes read: one more than is needed costs the time that it starts in."""
    size = sum(file.stat().st_size for file in files if file.exists())
    return max(1, min(_MOST_CHILDREN, os.cpu_count() or 1, size // _BYTES_OF_ONE_CHILD))


def _entries_of_nothing(catalogue: Catalogue, folder: Path) -> Iterator[LeftOut]:
    """Give the entries that name no file: a name that is spelled otherwise loses its facts."""
    for name in catalogue.sources:
        if not (folder / name).exists():
            reason = f"is in {CATALOGUE_NAME} and not in the folder: correct the entry's path"
            yield LeftOut(name, f"{reason}, or take the entry out")


def _reading_of(file: Path, source: Source, kept: Readings | None) -> str:
    """Give what tells a reading from every other: the bytes, what is said of them, the rules."""
    try:
        key = kept.key(file) if kept else ""
    except OSError:
        return ""  # the reader says why
    if not (kept and key):
        return ""
    kept.mark_used(key)
    told = f"{ingest_version()}\0{key}\0{file.name}\0{source!r}"
    return hashlib.sha256(told.encode("utf-8", "surrogateescape")).hexdigest()


def _unchanged(held: Collected | None, reading: str) -> Collected | None:
    """Give what is held of a file, where it is what reading it again would give."""
    if held is None or held.reading != reading:
        return None
    source = held.document.source
    # these facts come from other documents
    return None if source.places or source.replaced_by else held


def _with_taught(file: Path, one: Collected, taught: Sequence[Path]) -> Collected | Refused:
    try:
        lessons = read_taught(one.document, taught)
    except UnreadableError as error:
        return Refused(one.document.source.id, str(error))
    return replace(one, taught=lessons, origin=_origin_of(file), original=original_of(file))


def _read_one(
    file: Path, source: Source, teaching: Sequence[Path], worker: Worker, place: Path
) -> Collected | Refused:
    try:
        read = read_document(file, source, worker)
        taught = read_taught(read.document, teaching)
    except UnreadableError as error:
        return Refused(source.id, str(error))
    return Collected(read.document, taught, read.warnings, _origin_of(place), original_of(file))


def _origin_of(place: Path) -> str:
    name = str(place.absolute()).encode("utf-8", "surrogateescape")
    return hashlib.sha256(name).hexdigest()[:32]


def _by_stem(paths: Iterable[Path]) -> dict[Path, list[Path]]:
    """Give, in order, the files that teach each document, by its path without the ending."""
    taught: dict[Path, list[Path]] = {}
    for path in paths:
        for stem in taught_stems(path):
            taught.setdefault(stem, []).append(path)
    return taught
