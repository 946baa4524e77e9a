"""The files below a folder: those to read, and each that is not read with its reason."""

from __future__ import annotations

import fnmatch
import glob
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from domain import FindingsError
from ingest.beside.side import SIDE_SUFFIX, is_read_in_place, is_used
from ingest.beside.teaching import TAUGHT_SUFFIX
from ingest.readers.registry import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class NothingToReadError(FindingsError):
    """The path given to ingest is missing, or holds no file of a known format."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that could not be read; ``reason`` gives the cause and the remedy.

    An ``id`` that ends in a slash is a folder's. What is held of it stays, unless ``keeps`` is
    False: what lies outside the folder was never its.
    """

    id: str
    reason: str
    keeps: bool = True


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file that is no document to Findings; ``by_design``: as its folder or its name says."""

    id: str
    reason: str
    by_design: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """What lies below ``root``, in order of path; ``taught`` lie beside documents."""

    root: Path
    files: tuple[Path, ...]
    taught: tuple[Path, ...] = ()
    refused: tuple[Refused, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


def find_files(path: Path, not_documents: Sequence[str] = ()) -> Found:
    """Give what lies at ``path``, a file or a folder that is read with all below it.

    ``not_documents`` are patterns of ids that the catalogue says are no documents. A link is
    followed where it leads to a file of the folder.

    Raises:
        NothingToReadError: the path is missing, cannot be opened, or holds nothing to read.
    """
    if path.is_file():
        return _beside(path)
    if not path.is_dir():
        msg = f"{path}: no such file or folder: name one that exists"
        raise NothingToReadError(msg)
    seen = sorted(_walk(path, not_documents), key=_key)
    refused = tuple(one for one in seen if isinstance(one, Refused))
    left_out = [one for one in seen if isinstance(one, LeftOut)]
    paths = [one for one in seen if not isinstance(one, (Refused, LeftOut))]
    taught = _taught(paths)
    files = tuple(sorted(set(paths) - set(taught)))
    left_out += _teaching_nothing(path, files, taught)
    if not files and not refused:
        others = [one for one in left_out if not one.by_design]
        count = f" ({len(others)} of other formats: {_suffixes(others)})" if others else ""
        msg = f"{path}: holds no file to read{count}: add one of {', '.join(FORMATS)}"
        raise NothingToReadError(msg)
    return Found(path, files, taught, refused, tuple(sorted(left_out, key=_key)))


def id_of(path: Path, root: Path) -> str:
    """Give the path from the root; what is not UTF-8 could be neither printed nor stored."""
    return path.relative_to(root).as_posix().encode("utf-8", "backslashreplace").decode()


def lines_of(left_out: Sequence[LeftOut], most: int) -> list[str]:
    """Give a line each, up to ``most``, and of the others their count by format."""
    named = [one for one in left_out if not one.by_design]
    lines = [f"{one.id}: {one.reason}" for one in named[:most]]
    if named[most:]:
        lines.append(f"and {len(named[most:])} more that were not read: {_suffixes(named[most:])}")
    return lines


def _suffixes(left_out: Sequence[LeftOut]) -> str:
    counts: dict[str, int] = {}
    for one in left_out:
        suffix = os.path.splitext(one.id)[1].lower() or "no ending"  # noqa: PTH122  an id, no path
        counts[suffix] = counts.get(suffix, 0) + 1
    return ", ".join(f"{count} {suffix}" for suffix, count in sorted(counts.items()))


def _key(one: Path | Refused | LeftOut) -> str:
    return one.id if isinstance(one, (Refused, LeftOut)) else str(one)


def _taught(paths: Sequence[Path]) -> tuple[Path, ...]:
    return tuple(sorted(one for one in paths if one.name.endswith(TAUGHT_SUFFIX)))


def _beside(path: Path) -> Found:
    """Give one file with what teaches it."""
    taught, refused = [], []
    for one in sorted(path.parent.glob(f"{glob.escape(path.stem)}*{TAUGHT_SUFFIX}")):
        if one.is_symlink() and (fault := _fault_of_link(one, path.parent)):
            refused.append(Refused(id_of(one, path.parent), fault, keeps=False))
        elif path.parent / path.stem in taught_stems(one):
            taught.append(one)
    return Found(path.parent, (path,), tuple(taught), tuple(refused))


def _walk(root: Path, not_documents: Sequence[str]) -> Iterator[Path | Refused | LeftOut]:
    closed: list[OSError] = []
    for folder, inner, _ in os.walk(root, onerror=closed.append):
        here = Path(folder)
        inner[:] = [
            one for one in inner if not one.startswith(".") and not (here / one).is_symlink()
        ]
        try:
            yield from _look_into(here, root, not_documents)
        except OSError as error:
            closed.append(error)
    for fault in closed:
        path = Path(fault.filename or root)
        if path == root:
            msg = f"{root}: cannot be opened ({fault.strerror}): check its permissions"
            raise NothingToReadError(msg) from fault
        reason = f"cannot be opened ({fault.strerror}): check its permissions; what it held stays"
        yield Refused(f"{id_of(path, root)}/", reason)


def _look_into(
    folder: Path, root: Path, not_documents: Sequence[str]
) -> Iterator[Path | Refused | LeftOut]:
    """Give what is in one folder; other folders in it are passed over unless they are odd."""
    for path in folder.iterdir():
        name = id_of(path, root)
        if path.name.startswith("."):
            yield LeftOut(name, "is hidden", by_design=True)
        elif any(fnmatch.fnmatchcase(name, pattern) for pattern in not_documents):
            yield LeftOut(name, "is no document, says the catalogue", by_design=True)
        elif path.is_symlink() and (fault := _fault_of_link(path, root)):
            yield Refused(name, fault, keeps=False)
        else:
            yield from _look_at(path, name)


def _look_at(path: Path, name: str) -> Iterator[Path | Refused | LeftOut]:
    try:
        mode = path.stat().st_mode
    except OSError as error:
        yield Refused(name, f"cannot be opened ({error.strerror}): check its permissions")
        return
    suffix = path.suffix.lower()
    if stat.S_ISDIR(mode):
        if path.is_symlink():
            yield LeftOut(name, "is a link to a folder that is read where it lies", by_design=True)
    elif not stat.S_ISREG(mode):
        yield Refused(name, "is a pipe or a device, not a file: take it out of the folder")
    elif suffix in FORMATS or path.name.endswith(TAUGHT_SUFFIX):
        yield path
    elif suffix == SIDE_SUFFIX and is_used(name):
        yield LeftOut(name, "is kept beside the documents", by_design=True)
    elif suffix == SIDE_SUFFIX and is_read_in_place(name):
        yield LeftOut(name, "is read where it lies", by_design=True)
    elif suffix == SIDE_SUFFIX:
        yield LeftOut(name, "nothing reads a file of this name: see docs/partnership.md for those")
    else:
        ending = f"format {suffix}" if suffix else "a file without an ending"
        yield LeftOut(name, f"{ending} is not read: save it as one of {', '.join(FORMATS)}")


def _fault_of_link(path: Path, root: Path) -> str:
    """Give why a link is not followed; empty where it leads to something inside the folder."""
    try:
        target = path.resolve(strict=True)
    except FileNotFoundError:
        return "is a link that leads nowhere: take it out, or put the file itself there"
    except (OSError, RuntimeError):
        return "is a link that leads in a circle or cannot be followed: take it out"
    if not target.is_relative_to(root.resolve()):
        return "is a link that leads outside the folder: put the file itself there"
    return ""


def _teaching_nothing(
    root: Path, files: Sequence[Path], taught: Sequence[Path]
) -> Iterator[LeftOut]:
    documents = {file.parent / file.stem for file in files}
    for path in taught:
        if not documents & set(taught_stems(path)):
            yield LeftOut(
                id_of(path, root), "teaches no document: name it as the document is named"
            )


def taught_stems(path: Path) -> list[Path]:
    """Give the documents, without their endings, that a file of taught questions may belong to.

    ``note.md`` is taught by ``note.questions.jsonl`` and ``note.*.questions.jsonl``.
    """
    words = path.name.removesuffix(TAUGHT_SUFFIX).split(".")
    return [path.parent / ".".join(words[:count]) for count in range(1, len(words) + 1)]
