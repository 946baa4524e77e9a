"""One pointer names the live generation; what it names is whole, and can be gone back on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from store.publishing.live import (
    POINTER_NAME,
    StoreError,
    current_folder,
    generations_folder,
    open_current,
    publish,
    published,
    remove_leftovers,
    roll_back,
)
from tests.store.texts import TEXTS, built

if TYPE_CHECKING:
    from pathlib import Path

    from store.models.embedding import Embedder


def folders(store: Path, *identities: str) -> None:
    """Make generations that hold nothing."""
    for identity in identities:
        (generations_folder(store) / identity).mkdir(parents=True)


def names(store: Path) -> list[str]:
    return sorted(path.name for path in generations_folder(store).iterdir())


def test_a_store_without_a_generation_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="findings ingest"):
        open_current(tmp_path, model="model")


def test_the_published_generation_is_the_live_one(tmp_path: Path, embedder: Embedder) -> None:
    folder = built(TEXTS, embedder, generations_folder(tmp_path))
    publish(tmp_path, folder.name, keep=2)
    assert current_folder(tmp_path) == folder
    assert open_current(tmp_path, model=embedder.name).id == folder.name


def test_another_model_is_refused_with_both_names(tmp_path: Path, embedder: Embedder) -> None:
    folder = built(TEXTS, embedder, generations_folder(tmp_path))
    publish(tmp_path, folder.name, keep=2)
    with pytest.raises(StoreError, match="findings ingest") as fault:
        open_current(tmp_path, model="another/model")
    assert embedder.name in str(fault.value)
    assert "another/model" in str(fault.value)


def test_a_new_generation_keeps_the_one_before_and_removes_older_ones(tmp_path: Path) -> None:
    for identity in "abc":
        folders(tmp_path, identity)
        publish(tmp_path, identity, keep=2)
    assert published(tmp_path) == ("c", "b")
    assert names(tmp_path) == ["b", "c"]


def test_more_generations_are_kept_where_that_is_set(tmp_path: Path) -> None:
    for identity in "abcd":
        folders(tmp_path, identity)
        publish(tmp_path, identity, keep=3)
    assert published(tmp_path) == ("d", "c", "b")


def test_rolling_back_makes_the_generation_before_live(tmp_path: Path) -> None:
    for identity in "ab":
        folders(tmp_path, identity)
        publish(tmp_path, identity, keep=2)
    assert roll_back(tmp_path) == "a"
    assert current_folder(tmp_path).name == "a"


def test_rolling_back_without_an_earlier_generation_changes_nothing(tmp_path: Path) -> None:
    folders(tmp_path, "a")
    publish(tmp_path, "a", keep=2)
    with pytest.raises(StoreError, match="no earlier generation"):
        roll_back(tmp_path)
    assert published(tmp_path) == ("a",)


def test_what_a_killed_run_left_is_removed_and_what_is_published_stays(tmp_path: Path) -> None:
    folders(tmp_path, "a")
    publish(tmp_path, "a", keep=2)
    folders(tmp_path, "half-written")
    (tmp_path / f"{POINTER_NAME}.new").write_text("half", "ascii")
    remove_leftovers(tmp_path)
    assert names(tmp_path) == ["a"]
    assert not (tmp_path / f"{POINTER_NAME}.new").exists()


def test_a_pointer_that_cannot_be_read_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / POINTER_NAME).write_bytes(b"\xff\xfe")
    with pytest.raises(StoreError, match="findings ingest"):
        current_folder(tmp_path)
