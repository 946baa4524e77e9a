"""Which generation is live: one small pointer file, changed by a rename."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from domain import FindingsError
from store.generation.manifest import read_manifest
from store.generation.opened import INDEX_NAME, Generation
from store.publishing.permission import unreadable
from store.publishing.syncing import sync
from store.search.clients import drop

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from store.generation.manifest import Manifest

# One generation's id a line: the live one, then the ones before it, newest first.
POINTER_NAME = "CURRENT"
GENERATIONS_NAME = "generations"


class StoreError(FindingsError):
    """The store holds no live generation, or one that the settings do not fit."""


def generations_folder(store: Path) -> Path:
    """Give the folder that holds a store's generations."""
    return store / GENERATIONS_NAME


def published(store: Path) -> tuple[str, ...]:
    """Give the ids of the live generation and those it can be rolled back to, newest first."""
    try:
        return tuple((store / POINTER_NAME).read_text("ascii").split())
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as error:
        path = store / POINTER_NAME
        msg = unreadable(path, error, f"{path}: cannot be read ({error}): run 'findings ingest'")
        raise StoreError(msg) from error


def current_folder(store: Path) -> Path:
    """Give the folder of the live generation.

    Raises:
        StoreError: nothing has been published.
    """
    identities = published(store)
    if not identities:
        msg = f"{store}: holds no knowledge base: run 'findings ingest'"
        raise StoreError(msg)
    return generations_folder(store) / identities[0]


def read_current_manifest(store: Path) -> Manifest:
    """Give the manifest of the live generation.

    Raises:
        StoreError: nothing has been published.
        ManifestError: its manifest is missing or damaged.
    """
    return read_manifest(current_folder(store))


def open_current(store: Path, *, model: str) -> Generation:
    """Open the live generation for questions embedded by the named model.

    Raises:
        StoreError: nothing has been published, or it was built with another model.
    """
    generation = Generation(current_folder(store))
    check_model(generation, store, model)
    return generation


def check_model(generation: Generation, store: Path, model: str) -> None:
    """Refuse a generation of ``store`` for questions that another model embeds.

    Raises:
        StoreError: it was built with another than the named model.
    """
    if generation.manifest.model != model:
        msg = (
            f"{store}: built with model {generation.manifest.model}, settings name {model}: "
            "run 'findings ingest', or set the model back"
        )
        raise StoreError(msg)


def publish(store: Path, identity: str, *, keep: int) -> None:
    """Make an audited generation live; ``keep`` generations stay, itself among them.

    The caller holds the write lock.
    """
    earlier = [one for one in published(store) if one != identity]
    _point(store, [identity, *earlier][:keep])
    remove_leftovers(store)


def roll_back(store: Path) -> str:
    """Make the generation before the live one live again and give its id.

    The caller holds the write lock and has audited that generation (see ``earlier_folder``).

    Raises:
        StoreError: there is no earlier one.
    """
    folder = earlier_folder(store)
    _point(store, published(store)[1:])
    return folder.name


def earlier_folder(store: Path) -> Path:
    """Give the folder of the generation before the live one.

    Raises:
        StoreError: there is none.
    """
    identities = published(store)[1:]
    if not identities:
        msg = (
            f"{store}: keeps no earlier generation: run 'findings ingest' on the documents you want"
        )
        raise StoreError(msg)
    return generations_folder(store) / identities[0]


def remove_leftovers(store: Path) -> None:
    """Remove what killed runs and earlier generations left; the caller holds the write lock."""
    kept = set(published(store))
    folder = generations_folder(store)
    indexes = [folder / name / INDEX_NAME for name in kept]
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.name not in kept:
            drop(path / INDEX_NAME, indexes)
            if not (path / INDEX_NAME).exists():
                shutil.rmtree(path, ignore_errors=True)
    _temporary(store).unlink(missing_ok=True)


def _point(store: Path, identities: Sequence[str]) -> None:
    """Write the pointer aside, have it on the disk, rename it into place, fsync the folder."""
    aside = _temporary(store)
    try:
        with aside.open("w", encoding="ascii") as file:
            file.write("\n".join(identities) + "\n")
            file.flush()
            os.fsync(file.fileno())
        aside.replace(store / POINTER_NAME)
        sync(store)
    except OSError as error:
        msg = f"{store / POINTER_NAME}: cannot be written ({error}): free the disk, run again"
        raise StoreError(msg) from error


def _temporary(store: Path) -> Path:
    return store / f"{POINTER_NAME}.new"
