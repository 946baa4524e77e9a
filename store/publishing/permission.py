"""The true reason where the operating system refuses: who may not do what, and the remedy."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def unreadable(path: Path, error: Exception, otherwise: str) -> str:
    """Give the line for a file that cannot be read: ``otherwise``, unless this user may not."""
    if isinstance(error, PermissionError):
        return f"{error.filename or path}: this user may not read it: give this user read access"
    return otherwise


def may_write(folder: Path) -> bool:
    """Say whether this user may change every file that lies in a folder, and add others."""
    return all(os.access(path, os.W_OK) for path in (folder, *folder.iterdir()))
