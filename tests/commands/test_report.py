"""The report of an ingest tells what was read of each document, and never a detail itself."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from commands.publishing.report import MOST_LINES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Ended

NOTE = """# Visits

The steps are:

- ring the family
- visit them

| Who | When |
| --- | --- |
| Midwife | Day 1 |

Her NHS number is 943 476 5919.
"""


def test_the_report_counts_what_a_document_holds(
    tmp_path: Path, findings: Callable[..., Ended]
) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "a.md").write_text(NOTE, "utf-8")
    path = tmp_path / "report.json"
    ended = findings("ingest", folder, "--store", tmp_path / "s", "--dry-run", "--report", path)
    assert ended.code == 0
    (row,) = json.loads(path.read_text("utf-8"))["documents"]
    counts = {name: row[name] for name in ("headings", "lists", "items", "tables", "rows")}
    assert counts == {"headings": 1, "lists": 1, "items": 2, "tables": 1, "rows": 2}
    assert (row["id"], row["pages"], row["nearly"]) == ("a.md", None, [])
    assert row["details"] == ["NHS number"]
    assert (row["area"], row["published"]) == (None, None)
    assert "a.md: seems to hold details of a person (NHS number)" in ended.err
    assert "a.md: what kind of document is not known" in ended.err
    assert "943" not in ended.err
    assert "943" not in path.read_text("utf-8")


def test_warnings_are_short_where_many_documents_have_them(
    tmp_path: Path, findings: Callable[..., Ended]
) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    for number in range(MOST_LINES + 5):
        page = f"<h1>Note {number}</h1><p>Visit {number} is made.</p><p hidden>Odd words here.</p>"
        (folder / f"{number}.html").write_text(page, "utf-8")
    path = tmp_path / "report.json"
    said = findings("ingest", folder, "--store", tmp_path / "s", "--dry-run", "--report", path).err
    assert "and 5 more warnings: see --report" in said
    rows = json.loads(path.read_text("utf-8"))["documents"]
    assert all(row["warnings"] for row in rows)
    ended = findings("ingest", folder, "--store", tmp_path / "s", "--dry-run", "--report", tmp_path)
    assert (ended.code, "the report cannot be written" in ended.err) == (2, True)
