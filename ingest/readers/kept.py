"""What was read of a file is kept, so that the same bytes are not read twice by the same reader."""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
import zlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

# What each reading is of: a change of any of these has every file read again.
_LIBRARIES = ("lxml", "markdown-it-py", "pypdfium2", "PyYAML", "rapidocr")
_HOME = Path(__file__).parents[2]
# Of those that are kept the ones used last stay within this; a larger one is not kept.
MOST_BYTES = 256 * 2**20
_MOST_BYTES_OF_ONE = MOST_BYTES // 8
_HASH_BYTES = hashlib.sha256().digest_size
_SUFFIX = ".read"


class Readings:
    """A folder of readings by the hash of their file's bytes; safe to use from several threads.

    One that is damaged counts as not there, and a folder that cannot be written keeps nothing.
    Without a folder, or where it is only to be read from, nothing is written.
    """

    def __init__(self, folder: Path | None = None, *, only_reads: bool = False) -> None:
        """Open nothing yet."""
        self._folder = folder
        self._writes = folder is not None and not only_reads
        self._used: set[str] = set()
        self._new: list[Path] = []

    def key(self, path: Path) -> str:
        """Give under what a file's reading is kept: its bytes, its format, who reads it.

        Raises:
            OSError: it cannot be opened.
        """
        if self._folder is None:
            return ""
        with path.open("rb") as file:
            content = hashlib.file_digest(file, "sha256").hexdigest()
        told = f"{reader_version()}\0{path.suffix.lower()}\0{content}"
        return hashlib.sha256(told.encode("utf-8", "surrogateescape")).hexdigest()

    def mark_used(self, key: str) -> None:
        """Have the reading under the key stay, where there is one."""
        self._used.add(key)

    def find(self, key: str) -> bytes | None:
        """Give what was kept under the key; None where there is nothing, or nothing sound."""
        if self._folder is None:
            return None
        path = self._folder / f"{key}{_SUFFIX}"
        try:
            kept = path.read_bytes()
        except OSError:
            return None
        digest, packed = kept[:_HASH_BYTES], kept[_HASH_BYTES:]
        if hashlib.sha256(packed).digest() != digest:
            return None
        if self._writes:
            with contextlib.suppress(OSError):
                os.utime(path)  # what is used stays longest
        self._used.add(key)
        return zlib.decompress(packed)

    def keep(self, key: str, reading: bytes) -> None:
        """Keep a reading: whole, or not at all."""
        if self._folder is None or not self._writes or len(reading) > _MOST_BYTES_OF_ONE:
            return
        packed = zlib.compress(reading, 1)
        path = self._folder / f"{key}{_SUFFIX}"
        aside = path.with_suffix(f".{os.getpid()}")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            aside.write_bytes(hashlib.sha256(packed).digest() + packed)
            aside.replace(path)
            self._new.append(path)
        except OSError:
            with contextlib.suppress(OSError):
                aside.unlink(missing_ok=True)
        self._used.add(key)

    def discard(self) -> None:
        """Remove what was kept since: of files that are not published nothing stays."""
        for path in self._new:
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)

    def tidy(self, *, whole: bool) -> None:
        """Remove what is beyond the bound; after a ``whole`` folder was read, all that it lacks."""
        if self._folder is None or not self._writes:
            return
        with contextlib.suppress(OSError):
            found = [(one, one.stat()) for one in self._folder.iterdir()]
            left = MOST_BYTES
            for path, stat in sorted(found, key=lambda one: -one[1].st_mtime_ns):
                left -= stat.st_size
                is_gone = whole and path.stem not in self._used
                if is_gone or left < 0 or path.suffix != _SUFFIX:
                    path.unlink(missing_ok=True)


def forget_readings(folder: Path) -> None:
    """Remove every reading in ``folder``: words that are withdrawn do not stay behind in one."""
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            path.unlink(missing_ok=True)


def reader_version() -> str:
    """Give a hash of all that decides what a reader makes of a file."""
    return _version_of("ingest/readers/**/*.py", _LIBRARIES)


def ingest_version() -> str:
    """Give a hash of all that decides what becomes of a file, up to its passages."""
    return _version_of("ingest/**/*.*", (*_LIBRARIES, "rapidfuzz", "sentencex"))


@cache
def _version_of(code: str, libraries: tuple[str, ...]) -> str:
    digest = hashlib.sha256(sys.version.encode())
    paths = (one for one in _HOME.glob(code) if one.suffix in {".py", ".toml"})
    for path in (_HOME / "domain" / "documents.py", *sorted(paths)):
        digest.update(path.read_bytes())
    for name in libraries:
        digest.update(f"{name} {_version(name)}\0".encode())
    return digest.hexdigest()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""  # of an extra
