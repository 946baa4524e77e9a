"""``findings backup`` and ``findings restore``: what a partnership has, as one file."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from importlib.metadata import version
from typing import TYPE_CHECKING

from store.publishing.live import current_folder
from store.publishing.locking import writing
from using.own.archives import write_backup
from using.own.restoring import restore, variables_that_win

if TYPE_CHECKING:
    from pathlib import Path

    from settings import Settings


def back_up(settings: Settings, target: Path) -> None:
    """Write the backup and say what is in it.

    Raises:
        FindingsError: nothing is published, another process writes, or it cannot be written.
    """
    current_folder(settings.store)
    with writing(settings.store):
        now = datetime.now(UTC)
        held = write_backup(settings, target, version=version("findings"), made=now)
    with target.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    print(
        f"{target}: {len(held.files)} files, {target.stat().st_size >> 10:,} KB, read back; "
        f"SHA-256 {digest}"
    )


def restore_folder(path: Path, folder: Path) -> None:
    """Make a folder what a backup holds and say where it lies.

    Raises:
        FindingsError: the backup is not sound, or the folder cannot be written.
    """
    held, place = restore(path, folder)
    print(f"{folder}: is as it was on {held.made[:16].replace('T', ' ')} UTC")
    if place != folder:
        print(f"its files lie in {place}; what was there before stays: remove it when you are sure")
    if named := variables_that_win():
        print(f"not in force yet: set or unset what names other places: {', '.join(named)}")
    print(f"in {folder}: 'findings doctor' checks it; start 'findings serve' again")
