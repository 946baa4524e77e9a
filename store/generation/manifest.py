"""The manifest of a generation: what it was made of, with what, and the hash of every file."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass, fields
from datetime import datetime
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from domain import FindingsError, Source
from store.generation.records import dump_source, load_source
from store.publishing.permission import unreadable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MANIFEST_NAME = "manifest.json"
BUNDLES_NAME = "bundles"
KNOWLEDGE_NAME = "knowledge.json"
COLUMNS_NAME = "columns.npz"
LESSONS_NAME = "lessons.json"
VECTORS_NAME = "vectors.npy"
WORDS_NAME = "words.npz"
COARSE_NAME = "coarse.npy"
SCALES_NAME = "scales.npy"
CELLS_NAME = "cells"
ROWS_NAME = "rows.npy"
PROBES_NAME = "probes.npy"
# Raised whenever a file of a generation, or its index, changes its form; an older one is built
# anew.
FORMAT = 11
# Those that questions are answered from: 10 keeps no bundles, 9 keeps scales with their codes, 8 is
# read all at once, 7 knows no index that is carried over.
ANSWERED = frozenset({7, 8, 9, 10, FORMAT})
# Those whose words and vectors a new generation can take over; questions are not answered from
# them, as they lack something that answers need.
_OLDER_FORMATS = frozenset({4, 5, 6})
# Libraries whose version changes what a generation holds, or who can open it.
_LIBRARIES = (
    "chromadb", "numpy", "onnxruntime", "PyStemmer", "sentencex", "tokenizers",
)  # fmt: skip


class ManifestError(FindingsError):
    """A folder is no generation, or one of another format."""


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """One document of a generation; ``digest`` is the SHA-256 of its text and blocks.

    ``origin`` is the ``Collected``'s: which file of this machine it was read from, as a hash.
    ``pages`` is 0 where its format has none. ``original`` is the SHA-256 of the file that it was
    read from, where that is kept. ``warnings`` and ``reading`` are the ``Collected``'s.
    """

    source: Source
    digest: str
    characters: int
    passages: int
    sentences: int
    lessons: int
    origin: str = ""
    pages: int = 0
    original: str = ""
    warnings: tuple[str, ...] = ()
    reading: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """The facts of one generation; ``files`` gives each other file's SHA-256 by its path.

    ``bundles`` are the names of those that it holds, in their order; none of an older format.
    ``unreached`` holds the rows that its index does not find, compared exactly beside it;
    ``is_exact`` says that every row is compared, as no index of them is good enough.
    """

    format: int
    id: str
    built: datetime
    model: str
    dimension: int
    max_words: int
    libraries: dict[str, str]
    documents: tuple[DocumentRecord, ...]
    passages: int
    entries: int
    files: dict[str, str]
    unreached: tuple[int, ...] = ()
    is_exact: bool = False
    bundles: tuple[str, ...] = ()

    def write(self, folder: Path) -> None:
        """Write the manifest into ``folder``."""
        raw = _facts(self) | {"built": self.built.isoformat()}
        raw["documents"] = [
            _facts(one) | {"source": dump_source(one.source)} for one in self.documents
        ]
        text = json.dumps(raw, ensure_ascii=False, indent=1)
        (folder / MANIFEST_NAME).write_text(text + "\n", "utf-8")


def _facts(one: Manifest | DocumentRecord) -> dict[str, Any]:
    # asdict would copy all that lies within, one by one
    return {field.name: getattr(one, field.name) for field in fields(one)}


def read_manifest(folder: Path, *, to_take_over: bool = False) -> Manifest:
    """Give the manifest of the generation in ``folder``.

    ``to_take_over`` admits an older one that a new generation can take over from.

    Raises:
        ManifestError: there is none, it is damaged, or of another format.
    """
    try:
        raw: dict[str, Any] = json.loads((folder / MANIFEST_NAME).read_bytes())
        form = raw["format"]
        if form not in ANSWERED and not (to_take_over and form in _OLDER_FORMATS):
            msg = f"{folder}: generation of format {form}, not {FORMAT}: run 'findings ingest'"
            raise ManifestError(msg)
        records = tuple(
            DocumentRecord(
                **row
                | {"source": load_source(row["source"]), "warnings": tuple(row.get("warnings", ()))}
            )
            for row in raw["documents"]
        )
        built = datetime.fromisoformat(raw["built"])
        unreached = tuple(raw.get("unreached", ()))
        rebuilt = {
            "built": built, "documents": records, "unreached": unreached,
            "bundles": tuple(raw.get("bundles", ())),
        }  # fmt: skip
        return Manifest(**(raw | rebuilt))
    except (OSError, ValueError, KeyError, TypeError) as error:
        msg = unreadable(
            folder, error,
            f"{folder}: manifest missing or damaged: run 'findings rollback' or 'findings ingest'",
        )  # fmt: skip
        raise ManifestError(msg) from error


def library_versions() -> dict[str, str]:
    """Give the versions of the libraries that made a generation, by name."""
    return {name: version(name) for name in _LIBRARIES}


def hash_files(folder: Path, known: Mapping[str, str] | None = None) -> dict[str, str]:
    """Give the SHA-256 of every file below ``folder`` but the manifest, by its path.

    Those that are ``known`` are not read.
    """
    known = known or {}
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    names = {path.relative_to(folder).as_posix(): path for path in paths}
    return {
        name: known.get(name) or hash_file(path)
        for name, path in names.items()
        if path != folder / MANIFEST_NAME
    }


def changed_files(folder: Path, manifest: Manifest) -> list[str]:
    """Give the files below ``folder`` that are missing, added, or not as they were written."""
    found = hash_files(folder)
    names = sorted(found.keys() | manifest.files.keys())
    return [name for name in names if found.get(name) != manifest.files.get(name)]


def is_as_written(folder: Path, manifest: Manifest, name: str) -> bool:
    """Say whether one file below ``folder`` is there and as it was written.

    Raises:
        ManifestError: it cannot be read.
    """
    path = folder / name
    try:
        return path.is_file() and hash_file(path) == manifest.files.get(name)
    except OSError as error:
        msg = unreadable(path, error, f"{path}: cannot be read ({error}): run 'findings rollback'")
        raise ManifestError(msg) from error


def hash_file(path: Path) -> str:
    """Give the SHA-256 of a file; of a database that of its rows."""
    if path.suffix != ".sqlite3":
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    # Chroma adds a row to acquire_write whenever it opens a folder, to learn whether it may
    # write; every other row must stay as it was.
    digest = hashlib.sha256()
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as database:
            for line in database.iterdump():
                if "acquire_write" not in line:
                    digest.update(line.encode("utf-8", "replace") + b"\n")
    except sqlite3.DatabaseError as error:
        return f"unreadable: {error}"
    return digest.hexdigest()
