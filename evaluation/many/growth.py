"""The rows of ``make bench`` that say how Findings grows, and that its routes do as they say."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

from domain import FindingsError
from evaluation.many.server import ROOT
from evaluation.processes import run_apart

if TYPE_CHECKING:
    from pathlib import Path

    from settings import Settings

Row = tuple[str, str, str, str]
# What is held against what: a shire's collection, and a country's.
SMALL, LARGE = 3_500, 100_000
# Calls made up for each route of the API.
EXAMPLES = 50
_FUZZ = "tests/api/test_describing.py::test_whatever_is_sent_is_answered_as_described"
_ADDED = "# A note\n\nThe panel meets on the first Tuesday. Its chair is named in the rota.\n"


def rows(settings: Settings, folder: Path, *, small: int = SMALL, large: int = LARGE) -> list[Row]:
    """Build both collections, measure each in a process of its own, and add a document to one."""
    few, many = (_measured(settings, folder / str(size), size) for size in (small, large))
    note = folder / "added" / "note.md"
    note.parent.mkdir()
    note.write_text(_ADDED, "utf-8")
    adding = (sys.executable, "-m", "cli", "add", str(note), "--store", str(folder / str(large)))
    added = run_apart(adding).cpu_seconds
    passages, _, opened, resident, question, recall = many
    what = f"{passages:,.0f} generated passages"
    return [
        (f"{what}: resident memory after questions, MB", f"{resident:.0f}", "", "1500"),
        (f"{what}: CPU seconds to open it", f"{opened:.2f}", "", "5"),
        (
            f"{what}: warm question, times that of {few[0]:,.0f}",
            f"{question / max(few[4], 1e-3):.2f}", "", "3",
        ),
        (f"{what}: recall@10 against an exact search (at least)", f"{recall:.4f}", "", "0.98"),
        (f"{what}: CPU seconds to add a document", f"{added:.1f}", "", "30"),
    ]  # fmt: skip


def _measured(settings: Settings, store: Path, size: int) -> list[float]:
    """Give the columns of ``evaluation.many.scaling`` for a collection that is built for it."""
    program = (sys.executable, "-m", "evaluation.many.scaling")
    like = str(settings.store.resolve())
    subprocess.run(  # noqa: S603  our own command
        [*program, "build", str(store), "--like", like, "--passages", str(size)],
        check=True, cwd=ROOT,
    )  # fmt: skip
    said = subprocess.run(  # noqa: S603  as above
        [*program, "measure", str(store)], check=True, cwd=ROOT, capture_output=True, text=True
    ).stdout
    [row] = re.findall(r"^\| (.+) \|$", said, re.MULTILINE)
    return [float(one.replace(",", "")) for one in row.split("|")]


def fuzzing_row(examples: int = EXAMPLES) -> Row:
    """Send each route of the API so many calls that are made up, and hold it to what it says.

    Raises:
        FindingsError: the calls could not be made.
    """
    environment = os.environ | {"FUZZED_EXAMPLES": str(examples)}
    ended = subprocess.run(  # noqa: S603  our own command
        [sys.executable, "-m", "pytest", "-q", "-x", _FUZZ], check=False, cwd=ROOT,
        env=environment, capture_output=True, text=True,
    )  # fmt: skip
    if ended.returncode not in {0, 1}:
        msg = f"the routes were not tried: {ended.stdout[-300:]}"
        raise FindingsError(msg)
    what = f"each route of the API, {examples} made-up calls: unlike its description"
    return what, str(ended.returncode), "", "0"
