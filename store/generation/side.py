"""The files beside the documents, inside a generation: written once, hashed, read from there."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from store.generation.manifest import Manifest

SIDE_NAME = "side"


def write_side(side: Mapping[str, bytes], folder: Path) -> None:
    """Write each file at its path below ``folder``."""
    for name, data in side.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def read_held(folder: Path, manifest: Manifest) -> dict[str, bytes]:
    """Give the files that the generation in ``folder`` holds, by their paths."""
    return {name: (folder / SIDE_NAME / name).read_bytes() for name in recorded(manifest)}


def recorded(manifest: Manifest) -> dict[str, str]:
    """Give the SHA-256 of each file that a manifest lists, by its path beside the documents."""
    start = f"{SIDE_NAME}/"
    return {
        name.removeprefix(start): digest
        for name, digest in manifest.files.items()
        if name.startswith(start)
    }


def digests(side: Mapping[str, bytes]) -> dict[str, str]:
    """Give the SHA-256 of each file, by its path."""
    return {name: hashlib.sha256(data).hexdigest() for name, data in side.items()}
