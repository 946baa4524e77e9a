"""A file or folder on disk becomes documents, with what was not read named beside them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain import Document, Kind, Source, Taught
from ingest.beside.catalogue import CATALOGUE_NAME, Catalogue, read_catalogue
from ingest.beside.teaching import read_taught
from ingest.folder.walking import LeftOut, Refused, find_files, id_of, taught_stems
from ingest.readers.layout import UnreadableError
from ingest.readers.worker import Worker
from ingest.reading import read_document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Collected:
    """A document with what people taught beside it.

    ``warnings`` say what was left out or is odd, each with its place. ``origin`` tells one file on
    this machine from another, and nothing else of it.
    """

    document: Document
    taught: tuple[Taught, ...]
    warnings: tuple[str, ...] = ()
    origin: str = ""


def collect(path: Path) -> Iterator[Collected | Refused | LeftOut]:
    """Read every document under ``path``, one at a time; a file that cannot be read is Refused.

    What is no document to Findings is LeftOut.

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
    with Worker() as worker:
        for file in found.files:
            yield _collect_one(file, found.root, catalogue.sources, teaching, worker)


def _entries_of_nothing(catalogue: Catalogue, folder: Path) -> Iterator[LeftOut]:
    """Give the entries that name no file: a name that is spelled otherwise loses its facts."""
    for name in catalogue.sources:
        if not (folder / name).exists():
            reason = f"is in {CATALOGUE_NAME} and not in the folder: correct the entry's path"
            yield LeftOut(name, f"{reason}, or take the entry out")


def _collect_one(
    file: Path,
    root: Path,
    sources: Mapping[str, Source],
    teaching: Mapping[Path, Sequence[Path]],
    worker: Worker,
) -> Collected | Refused:
    source_id = id_of(file, root)
    source = sources.get(source_id) or Source(id=source_id, title="", kind=Kind.DOCUMENT)
    try:
        read = read_document(file, source, worker)
        taught = read_taught(read.document, teaching.get(file.parent / file.stem, ()))
    except UnreadableError as error:
        return Refused(source_id, str(error))
    place = str(file.absolute()).encode("utf-8", "surrogateescape")
    return Collected(read.document, taught, read.warnings, hashlib.sha256(place).hexdigest()[:32])


def _by_stem(paths: Iterable[Path]) -> dict[Path, list[Path]]:
    """Give, in order, the files that teach each document, by its path without the ending."""
    taught: dict[Path, list[Path]] = {}
    for path in paths:
        for stem in taught_stems(path):
            taught.setdefault(stem, []).append(path)
    return taught
