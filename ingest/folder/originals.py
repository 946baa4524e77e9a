"""The file that a document was read from, where its pages can be shown as they were printed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SUFFIX = ".pdf"


@dataclass(frozen=True, slots=True)
class Original:
    """A file and the SHA-256 of its bytes."""

    path: Path
    digest: str


def original_of(file: Path) -> Original | None:
    """Give the file with its hash; None where its format has no pages to show, or it is gone."""
    if file.suffix.lower() != SUFFIX:
        return None
    try:
        with file.open("rb") as opened:
            return Original(file, hashlib.file_digest(opened, "sha256").hexdigest())
    except OSError:
        return None
