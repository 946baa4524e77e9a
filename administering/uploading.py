"""Files come in: each is staged by itself, a zip as what it holds; nothing of it is believed."""

from __future__ import annotations

import stat
import tempfile
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING

from domain import FindingsError
from ingest.readers.registry import READERS
from using.documents.staging import name_for, shown_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from starlette.datastructures import UploadFile

    from using.documents.staging import Staged

_MOST_IN_A_ZIP = 500
# All that a zip may become; what unpacks to more is no set of documents.
_MOST_UNPACKED = 600 * 2**20
_PIECE = 2**20
_DAMAGED = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError)
# What a folder is packed with beside its documents, on machines of one maker.
_OF_THE_SYSTEM = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


class UploadError(FindingsError):
    """Nothing came in, or nothing of it can be read."""


@dataclass(frozen=True, slots=True)
class CameIn:
    """What was staged, and a line for each file that was not."""

    staged: tuple[Staged, ...]
    refused: tuple[str, ...]


def take_in(files: Iterable[UploadFile], stage: Callable[[Path, str], Staged]) -> CameIn:
    """Stage each file that was sent, by ``stage``, and what each zip holds.

    Raises:
        UploadError: no file was sent.
    """
    staged: list[Staged] = []
    refused: list[str] = []
    with tempfile.TemporaryDirectory(prefix="findings-upload-") as name:
        folder = Path(name)
        count = 0
        for sent in files:
            for said, source in _parts(sent, refused):
                count += 1
                try:
                    staged.append(stage(_kept(source, said, folder / f"{count}"), said))
                except FindingsError as error:
                    refused.append(str(error))
                except _DAMAGED:
                    refused.append(f"{shown_name(said)}: is damaged: pack it again")
    if not staged and not refused:
        msg = "no file was sent: choose one first"
        raise UploadError(msg)
    return CameIn(tuple(staged), tuple(refused))


def _parts(sent: UploadFile, refused: list[str]) -> Iterator[tuple[str, IO[bytes]]]:
    """Give each file that was sent, by the name that it came under."""
    said = sent.filename or ""
    if not said.lower().endswith(".zip"):
        yield said, sent.file
        return
    try:
        with zipfile.ZipFile(sent.file) as archive:
            yield from _members(archive, shown_name(said), refused)
    except _DAMAGED:
        refused.append(f"{shown_name(said)}: is damaged or locked: pack it anew, unlocked")


def _members(
    archive: zipfile.ZipFile, said: str, refused: list[str]
) -> Iterator[tuple[str, IO[bytes]]]:
    every = [one for one in archive.infolist() if not one.is_dir() and not _is_of_system(one)]
    if len(every) > _MOST_IN_A_ZIP:
        refused.append(f"{said}: holds {len(every)} files, more than {_MOST_IN_A_ZIP}: split it")
        return
    if sum(one.file_size for one in every) > _MOST_UNPACKED:
        refused.append(f"{said}: becomes more than {_MOST_UNPACKED >> 20} MB: split it")
        return
    for one in every:
        if stat.S_ISLNK(one.external_attr >> 16):
            refused.append(f"{shown_name(one.filename)}: is a link: put the file itself there")
        elif one.flag_bits & 1:
            refused.append(f"{shown_name(one.filename)}: has a password: pack it without")
        else:
            with archive.open(one) as file:
                yield one.filename, file


def _is_of_system(one: zipfile.ZipInfo) -> bool:
    name = PurePosixPath(one.filename).name
    return (
        one.filename.startswith(_OF_THE_SYSTEM[0])
        or name.startswith(".")
        or (name in _OF_THE_SYSTEM)
    )


def _kept(source: IO[bytes], said: str, target: Path) -> Path:
    """Write a file aside, within the limit of its format.

    Raises:
        UploadError: it is larger.
        StagingError: no reader reads what it is named for.
    """
    most = READERS[Path(name_for(said)).suffix].max_megabytes
    left = most * 2**20
    with target.open("wb") as file:
        while piece := source.read(_PIECE):
            left -= len(piece)
            if left < 0:
                msg = f"{shown_name(said)}: is larger than {most} MB: split it"
                raise UploadError(msg)
            file.write(piece)
    return target
