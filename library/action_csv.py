"""The actions table as CSV: out for a spreadsheet, and back in without loss."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain import FindingsError
from escapes import neutralised, restored
from library.actions import COLUMNS, FILLED, Action

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# Excel reads a file as UTF-8 only where it begins with this sign.
BYTE_ORDER = "\ufeff"
MAX_CHARACTERS = 2_000_000
MAX_ROWS = 5_000
_NEEDED = ("reference", *FILLED)


class ActionFileError(FindingsError):
    """A file is not a table of actions; the message says what it lacks."""


@dataclass(frozen=True, slots=True)
class ActionFile:
    """What a file held: its rows, and the names of columns that the table has no place for."""

    actions: tuple[Action, ...]
    other_columns: tuple[str, ...] = ()


def write_csv(actions: Sequence[Action]) -> str:
    """Give the table as CSV with a header line; no cell begins as a formula does."""
    out = io.StringIO(newline="")
    out.write(BYTE_ORDER)
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    for action in actions:
        writer.writerow([neutralised(getattr(action, name)) for name in COLUMNS])
    return out.getvalue()


def read_csv(text: str) -> ActionFile:
    """Give the rows of a table that ``write_csv`` gave, also after a spreadsheet saved it.

    Columns may stand in any order and be divided by commas, semicolons or tabs; empty lines are
    skipped.

    Raises:
        ActionFileError: the text is too long, not CSV, lacks a column that is needed, or has
            a cell outside the columns.
    """
    if len(text) > MAX_CHARACTERS:
        msg = f"the file has {len(text):,} characters: choose one of at most {MAX_CHARACTERS:,}"
        raise ActionFileError(msg)
    body = text.removeprefix(BYTE_ORDER)
    header = re.split(r"[\r\n]", body, maxsplit=1)[0]
    divider = max(",;\t", key=header.count)
    rows = csv.reader(io.StringIO(body, newline=""), delimiter=divider, strict=True)
    try:
        names = [name.strip().lower() for name in next(rows, [])]
        missing = [name for name in _NEEDED if name not in names]
        if missing:
            msg = (
                f"the file has no column {', '.join(missing)}: choose a CSV file that was "
                "downloaded from this page"
            )
            raise ActionFileError(msg)
        actions = tuple(_action(names, row) for row in _limited(rows) if any(row))
    except csv.Error as error:
        msg = f"line {rows.line_num} is not CSV ({error}): save the table as CSV and try again"
        raise ActionFileError(msg) from error
    return ActionFile(actions, tuple(name for name in names if name and name not in COLUMNS))


def _limited(rows: Iterable[list[str]]) -> Iterator[list[str]]:
    for number, row in enumerate(rows):
        if number >= MAX_ROWS:
            msg = f"the file has more than {MAX_ROWS:,} rows: choose another"
            raise ActionFileError(msg)
        yield row


def _action(names: Sequence[str], row: Sequence[str]) -> Action:
    outside = " ".join(row[len(names) :]).strip()
    if outside:
        msg = f"{outside[:60]!r} stands outside the columns: give the column a name, or remove it"
        raise ActionFileError(msg)
    cells = {name: restored(cell) for name, cell in zip(names, row, strict=False)}
    return Action(**{name: cells.get(name, "") for name in COLUMNS})
