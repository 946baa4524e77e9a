"""What was found of each bundle by itself, in a file beside its words that editions share with it.

What is looked for is the business of who looks for it; a part's name says by what rules it was.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from store.generation.manifest import hash_file, is_as_written
from store.publishing.syncing import sync

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from numpy.typing import NDArray

    from store.bundles.reading import Bundle
    from store.generation.opened import Generation

    Arrays = Mapping[str, NDArray[Any]]


def write_beside(
    generation: Generation, part: str, rules: str, find: Callable[[Bundle], Arrays]
) -> None:  # fmt: skip
    """Put a part beside each bundle that has none by these rules; what other rules found goes.

    Nothing may point to the generation yet, and what it says of its files is as before.

    Raises:
        OSError: one cannot be written.
    """
    folder, files = generation.directory, dict(generation.manifest.files)
    for bundle in generation.bundles:
        wanted = _name(bundle, part, rules)
        if not bundle.place or wanted in files:
            continue
        for old in (folder / bundle.place).glob(f"{part}-*.npz"):
            files.pop(old.relative_to(folder).as_posix(), None)
            old.unlink()
        np.savez(folder / wanted, allow_pickle=False, **find(bundle))
        files[wanted] = hash_file(folder / wanted)
        sync(folder / wanted)
        sync(folder / bundle.place)
    if files != generation.manifest.files:
        replace(generation.manifest, files=files).write(folder)


def read_beside(
    generation: Generation, bundle: Bundle, part: str, rules: str
) -> dict[str, NDArray[Any]] | None:
    """Give the part beside a bundle; None where none is, or its file is damaged."""
    name = _name(bundle, part, rules)
    held, folder = generation.manifest, generation.directory
    if name not in held.files or not is_as_written(folder, held, name):
        return None
    with np.load(folder / name, allow_pickle=False) as arrays:
        return {one: arrays[one] for one in arrays.files}


def lacks_any(generation: Generation, part: str, rules: str) -> bool:
    """Say whether a bundle has no such part that was found by these rules."""
    files = generation.manifest.files
    return any(_name(one, part, rules) not in files for one in generation.bundles if one.place)


def _name(bundle: Bundle, part: str, rules: str) -> str:
    return f"{bundle.place}/{part}-{rules}.npz"
