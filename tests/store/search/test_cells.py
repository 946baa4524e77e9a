"""Cells find what an exact search finds, with a part of the vectors read."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import numpy as np
import pytest

from store.generation.building import write
from store.generation.manifest import CELLS_NAME
from store.generation.opened import INDEX_NAME, Generation, GenerationError
from store.generation.planning import plan
from store.publishing.auditing import audit_in_child, find_faults
from store.search.cells import (
    CELL_ROWS_NAME,
    PROBED,
    PROBED_NAME,
    CellIndex,
    Cells,
    CellsFaultError,
    find_centres,
    write_cells,
)
from store.search.coarse import CoarseVectors, round_vectors
from store.search.reaching import find_unreached, measure_recall
from tests.store.texts import SIDE, TEXTS, collected

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from store.models.embedding import Embedder

    Vectors = NDArray[np.float32]

SIZE = 20_000


@pytest.fixture(scope="module")
def vectors() -> Vectors:
    """Unit vectors around four hundred directions, as sentences are around their subjects."""
    draw = np.random.default_rng(5)
    around = draw.standard_normal((400, 64))
    made = around[draw.integers(0, 400, SIZE)] + draw.standard_normal((SIZE, 64))
    unit: Vectors = (made / np.linalg.norm(made, axis=1, keepdims=True)).astype(np.float32)
    return unit


@pytest.fixture(scope="module")
def index(vectors: Vectors, tmp_path_factory: pytest.TempPathFactory) -> CellIndex:
    folder = tmp_path_factory.mktemp("cells") / CELLS_NAME
    rows = write_cells(folder, vectors)
    cells = Cells(folder, SIZE)
    codes, scales = round_vectors(vectors, rows.astype(np.intp))
    return CellIndex(cells, CoarseVectors(codes, scales, cells.places), vectors)


def test_the_nearest_are_found(index: CellIndex, vectors: Vectors) -> None:
    probes = vectors[::400] + 0.05
    probes /= np.linalg.norm(probes, axis=1, keepdims=True)
    assert measure_recall(index, vectors, (), probes) >= 0.98
    assert index.count() == SIZE


def test_every_row_is_found_by_its_own_vector(index: CellIndex, vectors: Vectors) -> None:
    assert find_unreached(index, None, vectors, np.arange(0, SIZE, 37)) == []


def test_best_come_first_by_exact_cosines(index: CellIndex, vectors: Vectors) -> None:
    (found,) = index.nearest(vectors[:1], 50)
    cosines = vectors[list(found)] @ vectors[0]
    assert len(found) == 50
    assert (np.diff(cosines) <= 0).all()


def test_a_part_of_all_is_read(index: CellIndex, vectors: Vectors) -> None:
    stretches = index.cells.nearest(vectors[0])
    assert len(stretches) == PROBED[0]
    assert sum(end - start for start, end in stretches) < SIZE / 2


def test_more_cells_are_looked_into_where_that_was_settled_on(
    vectors: Vectors, tmp_path: Path
) -> None:
    write_cells(tmp_path / "cells", vectors)
    (tmp_path / "cells" / PROBED_NAME).write_text("128", "ascii")
    assert len(Cells(tmp_path / "cells", SIZE).nearest(vectors[0])) == 128
    assert len(Cells(tmp_path / "cells", SIZE, 64).nearest(vectors[0])) == 64


def test_centres_serve_a_later_edition_until_they_are_too_few(vectors: Vectors) -> None:
    held = find_centres(vectors[:10_000])
    assert find_centres(vectors[:12_000], held) is held
    assert len(find_centres(vectors, held[:50])) > 200


def test_cells_of_other_vectors_are_refused(vectors: Vectors, tmp_path: Path) -> None:
    write_cells(tmp_path / "cells", vectors[:300])
    Cells(tmp_path / "cells", 300)
    with pytest.raises(CellsFaultError, match="not of these vectors"):
        Cells(tmp_path / "cells", 301)
    np.save(tmp_path / "cells" / CELL_ROWS_NAME, np.zeros(300, dtype=np.int32))
    with pytest.raises(CellsFaultError, match="not of these vectors"):
        Cells(tmp_path / "cells", 300)


def laid(embedder: Embedder, directory: Path, previous: Generation | None = None) -> Path:
    """Write a generation of the texts whose vectors lie in cells, however few they are."""
    planned = plan(
        collected(TEXTS), side=SIDE, model=embedder.name, max_words=110, previous=previous
    )
    return write(planned, embedder, directory=directory, cells_from=0)


def test_a_generation_in_cells_needs_no_chroma(embedder: Embedder, tmp_path: Path) -> None:
    folder = laid(embedder, tmp_path)
    assert not (folder / INDEX_NAME).exists()
    audit_in_child(folder)
    generation = Generation(folder)
    question = embedder.embed(["how soon is a return home interview"], asked=True)[0]
    exact = np.argsort(-(generation.vectors[: generation.own] @ question), kind="stable")
    assert generation.nearest(question, 5) == tuple(exact[:5].tolist())
    of_all = generation.coarse.cosines(question)
    assert np.abs(of_all - generation.vectors @ question).max() < 0.003


def test_its_centres_serve_the_next_edition(embedder: Embedder, tmp_path: Path) -> None:
    first = Generation(laid(embedder, tmp_path))
    second = Generation(laid(embedder, tmp_path, first))
    assert first.centres is not None
    assert second.centres is not None
    assert np.array_equal(first.centres, second.centres)


def test_damaged_cells_are_not_opened(embedder: Embedder, tmp_path: Path) -> None:
    folder = laid(embedder, tmp_path)
    assert list(find_faults(folder)) == []
    torn = shutil.copytree(folder, tmp_path / "torn")
    path = torn / CELLS_NAME / CELL_ROWS_NAME
    path.write_bytes(path.read_bytes()[:-4] + b"\x00\x00\x00\x09")
    with pytest.raises(GenerationError, match="damaged"):
        Generation(torn)
