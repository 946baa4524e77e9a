"""A file or folder on disk becomes documents, with the refusals named beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain import Document, FindingsError, Kind, Source, Taught
from ingest.catalogue import read_catalogue
from ingest.readers.layout import UnreadableError
from ingest.readers.registry import FORMATS
from ingest.readers.worker import Worker
from ingest.reading import read_document
from ingest.teaching import TAUGHT_SUFFIX, read_taught

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

# Files of a knowledge folder that describe it and are not documents themselves.
DESCRIPTIONS = ("SOURCES.md", "README.md")


class NothingToReadError(FindingsError):
    """The path given to ingest is missing, or holds no file of a known format."""


@dataclass(frozen=True, slots=True)
class Collected:
    """A document with what people taught beside it.

    ``warnings`` say what was left out or is odd, each with its place.
    """

    document: Document
    taught: tuple[Taught, ...]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that could not be read; ``reason`` gives the cause and the remedy."""

    id: str
    reason: str


def find_files(path: Path) -> tuple[Path, list[Path]]:
    """Give the folder that ids are relative to and the files to read, in order of path.

    Raises:
        NothingToReadError: the path is missing or holds nothing that can be read.
    """
    if path.is_file():
        return path.parent, [path]
    if not path.is_dir():
        msg = f"{path}: no such file or folder: name one that exists"
        raise NothingToReadError(msg)
    files = sorted(
        file
        for file in path.rglob("*")
        if file.suffix.lower() in FORMATS
        and file.name not in DESCRIPTIONS
        and not any(part.startswith(".") for part in file.relative_to(path).parts)
        and file.is_file()
    )
    if not files:
        msg = f"{path}: holds no file to read: add one of {', '.join(FORMATS)}"
        raise NothingToReadError(msg)
    return path, files


def collect(path: Path) -> Iterator[Collected | Refused]:
    """Read every document under ``path``, one at a time; a file that cannot be read is Refused.

    Raises:
        NothingToReadError: see ``find_files``.
        CatalogueError: the folder's catalogue is damaged.
    """
    root, files = find_files(path)
    catalogue = read_catalogue(root)
    teaching = _find_taught(files)
    with Worker() as worker:
        for file in files:
            yield _collect_one(file, root, catalogue, teaching, worker)


def _collect_one(
    file: Path,
    root: Path,
    catalogue: Mapping[str, Source],
    teaching: Mapping[Path, Sequence[Path]],
    worker: Worker,
) -> Collected | Refused:
    # a name that is not UTF-8 could be neither printed nor stored
    source_id = file.relative_to(root).as_posix().encode("utf-8", "backslashreplace").decode()
    source = catalogue.get(source_id) or Source(id=source_id, title="", kind=Kind.DOCUMENT)
    try:
        read = read_document(file, source, worker)
        taught = read_taught(read.document, teaching.get(file.parent / file.stem, ()))
    except UnreadableError as error:
        return Refused(source_id, str(error))
    return Collected(read.document, taught, read.warnings)


def _find_taught(files: Iterable[Path]) -> dict[Path, list[Path]]:
    """Give, in order, the files beside the documents that teach them, by their names' stems.

    ``note.md`` is taught by ``note.questions.jsonl`` and ``note.*.questions.jsonl``.
    """
    taught: dict[Path, list[Path]] = {}
    for folder in dict.fromkeys(file.parent for file in files):
        for path in sorted(folder.glob(f"*{TAUGHT_SUFFIX}")):
            words = path.name.removesuffix(TAUGHT_SUFFIX).split(".")
            for count in range(1, len(words) + 1):
                taught.setdefault(folder / ".".join(words[:count]), []).append(path)
    return taught
