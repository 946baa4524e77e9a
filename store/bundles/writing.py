"""The files of an edition's bundles: linked where the one before has them, written where not."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

import numpy as np

from store.bundles.planned import HeldVectors, wanted_of
from store.bundles.reading import place_of, stack, vectors_in
from store.generation.manifest import COLUMNS_NAME, KNOWLEDGE_NAME, VECTORS_NAME, WORDS_NAME
from store.search.counting import join_words, load_words
from store.search.keywords import count_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from store.bundles.planned import PlannedBundle, Wanted
    from store.bundles.stacked import StackedVectors
    from store.generation.opened import Generation
    from store.generation.records import Knowledge
    from store.models.embedding import Embedder
    from store.search.counting import TextWords

    Vectors = NDArray[np.float32]

# Texts embedded between two steps of the progress bar, sorted by length so that little of a
# batch is padding.
_SLICE = 1_024
# In an edition's folder while it is written.
_MADE_NAME = "made.f32"


def write_bundles(
    bundles: Sequence[PlannedBundle], fresh: Sequence[Wanted], embedder: Embedder, folder: Path,
    previous: Generation | None, *, dimension: int, told: Callable[[int], None],
) -> dict[str, str]:  # fmt: skip
    """Write the bundles into the edition in ``folder``; give the hashes of those that were linked.

    ``fresh`` is what has no vector yet; ``told`` is told how many of it have one.

    Raises:
        OSError: one cannot be written.
    """
    made = _MadeVectors(fresh, embedder, folder / _MADE_NAME, told, dimension)
    known: dict[str, str] = {}
    for one in bundles:
        place = folder / place_of(one.name)
        place.mkdir(parents=True)
        if one.held and previous:
            start = f"{one.held.place}/"
            hashes = {name: told for name, told in previous.manifest.files.items()
                      if name.startswith(start)}  # fmt: skip
            # what could only be copied is hashed anew
            known |= {name: told for name, told in hashes.items()
                      if _linked(previous.directory / name, folder / name)}  # fmt: skip
            continue
        if one.record and one.columns:
            (place / KNOWLEDGE_NAME).write_bytes(one.record.read())
            one.columns.save(place / COLUMNS_NAME)
        knowledge = one.knowledge
        count_words([each.text for each in knowledge.entries], one.own).save(place / WORDS_NAME)
        texts = [wanted[0] for wanted in wanted_of(knowledge) if wanted and wanted not in made]
        held = HeldVectors(previous if texts else None, embedder.name, texts)
        np.save(place / VECTORS_NAME, _vectors(knowledge, made, held, dimension))
    made.remove()
    return known


def vectors_of(folder: Path, bundles: Sequence[PlannedBundle]) -> StackedVectors:
    """Give the vectors of the bundles that were written into ``folder``, as of one."""
    return stack((vectors_in(folder / place_of(one.name)), one.own) for one in bundles)


def words_of_bundles(folder: Path, bundles: Sequence[PlannedBundle]) -> TextWords:
    """Give what is counted of the words of the bundles that were written into ``folder``."""
    return join_words([load_words(folder / place_of(one.name) / WORDS_NAME) for one in bundles])


def _linked(held: Path, place: Path) -> bool:
    """Have a file in a second place; say whether it is the same one on the disk."""
    with suppress(OSError):  # a disk that knows no links, or has too many of this one
        os.link(held, place)
        return True
    shutil.copyfile(held, place)
    return False


class _MadeVectors:
    """What had no vector yet with the one that it has now; they lie in a file, not in memory."""

    def __init__(
        self, fresh: Sequence[Wanted], embedder: Embedder, path: Path, told: Callable[[int], None],
        dimension: int,
    ) -> None:  # fmt: skip
        texts = sorted(fresh, key=lambda one: len(one[0]))
        self._path = path
        self._rows = {one: row for row, one in enumerate(texts)}
        with path.open("wb") as file:
            for start in range(0, len(texts), _SLICE):
                batch = texts[start : start + _SLICE]
                asked = [is_asked for _, is_asked in batch]
                vectors = embedder.embed([text for text, _ in batch], asked=asked)
                file.write(np.ascontiguousarray(vectors, dtype=np.float32).tobytes())
                told(start + len(batch))
        self._file = path.open("rb", buffering=0)
        self._size = 4 * dimension

    def __contains__(self, wanted: Wanted) -> bool:
        return wanted in self._rows

    def __getitem__(self, wanted: Wanted) -> Vectors:
        self._file.seek(self._rows[wanted] * self._size)
        return np.frombuffer(self._file.read(self._size), dtype=np.float32)

    def remove(self) -> None:
        """Close and remove the file."""
        self._file.close()
        self._path.unlink()


def _vectors(
    knowledge: Knowledge, made: _MadeVectors, held: HeldVectors, dimension: int
) -> Vectors:
    """Give one vector an entry."""
    entries, passages = knowledge.entries, knowledge.passages
    vectors = np.zeros((len(entries), dimension), dtype=np.float32)
    averaged = []
    for row, wanted in enumerate(wanted_of(knowledge)):
        if wanted is None:
            averaged.append((row, len(passages[entries[row].passage].sentences)))
        else:
            vectors[row] = made[wanted] if wanted in made else held[wanted[0]]
    for row, count in averaged:
        sentences = slice(row + 1, row + 1 + count)
        words = [len(entry.text.split()) for entry in entries[sentences]]
        mean = words @ vectors[sentences]
        vectors[row] = mean / np.linalg.norm(mean)
    return vectors
