"""Where the partnership's contacts may lie: nothing that is damaged may keep the steps away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain import FindingsError
from ingest.beside.partnership import PARTNERSHIP_NAME
from store.generation.manifest import is_as_written, read_manifest
from store.generation.side import SIDE_NAME
from store.publishing.live import current_folder

if TYPE_CHECKING:
    from pathlib import Path


def contact_places(store: Path, knowledge: Path) -> list[Path]:
    """Give where the partnership's contacts may lie, the best place first; it never fails.

    A copy beside the live documents that is not as it was written comes last: half of it may
    read like a whole one.
    """
    ingested = knowledge / PARTNERSHIP_NAME
    live = _side_folder(store)
    if live is None:
        return [ingested]
    copy = live / PARTNERSHIP_NAME
    try:
        name = f"{SIDE_NAME}/{PARTNERSHIP_NAME}"
        is_sound = is_as_written(live.parent, read_manifest(live.parent), name)
    except (FindingsError, OSError, ValueError):
        is_sound = False
    return [copy, ingested] if is_sound else [ingested, copy]


def _side_folder(store: Path) -> Path | None:
    """Give the folder of the files beside the live documents; None where there is none."""
    try:
        folder = current_folder(store) / SIDE_NAME
        return folder if folder.is_dir() else None
    except (FindingsError, OSError, ValueError):
        return None
