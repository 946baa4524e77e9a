"""A partnership's whole knowledge base as one file, and from such a file back.

A backup is a ZIP archive: documents and what lies beside them, the published generations, ratings,
settings, and last a list of all with the SHA-256 of each. A restored folder is complete before the
one small file that names its places, ``findings.toml``, is put there by a rename.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import tempfile
import zipfile
import zlib
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, field
from glob import escape
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from domain import FindingsError
from settings import FILE_NAME
from store.publishing.live import GENERATIONS_NAME, POINTER_NAME, generations_folder, published

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from settings import Settings

LIST_NAME = "findings-backup.json"
KIND = "findings backup"
# Raised whenever what a backup holds changes its form.
FORMAT = 1
# Beside the generations: when the last backup was made, and its name.
LAST_NAME = "LAST_BACKUP"
DOCUMENTS, STORE, FEEDBACK = "documents", "store", "feedback.sqlite3"
# Accounts, tokens and the audit, where they are a file; a database server is kept by its own tools.
RECORDS = "records.sqlite3"
# Of a store, beside what is published.
_KEPT_OF_STORE = ("calibration.json",)
_CHUNK = 2**20
# Larger files are vectors and printed pages, of which compressing saves next to nothing.
_PACKED_MOST = 4 * 2**20


class ArchiveError(FindingsError):
    """A backup cannot be written or read, or is none of ours."""


@dataclass(frozen=True, slots=True)
class BackupList:
    """What a backup says of itself; ``files`` gives each file's SHA-256 by its name in it."""

    kind: str
    format: int
    version: str
    made: str
    generations: tuple[str, ...]
    sizes: int = 0
    files: dict[str, str] = field(default_factory=dict)


