"""One writer at a time; a writer that was killed blocks nobody."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from store.publishing.locking import LOCK_NAME, LockedError, writing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HOLD = """
import pathlib, sys, time
from store.publishing.locking import writing
with writing(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


@contextmanager
def another_writer(store: Path) -> Iterator[subprocess.Popen[str]]:
    """Have another process hold the lock."""
    command = [sys.executable, "-c", HOLD, str(store)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout
        assert other.stdout.readline() == "held\n"
        try:
            yield other
        finally:
            other.kill()


def test_a_second_writer_is_told_who_writes_and_since_when(tmp_path: Path) -> None:
    with (
        another_writer(tmp_path) as other,
        pytest.raises(LockedError) as fault,
        writing(tmp_path),
    ):
        pass
    wanted = rf"another ingest is running \(pid {other.pid}, since \d\d:\d\d\): wait for it to end"
    assert re.fullmatch(wanted, str(fault.value))


def test_a_writer_that_was_killed_blocks_nobody(tmp_path: Path) -> None:
    with another_writer(tmp_path) as other:
        os.kill(other.pid, signal.SIGKILL)
        other.wait()
        with writing(tmp_path):
            assert str(os.getpid()) in (tmp_path / LOCK_NAME).read_text("ascii")


def test_a_store_can_be_written_again_after_the_first_writer(tmp_path: Path) -> None:
    with writing(tmp_path):
        pass
    with writing(tmp_path):
        pass


def test_a_store_that_cannot_be_a_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", "ascii")
    with pytest.raises(LockedError, match="cannot be written"), writing(tmp_path / "file"):
        pass
