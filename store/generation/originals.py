"""The files that documents were read from, inside a generation, named by their content's hash."""

from __future__ import annotations

import hashlib
import os
import shutil
from typing import TYPE_CHECKING

from ingest.folder.originals import SUFFIX, Original

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

ORIGINALS_NAME = "originals"


def place_of(folder: Path, digest: str) -> Path:
    """Give where the generation in ``folder`` has, or would have, the original of that hash."""
    return folder / ORIGINALS_NAME / f"{digest}{SUFFIX}"


def write_originals(originals: Iterable[Original], folder: Path, previous: Path | None) -> None:
    """Put each original into the generation in ``folder``.

    One that the ``previous`` generation's folder holds is the same file on the disk.

    Raises:
        OSError: one cannot be read or written, or was changed since its words were read.
    """
    (folder / ORIGINALS_NAME).mkdir()
    for one in originals:
        place = place_of(folder, one.digest)
        if place.exists():
            continue
        held = place_of(previous, one.digest) if previous else None
        if held and held.is_file():
            try:
                os.link(held, place)
            except OSError:  # a disk that knows no links
                shutil.copyfile(held, place)
            continue
        shutil.copyfile(one.path, place)
        with place.open("rb") as written:
            if hashlib.file_digest(written, "sha256").hexdigest() != one.digest:
                msg = f"{one.path.name} was changed while it was read"
                raise OSError(msg)
