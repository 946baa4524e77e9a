"""CSV and TSV into blocks: rows with their header."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from domain import Shape
from ingest.readers.decoding import read_text
from ingest.readers.layout import (
    HEADER_ROW,
    IS_DATA,
    ROW_WITHOUT_HEADER,
    Contents,
    RawBlock,
    clean,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

# What English programs put between cells; a semicolon where a comma is for decimals.
_SEPARATORS = ",;\t|"
# Rows by which the separator is told.
_LOOKED_AT = 20
# The longest cell that the csv module reads; one that never closes its quote is one cell.
_MAX_CELL = 1_000_000


def read_separated(path: Path) -> Contents:
    """Give a row a block; the first is the header where it has no empty or repeated cell.

    Raises:
        UnreadableError: it is empty or no text.
    """
    text, warnings = read_text(path)
    csv.field_size_limit(_MAX_CELL)
    rows = [row for row in _rows_of(clean(text), path.suffix.lower()) if any(row)]
    has_header = len(rows) > 1 and _is_header(rows[0], rows[1:])
    blocks: list[RawBlock] = []
    for place, row in enumerate(rows):
        level = ROW_WITHOUT_HEADER
        if has_header:
            level = 0 if place else HEADER_ROW
        blocks.append(RawBlock(Shape.ROW, " | ".join(filter(None, row)), level, "| "))
    return Contents(blocks, {IS_DATA: "rows"}, tuple(warnings))


def _rows_of(text: str, suffix: str) -> list[list[str]]:
    separator = "\t" if suffix == ".tsv" else _separator_of(text)
    # a quote that is never closed makes the rest one cell: then quotes are read as they are
    for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_NONE):
        reader = csv.reader(
            io.StringIO(text), delimiter=separator, quoting=quoting, strict=quoting == 0
        )
        try:
            return [[" ".join(cell.split()) for cell in row] for row in reader]
        except csv.Error:
            continue
    return [[" ".join(line.split())] for line in text.split("\n")]


def _separator_of(text: str) -> str:
    """Give the sign that most of the first rows hold equally often."""
    lines = [line for line in text[:100_000].split("\n") if line.strip()][:_LOOKED_AT]

    def agreeing(sign: str) -> tuple[int, int]:
        counts = [line.count(sign) for line in lines]
        usual = max(counts, key=counts.count)
        return (counts.count(usual), usual) if usual else (0, 0)

    return max(_SEPARATORS, key=agreeing)


def _is_header(first: Sequence[str], others: Sequence[Sequence[str]]) -> bool:
    """Say whether the first row names the columns of the others."""
    names = list(filter(None, first))
    return (
        len(names) > 1
        and len(names) >= max(len(row) for row in others)
        and len(set(names)) == len(names)
        and not any(any(sign.isdigit() for sign in name) for name in names)
    )
