"""How a quoted line reads: its words in quotation marks, a table's row as labels with values."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drafting.lines import DraftLine

_BAR = re.compile(r"\s*\|\s*")
# A main clause may end where one of these words goes on with it; what takes it back stays with it.
_GOES_ON = re.compile(
    r"(?:[,;:] (?=(?:with|which|who|and|including|such as|because|while|leading|resulting|as well"
    r" as|in order|by|through)\b)|; | (?=(?:in order to|such as|including|and ensuring)\b))"
)
_TAKES_BACK = re.compile(
    r"\b(?:unless|except|but|however|only|if|until|rather|not|no|without|although|though|when"
    r"|where|despite|notwithstanding|other than)\b",
    re.IGNORECASE,
)
_JOINS = re.compile(
    r"(?:However|Furthermore|In addition|Moreover|Additionally|Also|Overall|Similarly), "
)
# What a headline of two rows holds, and the least that says something.
MOST_CHARACTERS, FEWEST_WORDS = 145, 5
MORE = "…"


def cells_of(line: DraftLine) -> tuple[tuple[str, str], ...]:
    """Give a table's row as label and value, each in the document's words; else nothing.

    Labels are those of the table's head; where they do not fit the row, they are empty.
    """
    values = [one for one in _BAR.split(line.text.strip("| ")) if one]
    if len(values) < 2:  # noqa: PLR2004  a sentence with a bar at its end is no row
        return ()
    labels = [one for one in _BAR.split(line.lead.strip("| ")) if one]
    if len(labels) != len(values):
        labels = [""] * len(values)
    return tuple(zip(labels, values, strict=True))


def introduced(line: DraftLine) -> str:
    """Give what stands before a line's quote; of a row nothing, its labels stand by its values."""
    return "" if cells_of(line) and "|" in line.lead else line.lead


def in_marks(line: DraftLine) -> str:
    """Give a line's words in quotation marks; each value of a row by itself, after its label."""
    cells = cells_of(line)
    if not cells:
        return f"“{line.text}”"
    return "; ".join(f"{label}: “{value}”" if label else f"“{value}”" for label, value in cells)


def shown(line: DraftLine) -> str:
    """Give a line with what introduces it."""
    return f"{introduced(line)} {in_marks(line)}".strip()


def point_of(line: DraftLine) -> str:
    """Give the words of a line that say its point in at most two rows of a title; or nothing.

    They are the whole sentence, or its main clause where what follows only goes on with it; what
    is left out at either end is marked. Nothing where words that take back or narrow would go.
    """
    text = line.text.strip()
    joined = _JOINS.match(text)
    begun = joined.end() if joined else 0
    opens = f"{MORE} " if begun else ""
    if line.follows or cells_of(line) or not text[begun:]:
        return ""
    if len(text) - begun <= MOST_CHARACTERS:
        return f"{opens}{text[begun:]}"
    ends = [one.start() for one in _GOES_ON.finditer(text, begun)]
    for end in sorted(ends, reverse=True):
        clause, rest = text[begun:end], text[end:]
        fits = len(clause) <= MOST_CHARACTERS and len(clause.split()) >= FEWEST_WORDS
        if fits and not _TAKES_BACK.search(rest):
            return f"{opens}{clause} {MORE}"
    return ""
