"""Rows of CSV and TSV files are read whole, each with its header."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ingest.readers.text.separated import read_separated

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("name", "text", "rows"),
    [
        ("a.csv", "Team,Number\nHub,01234 5\n", [("Team | Number", 2), ("Hub | 01234 5", 0)]),
        ("a.csv", "Team;Open\r\nHub;8,5\r\n", [("Team | Open", 2), ("Hub | 8,5", 0)]),
        ("a.tsv", "Team\tWho\nHub\tAnn, Bo\n", [("Team | Who", 2), ("Hub | Ann, Bo", 0)]),
        ("a.csv", 'Who,What\n"Rook, A","says ""no""\nthen rings"\n',
         [("Who | What", 2), ('Rook, A | says "no" then rings', 0)]),
        ("a.csv", "Hub,01234 5\nWard,01234 6\n", [("Hub | 01234 5", 1), ("Ward | 01234 6", 1)]),
        ("a.csv", 'Who,What\n"never closed,x\nHub,y\n',
         [("Who | What", 2), ('"never closed | x', 0), ("Hub | y", 0)]),
        ("a.csv", "Ring the hub.\n", [("Ring the hub.", 1)]),
    ],
)  # fmt: skip
def test_every_row_is_a_block_and_knows_its_header(
    tmp_path: Path, name: str, text: str, rows: list[tuple[str, int]]
) -> None:
    path = tmp_path / name
    path.write_text(text, "utf-8", newline="")
    assert [(b.text, b.level) for b in read_separated(path).blocks] == rows
