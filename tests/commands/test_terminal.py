"""A command prints on any terminal or pipe without a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def ask(
    store: Path, model_export: Path, *arguments: str, shell: str = "", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Ask in a process of its own; ``shell`` says where a shell leads the output."""
    question = "who chairs the caf\u00e9 strategy meeting, \u201cit\u201d"
    command = [sys.executable, "-m", "cli", "ask", question, "--store", str(store), *arguments]
    # a command that ran in this process set the encoding for its children
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONIOENCODING"}
    return subprocess.run(
        ["/bin/sh", "-c", f'"$@" {shell}', "sh", *command],
        cwd=ROOT, capture_output=True, check=False,
        env=inherited | {"FINDINGS_MODEL_EXPORT": str(model_export), **environment},
    )  # fmt: skip


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "latin-1:strict"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    ],
)
def test_any_encoding_shows_the_answer(
    small_store: Path, model_export: Path, environment: dict[str, str]
) -> None:
    shown = ask(small_store, model_export, **environment)
    assert shown.returncode == 0, shown.stderr
    assert b"\"Children's social care chairs the strategy meeting" in shown.stdout
    record = json.loads(ask(small_store, model_export, "--json", **environment).stdout)
    assert "\u201cChildren" in record["answer"]


@pytest.mark.parametrize(
    ("shell", "code", "said"),
    [
        (">&-", 0, b""),
        ("<&- >&- 2>&-", 0, b""),
        (">/dev/full", 1, b"findings: not all could be printed: No space left on device\n"),
        ("| true", 0, b""),
    ],
)
def test_an_output_that_takes_nothing_is_no_traceback(
    small_store: Path, model_export: Path, shell: str, code: int, said: bytes
) -> None:
    shown = ask(small_store, model_export, shell=shell)
    assert (shown.returncode, shown.stderr) == (code, said)
