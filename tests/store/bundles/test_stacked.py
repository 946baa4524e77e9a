"""Vectors in several files are asked for as if they lay in one."""

from pathlib import Path

import numpy as np

from evaluation.many.scaling import resident
from store.bundles.stacked import StackedVectors


def test_rows_of_several_arrays_are_those_of_one() -> None:
    draw = np.random.default_rng(0)
    pieces = [draw.standard_normal((size, 4)).astype(np.float32) for size in (3, 0, 5, 1)]
    whole, held = np.concatenate(pieces), StackedVectors(pieces)
    assert held.shape == whole.shape
    assert np.array_equal(np.asarray(held), whole)
    for at in (0, 4, -1, slice(2, 7), slice(None, None, 2), slice(5, 2), [8, 0, 3, 3], []):
        assert np.array_equal(held[at], whole[at if at != [] else slice(0, 0)]), at
    assert np.array_equal(np.asarray(held.first(4)), whole[:4])
    assert np.array_equal(held.first(9)[[8]], whole[[8]])


def test_what_was_read_of_stretches_of_a_file_is_let_go(tmp_path: Path) -> None:
    np.save(tmp_path / "one.npy", np.ones((60_000, 128), dtype=np.float32))
    held = np.load(tmp_path / "one.npy", mmap_mode="r")
    stacked = StackedVectors([held[:50_000], held[50_000:]])
    for one in (stacked, stacked.first(55_000)):
        assert float(sum(one[at : at + 1_000].sum() for at in range(0, len(one), 1_000))) > 0
        full = resident()
        one.let_go()
        assert full - resident() > 20_000_000