def write_backup(settings: Settings, target: Path, *, version: str, made: datetime) -> BackupList:
    """Write the backup ``target``, whole or not at all, and give what it holds.

    The caller holds the store's write lock, so that what is published stays meanwhile.

    Raises:
        ArchiveError: nothing is published, or it cannot be written.
    """
    generations = published(settings.store)
    if not generations:
        msg = f"{settings.store}: holds no knowledge base to keep: run 'findings ingest'"
        raise ArchiveError(msg)
    try:
        if target.is_dir():
            raise IsADirectoryError(None, "it is a folder")
        target.parent.mkdir(parents=True, exist_ok=True)
        for left in target.parent.glob(f".{escape(target.name)}-*.part"):
            left.unlink(missing_ok=True)
        descriptor, name = tempfile.mkstemp(".part", f".{target.name}-", target.parent)
        os.close(descriptor)
        aside = Path(name)
        try:
            held = _write(settings, aside, target, generations, version=version, made=made)
            _check(aside)
            with aside.open("rb") as file:
                os.fsync(file.fileno())
            aside.replace(target)
        finally:
            aside.unlink(missing_ok=True)
        note = f"{made.isoformat()}\n{target.resolve()}\n"
        (settings.store / LAST_NAME).write_text(note, "utf-8")
    except (OSError, sqlite3.Error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        msg = f"{target}: cannot be written ({reason}): name another file, or free some space"
        raise ArchiveError(msg) from error
    return held


def _write(
    settings: Settings, aside: Path, target: Path, generations: tuple[str, ...], *, version: str,
    made: datetime,
) -> BackupList:  # fmt: skip
    files: dict[str, str] = {}
    sizes = 0
    with zipfile.ZipFile(aside, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, path in _files(settings, generations, leaving_out={aside, target.resolve()}):
            files[name] = _add(archive, name, path)
            sizes += path.stat().st_size
        for name, database in ((FEEDBACK, settings.feedback), (RECORDS, settings.records)):
            if database.is_file():
                with _copied(database) as copy:
                    files[name] = _add(archive, name, copy)
                    sizes += copy.stat().st_size
        pointer = "".join(f"{one}\n" for one in generations).encode("ascii")
        archive.writestr(f"{STORE}/{POINTER_NAME}", pointer)
        files[f"{STORE}/{POINTER_NAME}"] = hashlib.sha256(pointer).hexdigest()
        held = BackupList(KIND, FORMAT, version, made.isoformat(), generations, sizes, files)
        archive.writestr(LIST_NAME, json.dumps(asdict(held), ensure_ascii=False))
    return held


def _files(
    settings: Settings, generations: tuple[str, ...], *, leaving_out: set[Path]
) -> Iterator[tuple[str, Path]]:
    """Give each file that a backup keeps but the databases, by its name there."""
    own = Path(FILE_NAME)
    if own.is_file():
        yield FILE_NAME, own
    for name in _KEPT_OF_STORE:
        if (settings.store / name).is_file():
            yield f"{STORE}/{name}", settings.store / name
    for identity in generations:
        folder = generations_folder(settings.store) / identity
        yield from _below(folder, f"{STORE}/{GENERATIONS_NAME}/{identity}", leaving_out)
    knowledge = settings.knowledge
    if knowledge.is_file():
        yield f"{DOCUMENTS}/{knowledge.name}", knowledge
    elif knowledge.is_dir():
        store = settings.store.resolve()
        for name, path in _below(knowledge, DOCUMENTS, leaving_out):
            # a link may lead anywhere, and a store is kept already
            if not path.is_symlink() and not path.resolve().is_relative_to(store):
                yield name, path


def _below(folder: Path, name: str, leaving_out: set[Path]) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.resolve() not in leaving_out:
            yield f"{name}/{path.relative_to(folder).as_posix()}", path


def _add(archive: zipfile.ZipFile, name: str, path: Path) -> str:
    digest = hashlib.sha256()
    info = zipfile.ZipInfo.from_file(path, name, strict_timestamps=False)
    is_small = info.file_size <= _PACKED_MOST
    info.compress_type = zipfile.ZIP_DEFLATED if is_small else zipfile.ZIP_STORED
    with path.open("rb") as source, archive.open(info, "w") as kept:
        while piece := source.read(_CHUNK):
            digest.update(piece)
            kept.write(piece)
    return digest.hexdigest()


@contextmanager
def _copied(database: Path) -> Iterator[Path]:
    """Give a copy of a database that others may write to meanwhile."""
    with tempfile.TemporaryDirectory(prefix="findings-backup-") as folder:
        copy = Path(folder) / database.name
        with closing(sqlite3.connect(database)) as ours, closing(sqlite3.connect(copy)) as theirs:
            ours.backup(theirs)
        yield copy


def _check(path: Path) -> None:
    with opened_backup(path) as (archive, held):
        for name, digest in held.files.items():
            if not _copy(archive, name, digest, None):
                msg = f"{path}: {name} did not reach the disk as it is: check the disk, run again"
                raise ArchiveError(msg)


@contextmanager
def opened_backup(path: Path) -> Iterator[tuple[zipfile.ZipFile, BackupList]]:
    """Give an archive and what it says of itself.

    Raises:
        ArchiveError: it is missing, damaged, none of ours, or of a newer Findings; in one line.
    """
    damaged = f"{path}: is damaged: take another backup"
    try:
        with zipfile.ZipFile(path) as archive:
            if LIST_NAME not in archive.namelist():
                msg = f"{path}: is no backup of Findings: name a file that 'findings backup' made"
                raise ArchiveError(msg)
            yield archive, _read_list(archive, path)
    except FileNotFoundError as error:
        msg = f"{path}: there is no such file: name one that 'findings backup' made"
        raise ArchiveError(msg) from error
    except zipfile.BadZipFile as error:
        with path.open("rb") as file:
            is_cut = file.read(4) == b"PK\x03\x04"
        ours = damaged if is_cut else f"{path}: is no backup of Findings, or is damaged"
        raise ArchiveError(ours) from error
    except (zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise ArchiveError(damaged) from error
    except OSError as error:
        if error.filename is not None and Path(error.filename) == path:
            msg = f"{path}: cannot be read ({error.strerror}): check its permissions"
            raise ArchiveError(msg) from error
        raise


def _read_list(archive: zipfile.ZipFile, path: Path) -> BackupList:
    try:
        raw: dict[str, Any] = json.loads(archive.read(LIST_NAME))
        if raw["kind"] != KIND:
            msg = f"{path}: is no backup of Findings: name a file that 'findings backup' made"
            raise ArchiveError(msg)
        if raw["format"] > FORMAT:
            msg = f"{path}: was made by a newer Findings ({raw['version']}): install that first"
            raise ArchiveError(msg)
        held = BackupList(**raw | {"generations": tuple(raw["generations"])})
        names = archive.namelist()
        is_whole = sorted(names) == sorted((*held.files, LIST_NAME)) and held.generations
        if not is_whole or not all(map(_is_inside, held.files)):
            msg = f"{path}: is damaged: it does not hold what it lists: take another backup"
            raise ArchiveError(msg)
    except (ValueError, KeyError, TypeError) as error:
        msg = f"{path}: is damaged ({type(error).__name__} in its list): take another backup"
        raise ArchiveError(msg) from error
    return held


def _is_inside(name: str) -> bool:
    """Say whether a name is one that a backup may have: of its places, and below none."""
    parts = PurePosixPath(name).parts
    known = name in {FILE_NAME, FEEDBACK, RECORDS} or (
        len(parts) > 1 and parts[0] in {DOCUMENTS, STORE}
    )
    return known and ".." not in parts and "\\" not in name and ":" not in name


def unpack(path: Path, folder: Path) -> BackupList:
    """Write all that a backup holds below ``folder``, each file as it was, and give its list.

    Raises:
        ArchiveError: see ``opened_backup``; a file is not as it was; or there is no space.
    """
    with opened_backup(path) as (archive, held):
        if shutil.disk_usage(folder).free < held.sizes:
            msg = f"{folder.parent}: {held.sizes >> 20} MB are needed and not free: free some space"
            raise ArchiveError(msg)
        for name, digest in held.files.items():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if not _copy(archive, name, digest, target):
                msg = f"{path}: {name} in it is damaged: take another backup"
                raise ArchiveError(msg)
    return held


def _copy(archive: zipfile.ZipFile, name: str, digest: str, target: Path | None) -> bool:
    """Write one file where a target is given, and say whether it is as it was."""
    found = hashlib.sha256()
    with archive.open(name) as kept, Path(target or os.devnull).open("wb") as file:
        while piece := kept.read(_CHUNK):
            found.update(piece)
            file.write(piece)
        file.flush()
        if target:
            os.fsync(file.fileno())
    return found.hexdigest() == digest
