"""What was found of all documents together, in files of arrays beside the words they are from.

What is looked for is the business of who looks for it; here it is kept, hashed and given back.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from store.generation.manifest import hash_files, is_as_written, read_manifest
from store.publishing.syncing import sync

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from typing import Any

    from numpy.typing import NDArray

    from store.generation.opened import Generation

    Arrays = Mapping[str, NDArray[Any]]

GATHERED_NAME = "gathered"
_RULES_NAME = f"{GATHERED_NAME}/rules.txt"


def write_gathered(folder: Path, rules: str, parts: Mapping[str, Arrays]) -> None:
    """Put each part into the generation in ``folder``, which nothing points to yet.

    ``rules`` names what they were found by.

    Raises:
        OSError: one cannot be written.
        ManifestError: the folder holds no generation.
    """
    (folder / GATHERED_NAME).mkdir()
    for name, arrays in parts.items():
        np.savez(folder / _file_of(name), allow_pickle=False, **arrays)
    (folder / _RULES_NAME).write_text(rules, "ascii")
    below = folder / GATHERED_NAME
    for path in (*below.iterdir(), below):
        sync(path)
    manifest = read_manifest(folder)
    added = {f"{GATHERED_NAME}/{name}": told for name, told in hash_files(below).items()}
    replace(manifest, files=manifest.files | added).write(folder)


def rules_of(generation: Generation) -> str:
    """Give by what rules its parts were found; empty where none are kept."""
    held = generation.manifest
    if _RULES_NAME not in held.files or not is_as_written(generation.directory, held, _RULES_NAME):
        return ""
    return (generation.directory / _RULES_NAME).read_text("ascii")


def read_gathered(generation: Generation, rules: str, name: str) -> dict[str, NDArray[Any]] | None:
    """Give a part that was found by these rules; None where it was not, or its file is damaged."""
    file = _file_of(name)
    held, folder = generation.manifest, generation.directory
    is_held = file in held.files and rules_of(generation) == rules
    if not (is_held and is_as_written(folder, held, file)):
        return None
    with np.load(folder / file, allow_pickle=False) as arrays:
        return {one: arrays[one] for one in arrays.files}


def _file_of(name: str) -> str:
    return f"{GATHERED_NAME}/{name}.npz"
