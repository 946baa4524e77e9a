"""An edition that was changed again and again is the one that is built of its documents at once."""

from __future__ import annotations

import os
import random
import re
import shutil
import tracemalloc
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from domain import Taught
from store.bundles import cutting
from store.bundles.cutting import cut
from store.bundles.writing import write_bundles
from store.generation.building import write
from store.generation.opened import Generation
from store.generation.planning import plan
from store.publishing.auditing import audit_in_child, find_faults
from tests.store.texts import SIDE, collected, files_under

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.models.embedding import Embedder, Vectors

# What follows from all documents and is worked out anew for each edition.
DERIVED = ("keywords/", "coarse.npy", "scales.npy", "lessons.json", "bundles/")
WIDTH = 768
BYTES_A_PASSAGE = 1_200
SHARED = "The panel meets on the first Tuesday."


@pytest.fixture(autouse=True)
def small_bundles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.bundles.cutting._DOCUMENTS", 2)


def note(number: int, version: int) -> str:
    lines = "".join(f"- Agency {number} sends form {n} by day {n + version}.\n" for n in range(3))
    return f"# Note {number}\n\n{SHARED} Its chair is agency {version}.\n\n{lines}"


def made(
    texts: dict[str, str], embedder: Embedder, directory: Path, before: Generation | None = None
) -> Generation:
    lesson = Taught(SHARED, ("when does it meet",), ("does it meet on Friday",))
    missing = Taught("", ("what does it cost",), missing="costs")
    found = collected(texts, note01=[lesson], note04=[missing, lesson])
    planned = plan(found, side=SIDE, model=embedder.name, max_words=110, previous=before)
    return Generation(write(planned, embedder, directory=directory))


@pytest.mark.parametrize("seed", [1])
def test_changes_one_after_another_give_what_a_fresh_build_gives(
    tmp_path: Path, embedder: Embedder, seed: int
) -> None:
    draw = random.Random(seed)  # noqa: S311  no secret
    texts = {f"note{n:02}.md": note(n, 0) for n in range(8)}
    held = made(texts, embedder, tmp_path / "changed")
    for version in range(1, 4):
        for _ in range(draw.randint(1, 2)):
            name = draw.choice([*texts])
            match draw.choice(["add", "replace", "remove"]):
                case "add":
                    number = draw.randrange(100)
                    texts[f"note{number:02}.md"] = note(number, version)
                case "replace":
                    texts[name] = note(50 + version, version)
                case _:
                    del texts[name]
        held = made(texts, embedder, tmp_path / "changed", held)
        fresh = made(texts, embedder, tmp_path / "fresh")
        assert len(held.bundles) > 1
        assert held.manifest.bundles == fresh.manifest.bundles
        for name in ("documents", "passages", "entries", "headings", "sources"):
            assert tuple(getattr(held, name)) == tuple(getattr(fresh, name)), name
        files, anew = files_under(held.directory), files_under(fresh.directory)
        for name in anew:
            if name.startswith(DERIVED) and not name.endswith(("vectors.npy", "coarse.npy")):
                assert name.endswith("scales.npy") or files[name] == anew[name], name
        # what is embedded beside other texts differs in the last digits
        assert np.abs(np.asarray(held.vectors) - np.asarray(fresh.vectors)).max() < 1e-5
        for asked in ("who chairs the panel", "form 2 of agency 3"):
            (vector,) = embedder.embed([asked], asked=True)
            assert held.nearest(vector, 10) == fresh.nearest(vector, 10)
        assert list(find_faults(held.directory)) == []


def test_what_did_not_change_is_the_same_file_and_outlives_the_edition_before(
    tmp_path: Path, embedder: Embedder
) -> None:
    texts = {f"note{n:02}.md": note(n, 0) for n in range(12)}
    before = made(texts, embedder, tmp_path)
    after = made(texts | {"note05.md": note(5, 1)}, embedder, tmp_path, before)
    staying = set(before.manifest.bundles) & set(after.manifest.bundles)
    assert len(staying) == len(before.manifest.bundles) - 1 > 1
    for name in staying:
        for path in (after.directory / "bundles" / name).iterdir():
            assert path.samefile(before.directory / "bundles" / name / path.name)
    audit_in_child(after.directory, before=before.directory)
    shutil.rmtree(before.directory)
    audit_in_child(after.directory)


