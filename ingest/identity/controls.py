"""What tables say of the document that they stand in: labels with values, versions with days."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from domain import Shape
from ingest.identity.dates import first_day, first_month
from ingest.identity.rules import rules

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from ingest.readers.layout import RawBlock

_CELL = " | "
# A label of more words is a sentence, or another value.
_LABEL_WORDS = 5


def told_in_tables(blocks: Sequence[RawBlock]) -> list[RawBlock]:
    """Give the blocks, with each row of a table as lines of prose that say the same.

    A row of a label and its value becomes "label: value". Of a table of versions only the newest
    counts; the rows of the others are left out.
    """
    told: list[RawBlock] = []
    for is_table, held in groupby(blocks, lambda one: one.shape is Shape.ROW):
        run = list(held)
        told += _told(run) if is_table else run
    return told


def _told(rows: Sequence[RawBlock]) -> Iterator[RawBlock]:
    head, *others = ([" ".join(cell.split()) for cell in one.text.split(_CELL)] for one in rows)
    if newest := _newest_version(head, others):
        yield replace(rows[0], text=newest)
        return
    for row in rows:
        cells = [" ".join(cell.split()) for cell in row.text.split(_CELL)]
        # dots and dashes only lead the eye
        said = [one for one in cells if any(map(str.isalnum, one))]
        yield replace(row, text="\n".join(_lines(said)))


def _lines(cells: Sequence[str]) -> Iterator[str]:
    """Give "label: value" for each pair of cells, where a row is of pairs; else a line a cell."""
    labels = cells[::2]
    if len(cells) % 2 or any(len(one.split()) > _LABEL_WORDS or first_day(one) for one in labels):
        yield _CELL.join(cells)
        return
    for label, value in zip(labels, cells[1::2], strict=True):
        yield f"{label.rstrip(' :')}: {value}"


def _newest_version(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Give what the newest row of a table of versions says; empty where it is no such table."""
    rule = rules().versions
    number = next((place for place, one in enumerate(head) if rule.number.fullmatch(one)), None)
    day = next((place for place, one in enumerate(head) if rule.day.fullmatch(one)), None)
    if number is None or day is None or number == day:
        return ""
    known: list[tuple[date, str]] = [
        (when, f"Version {row[number]}\nLast updated: {row[day]}")
        for row in rows
        if len(row) > max(number, day) and (when := first_day(row[day]) or first_month(row[day]))
    ]
    return max(known)[1] if known else ""
