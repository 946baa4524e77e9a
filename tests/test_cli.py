"""The command line starts at once, says what it did in a line, and what was wrong in another."""

from __future__ import annotations

import json
import re
import resource
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from store.publishing import published
from tests.ingest.files import HOSTILE
from tests.store.texts import TEXTS, files_under

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Ended

ROOT = Path(__file__).parent.parent
COMMANDS = ("prepare", "ingest", "sources", "verify", "rollback")


def write(folder: Path, texts: dict[str, str] | dict[str, bytes]) -> Path:
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    return write(tmp_path / "documents", TEXTS)


@pytest.fixture
def store(tmp_path: Path, documents: Path, small_store: Path) -> Path:
    """A copy of that store, beside its documents."""
    assert documents.is_dir()
    return shutil.copytree(small_store, tmp_path / "store")


def held(store: Path) -> dict[str, bytes]:
    """Give every byte of the store but the lock, which says who wrote last."""
    return {name: data for name, data in files_under(store).items() if name != "LOCK"}


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "cli", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_help_comes_at_once_and_imports_nothing_heavy() -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    said = run("--help")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert all(command in said.stdout for command in COMMANDS)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 0.5
    code = (
        "import sys, cli\ntry: cli.main(['--help'])\nexcept SystemExit: print(sorted(sys.modules))"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()[-1]
    assert not [name for name in ("torch", "gradio", "chromadb", "numpy") if f"'{name}'" in loaded]


def test_the_version_is_that_of_the_project(findings: Callable[..., Ended]) -> None:
    assert re.fullmatch(r"findings \d+\.\d+\.\d+\n", findings("--version").out)


def test_the_pages_are_not_served_with_a_chat_model_that_is_not_here(
    findings: Callable[..., Ended], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FINDINGS_CHAT_MODEL", "ollama:llama3.1")
    ended = findings("serve")
    assert ended.code == 2
    assert "install langchain-ollama" in ended.err
    assert ended.err.count("\n") == 1


def test_ingest_says_in_one_line_what_it_did(
    tmp_path: Path, documents: Path, findings: Callable[..., Ended]
) -> None:
    ended = findings("ingest", documents, "--store", tmp_path / "store")
    assert ended.code == 0
    pattern = (
        r"3 documents \(3 added\), \d+ passages, \d+ vectors \(\d+ new\), published \S+, [\d.]+ s\n"
    )
    assert re.fullmatch(pattern, ended.out)


def test_ingesting_again_embeds_and_publishes_nothing(
    store: Path, documents: Path, findings: Callable[..., Ended]
) -> None:
    before = held(store)
    ended = findings("ingest", documents, "--store", store, "--json")
    assert ended.code == 0
    summary = json.loads(ended.out)
    assert summary["embedded"] == 0
    assert summary["outcome"].startswith("nothing changed since")
    assert held(store) == before


def test_added_changed_and_withdrawn_documents_are_named(
    store: Path, documents: Path, findings: Callable[..., Ended]
) -> None:
    (documents / "missing.md").unlink()
    write(documents, {"meetings.md": "# Meetings\n\nNew words.\n", "new.txt": "A new text.\n"})
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
    write(documents, {"new.txt": "A new text.\n"})
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
    ended = findings("ingest", write(tmp_path / "hostile", {name: data}), "--store", store)
    assert ended.code == 2
    named, nothing_left = ended.err.splitlines()
    assert named.startswith(f"{name}: ")
    assert reason in named
    assert "nothing is published" in nothing_left
    assert held(store) == before


def test_beside_hostile_files_the_rest_is_published(
    store: Path, documents: Path, findings: Callable[..., Ended]
) -> None:
    write(documents, {name: data for name, data, _ in HOSTILE.values() if len(data) < 2**20})
    write(documents, {"new.txt": "A new text.\n"})
    ended = findings("ingest", documents, "--store", store)
    assert ended.code == 2
    assert "4 documents (1 added," in ended.out
    assert len(ended.err.splitlines()) == len(list(documents.iterdir())) - 4
    assert findings("verify", "--store", store).code == 0


def test_the_held_edition_of_a_file_that_can_no_longer_be_read_stays(
    store: Path, documents: Path, findings: Callable[..., Ended]
) -> None:
    write(documents, {"missing.md": b"\x00", "new.txt": b"A new text.\n"})
    ended = findings("ingest", documents, "--store", store, "--json")
    assert ended.code == 2
    assert json.loads(ended.out)["kept"] == ["missing.md"]
    assert "Missing children" in findings("sources", "--store", store).out


def test_strict_publishes_nothing_beside_a_hostile_file(
    store: Path, documents: Path, findings: Callable[..., Ended]
) -> None:
    before = held(store)
    write(documents, {"empty.txt": "", "new.txt": "A new text.\n"})
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


def test_sources_lists_every_document(store: Path, findings: Callable[..., Ended]) -> None:
    out = findings("sources", "--store", store).out
    assert "front-door.md: Front door" in out
    listed = json.loads(findings("sources", "--store", store, "--json").out)["documents"]
    assert [one["id"] for one in listed] == sorted(TEXTS)


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


@pytest.mark.parametrize("name", ["data_level0.bin", "chroma.sqlite3", "knowledge.json"])
def test_a_child_in_danger_is_escalated_though_the_store_is_damaged(
    store: Path, findings: Callable[..., Ended], name: str
) -> None:
    (path,) = store.rglob(name)
    path.write_bytes(path.read_bytes()[:50])
    ended = findings("ask", "he is hitting my little brother right now", "--store", store)
    assert ended.code == 0
    assert "999" in ended.out
    ended = findings("ask", "who chairs the strategy meeting", "--store", store)
    assert ended.code == 2
    assert len(ended.err.splitlines()) == 1


def test_a_damaged_character_in_a_question_is_no_traceback(
    store: Path, findings: Callable[..., Ended]
) -> None:
    # what Python makes of a byte on the command line that is not UTF-8
    for question in ("who \udcff chairs the strategy meeting", "\udcff\udcfe"):
        assert findings("ask", question, "--store", store).code == 0
        assert findings("ask", question, "--store", store, "--json").code == 0


def test_a_batch_is_answered_in_order_into_a_new_folder(
    store: Path, tmp_path: Path, findings: Callable[..., Ended]
) -> None:
    asked = ["who chairs the strategy meeting", "", "hello", "<b>who</b> chairs"]
    lines = [json.dumps({"id": number, "question": text}) for number, text in enumerate(asked)]
    (tmp_path / "asked.jsonl").write_text("\n".join(lines), "utf-8")
    answers = tmp_path / "new" / "answers.jsonl"
    assert findings("batch", tmp_path / "asked.jsonl", answers, "--store", store).code == 0
    records = [json.loads(line) for line in answers.read_text("utf-8").splitlines()]
    assert [one["id"] for one in records] == [0, 1, 2, 3]
    fields = {"id", "status", "answer", "citations", "retrieved", "seconds"}
    assert all(set(one) == fields for one in records)


@pytest.mark.parametrize(
    "line",
    ["{bad", "[1]", '{"id": 2}', '{"id": 2, "question": 3}', '{"id": 2, "question": "\\ud83d"}'],
)
def test_a_bad_line_of_a_batch_is_named_and_nothing_is_written(
    store: Path, tmp_path: Path, findings: Callable[..., Ended], line: str
) -> None:
    questions = tmp_path / "asked.jsonl"
    questions.write_text(f'{{"id": 1, "question": "who chairs"}}\n{line}\n', "utf-8")
    ended = findings("batch", questions, tmp_path / "answers.jsonl", "--store", store)
    assert ended.code == 2
    assert len(ended.err.splitlines()) == 1
    assert "line 2: not a question" in ended.err
    assert not (tmp_path / "answers.jsonl").exists()


def test_answers_that_cannot_be_written_are_an_error_before_any_is_asked(
    tmp_path: Path, findings: Callable[..., Ended]
) -> None:
    questions = tmp_path / "asked.jsonl"
    questions.write_text('{"id": 1, "question": "who chairs"}\n', "utf-8")
    for answers in (tmp_path, questions / "answers.jsonl"):
        ended = findings("batch", questions, answers, "--store", tmp_path / "none")
        assert ended.code == 2
        assert len(ended.err.splitlines()) == 1
        assert "cannot be written" in ended.err


def test_after_damage_ingest_builds_anew(
    store: Path, documents: Path, findings: Callable[..., Ended]
) -> None:
    (path,) = store.rglob("vectors.npy")
    path.write_bytes(path.read_bytes()[:-4] + b"\x00\x00\x00\x00")
    ended = findings("ingest", documents, "--store", store)
    assert ended.code == 0
    assert "vectors.npy is damaged" in ended.err
    assert findings("verify", "--store", store).code == 0


def test_rollback_brings_back_what_was_before(
    store: Path, documents: Path, findings: Callable[..., Ended]
) -> None:
    (before,) = published(store)
    write(documents, {"new.txt": "A new text.\n"})
    findings("ingest", documents, "--store", store)
    assert findings("rollback", "--store", store).code == 0
    assert published(store) == (before,)
    assert findings("rollback", "--store", store).code == 2


def test_an_unknown_setting_is_an_error_in_one_line(
    findings: Callable[..., Ended], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FINDINGS_STOER", "x")
    ended = findings("sources")
    assert ended.code == 2
    assert len(ended.err.splitlines()) == 1
    assert "FINDINGS_STOER" in ended.err
