"""A plan becomes a new generation: a folder written once, not yet published."""

from __future__ import annotations

import secrets
import shutil
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

import numpy as np

from domain import FindingsError
from store.bundles.writing import vectors_of, words_of_bundles, write_bundles
from store.generation.manifest import (
    ANSWERED,
    CELLS_NAME,
    COARSE_NAME,
    FORMAT,
    LESSONS_NAME,
    PROBES_NAME,
    ROWS_NAME,
    SCALES_NAME,
    Manifest,
    hash_files,
    library_versions,
)
from store.generation.opened import INDEX_NAME
from store.generation.originals import write_originals
from store.generation.records import dump_lessons
from store.generation.side import SIDE_NAME, write_side
from store.publishing.probes import PROBES
from store.publishing.syncing import sync
from store.search.carrying import renumber
from store.search.cells import CELLS_FROM, settle, write_cells
from store.search.clients import (
    IndexFaultError,
    ServerAwayError,
    drop,
    place_in,
    refuse_public,
)
from store.search.coarse import write_rounded
from store.search.index import USUAL, WIDE, write_index
from store.search.keywords import KeywordIndex
from store.search.reaching import Reach, measure_reach

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

    from store.bundles.stacked import AnyVectors, StackedVectors
    from store.generation.planning import Plan
    from store.models.embedding import Embedder
    from store.search.coarse import CoarseVectors

    Vectors = NDArray[np.float32]
    Rows = NDArray[np.intp]

# Up to so many vectors, the usual index gives 0.994 of the nearest ten of questions about other
# subjects; of 20,000 it gives 0.979, a wide one 0.9995.
_USUAL_MOST = 5_000
# A build is not begun with less free than twice the live generation and this much.
_SPARE_BYTES = 200 * 2**20


class BuildError(FindingsError):
    """A generation cannot be written: no documents, no space, or the disk refused."""


class BuildProgress(Protocol):
    """Is told how far a build has come; each stage counts from 0."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Take note of ``done`` of ``total`` in the named stage."""


def write(
    planned: Plan, embedder: Embedder, *, directory: Path, progress: BuildProgress | None = None,
    afresh: bool = False, cells_from: int = CELLS_FROM, chroma_server: str = "",
) -> Path:  # fmt: skip
    """Write the planned generation into a new folder below ``directory`` and give the folder.

    ``afresh`` writes an index of its own, where that of the generation before could be carried
    over (``store.search.carrying``). More than ``cells_from`` vectors of documents' own words lie
    in cells (``store.search.cells``), fewer in Chroma; all in Chroma where ``chroma_server`` is the
    address of what holds them in the folder's place. Nothing points to the folder yet:
    ``store.publishing.auditing`` checks it and ``store.publishing.live`` publishes it.

    Raises:
        BuildError: too little space is left, or writing failed.
        IndexFaultError: ``chroma_server`` may not be used.
    """
    refuse_public(chroma_server)
    if embedder.name != planned.model:
        msg = f"planned for model {planned.model}, given {embedder.name}: plan again"
        raise BuildError(msg)

    def embedded(done: int) -> None:
        if progress:
            progress("embedding", done, len(planned.wanted))

    built = datetime.now(UTC)
    identity = f"{built:%Y%m%dT%H%M%S}-{secrets.token_hex(3)}"
    folder = directory / identity
    try:
        directory.mkdir(parents=True, exist_ok=True)
        _check_space(directory, planned)
        folder.mkdir()
        probes = embedder.embed(PROBES, asked=True)
        known = write_bundles(
            planned.bundles, planned.wanted, embedder, folder, planned.previous,
            dimension=probes.shape[1], told=embedded,
        )  # fmt: skip
        (folder / LESSONS_NAME).write_bytes(dump_lessons(planned.lessons))
        write_side(planned.side, folder / SIDE_NAME)
        before = planned.previous.directory if planned.previous else None
        write_originals(planned.originals, folder, before)
        count = sum(one.own for one in planned.bundles)
        KeywordIndex.write(words_of_bundles(folder, planned.bundles), folder)
        np.save(folder / PROBES_NAME, probes)
        vectors = vectors_of(folder, planned.bundles)
        if count > cells_from and not chroma_server:
            unreached: tuple[int, ...] = ()
            is_exact = not _lay_in_cells(folder, planned, vectors, count, probes)
        else:
            _save_rounded(folder, vectors)
            own = vectors[:count]
            carried = None if afresh else _carry(folder, planned, own, chroma_server)
            unreached, is_exact = carried or (), False
            if carried is None:
                reach = _index(folder, own, probes, planned, server=chroma_server, told=progress)
                unreached, is_exact = reach.unreached, not reach.is_enough
        Manifest(
            format=FORMAT,
            id=identity,
            built=built,
            model=planned.model,
            dimension=vectors.shape[1],
            max_words=planned.max_words,
            libraries=library_versions(),
            documents=planned.records,
            passages=len(planned.knowledge.passages),
            entries=len(vectors),
            files=hash_files(folder, known),
            unreached=() if is_exact else unreached,
            is_exact=is_exact,
            bundles=tuple(one.name for one in planned.bundles),
        ).write(folder)
        _sync(folder)
    except (OSError, IndexFaultError) as error:
        _drop_index(folder, planned)
        shutil.rmtree(folder, ignore_errors=True)
        if isinstance(error, ServerAwayError):
            raise BuildError(str(error)) from error
        msg = f"{folder}: cannot be written ({error}): free the disk or its permissions, run again"
        raise BuildError(msg) from error
    return folder


