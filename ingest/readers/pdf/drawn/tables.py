"""Tables that lines or boxes draw: the words of an untagged page are tagged with their cells."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ingest.readers.pdf.drawn.tags import Tag

if TYPE_CHECKING:
    from ingest.readers.pdf.drawn.page import Page
    from ingest.readers.pdf.drawn.shapes import Rule
    from ingest.readers.pdf.drawn.words import Word

# A rule is thinner than this (points) and longer than that.
_THIN = 3.0
_LONG = 12.0
_NEAR = 4.0
# More is a drawing.
_MOST_RULES = 4_000


@dataclass(slots=True)
class _Grid:
    """Rules that touch one another; ``across`` are flat, ``upright`` stand."""

    across: list[Rule]
    upright: list[Rule]

    @property
    def columns(self) -> list[float]:
        return _distinct([one.left for one in self.upright])

    @property
    def rows(self) -> list[float]:
        return _distinct([one.bottom for one in self.across])


def tag_tables(page: Page) -> Page:
    """Give the page with the words of its drawn tables tagged by row and cell."""
    if page.is_tagged or len(page.rules) > _MOST_RULES:
        return page
    grids = [one for one in _grids(page.rules) if _is_table(one)]
    if not grids:
        return page
    words = [_tagged(word, grids) for word in page.words]
    cells: dict[tuple[int, int], set[int]] = {}
    for one in words:
        cells.setdefault((one.tag.table, one.tag.row), set()).add(one.tag.cell)
    # where no row has words in two cells, the boxes only lie behind lines of text
    tables = {table for (table, _), held in cells.items() if table and len(held) > 1}
    pairs = zip(page.words, words, strict=True)
    return replace(page, words=[new if new.tag.table in tables else old for old, new in pairs])


def _is_table(grid: _Grid) -> bool:
    return len(grid.columns) > 2 and len(grid.rows) > 2  # noqa: PLR2004  two of each, with edges


def _tagged(word: Word, grids: list[_Grid]) -> Word:
    x, y = (word.left + word.right) / 2, word.base + word.size / 3
    for number, grid in enumerate(grids, 1):
        columns, rows = grid.columns, grid.rows
        if not (columns[0] <= x <= columns[-1] and rows[0] <= y <= rows[-1]):
            continue
        # a rule that does not reach this place parts no cell here: cells are merged
        edges = [
            one for one in columns
            if any(abs(r.left - one) < _NEAR and r.bottom - _NEAR < y < r.top + _NEAR
                   for r in grid.upright)
        ]  # fmt: skip
        column = sum(one < x for one in edges)
        row = sum(
            one > y for one in rows
            if any(abs(r.bottom - one) < _NEAR and r.left - _NEAR < x < r.right + _NEAR
                   for r in grid.across)
        )  # fmt: skip
        cell = number * 1_000_000 + row * 1_000 + column
        tag = Tag(
            block=cell, table=number, row=number * 1_000 + row, cell=cell,
            is_alone=len(edges) == 2,  # noqa: PLR2004  its own, left and right
        )  # fmt: skip
        return replace(word, tag=tag)
    return word


def _grids(rules: list[Rule]) -> list[_Grid]:
    """Give the sets of rules that touch; a box counts as its four edges."""
    across: list[Rule] = []
    upright: list[Rule] = []
    for one in rules:
        wide, high = one.right - one.left, one.top - one.bottom
        if high <= _THIN and wide >= _LONG:
            across.append(one)
        elif wide <= _THIN and high >= _LONG:
            upright.append(one)
        elif wide > _LONG and high > _LONG:
            across += [one._replace(top=one.bottom), one._replace(bottom=one.top)]
            upright += [one._replace(right=one.left), one._replace(left=one.right)]
    grids: list[_Grid] = []
    for one, is_flat in [(r, True) for r in across] + [(r, False) for r in upright]:
        touching = [g for g in grids if any(_touch(one, r) for r in g.across + g.upright)]
        grid = _Grid([one] if is_flat else [], [] if is_flat else [one])
        for other in touching:
            grid.across += other.across
            grid.upright += other.upright
        grids = [g for g in grids if g not in touching] + [grid]
    return grids


def _touch(one: Rule, other: Rule) -> bool:
    return (
        one.left - _NEAR <= other.right
        and other.left - _NEAR <= one.right
        and one.bottom - _NEAR <= other.top
        and other.bottom - _NEAR <= one.top
    )


def _distinct(places: list[float]) -> list[float]:
    distinct: list[float] = []
    for place in sorted(places):
        if not distinct or place - distinct[-1] > _NEAR:
            distinct.append(place)
    return distinct
