"""A sound build is published, and every row of it is found, whatever its index does not reach."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import numpy as np
import pytest

from store.generation.manifest import MANIFEST_NAME, hash_files
from store.generation.opened import INDEX_NAME, Generation
from store.publishing.auditing import AuditError, audit_in_child
from store.search.index import USUAL, WIDE, write_index
from store.search.reaching import measure_reach
from tests.store.texts import TEXTS, built

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from store.models.embedding import Embedder

pytestmark = pytest.mark.usefixtures("with_index")

ISLANDS = 40
EDITIONS = 30


class Editions:
    """An embedder to which sentences of one template are all but the same (cosine 0.997)."""

    def __init__(self, inner: Embedder) -> None:
        """Take the real embedder, which reads the templates."""
        self._inner = inner
        self.name = inner.name

    def embed(
        self, texts: Sequence[str], *, asked: bool | Sequence[bool] = False
    ) -> NDArray[np.float32]:
        """Give each text the vector of its template, moved a little in a way of its own."""
        del asked
        templates = sorted({text.split(" in edition ")[0] for text in texts})
        held = dict(zip(templates, self._inner.embed(templates), strict=True))
        vectors = np.array([held[text.split(" in edition ")[0]] for text in texts])
        for row, text in zip(vectors, texts, strict=True):
            own = np.random.default_rng(list(text.encode()))
            np.add(row, 0.05 * own.standard_normal(len(row)) / np.sqrt(len(row)), out=row)
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)


def mark(folder: Path, **facts: object) -> None:
    """Change facts of a manifest, its hashes made those of the files as they are."""
    raw = json.loads((folder / MANIFEST_NAME).read_bytes()) | facts
    (folder / MANIFEST_NAME).write_text(json.dumps(raw | {"files": hash_files(folder)}), "utf-8")


@pytest.fixture
def folder(tmp_path: Path, embedder: Embedder) -> Path:
    return built(TEXTS, embedder, tmp_path)


@pytest.fixture
def torn(folder: Path) -> Path:
    """A generation whose index cannot find row 3: it holds something else in its place."""
    vectors = np.asarray(Generation(folder).vectors)
    vectors[3] = -vectors[3]
    shutil.rmtree(folder / INDEX_NAME)
    model = json.loads((folder / MANIFEST_NAME).read_bytes())["model"]
    write_index(folder / INDEX_NAME, vectors, model=model)
    mark(folder)
    return folder


def test_a_row_that_the_index_does_not_reach_is_found_all_the_same(torn: Path) -> None:
    with pytest.raises(AuditError, match=r"entry 3 cannot be found.*findings ingest"):
        audit_in_child(torn)
    mark(torn, unreached=[3])
    audit_in_child(torn)
    generation = Generation(torn)
    assert generation.nearest(generation.vectors[3], 3)[0] == 3
    assert len(generation.nearest(generation.vectors[3], 3)) == 3


def test_where_no_index_is_good_enough_every_row_is_compared(torn: Path) -> None:
    mark(torn, is_exact=True)
    audit_in_child(torn)
    generation = Generation(torn)
    own = np.asarray(generation.vectors)
    for vector in own:
        wanted = np.sort(own @ vector)[::-1][:5]
        found = generation.nearest(vector, 5)
        assert np.allclose(own[list(found)] @ vector, wanted, atol=1e-6)
    assert sorted(generation.nearest(own[0], 10_000)) == list(range(len(own)))


def test_what_an_index_lacks_is_seen_when_it_is_written(tmp_path: Path, folder: Path) -> None:
    vectors = np.asarray(Generation(folder).vectors)
    other = vectors.copy()
    other[[3, 5]] *= -1
    write_index(tmp_path / "index", other, model="model")
    reach = measure_reach(tmp_path / "index", vectors, vectors[:2], model="model")
    assert reach.unreached == (3, 5)


@pytest.mark.slow
def test_islands_of_near_equal_texts_are_published(tmp_path: Path, embedder: Embedder) -> None:
    templates = [
        f"The front door of area {chr(65 + one % 26) * (1 + one // 26)} decides within a day"
        for one in range(ISLANDS)
    ]
    texts = {
        f"{year}.md": "\n\n".join(f"{one} in edition {year}." for one in templates)
        for year in range(1990, 1990 + EDITIONS)
    }
    written = built(texts, Editions(embedder), tmp_path)
    audit_in_child(written)
    generation = Generation(written)
    own = np.asarray(generation.vectors[: generation.own])
    hits = 0
    for vector in own:
        least = np.sort(own @ vector)[-10]
        hits += int((own[list(generation.nearest(vector, 10))] @ vector >= least - 1e-5).sum())
    assert hits >= 0.99 * 10 * len(own)


def test_a_wide_build_finds_what_a_usual_one_may_not(tmp_path: Path) -> None:
    chance = np.random.default_rng(3)
    centres = chance.standard_normal((ISLANDS, 384))
    centres /= np.linalg.norm(centres, axis=1, keepdims=True)
    rows = np.repeat(centres, 60, axis=0) + 0.05 * chance.standard_normal((ISLANDS * 60, 384)) / 20
    vectors = np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)
    reached = []
    for breadth in (USUAL, WIDE):
        folder = tmp_path / str(breadth.construction)
        write_index(folder, vectors, model="model", breadth=breadth)
        reached.append(measure_reach(folder, vectors, vectors[:5], model="model").is_enough)
    # what a usual one finds depends on how its threads met
    assert reached[1]
