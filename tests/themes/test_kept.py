"""What sentences tell of is kept by their vectors, and is what looking anew finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

import wiring
from settings import Settings
from themes.assigning import KEPT_NAME
from themes.kept import KeptThemes, hash_vectors, name_of
from themes.taxonomy import read_taxonomy

if TYPE_CHECKING:
    from pathlib import Path

THEMES = 11


def test_what_was_kept_comes_back_and_the_rest_is_unknown(tmp_path: Path) -> None:
    draw = np.random.default_rng(2)
    told = draw.integers(0, 2**63, 500, dtype=np.uint64)
    themes = draw.random((500, THEMES)) < 0.1
    kept = KeptThemes(tmp_path / "kept", "a", THEMES)
    kept.keep(told, themes)
    is_known, found = kept.of(np.concatenate([told[::-1], [np.uint64(7)]]))
    assert is_known.tolist() == [True] * 500 + [False]
    assert np.array_equal(found[:500], themes[::-1])
    assert not found[500].any()


def test_only_the_last_edition_stays(tmp_path: Path) -> None:
    first, second = np.arange(5, dtype=np.uint64), np.arange(3, 9, dtype=np.uint64)
    kept = KeptThemes(tmp_path, "a", THEMES)
    kept.keep(first, np.ones((5, THEMES), dtype=bool))
    kept.keep(second, np.ones((6, THEMES), dtype=bool))
    assert kept.of(first)[0].tolist() == [False] * 3 + [True] * 2
    KeptThemes(tmp_path, "b", THEMES).keep(first, np.ones((5, THEMES), dtype=bool))
    assert [one.name for one in tmp_path.iterdir()] == ["b.npz"]


def test_a_damaged_file_is_as_if_nothing_were_kept(tmp_path: Path) -> None:
    told = np.arange(5, dtype=np.uint64)
    kept = KeptThemes(tmp_path, "a", THEMES)
    kept.keep(told, np.ones((5, THEMES), dtype=bool))
    data = (tmp_path / "a.npz").read_bytes()
    for damaged in (b"", data[:100], b"no archive"):
        (tmp_path / "a.npz").write_bytes(damaged)
        assert not kept.of(told)[0].any()
    assert not KeptThemes(None, "a", THEMES).of(told)[0].any()


def test_vectors_are_told_apart_by_every_component() -> None:
    vectors = np.random.default_rng(3).standard_normal((4, 384)).astype(np.float32)
    every = np.concatenate([vectors, np.repeat(vectors[:1], 384, axis=0), -vectors[:1]])
    for at in range(384):
        every[4 + at, at] = np.nextafter(every[4 + at, at], np.float32(9))
    told = hash_vectors(every, np.arange(len(every)))
    assert len(np.unique(told)) == len(every)
    assert hash_vectors(every, np.array([2]))[0] == told[2]


def test_other_themes_have_another_file() -> None:
    themes = read_taxonomy().themes
    assert name_of(themes, 0.2) == name_of(themes, 0.2)
    assert len({name_of(themes, 0.2), name_of(themes, 0.3), name_of(themes[1:], 0.2)}) == 3


def test_a_later_process_finds_what_an_earlier_one_kept(
    letters_store: Path, model_export: Path
) -> None:
    def found() -> dict[str, list[int]]:
        settings = Settings(store=letters_store, model_export=model_export)
        practices = wiring.make_library(settings)().practices
        practices.find_all()
        return {one.id: practices.of(one).tolist() for one in practices.taxonomy.themes}

    first = found()
    (path,) = (letters_store / KEPT_NAME).iterdir()
    before = path.stat().st_mtime_ns
    assert found() == first
    assert path.stat().st_mtime_ns == before, "looked for again"
    assert any(first.values())
