"""An ingest says in one line what it did, and names each file that it could not read."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ingest.folder.collecting import Collected, collect
from store.generation.opened import Generation
from store.generation.planning import plan
from store.publishing.live import current_folder, published, read_current_manifest
from tests.ingest.files import HOSTILE
from tests.store.texts import bundled, files_under, write_files

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Ended

ROOT = Path(__file__).parents[2]


def held(store: Path) -> dict[str, bytes]:
    """Give every byte of the store but the lock, which says who wrote last."""
    return {name: data for name, data in files_under(store).items() if not name.startswith("LOCK")}


def test_ingest_says_in_one_line_what_it_did_and_what_it_takes_over_is_as_if_read_anew(
    tmp_path: Path, documents: Path, findings: Callable[..., Ended]
) -> None:
    store = tmp_path / "store"
    ended = findings("ingest", documents, "--store", store)
    assert ended.code == 0
    pattern = (
        r"3 documents \(3 added\), \d+ passages, \d+ vectors \(\d+ new\), published \S+, [\d.]+ s\n"
    )
    assert re.fullmatch(pattern, ended.out)
    write_files(documents, {"meetings.md": "# Meetings\n\nNew words must stand here.\n"})
    findings("ingest", documents, "--store", store)
    read = [one for one in collect(documents) if isinstance(one, Collected)]
    planned = plan(read, side={}, model="any", max_words=110, previous=None)
    found = Generation(current_folder(store))
    assert found.documents == planned.knowledge.documents
    assert found.passages == planned.knowledge.passages
    assert found.entries == planned.knowledge.entries
    records = read_current_manifest(store).documents
    assert all(one.reading for one in records)


def test_ingesting_again_embeds_and_publishes_nothing(
    store: Path, documents: Path, findings: Callable[..., Ended]
) -> None:
    before = held(store)
    ended = findings("ingest", documents, "--store", store, "--json")
    shutil.rmtree(store / "read")  # what was read of the files, which is no part of what is held
    assert ended.code == 0
    summary = json.loads(ended.out)
    assert summary["embedded"] == 0
    assert summary["outcome"].startswith("nothing changed since")
    assert held(store) == before


def test_added_changed_and_withdrawn_documents_are_named(
    store: Path, documents: Path, findings: Callable[..., Ended]
) -> None:
    (documents / "missing.md").unlink()
    write_files(
        documents, {"meetings.md": "# Meetings\n\nNew words.\n", "new.txt": "A new text.\n"}
    )
    summary = json.loads(findings("ingest", documents, "--store", store, "--json").out)
    assert (summary["added"], summary["changed"], summary["withdrawn"]) == (
        ["new.txt"],
        ["meetings.md"],
        ["missing.md"],
    )
    assert len(published(store)) == 2


def test_a_dry_run_says_what_would_change_and_writes_nothing(
    store: Path, documents: Path, findings: Callable[..., Ended]
) -> None:
    before = held(store)
    write_files(documents, {"new.txt": "A new text.\n"})
    ended = findings("ingest", documents, "--store", store, "--dry-run")
    assert ended.code == 0
    assert "1 added" in ended.out
    assert "nothing published" in ended.out
    assert held(store) == before


def test_a_dry_run_makes_no_store(
    tmp_path: Path, documents: Path, findings: Callable[..., Ended]
) -> None:
    assert findings("ingest", documents, "--store", tmp_path / "none", "--dry-run").code == 0
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_file_is_named_and_what_is_held_stays(
    tmp_path: Path, store: Path, findings: Callable[..., Ended], hostile: tuple[str, bytes, str]
) -> None:
    name, data, reason = hostile
    before = held(store)
    ended = findings("ingest", write_files(tmp_path / "hostile", {name: data}), "--store", store)
    assert ended.code == 2
    named, nothing_left = ended.err.splitlines()
    assert named.startswith(f"{name}: ")
    assert reason in named
    assert "nothing is published" in nothing_left
    assert held(store) == before


def test_beside_hostile_files_the_rest_is_published(
    store: Path, documents: Path, findings: Callable[..., Ended]
) -> None:
    write_files(documents, {name: data for name, data, _ in HOSTILE.values() if len(data) < 2**20})
    write_files(documents, {"new.txt": "A new text.\n"})
    ended = findings("ingest", documents, "--store", store)
    assert ended.code == 2
    assert "4 documents (1 added," in ended.out
    named = {line.split(": ")[0] for line in ended.err.splitlines()}
    # of the new one it is said that its kind is not known
    assert {one.name for one in documents.iterdir()} - named == {
        "front-door.md", "meetings.md", "missing.md",
    }  # fmt: skip
    assert findings("verify", "--store", store).code == 0


def test_the_held_edition_of_a_file_that_can_no_longer_be_read_stays(
    store: Path, documents: Path, findings: Callable[..., Ended]
) -> None:
    write_files(documents, {"missing.md": b"\x00", "new.txt": b"A new text.\n"})
    ended = findings("ingest", documents, "--store", store, "--json")
    assert ended.code == 2
    assert json.loads(ended.out)["kept"] == ["missing.md"]
    assert "Missing children" in findings("sources", "--store", store).out


def test_strict_publishes_nothing_beside_a_hostile_file(
    store: Path, documents: Path, findings: Callable[..., Ended]
) -> None:
    before = held(store)
    write_files(documents, {"empty.txt": "", "new.txt": "A new text.\n"})
    ended = findings("ingest", documents, "--store", store, "--strict")
    assert ended.code == 2
    assert "empty.txt: is empty" in ended.err
    assert held(store) == before


def test_a_folder_that_is_not_there_is_an_error_in_one_line(
    store: Path, tmp_path: Path, findings: Callable[..., Ended]
) -> None:
    before = held(store)
    ended = findings("ingest", tmp_path / "nowhere", "--store", store)
    assert ended.code == 2
    assert len(ended.err.splitlines()) == 1
    assert "no such file or folder" in ended.err
    assert held(store) == before


def test_a_model_that_was_not_exported_is_an_error_in_one_line(
    documents: Path,
    tmp_path: Path,
    findings: Callable[..., Ended],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FINDINGS_MODEL_EXPORT", str(tmp_path / "none"))
    ended = findings("ingest", documents, "--store", tmp_path / "store")
    assert ended.code == 2
    assert ended.err.count("\n") == 1
    assert "findings prepare" in ended.err


def test_after_damage_ingest_builds_anew(
    store: Path, documents: Path, findings: Callable[..., Ended]
) -> None:
    path = bundled(store, "vectors.npy")
    path.write_bytes(path.read_bytes()[:-4] + b"\x00\x00\x00\x00")
    ended = findings("ingest", documents, "--store", store)
    assert ended.code == 0
    assert "vectors.npy is damaged" in ended.err
    assert findings("verify", "--store", store).code == 0


def test_files_of_other_formats_are_named_and_strict_fails_on_them(
    store: Path, documents: Path, findings: Callable[..., Ended]
) -> None:
    before = held(store)
    write_files(documents, {"rules.doc": "x", "README.md": "# Read me\n\nThe desk opens at nine."})
    ended = findings("ingest", documents, "--store", store, "--strict")
    assert ended.code == 2
    assert "rules.doc: format .doc is not read" in ended.err
    assert held(store) == before
    summary = json.loads(findings("ingest", documents, "--store", store, "--json").out)
    assert summary["added"] == ["README.md"]
    assert [one["id"] for one in summary["left_out"]] == ["rules.doc"]


def test_what_a_folder_that_cannot_be_opened_held_stays(model_export: Path, tmp_path: Path) -> None:
    documents = write_files(tmp_path / "docs", {"a.txt": "Words.", "sub/b.txt": "Others."})
    command = [sys.executable, "-m", "cli", "ingest", str(documents), "--json"]
    if os.geteuid() == 0:
        # root opens every folder unless it gives that right away
        rights = "-dac_override,-dac_read_search"
        command = ["setpriv", f"--bounding-set={rights}", f"--inh-caps={rights}", *command]
        if not shutil.which("setpriv"):
            pytest.skip("setpriv is not installed")
    environment = os.environ | {
        "FINDINGS_MODEL_EXPORT": str(model_export), "FINDINGS_STORE": str(tmp_path / "store"),
    }  # fmt: skip

    def ingest() -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )

    assert ingest().returncode == 0
    (documents / "sub").chmod(0)
    try:
        ended = ingest()
    finally:
        (documents / "sub").chmod(0o700)
    assert ended.returncode == 2
    assert "sub/: cannot be opened (Permission denied)" in ended.stderr
    summary = json.loads(ended.stdout)
    assert (summary["kept"], summary["withdrawn"]) == (["sub/b.txt"], [])


def test_what_a_link_led_to_outside_the_folder_is_withdrawn(
    tmp_path: Path, findings: Callable[..., Ended]
) -> None:
    documents = write_files(tmp_path / "docs", {"a.txt": "Words.", "b.txt": "Others."})
    assert findings("ingest", documents, "--store", tmp_path / "store").code == 0
    (documents / "b.txt").rename(tmp_path / "b.txt")
    (documents / "b.txt").symlink_to(tmp_path / "b.txt")
    ended = findings("ingest", documents, "--store", tmp_path / "store", "--yes", "--json")
    assert ended.code == 2
    assert "b.txt: is a link that leads outside the folder" in ended.err
    assert json.loads(ended.out)["withdrawn"] == ["b.txt"]


def test_it_says_when_it_reads_the_documents_that_come_with_the_program(
    tmp_path: Path, documents: Path, findings: Callable[..., Ended]
) -> None:
    shipped = Path(__file__).parents[2] / "knowledge"
    for folder, says in ((shipped, True), (documents, False)):
        ended = findings("ingest", folder, "--store", tmp_path / folder.name, "--dry-run")
        assert ended.code == 0, ended.err
        assert ("for your own" in ended.err) is says
