"""Findings runs where the whole root may only be read, as its container is started."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import free_port

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parents[2]
SECONDS = 180
# What a container is given: a root that is read, one folder in memory, and one that is kept.
_IN_MEMORY = "/var/tmp"  # noqa: S108  not /tmp, which may hold the project itself
_CLOSED = (
    f'mount --bind "$KEPT" /mnt && mount -t tmpfs tmpfs {_IN_MEMORY} && mount -o remount,bind,ro /'
    " && cd /mnt && exec "
)


def may_close() -> bool:
    """Say whether this machine lets a plain user make a root of its own."""
    unshare = shutil.which("unshare")
    command = [str(unshare), "-rm", "mount", "-t", "tmpfs", "tmpfs", _IN_MEMORY]
    return (
        bool(unshare) and subprocess.run(command, capture_output=True, check=False).returncode == 0
    )


def closed(command: str) -> list[str]:
    return ["unshare", "-rm", "sh", "-c", f"{_CLOSED}{command}"]


def surroundings(kept: Path, model_export: Path) -> Mapping[str, str]:
    # where Gradio writes is made anew: another test may have set it for this process
    own = {name: value for name, value in os.environ.items() if name != "GRADIO_TEMP_DIR"}
    return own | {
        "KEPT": str(kept), "HOME": _IN_MEMORY, "TMPDIR": _IN_MEMORY, "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "FINDINGS_STORE": "/mnt/store", "FINDINGS_FEEDBACK": "/mnt/feedback.sqlite3",
        "FINDINGS_RECORDS": "/mnt/records.sqlite3", "FINDINGS_BACKUPS": "/mnt/backups",
        "FINDINGS_MODEL_EXPORT": str(model_export),
    }  # fmt: skip


pytestmark = pytest.mark.skipif(
    not may_close(), reason="no mount namespaces for a plain user on this machine"
)


def test_nothing_is_written_but_below_what_is_kept(store: Path, model_export: Path) -> None:
    kept = store.parent
    before = {one.name for one in kept.iterdir()}
    findings = f"{sys.executable} {ROOT / 'cli.py'}"
    given = surroundings(kept, model_export)
    tried = subprocess.run(closed("touch /x"), env=given, capture_output=True, check=False)
    assert b"Read-only" in tried.stderr
    asked = subprocess.run(
        closed(f'{findings} ask "who chairs the meeting"'), env=given, capture_output=True,
        text=True, check=True, timeout=SECONDS,
    )  # fmt: skip
    assert "chairs" in asked.stdout
    port = free_port()
    with subprocess.Popen(closed(f"{findings} serve --port {port}"), env=given) as process:
        try:
            end = time.monotonic() + SECONDS
            while (status := _status(port)) != 200 and time.monotonic() < end:
                assert process.poll() is None
                time.sleep(0.5)
        finally:
            process.terminate()
    assert status == 200
    # other tests keep their own beside this store
    assert {one.name for one in kept.iterdir()} - before <= {
        "store", "documents", "feedback.sqlite3", "records.sqlite3", "backups",
    }  # fmt: skip


def _status(port: int) -> int:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5) as answer:
            return int(answer.status)
    except OSError:
        return 0
