"""A generation opens fast, whole, and finds what is near."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import numpy as np
import pytest

from domain import FindingsError
from store.generation.entries import EntryKind
from store.generation.manifest import MANIFEST_NAME, ManifestError
from store.generation.opened import INDEX_NAME, Generation, GenerationError
from store.publishing.probes import PROBES
from store.search.clients import IndexFaultError
from store.search.index import Index
from tests.store.texts import TEXTS, built, bundled

if TYPE_CHECKING:
    from pathlib import Path

    from store.models.embedding import OnnxEmbedder

pytestmark = pytest.mark.usefixtures("with_index")


@pytest.fixture
def folder(tmp_path: Path, embedder: OnnxEmbedder) -> Path:
    return built(TEXTS, embedder, tmp_path)


def test_the_shipped_documents_open_in_a_moment(generation: Generation) -> None:
    times = []
    for _ in range(5):
        start = time.process_time()
        Generation(generation.directory)
        times.append(time.process_time() - start)
    assert min(times) < 0.25  # 0.1 s of CPU measured


def test_opening_imports_neither_chroma_nor_torch(folder: Path) -> None:
    code = (
        "import sys, pathlib; from store.generation.opened import Generation; "
        f"Generation(pathlib.Path({str(folder)!r})); "
        "print([name for name in ('chromadb', 'torch', 'gradio') if name in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


def test_chroma_is_asked_without_what_would_send_its_traces(folder: Path) -> None:
    exporter = "opentelemetry.exporter.otlp.proto.grpc.trace_exporter"
    code = (
        "import os, sys, pathlib; os.environ['CHROMA_OTEL_GRANULARITY'] = 'all'; "
        "from store.search.clients import open_client; "
        f"client, name = open_client(pathlib.Path({str(folder / INDEX_NAME)!r})); "
        "print(client.get_collection(name).count() > 0, 'grpc' in sys.modules); "
        f"import {exporter} as own; print(own.OTLPSpanExporter.__module__)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.splitlines() == ["True False", exporter]


def test_a_question_finds_the_sentence_that_answers_it(
    folder: Path, embedder: OnnxEmbedder
) -> None:
    generation = Generation(folder)
    (vector,) = embedder.embed(["who chairs the strategy meeting"])
    found = [generation.entries[row].text for row in generation.nearest(vector, 2)]
    assert all("chairs the strategy meeting" in text for text in found)


def test_neighbours_of_the_shipped_documents_are_the_exact_ones(
    generation: Generation, embedder: OnnxEmbedder
) -> None:
    hits = 0
    questions = [entry.text for entry in generation.entries[:: len(generation.entries) // 50]]
    own = np.asarray(generation.vectors[: generation.own])
    for vector in embedder.embed(questions):
        likeness = own @ vector
        least = np.sort(likeness)[-10]
        hits += int((likeness[list(generation.nearest(vector, 10))] >= least - 1e-5).sum())
    assert hits >= 0.99 * 10 * len(questions)


def test_of_few_the_nearest_are_found_without_an_index(
    generation: Generation, embedder: OnnxEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_index = [generation.nearest(one, 10) for one in embedder.embed(PROBES)]

    class Unopened:
        """An index that nobody may ask."""

        def nearest(self, *_: object) -> None:
            raise AssertionError

        def close(self) -> None:
            """Nothing was opened."""

    small = Generation(generation.directory)
    monkeypatch.setattr("store.generation.opened.COMPARED", small.own)
    monkeypatch.setitem(vars(small), "index", Unopened())
    own = np.asarray(small.vectors[: small.own])
    for vector, found in zip(embedder.embed(PROBES), by_index, strict=True):
        given = small.nearest(vector, 10)
        least = np.sort(own @ vector)[-10]
        assert (own[list(given)] @ vector >= least - 1e-6).all()
        assert len(set(given) & set(found)) >= 9
        assert small.nearest(vector, 10, rounded=small.coarse.cosines(vector)) == given
    monkeypatch.setattr("store.generation.opened.COMPARED", small.own - 1)
    large = Generation(generation.directory)
    monkeypatch.setitem(vars(large), "index", Unopened())
    with pytest.raises(AssertionError):
        large.nearest(own[0], 3)


def test_more_neighbours_than_entries_are_all_the_entries(folder: Path) -> None:
    generation = Generation(folder)
    found = generation.nearest(generation.vectors[0], 10_000)
    assert sorted(found) == list(range(len(generation.entries)))


def test_the_index_holds_the_documents_own_words(generation: Generation) -> None:
    entries, own = generation.entries, generation.own
    words = {EntryKind.PASSAGE, EntryKind.SENTENCE}
    assert {entry.kind for entry in entries[:own]} == words
    assert not words & {entry.kind for entry in entries[own:]}
    assert generation.index.count() == own < len(entries)


@pytest.mark.parametrize("shape", [(2, 384), (2,), (0, 0)])
def test_vectors_of_another_shape_are_refused(folder: Path, shape: tuple[int, ...]) -> None:
    np.save(bundled(folder, "vectors.npy"), np.zeros(shape, dtype=np.float32))
    with pytest.raises(GenerationError, match="findings rollback"):
        Generation(folder)


@pytest.mark.parametrize(
    "name", ["knowledge.json", "columns.npz", "vectors.npy", "coarse.npy", "manifest.json"]
)
@pytest.mark.parametrize("damage", [b"", b"\x00\x01", None], ids=["empty", "bytes", "missing"])
def test_a_damaged_file_is_an_error_in_one_line(
    folder: Path, name: str, damage: bytes | None
) -> None:
    path = min(folder.rglob(name))
    if damage is None:
        path.unlink()
    else:
        path.write_bytes(damage)
    with pytest.raises(FindingsError, match="findings rollback") as fault:
        Generation(folder)
    assert "\n" not in str(fault.value)


def test_a_generation_of_another_format_says_what_to_do(folder: Path) -> None:
    raw = json.loads((folder / MANIFEST_NAME).read_bytes()) | {"format": 0}
    (folder / MANIFEST_NAME).write_text(json.dumps(raw), "utf-8")
    with pytest.raises(ManifestError, match=r"format 0.*findings ingest"):
        Generation(folder)


def test_an_index_that_is_not_there_says_what_to_do(folder: Path) -> None:
    (folder / "chroma" / "chroma.sqlite3").unlink()
    generation = Generation(folder)
    with pytest.raises(IndexFaultError, match="findings rollback"):
        generation.nearest(generation.vectors[0], 3)


@pytest.mark.parametrize("name", ["data_level0.bin", "header.bin", "length.bin", "link_lists.bin"])
@pytest.mark.parametrize("damage", ["other", "longer", "missing"])
def test_a_damaged_index_is_an_error_before_chroma_opens_it(
    folder: Path, name: str, damage: str
) -> None:
    (path,) = folder.rglob(name)
    data = path.read_bytes()
    path.unlink()
    if damage != "missing":
        path.write_bytes(
            bytes(255 - byte for byte in data) if damage == "other" else data + b"\x01"
        )
    generation = Generation(folder)
    with pytest.raises(IndexFaultError, match=f"{name}: damaged.*findings rollback") as fault:
        generation.nearest(generation.vectors[0], 3)
    assert "\n" not in str(fault.value)


def test_a_fault_that_chroma_finds_while_searching_is_an_error_in_one_line(folder: Path) -> None:
    generation = Generation(folder)
    # a cut data file can end the process instead, which is why files are hashed before
    (path,) = folder.rglob("index_metadata.pickle")
    path.write_bytes(b"")
    index = Index(folder / "chroma", model=generation.manifest.model)
    with pytest.raises(IndexFaultError, match=r"index damaged.*findings rollback") as fault:
        index.nearest(np.asarray(generation.vectors[:1]), 3)
    assert "\n" not in str(fault.value)


def test_an_index_made_for_another_model_is_refused(folder: Path) -> None:
    raw = json.loads((folder / MANIFEST_NAME).read_bytes()) | {"model": "another"}
    (folder / MANIFEST_NAME).write_text(json.dumps(raw), "utf-8")
    generation = Generation(folder)
    with pytest.raises(IndexFaultError, match="findings ingest"):
        generation.nearest(generation.vectors[0], 3)
