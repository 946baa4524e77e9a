"""What a generation holds is read row by row, and is what would be read all at once."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from store.generation.columns import columns_of
from store.generation.entries import OWN_KINDS, Entry
from store.generation.manifest import hash_files
from store.generation.opened import Generation
from store.generation.records import (
    Knowledge,
    dump_knowledge,
    dump_with_starts,
    load_knowledge,
)
from store.generation.rows import RowError
from tests.store.texts import bundled

if TYPE_CHECKING:
    from pathlib import Path

    from domain import Passage


@pytest.fixture(scope="module")
def whole(generation: Generation) -> Knowledge:
    """All bundles, each read at once, by the numbers of the edition."""
    read = [
        load_knowledge((generation.directory / one.place / "knowledge.json").read_bytes())
        for one in generation.bundles
    ]
    own: list[Entry] = []
    taught: list[Entry] = []
    passages: list[Passage] = []
    for each in read:
        for entry in each.entries:
            placed = entry.passage + len(passages) if entry.passage >= 0 else -1
            kept = own if entry.kind in OWN_KINDS else taught
            kept.append(replace(entry, passage=placed))
        passages += each.passages
    documents = [document for each in read for document in each.documents]
    return Knowledge(tuple(documents), tuple(passages), (*own, *taught))


def test_rows_are_what_is_read_at_once(generation: Generation, whole: Knowledge) -> None:
    for name in ("documents", "passages", "entries", "headings"):
        assert tuple(getattr(generation, name)) == tuple(getattr(whole, name)), name
    assert generation.sources == tuple(one.source for one in whole.documents)


def test_a_row_is_found_from_either_end_and_none_beyond(
    generation: Generation, whole: Knowledge
) -> None:
    held = generation.passages
    assert held[-1] == whole.passages[-1]
    assert held[1:3] == whole.passages[1:3]
    assert held == whole.passages
    assert held != whole.passages[1:]
    for beyond in (len(held), -len(held) - 1):
        with pytest.raises(IndexError):
            held[beyond]


def test_documents_are_found_by_their_ids(generation: Generation, whole: Knowledge) -> None:
    assert dict(generation.by_id) == {one.source.id: one for one in whole.documents}
    for one in whole.documents:
        own = tuple(each for each in whole.passages if each.source.id == one.source.id)
        assert generation.passages_of(one.source.id) == own
    assert generation.passages_of("no such document") == ()


def test_columns_say_what_the_rows_do(generation: Generation, whole: Knowledge) -> None:
    worked_out = columns_of(whole)
    for name in ("kinds", "passages", "sentences", "lengths", "documents", "parts"):
        held = getattr(generation.columns, name)
        assert held.tolist() == getattr(worked_out, name).tolist(), name


def test_a_record_that_is_cut_short_later_is_an_error_in_one_line(
    tmp_path: Path, generation: Generation
) -> None:
    folder = tmp_path / generation.id
    shutil.copytree(generation.directory, folder)
    opened = Generation(folder)
    # not whichever bundle is named first: the one that holds the first passage
    with (folder / opened.bundles[0].place / "knowledge.json").open("rb+") as file:
        file.truncate(100)
    with pytest.raises(RowError, match="findings rollback"):
        opened.passages[0]


def test_of_a_large_file_each_block_is_checked_as_it_is_read(
    tmp_path: Path, generation: Generation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.generation.rows._LARGE", 0)
    folder = shutil.copytree(generation.directory, tmp_path / generation.id)
    path = bundled(folder, "knowledge.json")
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    opened = Generation(folder)
    with pytest.raises(RowError, match="findings rollback"):
        _ = (*opened.documents, *opened.passages, *opened.entries)
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    assert Generation(folder).passages == tuple(generation.passages)


@pytest.mark.parametrize("form", [8, 10])
def test_an_older_generation_lies_in_no_bundles(
    tmp_path: Path, generation: Generation, whole: Knowledge, form: int
) -> None:
    folder = tmp_path / generation.id
    shutil.copytree(generation.directory, folder)
    shutil.rmtree(folder / "bundles")
    data = dump_knowledge(whole)
    if form >= 9:
        _, starts = dump_with_starts(whole)
        columns_of(whole, starts).save(folder / "columns.npz")
    else:
        record = json.loads(data)
        del record["headings"]
        record["passages"] = [row[:8] for row in record["passages"]]
        data = json.dumps(record).encode()
    (folder / "knowledge.json").write_bytes(data)
    np.save(folder / "vectors.npy", np.asarray(generation.vectors))
    manifest = json.loads((folder / "manifest.json").read_bytes())
    del manifest["bundles"]
    manifest |= {"format": form, "files": hash_files(folder)}
    (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    older = Generation(folder)
    assert older.passages == tuple(generation.passages)
    assert tuple(older.headings) == tuple(generation.headings)
    assert older.columns.kinds.tolist() == generation.columns.kinds.tolist()
