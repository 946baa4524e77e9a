"""The command line starts at once; what is wrong with how it is called is said in a line."""

from __future__ import annotations

import re
import resource
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from tests.conftest import Ended

ROOT = Path(__file__).parent.parent
COMMANDS = ("prepare", "calibrate", "ingest", "add", "remove", "sources", "verify", "rollback")


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
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 0.6
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


def test_an_unknown_setting_is_an_error_in_one_line(
    findings: Callable[..., Ended], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FINDINGS_STOER", "x")
    ended = findings("sources")
    assert ended.code == 2
    assert len(ended.err.splitlines()) == 1
    assert "FINDINGS_STOER" in ended.err
