"""The audit passes what was written and names what is not as it was written."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import numpy as np
import pytest

from store.generation.manifest import MANIFEST_NAME, hash_files
from store.generation.opened import INDEX_NAME, Generation
from store.publishing.auditing import AuditError, audit_in_child, find_faults
from store.search.index import write_index
from tests.store.texts import TEXTS, built

if TYPE_CHECKING:
    from pathlib import Path

    from store.models.embedding import Embedder


@pytest.fixture
def folder(tmp_path: Path, embedder: Embedder) -> Path:
    return built(TEXTS, embedder, tmp_path)


def sign_again(folder: Path) -> None:
    """Make the manifest's hashes those of the files as they are now."""
    raw = json.loads((folder / MANIFEST_NAME).read_bytes())
    (folder / MANIFEST_NAME).write_text(json.dumps(raw | {"files": hash_files(folder)}), "utf-8")


def index_again(folder: Path, vectors: np.ndarray) -> None:
    """Put an index of other vectors in the place of the generation's own."""
    shutil.rmtree(folder / INDEX_NAME)
    model = json.loads((folder / MANIFEST_NAME).read_bytes())["model"]
    write_index(folder / INDEX_NAME, vectors, model=model)
    sign_again(folder)


def test_a_generation_as_it_was_written_passes(folder: Path) -> None:
    audit_in_child(folder)
    audit_in_child(folder)


def test_the_audit_tells_how_far_it_has_come(folder: Path) -> None:
    told: list[tuple[int, int]] = []
    audit_in_child(folder, lambda done, total: told.append((done, total)))
    assert told
    assert told[0][0] == 0


def test_many_equal_texts_count_as_found(tmp_path: Path, embedder: Embedder) -> None:
    copies = {f"copy-{number}.md": TEXTS["missing.md"] for number in range(8)}
    audit_in_child(built(copies, embedder, tmp_path))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("knowledge.json", b"police"),
        ("lessons.json", b"missing"),
        ("vectors.npy", b""),
        ("coarse.npy", b""),
        ("probes.npy", b""),
        ("chroma.sqlite3", b"cosine"),
    ],
)
def test_a_file_that_was_changed_is_named(folder: Path, name: str, words: bytes) -> None:
    path = min(folder.rglob(name))
    data = bytearray(path.read_bytes())
    place = data.rindex(words) if words else len(data) - 100
    data[place + 1] ^= 1
    path.write_bytes(data)
    with pytest.raises(AuditError, match=name) as fault:
        audit_in_child(folder)
    assert "\n" not in str(fault.value)


def test_a_file_that_was_added_is_named(folder: Path) -> None:
    (folder / "extra.txt").write_text("extra", "ascii")
    assert "extra.txt" in next(find_faults(folder))


def test_an_index_cut_short_ends_in_an_error_not_a_crash(folder: Path) -> None:
    for path in (folder / INDEX_NAME).rglob("*.bin"):
        path.write_bytes(path.read_bytes()[:10])
    sign_again(folder)
    with pytest.raises(AuditError):
        audit_in_child(folder)


def test_an_index_that_lacks_a_vector_is_named(folder: Path) -> None:
    vectors = np.asarray(Generation(folder).vectors)
    index_again(folder, vectors[:-1])
    with pytest.raises(AuditError, match="index holds"):
        audit_in_child(folder)


def test_an_index_of_other_vectors_is_named(folder: Path) -> None:
    vectors = np.asarray(Generation(folder).vectors)
    index_again(folder, vectors[::-1].copy())
    with pytest.raises(AuditError, match="own vector"):
        audit_in_child(folder)
