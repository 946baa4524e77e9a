"""Coarse vectors: near enough to the exact ones, row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from store.search.coarse import CoarseVectors, load_coarse, round_vectors

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]


@pytest.fixture(scope="module")
def vectors() -> Vectors:
    made = np.random.default_rng(3).normal(size=(3_000, 384)).astype(np.float32)
    unit: Vectors = made / np.linalg.norm(made, axis=1, keepdims=True)
    return unit


def test_cosines_are_near_the_exact_ones(vectors: Vectors) -> None:
    coarse = CoarseVectors(*round_vectors(vectors))
    for vector in vectors[:20]:
        exact = vectors @ vector
        assert np.abs(coarse.cosines(vector) - exact).max() < 0.003
        rows = np.array([2_999, 0, 1_024, 0])
        assert np.abs(coarse.cosines_of(rows, vector) - exact[rows]).max() < 0.003


def test_rows_are_near_the_exact_ones(vectors: Vectors) -> None:
    coarse = CoarseVectors(*round_vectors(vectors))
    rows = np.array([5, 1, 2_000])
    assert np.abs(coarse.rows(rows) - vectors[rows]).max() < 0.002


def test_equal_vectors_stay_equal(vectors: Vectors) -> None:
    coarse = CoarseVectors(*round_vectors(np.stack([vectors[7], vectors[8], vectors[7]])))
    first, other, again = coarse.rows(np.arange(3))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_a_vector_of_noughts_gives_noughts() -> None:
    coarse = CoarseVectors(*round_vectors(np.zeros((1, 8), dtype=np.float32)))
    assert coarse.cosines(np.ones(8, dtype=np.float32)).tolist() == [0.0]


def test_a_file_gives_what_was_written(vectors: Vectors, tmp_path: Path) -> None:
    coarse, scales = tmp_path / "coarse.npy", tmp_path / "scales.npy"
    codes, sizes = round_vectors(vectors)
    np.save(coarse, codes)
    np.save(scales, sizes)
    held = load_coarse(coarse, scales)
    assert len(held) == len(vectors)
    assert np.abs(held.cosines(vectors[9]) - vectors @ vectors[9]).max() < 0.003
    assert (tmp_path / "coarse.npy").stat().st_size < vectors.nbytes / 3.8


def test_a_file_of_something_else_is_refused(vectors: Vectors, tmp_path: Path) -> None:
    np.save(tmp_path / "coarse.npy", vectors)
    with pytest.raises(ValueError, match=r"coarse\.npy holds no coarse vectors"):
        load_coarse(tmp_path / "coarse.npy", tmp_path / "scales.npy")


def test_what_an_older_version_wrote_is_read(vectors: Vectors, tmp_path: Path) -> None:
    codes, scales = round_vectors(vectors[:50])
    held = np.empty(50, dtype=[("scale", np.float32), ("codes", np.int8, (384,))])
    held["scale"], held["codes"] = scales, codes
    np.save(tmp_path / "coarse.npy", held)
    opened = load_coarse(tmp_path / "coarse.npy", tmp_path / "scales.npy")
    assert np.abs(opened.cosines(vectors[9]) - vectors[:50] @ vectors[9]).max() < 0.003


def test_rows_are_told_by_number_in_whatever_order_they_lie(vectors: Vectors) -> None:
    order = np.random.default_rng(1).permutation(2_000)
    places = np.argsort(order).astype(np.int32)
    laid = CoarseVectors(*round_vectors(vectors, np.append(order, np.arange(2_000, 3_000))), places)
    plain = CoarseVectors(*round_vectors(vectors))
    rows = np.array([5, 1_999, 2_000, 2_999, 0])
    assert np.array_equal(laid.rows(rows), plain.rows(rows))
    assert np.allclose(laid.cosines_of(rows, vectors[3]), plain.cosines_of(rows, vectors[3]))
    assert np.allclose(laid.cosines(vectors[3]), plain.cosines(vectors[3]), atol=1e-6)
