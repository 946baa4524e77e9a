"""A generation holds what was planned, each vector of its own text, and nothing of before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from store.generation.building import BuildError, write
from store.generation.entries import EntryKind, is_averaged
from store.generation.manifest import changed_files, library_versions
from store.generation.opened import Generation
from store.generation.planning import plan
from store.publishing.probes import PROBES
from tests.store.texts import SIDE, TEXTS, CountingEmbedder, built, collected, files_under

if TYPE_CHECKING:
    from pathlib import Path

    from store.models.embedding import Embedder

pytestmark = pytest.mark.usefixtures("with_index")

CANARY = "Zebra quartz lantern."


def test_what_goes_in_comes_out(tmp_path: Path, embedder: Embedder) -> None:
    planned = plan(collected(TEXTS), side=SIDE, model=embedder.name, max_words=110, previous=None)
    generation = Generation(write(planned, embedder, directory=tmp_path))
    assert generation.documents == planned.knowledge.documents
    assert generation.passages == planned.knowledge.passages
    assert generation.entries == planned.knowledge.entries
    wanted = embedder.embed([entry.text for entry in generation.entries])
    averaged = np.array([is_averaged(one, generation.passages) for one in generation.entries])
    assert 0 < averaged.sum() < len(averaged)
    assert np.abs(generation.vectors - wanted)[~averaged].max() < 1e-5
    # the mean of a passage's sentences is near to its words read as one
    assert (generation.vectors * wanted).sum(axis=1)[averaged].min() > 0.7
    assert np.abs(np.linalg.norm(generation.vectors, axis=1) - 1).max() < 1e-5


def test_a_passage_of_one_sentence_has_the_vector_of_that_sentence(
    tmp_path: Path, embedder: Embedder
) -> None:
    generation = Generation(built({"one.md": "# One\n\nRing the lead.\n"}, embedder, tmp_path))
    passage, sentence = generation.vectors[:2]
    assert [one.kind for one in generation.entries] == [EntryKind.PASSAGE, EntryKind.SENTENCE]
    assert np.abs(passage - sentence).max() < 1e-6


def test_the_manifest_says_what_the_generation_was_made_of(
    tmp_path: Path, embedder: Embedder
) -> None:
    folder = built(TEXTS, embedder, tmp_path)
    manifest = Generation(folder).manifest
    assert manifest.id == folder.name
    assert manifest.model == embedder.name
    assert manifest.libraries == library_versions()
    assert [record.source.id for record in manifest.documents] == sorted(TEXTS)
    assert changed_files(folder, manifest) == []


def test_reading_a_generation_leaves_its_files_as_they_were(
    tmp_path: Path, embedder: Embedder
) -> None:
    generation = Generation(built(TEXTS, embedder, tmp_path))
    generation.nearest(generation.vectors[0], 3)
    assert changed_files(generation.directory, generation.manifest) == []


def test_vectors_that_the_generation_before_holds_are_not_made_again(
    tmp_path: Path, embedder: Embedder
) -> None:
    before = Generation(built(TEXTS, embedder, tmp_path))
    counting = CountingEmbedder(embedder)
    texts = {"missing.md": TEXTS["missing.md"], "meetings.md": TEXTS["meetings.md"]}
    after = Generation(built(texts, counting, tmp_path, before))
    assert set(counting.asked) == set(PROBES)
    rows = {entry.text: row for row, entry in enumerate(before.entries)}
    assert all(
        np.array_equal(after.vectors[row], before.vectors[rows[entry.text]])
        for row, entry in enumerate(after.entries)
    )


def test_a_withdrawn_document_is_in_no_byte_of_the_new_generation(
    tmp_path: Path, embedder: Embedder
) -> None:
    texts = TEXTS | {"canary.md": f"# Canary\n\n{CANARY}\n"}
    before = built(texts, embedder, tmp_path)
    held = files_under(before)
    assert any(b"Zebra quartz" in data for data in held.values())
    after = files_under(built(TEXTS, embedder, tmp_path, Generation(before)))
    for word in (b"canary", b"Canary", b"Zebra", b"zebra", b"quartz"):
        assert [name for name, data in after.items() if word in data] == []


def test_a_folder_name_is_never_used_twice(tmp_path: Path, embedder: Embedder) -> None:
    assert built(TEXTS, embedder, tmp_path) != built(TEXTS, embedder, tmp_path)


def test_progress_is_told_of_each_stage(tmp_path: Path, embedder: Embedder) -> None:
    told: dict[str, tuple[int, int]] = {}
    planned = plan(collected(TEXTS), side=SIDE, model=embedder.name, max_words=110, previous=None)
    write(
        planned, embedder, directory=tmp_path,
        progress=lambda stage, done, total: told.update({stage: (done, total)}),
    )  # fmt: skip
    assert told["embedding"] == (len(planned.fresh),) * 2
    assert told["indexing"] == (len(planned.knowledge.entries),) * 2


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path, embedder: Embedder) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way", "ascii")
    with pytest.raises(BuildError, match="cannot be written") as fault:
        built(TEXTS, embedder, blocked / "generations")
    assert "\n" not in str(fault.value)