def test_on_a_disk_without_links_files_are_copied(
    tmp_path: Path, embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = {f"note{n:02}.md": note(n, 0) for n in range(8)}
    before = made(texts, embedder, tmp_path)

    def refuse(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(os, "link", refuse)
    after = made(texts | {"note05.md": note(5, 1)}, embedder, tmp_path, before)
    assert set(before.manifest.bundles) & set(after.manifest.bundles)
    assert list(find_faults(after.directory, before=before.directory)) == []


def test_a_bundle_that_was_changed_since_is_not_passed_by_its_audit(
    tmp_path: Path, embedder: Embedder
) -> None:
    texts = {f"note{n:02}.md": note(n, 0) for n in range(8)}
    before = made(texts, embedder, tmp_path)
    after = made(texts | {"note05.md": note(5, 1)}, embedder, tmp_path, before)
    name = min(set(before.manifest.bundles) & set(after.manifest.bundles))
    path = after.directory / "bundles" / name / "vectors.npy"
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    faults = [*find_faults(after.directory, before=before.directory)]
    assert any("vectors.npy is not the file that was written" in one for one in faults)


@pytest.mark.parametrize("count", [1, 7, 100, 3_000])
def test_a_document_that_comes_or_goes_changes_few_bundles(count: int) -> None:
    names = [f"area/{n:05}.pdf" for n in range(count)]
    held = [tuple(names[one]) for one in cut(names)]
    assert [name for one in held for name in one] == names
    assert len(held) <= 2 * 64 + 1
    fewer = [*names[: count // 2], *names[count // 2 + 1 :]]
    left = [tuple(fewer[one]) for one in cut(fewer)]
    assert len(set(held) - set(left)) <= 2
    assert len(set(left) - set(held)) <= 2


def test_names_hang_on_all_that_makes_the_files_of_a_bundle() -> None:
    made_by = {*cutting._RULES}  # noqa: SLF001  what names are told by
    makers = [one for one in made_by if one.startswith("generation/")]
    assert len(makers) >= 3
    for one in makers:
        code = (Path(cutting.__file__).parents[1] / one).read_text("utf-8")
        used = re.findall(r"^from store\.([\w.]+) import", code, re.MULTILINE)
        assert {f"{name.replace('.', '/')}.py" for name in used} <= made_by


class _WideEmbedder:
    """Gives each text a vector as wide as a model's, which costs nothing to make."""

    name = "wide"

    def embed(self, texts: Sequence[str], *, asked: object = False) -> Vectors:  # noqa: ARG002
        seeds = [zlib.crc32(one.encode()) for one in texts]
        every = np.stack([np.random.default_rng(one).standard_normal(WIDTH) for one in seeds])
        return np.asarray(every / np.linalg.norm(every, axis=1, keepdims=True), np.float32)


def test_twice_as_much_to_embed_takes_a_fraction_more_memory_than_its_vectors(
    tmp_path: Path,
) -> None:
    def most(count: int) -> tuple[int, int]:
        """Give the most bytes held while bundles are written, and how many vectors they have."""
        texts = {f"note{n:04}.md": note(n, 0) for n in range(count)}
        planned = plan(collected(texts), side=SIDE, model="wide", max_words=110, previous=None)
        folder = tmp_path / str(count)
        folder.mkdir()
        tracemalloc.start()
        try:
            write_bundles(
                planned.bundles, planned.wanted, _WideEmbedder(), folder, None,
                dimension=WIDTH, told=lambda _: None,
            )  # fmt: skip
            return tracemalloc.get_traced_memory()[1], len(planned.wanted)
        finally:
            tracemalloc.stop()

    most(20)
    few, many = most(400), most(800)
    more_bytes, more_vectors = many[0] - few[0], many[1] - few[1]
    assert more_vectors > 1_000
    assert more_bytes < more_vectors * WIDTH * 4 / 4
    assert not [*tmp_path.rglob("made.f32")]


def test_what_is_planned_lies_in_a_file_once_it_is_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.bundles.spilling._IN_MEMORY", 1)

    def held(count: int) -> tuple[int, int]:
        """Give the bytes that a plan holds beside its documents, and how many passages it has."""
        found = collected({f"note{n:04}.md": note(n, 0) * 3 for n in range(count)})
        tracemalloc.start()
        try:
            planned = plan(found, side=SIDE, model="wide", max_words=110, previous=None)
            return tracemalloc.get_traced_memory()[0], len(planned.knowledge.passages)
        finally:
            tracemalloc.stop()

    held(20)
    few, many = held(100), held(200)
    assert many[1] - few[1] >= 300
    # a passage in memory takes some 2,600 with its entries
    assert many[0] - few[0] < (many[1] - few[1]) * BYTES_A_PASSAGE
