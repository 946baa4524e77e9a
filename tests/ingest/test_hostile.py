"""Broken and hostile files: each is read or refused in one line, and nothing is left running."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from domain import Source
from ingest.readers.layout import UnreadableError
from ingest.readers.worker import Worker
from ingest.reading import read_document
from tests.ingest.hostile import make_hostile

SEED = 10


def children() -> set[str]:
    """Give the processes of this machine that read files."""
    found = set()
    for command in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if b"ingest.readers.child" in command.read_bytes():
                found.add(command.parent.name)
        except OSError:
            continue  # it ended while we looked
    return found


def read_all(folder: Path, count: int, seed: int) -> tuple[list[str], float]:
    """Read that many hostile files; give the refusals, and the seconds of the slowest file."""
    refusals: list[str] = []
    slowest = 0.0
    with Worker() as worker:
        for name, data in make_hostile(count, seed):
            path = folder / name
            path.write_bytes(data)
            start = time.monotonic()
            try:
                document = read_document(path, Source(id=name, title=""), worker).document
            except UnreadableError as error:
                refusals.append(str(error))
            else:
                assert document.text.strip()
            slowest = max(slowest, time.monotonic() - start)
            path.unlink()
    return refusals, slowest


def check(folder: Path, count: int, seed: int) -> None:
    before = children()
    refusals, slowest = read_all(folder, count, seed)
    assert all(line and "\n" not in line and line.isprintable() for line in refusals)
    assert not [line for line in refusals if "Traceback" in line]
    assert len(refusals) > count / 4
    assert slowest < 120
    assert not {one for one in children() - before if is_ours(one)}


def is_ours(process: str) -> bool:
    """Say whether this test's process started it, whatever else runs on the machine."""
    try:
        status = Path("/proc", process, "stat").read_text("utf-8")
    except OSError:
        return False
    parent = status.rpartition(")")[2].split()[1]
    return parent in {str(Path("/proc/self").resolve().name), "1"}


def test_a_hundred_hostile_files_are_read_or_refused_in_one_line(tmp_path: Path) -> None:
    check(tmp_path, 100, SEED)


@pytest.mark.slow
def test_a_thousand_hostile_files_are_read_or_refused_in_one_line(tmp_path: Path) -> None:
    check(tmp_path, 1_000, SEED + 1)


def test_a_worker_whose_owner_is_killed_ends_without_a_word(tmp_path: Path) -> None:
    path = tmp_path / "long.md"
    path.write_text("- *one*\n" * 100_000, "utf-8")
    script = (
        "import sys; from pathlib import Path; from ingest.readers.worker import Worker\n"
        "print('asking', flush=True); Worker().read(Path(sys.argv[1]))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(path)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=Path(__file__).parents[2],
    ) as owner:  # fmt: skip
        assert owner.stdout is not None
        assert owner.stderr is not None
        owner.stdout.readline()
        time.sleep(1)
        owner.kill()
        assert owner.stderr.read() == b""  # it ends when the last that holds it does


def test_a_worker_ends_with_its_owner_and_starts_again_when_killed(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Ring first.", "utf-8")
    with Worker() as worker:
        assert worker.read(path).blocks[0].text == "Ring first."
        worker.close()
        assert worker.read(path).blocks[0].text == "Ring first."
        process = worker._process  # noqa: SLF001  what must be gone
        assert process is not None
    assert process.poll() is not None