def _carry(
    folder: Path, planned: Plan, vectors: Vectors, chroma_server: str
) -> tuple[int, ...] | None:
    """Carry the index of the generation before over and give the rows that it does not reach.

    None where it has to be written anew: too much changed, or it is of another format. What a
    withdrawn document was found by goes with it, so that is always a new index.
    """
    before = planned.previous
    now = {one.source.id for one in planned.records}
    if (
        before is None
        or before.centres is not None
        or before.manifest.is_exact
        or before.manifest.format not in ANSWERED
        or (before.manifest.model, before.manifest.libraries) != (planned.model, library_versions())
        or any(one.source.id not in now for one in before.manifest.documents)
    ):
        return None
    place = place_in(before.directory / INDEX_NAME)
    if (place.server if place else "") != chroma_server:
        return None
    old = np.asarray(before.vectors[: before.own])
    carried = renumber(old, vectors, before.rows, before.manifest.unreached)
    if not carried.is_little:
        return None
    shutil.copytree(before.directory / INDEX_NAME, folder / INDEX_NAME)
    copied = hash_files(folder / INDEX_NAME)
    if any(before.manifest.files.get(f"{INDEX_NAME}/{one}") != copied[one] for one in copied):
        return None
    np.save(folder / ROWS_NAME, carried.rows)
    return carried.unreached


def _save_rounded(folder: Path, vectors: AnyVectors, order: Rows | None = None) -> CoarseVectors:
    return write_rounded(folder / COARSE_NAME, folder / SCALES_NAME, vectors, order)


def _lay_in_cells(
    folder: Path, planned: Plan, vectors: StackedVectors, own: int, probes: Vectors
) -> bool:  # fmt: skip
    """Write the cells of documents' own vectors; say whether they find what is near."""
    before = planned.previous.centres if planned.previous else None
    rows = write_cells(folder / CELLS_NAME, vectors.first(own), before)
    order = np.concatenate([rows, np.arange(own, len(vectors))])
    coarse = _save_rounded(folder, vectors, order)
    return settle(folder / CELLS_NAME, coarse, vectors.first(own), probes)


def _index(
    generation: Path, vectors: Vectors, probes: Vectors, planned: Plan, *, server: str,
    told: BuildProgress | None,
) -> Reach:  # fmt: skip
    """Write the index, again and wider where it leaves out much; give what it reaches."""

    def counting(stage: str) -> Callable[[int], None]:
        done = 0

        def count(size: int) -> None:
            nonlocal done
            done += size
            if told:
                told(stage, done, len(vectors))

        return count

    folder, model = generation / INDEX_NAME, planned.model
    for breadth in (USUAL, WIDE) if len(vectors) <= _USUAL_MOST else (WIDE,):
        _drop_index(generation, planned)
        write_index(
            folder, vectors, model=model, breadth=breadth, server=server,
            progress=counting("indexing"),
        )  # fmt: skip
        reach = measure_reach(folder, vectors, probes, model=model, progress=counting("searching"))
        if reach.is_enough:
            break
    return reach


def _drop_index(generation: Path, planned: Plan) -> None:
    """Remove a new generation's index, with its server too, but not what the one before holds."""
    before = [planned.previous.directory / INDEX_NAME] if planned.previous else []
    drop(generation / INDEX_NAME, before)


def _check_space(directory: Path, planned: Plan) -> None:
    files = planned.previous.directory.rglob("*") if planned.previous else ()
    # a bundle that stays is not written again
    staying = {one.name for one in planned.bundles if one.held}
    written = (one for one in files if one.is_file() and one.parent.name not in staying)
    needed = 2 * sum(path.stat().st_size for path in written) + _SPARE_BYTES
    free = shutil.disk_usage(directory).free
    if free < needed:
        msg = f"{directory}: {free >> 20} MB free, {needed >> 20} MB needed: free some space"
        raise BuildError(msg)


def _sync(folder: Path) -> None:
    """Have the operating system write every file and folder below ``folder`` to the disk."""
    for path in [*folder.rglob("*"), folder, folder.parent]:
        sync(path)
