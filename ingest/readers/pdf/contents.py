"""The lines of a table of contents, which are no text."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.readers.pdf.piece import Piece

_LEADER = re.compile(r"\s*(?:\.\s?){4,}\s*(?:\d{1,4}|[ivxlc]+)?\s*$")
_PAGE = re.compile(r"[A-Za-z)’”?][\s.]+(\d{1,3})\s*$")
# So many lines in a row that end in rising numbers are a table of contents.
_CONTENTS_LINES = 5


def contents_in(pieces: Sequence[Piece]) -> set[int]:
    """Give the places of the lines of a table of contents: words, dots perhaps, a page number."""
    found: set[int] = set()
    run: list[int] = []
    page = 0
    alone = Counter(one.page for one in pieces if one.lines[-1].text.strip().isdigit())
    for place, one in enumerate(pieces):
        text = one.lines[-1].text
        if text.strip().isdigit() and not one.cells and alone[one.page] >= _CONTENTS_LINES - 2:
            found.add(place)
            continue
        if one.cells or one.is_note:
            number = None
        elif _LEADER.search(text):
            found.add(place)
            number = _PAGE.search(text)
        else:
            number = _PAGE.search(text)
        if number and int(number[1]) >= page:
            run.append(place)
            page = int(number[1])
            continue
        if len(run) >= _CONTENTS_LINES:
            found.update(run)
        run, page = ([place], int(number[1])) if number else ([], 0)
    return found.union(run if len(run) >= _CONTENTS_LINES else ())
