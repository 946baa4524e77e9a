"""A file that a command writes: replaced at the end, as a whole, or left as it was."""

from __future__ import annotations

import io
import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, BinaryIO

from domain import FindingsError

if TYPE_CHECKING:
    from collections.abc import Iterator


class OutputError(FindingsError):
    """A file cannot be written, or writing it would destroy what is read."""


@contextmanager
def replacing(path: Path, *, kept: Path | None = None) -> Iterator[IO[str]]:
    """Give a UTF-8 text file that becomes ``path`` as that of ``replacing_bytes`` does.

    Raises:
        OutputError: it cannot be written, or it is the file ``kept``, by whatever name.
    """
    with replacing_bytes(path, kept=kept) as file:
        text = io.TextIOWrapper(file, encoding="utf-8", newline="")
        try:
            yield text
        finally:
            text.detach()


@contextmanager
def replacing_bytes(path: Path, *, kept: Path | None = None) -> Iterator[BinaryIO]:
    """Give a file that becomes ``path`` when the block ends without an exception.

    Until then, and where the block fails, what ``path`` held is untouched. A link keeps leading
    to its file, which is replaced; a device or pipe is written as it comes.

    Raises:
        OutputError: it cannot be written, or it is the file ``kept``, by whatever name.
    """
    try:
        if kept is not None and path.exists() and path.samefile(kept):
            msg = f"{path}: is {kept} itself, which would be lost: name another file"
            raise OutputError(msg)
        target = path.resolve()
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists() and not target.is_file() and not target.is_dir():
            with target.open("wb") as file:
                yield file
            return
        yield from _written_aside(target)
    except OSError as error:
        msg = f"{path}: cannot be written ({error.strerror}): name another file"
        raise OutputError(msg) from error


def _written_aside(target: Path) -> Iterator[BinaryIO]:
    if target.is_dir():
        raise IsADirectoryError(None, "it is a folder")
    descriptor, name = tempfile.mkstemp(prefix=f".{target.name[:80]}-", dir=target.parent)
    aside = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        aside.chmod(_mode_of(target))
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)


def _mode_of(target: Path) -> int:
    """Give the rights that the file has, or that a new one would get."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
