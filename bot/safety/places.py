"""Where the partnership's contacts may lie: nothing that is damaged may keep the steps away."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from domain import FindingsError
from ingest.beside.partnership import PARTNERSHIP_NAME
from store.generation.manifest import is_as_written, read_manifest
from store.generation.side import SIDE_NAME
from store.publishing.live import current_folder, generations_folder

if TYPE_CHECKING:
    from pathlib import Path

_COPY_NAME = f"{SIDE_NAME}/{PARTNERSHIP_NAME}"


def contact_places(store: Path, knowledge: Path) -> list[Path]:
    """Give where the partnership's contacts may lie, the best place first; it never fails.

    A file in ``knowledge`` may be another partnership's, where the store was named and the folder
    was not: it is used before anything is ingested, and else where it is the very file that was
    ingested. Documents that belong to nobody have no contacts.
    """
    ingested = knowledge / PARTNERSHIP_NAME
    try:
        live = current_folder(store)
        manifest = read_manifest(live)
    except (FindingsError, OSError, ValueError):
        return _copies(store) or [ingested]
    written = manifest.files.get(_COPY_NAME)
    if written is None:
        return []
    copy = live / _COPY_NAME
    try:
        # half of it may read like a whole one
        if is_as_written(live, manifest, _COPY_NAME):
            return [copy]
    except FindingsError:
        pass
    return [ingested, copy] if _digest(ingested) == written else [copy]


def _copies(store: Path) -> list[Path]:
    """Give the copies beside any documents that the store still holds, the newest first."""
    try:
        return sorted(generations_folder(store).glob(f"*/{_COPY_NAME}"), reverse=True)
    except OSError:
        return []


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
