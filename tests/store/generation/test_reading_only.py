"""Reading needs no writing: a store that this user may not write answers and verifies."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from store.publishing.live import generations_folder, publish
from tests.store.texts import TEXTS, built, files_under

if TYPE_CHECKING:
    from collections.abc import Iterator

    from store.models.embedding import Embedder

ROOT = Path(__file__).parents[3]
# root without these is refused by a file's mode as anybody else is
AS_ANYBODY = ("setpriv", "--bounding-set=-dac_override,-dac_read_search,-fowner")


def run(
    store: Path, model: Path, temporary: Path, *command: str
) -> subprocess.CompletedProcess[str]:
    """Run ``findings`` as a user whom modes bind, and who stands in another folder."""
    drop = AS_ANYBODY if os.geteuid() == 0 else ()
    return subprocess.run(
        [*drop, sys.executable, "-m", "cli", *command],
        cwd=store.parent, capture_output=True, text=True, check=False,
        env=os.environ | {
            "PYTHONPATH": str(ROOT), "FINDINGS_STORE": str(store), "TMPDIR": str(temporary),
            "FINDINGS_MODEL_EXPORT": str(model),
        },
    )  # fmt: skip


@pytest.fixture
def store(tmp_path: Path, embedder: Embedder) -> Iterator[Path]:
    if os.geteuid() == 0 and not shutil.which(AS_ANYBODY[0]):
        pytest.skip(f"{AS_ANYBODY[0]} is not here: modes do not bind root")
    store = tmp_path / "store"
    publish(store, built(TEXTS, embedder, generations_folder(store)).name, keep=2)
    yield store
    set_modes(store, folder=0o755, file=0o644)


@pytest.fixture
def temporary(tmp_path: Path) -> Path:
    (tmp_path / "temporary").mkdir()
    return tmp_path / "temporary"


def set_modes(store: Path, *, folder: int, file: int) -> None:
    store.chmod(0o755)
    for path in [*store.rglob("*"), store]:
        path.chmod(folder if path.is_dir() else file)


def test_a_store_that_cannot_be_written_answers_and_is_verified(
    store: Path, model_export: Path, temporary: Path
) -> None:
    before = files_under(store)
    set_modes(store, folder=0o555, file=0o444)
    questions, answers = temporary.parent / "asked.jsonl", temporary.parent / "answers.jsonl"
    questions.write_text('{"id": 1, "question": "Who chairs the strategy meeting?"}', "utf-8")
    # a batch searches with the index, which one question is answered without
    asked = run(store, model_export, temporary, "batch", str(questions), str(answers))
    assert asked.returncode == 0
    assert "chairs the strategy meeting" in answers.read_text("utf-8")
    verified = run(store, model_export, temporary, "verify")
    assert (verified.returncode, verified.stderr) == (0, "")
    assert files_under(store) == before
    # what was copied is gone again
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize(
    ("command", "name"),
    [
        *(
            (command, name)
            for command in (("ask", "Who chairs the strategy meeting?"), ("verify",))
            for name in ("CURRENT", "manifest.json", "knowledge.json")
        ),
        (("verify",), "data_level0.bin"),
    ],
)
def test_a_file_that_this_user_may_not_read_is_named_as_such(
    store: Path, model_export: Path, temporary: Path, name: str, command: tuple[str, ...]
) -> None:
    path = min(store.rglob(name))
    path.chmod(0)
    ended = run(store, model_export, temporary, *command)
    assert (ended.returncode, ended.stderr.count("\n")) == (2, 1)
    assert f"{path}: this user may not read it" in ended.stderr
