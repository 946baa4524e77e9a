"""The matrix of findings as CSV, for a spreadsheet that counts or filters by agency."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from escapes import neutralised
from library.action_csv import BYTE_ORDER

if TYPE_CHECKING:
    from collections.abc import Callable

    from domain import Passage
    from library.matrix import Matrix

COLUMNS = ("part", "agency", "document", "dated", "heading", "words", "address")


def write_matrix(matrix: Matrix, address: Callable[[Passage], str]) -> str:
    """Give a row for each passage in each cell; no cell begins as a formula does.

    A passage that names two agencies has two rows, one that names none has one without agency.
    """
    out = io.StringIO(newline="")
    out.write(BYTE_ORDER)
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    for row in matrix.rows:
        for cell in row.cells:
            for one in cell.passages:
                values = (row.label, cell.agency, one.source.title, one.source.dated,
                          one.heading, row.words_of(one), address(one))  # fmt: skip
                writer.writerow(map(neutralised, values))
    return out.getvalue()
