"""What is published can be listed, checked and taken back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from commands.publishing.keeping import FACTS
from store.publishing.live import published
from tests.store.texts import TEXTS, write_files

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Ended


def test_sources_lists_every_document(store: Path, findings: Callable[..., Ended]) -> None:
    out = findings("sources", "--store", store).out
    assert "front-door.md: Front door" in out
    listed = json.loads(findings("sources", "--store", store, "--json").out)["documents"]
    assert [one["id"] for one in listed] == sorted(TEXTS)
    assert [list(one)[: len(FACTS)] for one in listed] == [list(FACTS)] * len(TEXTS)
    assert listed[0]["published"] is listed[0]["pages"] is None


@pytest.mark.parametrize("command", ["sources", "verify", "rollback"])
def test_without_a_store_a_command_says_to_ingest(
    tmp_path: Path, findings: Callable[..., Ended], command: str
) -> None:
    ended = findings(command, "--store", tmp_path / "none")
    assert ended.code == 2
    assert "findings ingest" in ended.err
    assert not (tmp_path / "none").exists()


def test_verify_names_the_fault_of_a_damaged_store(
    store: Path, findings: Callable[..., Ended]
) -> None:
    assert "is whole" in findings("verify", "--store", store).out
    (path,) = store.rglob("lessons.json")
    path.write_bytes(b"{}")
    ended = findings("verify", "--store", store)
    assert ended.code == 2
    assert "lessons.json" in ended.err


def test_rollback_brings_back_what_was_before(
    store: Path, documents: Path, findings: Callable[..., Ended]
) -> None:
    (before,) = published(store)
    write_files(documents, {"new.txt": "A new text.\n"})
    findings("ingest", documents, "--store", store)
    assert findings("rollback", "--store", store).code == 0
    assert published(store) == (before,)
    assert findings("rollback", "--store", store).code == 2
