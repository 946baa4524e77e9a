"""Library, Findings matrix: part by agency; each count opens its passages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from library.matrix import NO_AGENCY, lines_naming, make_matrix
from pages.ask.passage_cards import passage_card
from pages.letters.drawing import together_markup
from pages.library.actions_markup import no_letter
from pages.shared.templates import read_css, render

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markupsafe import Markup

    from bot.assistant import Library
    from domain import Passage
    from library.matrix import Row

CSS = read_css("library/matrix.css")
# Those of six long letters or so.
_MOST_PASSAGES = 500


@dataclass(frozen=True, slots=True)
class _Count:
    """A count, and the passages that it opens."""

    name: str
    label: str
    count: int
    cards: list[Markup]


def matrix_markup(library: Library) -> Markup:
    """Give the matrix of the live knowledge base with the passages behind each count."""
    held = library.generation
    matrix = make_matrix(held.passages, held.agencies, library.quoting.foreign)
    if sum(len(row.passages) for row in matrix.rows) > _MOST_PASSAGES:
        # every count brings its passages along: of many letters more than a browser can hold
        return together_markup(library) + render("library/matrix_too_long.html", {})
    rows = [
        (row.label, _cells(library, number, row))
        for number, row in enumerate(matrix.rows)
        if row.passages
    ]
    if not rows:
        return together_markup(library) + no_letter(library)
    return render("library/matrix.html", {
        "agencies": list(map(_agency, matrix.agencies)), "rows": rows,
        "together": together_markup(library),
    })  # fmt: skip


def _cells(library: Library, number: int, row: Row) -> list[_Count]:
    """Give the counts of a row: of all its passages first, then of each agency's."""
    part = row.label
    groups = [("all", row.passages), *((one.agency, one.passages) for one in row.cells)]
    return [
        _Count(
            f"matrix-{number}-{column}",
            part if agency == "all" else f"{part}: {_agency(agency)}",
            len(passages),
            [_card(library, row, one, agency) for one in passages],
        )
        for column, (agency, passages) in enumerate(groups)
    ]


def _card(library: Library, row: Row, passage: Passage, agency: str) -> Markup:
    at = passage.start
    lines = [(at + one.start, at + one.end) for one in passage.sentences if row.holds(one)]
    marks: Iterable[tuple[int, int]] = lines_naming(passage, agency, library.generation.agencies)
    return passage_card(library.documents[passage.source.id], passage, lines, tuple(marks))


def _agency(name: str) -> str:
    shown = "no agency named" if name == NO_AGENCY else name
    return shown[:1].upper() + shown[1:]
