"""What a generation holds is read row by row, and is what would be read all at once."""

import json
import shutil
from pathlib import Path

import pytest

from store.generation.columns import columns_of
from store.generation.manifest import hash_files
from store.generation.opened import Generation
from store.generation.records import Knowledge, load_knowledge
from store.generation.rows import RowError


@pytest.fixture(scope="module")
def whole(generation: Generation) -> Knowledge:
    return load_knowledge((generation.directory / "knowledge.json").read_bytes())


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
    with (folder / "knowledge.json").open("rb+") as file:
        file.truncate(100)
    with pytest.raises(RowError, match="findings rollback"):
        opened.passages[0]


def test_of_a_large_file_each_block_is_checked_as_it_is_read(
    tmp_path: Path, generation: Generation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.generation.rows._LARGE", 0)
    folder = shutil.copytree(generation.directory, tmp_path / generation.id)
    path = folder / "knowledge.json"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    opened = Generation(folder)
    assert opened.documents[0] == generation.documents[0]
    with pytest.raises(RowError, match="findings rollback"):
        _ = (*opened.documents, *opened.passages, *opened.entries)
    path.write_bytes((generation.directory / "knowledge.json").read_bytes())
    assert Generation(folder).passages == tuple(generation.passages)


def test_an_older_generation_is_read_at_once(tmp_path: Path, generation: Generation) -> None:
    folder = tmp_path / generation.id
    shutil.copytree(generation.directory, folder, ignore=shutil.ignore_patterns("columns.npz"))
    record = json.loads((folder / "knowledge.json").read_bytes())
    del record["headings"]
    record["passages"] = [row[:8] for row in record["passages"]]
    (folder / "knowledge.json").write_text(json.dumps(record), "utf-8")
    manifest = json.loads((folder / "manifest.json").read_bytes())
    manifest |= {"format": 8, "files": hash_files(folder)}
    (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    older = Generation(folder)
    assert older.passages == tuple(generation.passages)
    assert tuple(older.headings) == tuple(generation.headings)
    assert older.columns.kinds.tolist() == generation.columns.kinds.tolist()
