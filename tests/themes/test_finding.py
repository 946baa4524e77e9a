"""What letters tell of is found as they are published, and stays with their bundle."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING
from unittest.mock import Mock

import numpy as np
import pytest

import themes.finding
import wiring
from ingest.folder.collecting import Collected, collect
from settings import Settings
from store.bundles.beside import read_beside
from store.generation.manifest import changed_files
from store.generation.opened import Generation
from store.generation.planning import plan
from store.publishing.live import current_folder, open_current
from tests.letters import LETTERS, write_letters
from tests.store.texts import SIDE
from themes.finding import PART, greatest, is_kept, keep_practice, practice_of, rules_of
from using.publishing import publish_plan

if TYPE_CHECKING:
    from pathlib import Path

    from bot.assistant import Library
    from store.models.embedding import OnnxEmbedder


@pytest.fixture(scope="module")
def kept(
    letters_store: Path, embedder: OnnxEmbedder, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    store = shutil.copytree(letters_store, tmp_path_factory.mktemp("kept") / "store")
    keep_practice(current_folder(store), embedder)
    return store


def _library(store: Path, model_export: Path) -> Library:
    return wiring.make_library(Settings(store=store, model_export=model_export))()


def _never(*_: object) -> None:
    pytest.fail("it was found anew")


def test_what_was_kept_is_what_is_found_anew_and_is_not_looked_for(
    letters_store: Path, kept: Path, model_export: Path, embedder: OnnxEmbedder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    generation = Generation(current_folder(kept))
    assert changed_files(generation.directory, generation.manifest) == []
    assert is_kept(generation, embedder)
    bare = Generation(current_folder(letters_store))
    assert not is_kept(bare, embedder)
    anew = practice_of(bare, embedder)
    monkeypatch.setattr(themes.finding, "_found", _never)
    held = practice_of(generation, embedder)
    for name, values in anew.arrays().items():
        assert np.array_equal(getattr(held, name), values), name
    practices = _library(kept, model_export).practices
    said = {one.sentence.text for one in practices.lines}
    assert {words for letter in LETTERS for words in letter[4]} & said
    every = [practices.of(one) for one in practices.taxonomy.themes]
    assert sum(map(len, every)) > 10


def test_a_theme_s_lines_are_as_near_as_their_vectors_are(kept: Path, model_export: Path) -> None:
    library = _library(kept, model_export)
    practices = library.practices
    (theme,) = (one for one in practices.taxonomy.themes if one.id == "supervision")
    said = [f"{theme.title}. {one}" for one in (theme.description, *theme.examples)]
    vectors = library.understanding.embedder.embed(said)
    rows = practices.lines.rows[practices.of(theme)]
    near = greatest(library.generation.vectors, rows, [vectors])[0]
    assert len(near) > 2
    assert practices.near(theme) == pytest.approx(near, abs=1e-6)


def test_one_letter_more_has_only_its_own_bundle_looked_at(
    embedder: OnnxEmbedder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents, store = write_letters(tmp_path / "documents"), tmp_path / "store"
    for number in range(40):
        shutil.copy(next(documents.glob("*.pdf")), documents / f"copy-{number}.pdf")
        text = f"# Note {number}\n\nThe panel numbered {number} meets on Tuesdays.\n"
        (documents / f"note-{number}.md").write_text(text)

    def publish() -> Generation:
        held = [one for one in collect(documents) if isinstance(one, Collected)]
        before = open_current(store, model=embedder.name) if store.exists() else None
        planned = plan(held, side=SIDE, model=embedder.name, max_words=110, previous=before)
        publish_plan(store, planned, embedder, keep=2, progress=lambda *_: None)
        return open_current(store, model=embedder.name)

    before = publish()
    assert len(before.bundles) > 2
    found = Mock(side_effect=themes.finding._found)  # noqa: SLF001
    monkeypatch.setattr(themes.finding, "_found", found)
    (documents / "zebra.md").write_text("# Zebra\n\nThe zebra panel meets on Fridays.\n")
    after = publish()
    assert len(after.bundles) >= len(before.bundles)
    new = {one.place for one in after.bundles} - {one.place for one in before.bundles}
    assert found.call_count == len(new) < len(after.bundles)
    assert is_kept(after, embedder)


def test_what_other_rules_found_goes_and_what_is_damaged_is_not_read(
    kept: Path, embedder: OnnxEmbedder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = current_folder(shutil.copytree(kept, tmp_path / "store"))
    first = {*folder.rglob(f"{PART}-*.npz")}
    monkeypatch.setattr(themes.finding, "_rules", lambda: "other")
    keep_practice(folder, embedder)
    others = {*folder.rglob(f"{PART}-*.npz")}
    assert len(others) == len(first) > 0
    assert not others & first
    generation = Generation(folder)
    assert changed_files(folder, generation.manifest) == []
    bundle, rules = generation.bundles[0], rules_of(embedder)
    assert read_beside(generation, bundle, PART, rules) is not None
    (other,) = (one for one in others if one.parent == folder / bundle.place)
    other.write_bytes(other.read_bytes()[:-9] + b"123456789")
    assert read_beside(generation, bundle, PART, rules) is None
