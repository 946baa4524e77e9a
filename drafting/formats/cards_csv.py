"""Flashcards as CSV: front, back, source; Anki imports it as it is, and so does a spreadsheet."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from escapes import neutralised

if TYPE_CHECKING:
    from drafting.composing import Draft
    from drafting.lines import DraftLine

COLUMNS = ("Front", "Back", "Source", "Address")
# Of a line that no card asks for.
ASKED = "What do the documents say?"


def to_csv(draft: Draft) -> str:
    """Give a row for each line: what is asked, the quote, title with date and page, address.

    No cell begins as a formula does.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    for line in draft.lines:
        writer.writerow(map(neutralised, _row(line)))
    return out.getvalue()


def _row(line: DraftLine) -> tuple[str, ...]:
    front = line.lead or line.fact or ASKED
    back = f"“{line.text}” {line.caution}".strip()
    return front, back, line.place, line.address
