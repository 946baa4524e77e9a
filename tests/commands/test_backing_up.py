"""A backup is one whole file; restored anywhere it answers alike, and nothing is lost."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from feedback import FeedbackStore, Rating, Receipt
from tests.store.texts import TEXTS, files_under, write_files
from using.own.archives import LIST_NAME

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Ended

ROOT = Path(__file__).parents[2]
OWN = 'name = "Fenmarsh Partnership"\nareas = ["Fenmarsh"]\n'
ASKED = ("who chairs the strategy meeting", "how soon is a return home interview")


@pytest.fixture
def ours(tmp_path: Path, small_store: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A partnership's folder, as ``findings init`` lays it out, in which commands are run."""
    folder = tmp_path / "ours"
    shutil.copytree(small_store, folder / "store")
    write_files(folder / "documents", {**TEXTS, "partnership.toml": OWN})
    settings = (
        'store = "store"\nknowledge = "documents"\nfeedback = "ratings"\nrecords = "people"\n'
        "port = 7999\n"
    )
    (folder / "findings.toml").write_text(settings, "utf-8")
    feedback = FeedbackStore(folder / "ratings")
    feedback.rate(Receipt("r", "", "answered", "g", "s", ()), Rating(helpful=True))
    monkeypatch.delenv("FINDINGS_FEEDBACK", raising=False)
    monkeypatch.chdir(folder)
    return folder


def _answer(findings: Callable[..., Ended], question: str) -> dict[str, object]:
    """Give all that is known of an answer but how long it took."""
    answer: dict[str, object] = json.loads(findings("ask", question, "--json").out)
    return {name: value for name, value in answer.items() if name != "seconds"}


def test_a_folder_restored_elsewhere_answers_with_the_same_bytes(
    ours: Path, tmp_path: Path, findings: Callable[..., Ended], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "kept" / "all.zip"
    assert findings("users", "add", "ada.lee", "--role", "editor").code == 0
    assert findings("backup", file).code == 0
    before = [_answer(findings, one) for one in ASKED]
    rated = findings("feedback").out
    people = findings("users", "list").out
    shutil.rmtree(ours / "documents")
    there = tmp_path / "another machine"
    ended = findings("restore", file, there)
    assert ended.code == 0, ended.err
    assert "not in force" not in ended.out
    monkeypatch.chdir(there)
    assert [_answer(findings, one) for one in ASKED] == before
    assert findings("feedback").out == rated
    assert findings("users", "list").out == people
    assert "ada.lee" in people
    assert (there / "records.sqlite3").stat().st_mode & 0o077 == 0
    assert rated.count("\n") == 2
    assert (there / "documents" / "partnership.toml").read_text("utf-8") == OWN
    assert "port = 7999" in (there / "findings.toml").read_text("utf-8")
    # once more over what stands there: that stays, and what is in force is what was kept
    (there / "documents" / "new.md").write_text("# New\n", "utf-8")
    (there / "findings.toml").write_text('knowledge = "documents"\nport = 7998\n', "utf-8")
    # as in a container, whose variables name places
    monkeypatch.setenv("FINDINGS_RECORDS", str(there / "records.sqlite3"))
    ended = findings("restore", file)
    assert "not in force yet: set or unset what names other places: FINDINGS_RECORDS\n" in ended.out
    assert (there / "documents" / "new.md").is_file()
    assert "what was there before stays" in ended.out
    assert "port = 7999" in (there / "findings.toml").read_text("utf-8")
    assert _answer(findings, ASKED[0]) == before[0]


def _truncated(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-100])


def _flipped(file: Path) -> None:
    data = bytearray(file.read_bytes())
    with zipfile.ZipFile(file) as archive:
        at = next(one.header_offset for one in archive.infolist() if "knowledge" in one.filename)
    data[at + 200] ^= 1
    file.write_bytes(data)


def _foreign(file: Path) -> None:
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")


def _no_archive(file: Path) -> None:
    file.write_text("something else", "utf-8")


def _listed(**facts: object) -> Callable[[Path], None]:
    def change(file: Path) -> None:
        with zipfile.ZipFile(file) as archive:
            held = {one: archive.read(one) for one in archive.namelist()}
        listed = json.loads(held.pop(LIST_NAME)) | facts
        with zipfile.ZipFile(file, "w") as archive:
            for name, data in (held | {LIST_NAME: json.dumps(listed).encode()}).items():
                archive.writestr(name, data)

    return change


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (_truncated, "is damaged"),
        (_flipped, "is damaged"),
        (_foreign, "is no backup of Findings"),
        (_no_archive, "is no backup of Findings"),
        (Path.unlink, "there is no such file"),
        (_listed(format=99, version="9.1"), "made by a newer Findings (9.1)"),
        (_listed(files={"../outside": "0"}), "is damaged"),
    ],
)
def test_what_is_no_sound_backup_is_refused_in_one_line_and_changes_nothing(
    ours: Path, tmp_path: Path, findings: Callable[..., Ended],
    damage: Callable[[Path], None], said: str,
) -> None:  # fmt: skip
    file = tmp_path / "all.zip"
    findings("backup", file)
    damage(file)
    before = files_under(ours)
    ended = findings("restore", file)
    assert ended.code == 2
    assert said in ended.err
    assert ended.err.count("\n") == 1
    assert files_under(ours) == before


def _killed_once(command: list[str], folder: Path, seen: Path, pattern: str) -> None:
    """Kill a command as soon as a file of a name is there, if it has not ended by then."""
    with subprocess.Popen([sys.executable, "-m", "cli", *command], cwd=folder) as process:
        while process.poll() is None and not any(seen.glob(pattern)):
            time.sleep(0.001)
        process.kill()


def test_a_kill_leaves_the_old_state_whole(
    ours: Path, findings: Callable[..., Ended], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    file = ours.parent / "all.zip"
    assert findings("backup", file).code == 0
    kept = file.read_bytes()
    _killed_once(["backup", str(file)], ours, ours.parent, ".all.zip-*")
    assert file.read_bytes() == kept
    before = files_under(ours)
    for pattern in (".restoring-*/store/CURRENT", "restored-*"):
        _killed_once(["restore", str(file)], ours, ours, pattern)
        now = files_under(ours)
        # the settings are of the one or of the other; Chroma writes a row when it opens its file
        kept_names = [one for one in before if not one.endswith((".toml", ".sqlite3"))]
        assert all(now.get(name) == before[name] for name in kept_names)
    assert findings("verify").code == 0
    assert findings("restore", file).code == 0
    assert not any(ours.glob(".restoring-*"))
    assert findings("backup", file).code == 0
    assert not any(ours.parent.glob(".all.zip-*"))
