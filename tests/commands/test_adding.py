"""Single documents come and go; all others stay, whether their files are still there or not."""

from __future__ import annotations

import hashlib
import json
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.store.texts import TEXTS, write_files

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Ended


def ids(store: Path, findings: Callable[..., Ended]) -> list[str]:
    listed = json.loads(findings("sources", "--store", store, "--json").out)["documents"]
    return [one["id"] for one in listed]


def test_what_is_added_joins_what_is_held_and_is_replaced_by_the_same_file(
    store: Path, tmp_path: Path, findings: Callable[..., Ended]
) -> None:
    first = write_files(tmp_path / "one" / "letters", {"a.txt": "A letter of the first folder."})
    other = write_files(tmp_path / "two" / "letters", {"a.txt": "A letter of the second folder."})
    assert findings("add", first, other, "--store", store).code == 0
    both = ["letters/a.txt", "two/letters/a.txt"]
    assert ids(store, findings) == sorted([*TEXTS, *both])
    shutil.rmtree(first)
    write_files(other, {"a.txt": "Another text of the second folder."})
    summary = json.loads(findings("add", other / "a.txt", "--store", store, "--json").out)
    assert (summary["added"], summary["changed"]) == ([], ["two/letters/a.txt"])
    assert summary["embedded"] == 1
    assert ids(store, findings) == sorted([*TEXTS, *both])
    answer = findings("ask", "what is in the letter of the first folder", "--store", store).out
    assert "A letter of the first folder." in answer


def test_an_ingested_file_that_is_added_again_keeps_its_id(
    tmp_path: Path, findings: Callable[..., Ended]
) -> None:
    folder = write_files(tmp_path / "docs", {"sub/a.txt": "Old words.", "b.txt": "Other words."})
    store = tmp_path / "store"
    assert findings("ingest", folder, "--store", store).code == 0
    write_files(folder, {"sub/a.txt": "New words."})
    summary = json.loads(findings("add", folder / "sub", "--store", store, "--json").out)
    assert (summary["changed"], summary["added"]) == (["sub/a.txt"], [])


def test_a_file_takes_the_place_of_a_document_under_its_id(
    store: Path, documents: Path, tmp_path: Path, findings: Callable[..., Ended]
) -> None:
    write_files(tmp_path, {"new.md": "# Missing children\n\nAnother day.\n", "new.txt": "x"})
    where = ("--store", store, "--knowledge", documents)
    for given, said in (
        (("nowhere.md", tmp_path / "new.md"), "no such document"),
        (("missing.md", tmp_path / "new.txt"), "no file that ends as missing.md does"),
    ):
        ended = findings("replace", *given, *where)
        assert (ended.code, said in ended.err) == (2, True), ended.err
    ended = findings("replace", "missing.md", tmp_path / "new.md", *where, "--json")
    assert json.loads(ended.out)["changed"] == ["missing.md"]
    assert ids(store, findings) == sorted(TEXTS)
    assert (documents / "missing.md").read_bytes() == (tmp_path / "new.md").read_bytes()


def test_what_is_removed_is_withdrawn_and_nothing_else(
    store: Path, findings: Callable[..., Ended]
) -> None:
    ended = findings("remove", "missing.md", "nowhere.md", "--store", store)
    assert ended.code == 2
    assert "nowhere.md: no such document" in ended.err
    assert ids(store, findings) == sorted(TEXTS)
    assert findings("remove", "missing.md", "--store", store).code == 0
    assert ids(store, findings) == ["front-door.md", "meetings.md"]
    ended = findings("remove", "front-door.md", "meetings.md", "--store", store)
    assert ended.code == 2
    assert "no document would be left" in ended.err


def test_a_file_that_came_in_is_removed_from_disk_where_that_is_meant(
    store: Path, documents: Path, findings: Callable[..., Ended]
) -> None:
    folder = write_files(documents / "uploaded", {"a.txt": "Words of a letter.", "b.txt": "More."})
    where = ("--store", store, "--knowledge", documents)
    assert findings("ingest", documents, *where[:2]).code == 0
    name, path = "uploaded/a.txt", folder / "a.txt"
    ended = findings("remove", name, "--files", *where)  # nobody is there to say yes
    assert (ended.code, path.is_file()) == (2, True)
    assert "1 earlier edition of the knowledge base still holding its words" in ended.err
    assert name not in ids(store, findings)
    assert "no such document" in findings("remove", name, *where).err
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    ended = findings("remove", name, "missing.md", "--files", "--yes", *where)
    assert (ended.code, path.is_file(), digest in ended.err) == (2, False, True)
    assert "missing.md: stays" in ended.err
    assert (documents / "missing.md").is_file()
    ended = findings("remove", "uploaded/b.txt", "--files", "--yes", *where)
    assert (ended.code, (folder / "b.txt").exists()) == (0, False)
    assert "neither held" in findings("remove", name, "--files", "--yes", *where).err
    assert ids(store, findings) == ["front-door.md", "meetings.md"]


def test_copies_are_one_document_with_places_and_part_again_when_one_changes(
    tmp_path: Path, findings: Callable[..., Ended]
) -> None:
    folder = write_files(tmp_path / "docs", dict.fromkeys(("a.txt", "b.txt"), "The same words."))
    store = tmp_path / "store"
    ended = findings("ingest", folder, "--store", store)
    assert ended.code == 0
    assert "b.txt: the same words as a.txt" in ended.err
    assert ids(store, findings) == ["a.txt"]
    assert "also at b.txt" in findings("sources", "--store", store).out
    write_files(folder, {"a.txt": "Quite different ones."})
    assert findings("add", folder / "a.txt", "--store", store).code == 0
    assert ids(store, findings) == ["a.txt", "b.txt"]


@pytest.mark.parametrize(("yes", "code"), [((), 2), (("--yes",), 0)])
def test_more_is_withdrawn_than_added_only_where_that_is_meant(
    store: Path, documents: Path, findings: Callable[..., Ended], yes: tuple[str, ...], code: int
) -> None:
    ended = findings("ingest", documents / "missing.md", "--store", store, *yes)
    assert ended.code == code
    if code:
        assert "2 of the documents held would be withdrawn and 0 added" in ended.err
        assert "front-door.md, meetings.md" in ended.err
        assert "--yes" in ended.err
    assert ids(store, findings) == (sorted(TEXTS) if code else ["missing.md"])


def test_a_dry_run_of_add_and_remove_writes_nothing(
    store: Path, tmp_path: Path, findings: Callable[..., Ended]
) -> None:
    write_files(tmp_path, {"new.txt": "New words."})
    assert "1 added" in findings("add", tmp_path / "new.txt", "--dry-run", "--store", store).out
    assert "1 withdrawn" in findings("remove", "missing.md", "--dry-run", "--store", store).out
    assert ids(store, findings) == sorted(TEXTS)
