"""The bundles of an edition, opened: each by itself, and all of them as one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import numpy as np

from store.bundles.stacked import StackedVectors
from store.generation.columns import columns_of, join_columns, load_columns
from store.generation.manifest import BUNDLES_NAME, COLUMNS_NAME, KNOWLEDGE_NAME, VECTORS_NAME
from store.generation.records import (
    Knowledge,
    load_knowledge,
    read_document,
    read_entry,
    read_headings,
    read_passage,
)
from store.generation.rows import RowFile, RowRun, Rows, are_read_by_blocks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from domain import Source
    from store.generation.columns import HeldColumns
    from store.generation.manifest import Manifest

    Refuse = Callable[[Iterable[str]], None]

# So many are kept of those that were read, which is all of a usual knowledge base: a passage takes
# some 5 KB, an entry 0.4, a document up to a megabyte.
KEPT_DOCUMENTS, KEPT_PASSAGES, KEPT_ENTRIES = 100, 5_000, 40_000


@dataclass(frozen=True)
class Bundle:
    """Neighbouring documents and all that is kept of them, by numbers of their own.

    ``place`` is its folder below the edition's, empty for an edition that is not kept in bundles.
    """

    place: str
    columns: HeldColumns
    vectors: NDArray[np.float32]
    sources: Sequence[Source]
    file: RowFile | None
    read_before: Knowledge | None = None

    @cached_property
    def knowledge(self) -> Knowledge:
        """Its words."""
        return self.read_before or _as_one([self])


@dataclass(frozen=True, slots=True)
class Bundles:
    """All bundles of an edition: what they hold, by the numbers of the edition."""

    bundles: tuple[Bundle, ...]
    knowledge: Knowledge
    columns: HeldColumns
    vectors: StackedVectors


def place_of(name: str) -> str:
    """Give where the bundle of a name lies below an edition's folder."""
    return f"{BUNDLES_NAME}/{name}"


def open_bundles(folder: Path, manifest: Manifest, refuse_changed: Refuse) -> Bundles:
    """Open what an edition holds, each row of its words to be read when it is asked for.

    ``refuse_changed`` raises where one of some files is not as it was written.

    Raises:
        OSError, ValueError, KeyError, EOFError: a file cannot be read.
        RecordError: the record of its words, which is of an older format, is damaged.
    """
    sources = [one.source for one in manifest.documents]
    places = [place_of(one) for one in manifest.bundles] or [""]
    names = [_below(one, KNOWLEDGE_NAME) for one in places]
    if _below(places[0], COLUMNS_NAME) not in manifest.files:
        refuse_changed(names)
        knowledge = load_knowledge((folder / names[0]).read_bytes())
        columns = columns_of(knowledge)
        vectors = _vectors_of(columns, folder, manifest)
        bundles = [Bundle("", columns, vectors, sources, None, knowledge)]
        return _together(bundles)
    refuse_changed(_below(one, COLUMNS_NAME) for one in places)
    is_large = are_read_by_blocks(folder / one for one in names)
    bundles, at = [], 0
    for place, name in zip(places, names, strict=True):
        columns = load_columns(folder / place / COLUMNS_NAME)
        sums = columns.starts.get("blocks") if is_large else None
        if sums is None:
            refuse_changed([name])
        end = at + len(columns.starts["documents"]) - 1
        file = RowFile(folder / name, sums)
        vectors = _vectors_of(columns, folder / place, manifest)
        bundles.append(Bundle(place, columns, vectors, sources[at:end], file))
        at = end
    return _together(bundles)


def _below(place: str, name: str) -> str:
    return f"{place}/{name}" if place else name


def _vectors_of(columns: HeldColumns, folder: Path, manifest: Manifest) -> NDArray[np.float32]:
    vectors = vectors_in(folder)
    if vectors.shape != (len(columns.kinds), manifest.dimension):
        msg = f"{folder / VECTORS_NAME}: holds {vectors.shape} for {len(columns.kinds)} entries"
        raise ValueError(msg)
    return vectors


def vectors_in(folder: Path) -> NDArray[np.float32]:
    """Give the vectors of the bundle in a folder, mapped.

    Raises:
        OSError, ValueError, EOFError: they cannot be read.
    """
    vectors: NDArray[np.float32] = np.load(folder / VECTORS_NAME, mmap_mode="r")
    return vectors


def _together(bundles: Sequence[Bundle]) -> Bundles:
    columns = join_columns([one.columns for one in bundles])
    vectors = stack((one.vectors, one.columns.own) for one in bundles)
    return Bundles(tuple(bundles), _as_one(bundles), columns, vectors)


def stack(bundles: Iterable[tuple[NDArray[np.float32], int]]) -> StackedVectors:
    """Give the vectors of bundles as of one, by each one's and how many of them are own ones'.

    Own ones come first, then those of what was taught.
    """
    held = [*bundles]
    pieces = [*(one[:own] for one, own in held), *(one[own:] for one, own in held)]
    return StackedVectors([one for one in pieces if len(one)] or [held[0][0]])


def _as_one(bundles: Sequence[Bundle]) -> Knowledge:
    if bundles[0].read_before:
        return bundles[0].read_before
    before = accumulate((len(one.columns.parts) for one in bundles), initial=0)
    own: list[RowRun[Any]] = []
    taught: list[RowRun[Any]] = []
    for one, passages in zip(bundles, before, strict=False):
        starts, size = one.columns.starts["entries"], one.columns.own
        own.append(_stretch(one, starts[: size + 1], partial(read_entry, passages)))
        taught.append(_stretch(one, starts[size:], partial(read_entry, passages)))

    def rows(name: str, make: Callable[[Bundle], Callable[[bytes], Any]], kept: int) -> Rows[Any]:
        every = [_stretch(one, one.columns.starts[name], make(one)) for one in bundles]
        return Rows(every, kept=kept)

    opened = Knowledge(
        rows("documents", lambda _: read_document, KEPT_DOCUMENTS),
        rows("passages", lambda one: partial(read_passage, one.sources), KEPT_PASSAGES),
        Rows([*own, *taught], kept=KEPT_ENTRIES),
    )
    # in the place of what would read every passage
    vars(opened)["headings"] = rows("headings", lambda _: read_headings, KEPT_DOCUMENTS)
    return opened


def _stretch(
    bundle: Bundle, starts: NDArray[np.int64], make: Callable[[bytes], Any]
) -> RowRun[Any]:  # fmt: skip
    if bundle.file is None:
        msg = "a bundle of an older format is read whole"
        raise ValueError(msg)
    return RowRun(bundle.file, starts, make)
