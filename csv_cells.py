"""Cells of a CSV file that no spreadsheet takes for a formula: the one rule for every export."""

from __future__ import annotations

import re

# What a spreadsheet may take for a formula or a command: the signs of OWASP's page on CSV
# injection, full-width forms included, also behind blanks or apostrophes.
_FORMULA = re.compile(r"'*[\t\r\n]|['\s]*[=+\-@＝＋－＠]")  # noqa: RUF001


def neutralised(cell: str) -> str:
    """Give a cell that no spreadsheet takes for a formula; ``restored`` undoes it exactly."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def restored(cell: str) -> str:
    """Give the cell that was neutralised; any other as it is."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
