from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from domain import Citation
from drafting.choosing import choose
from drafting.lines import make_lines
from drafting.needed.tallies import FEWEST_LINES, tally_of
from drafting.roles import LineRole
from drafting.showing import MORE, cells_of, in_marks, point_of, shown
from drafting.themes import read_themes

if TYPE_CHECKING:
    from drafting.lines import DraftLine
    from store.generation.opened import Generation

THEMES = read_themes(Path(__file__).parents[2] / "knowledge").theme


@pytest.fixture(scope="module")
def lines(generation: Generation) -> tuple[DraftLine, ...]:
    theme = next(one for one in THEMES if one.id == "main")
    return make_lines(choose(theme, generation), {}, lambda one: one.id)


def said(line: DraftLine, text: str, lead: str = "") -> DraftLine:
    """A line of other words, whose passage holds just them."""
    passage = replace(line.citation.passage, text=text, sentences=())
    return replace(line, citation=Citation(passage, text), lead=lead, follows=False)


def test_a_row_reads_as_labels_and_values(lines: tuple[DraftLine, ...]) -> None:
    row = said(lines[0], "Night duty desk | 0161 496 0000", "Who | Number")
    assert cells_of(row) == (("Who", "Night duty desk"), ("Number", "0161 496 0000"))
    assert shown(row) == "Who: “Night duty desk”; Number: “0161 496 0000”"
    # a head that does not fit the row names nothing
    assert in_marks(replace(row, lead="A | B | C")) == "“Night duty desk”; “0161 496 0000”"
    assert cells_of(said(lines[0], "The desk answers at night.")) == ()


def test_a_title_is_a_clause_that_nothing_takes_back(lines: tuple[DraftLine, ...]) -> None:
    whole = "The pace of change is too slow."
    assert point_of(said(lines[0], whole)) == whole
    assert point_of(said(lines[0], f"However, {whole[0].lower()}{whole[1:]}")).startswith(MORE)
    long = (
        "Supervision of staff who work with children is infrequent and often cursory, with little"
    )
    tail = (
        " evidence of reflection on whether the plans of each child are effective or lead to change"
    )
    assert point_of(said(lines[0], f"{long}{tail}.")) == f"{long.partition(', with')[0]} {MORE}"
    # what narrows a clause is never left out
    assert point_of(said(lines[0], f"{long}{tail}, unless a manager has asked for it.")) == ""


def test_every_point_is_in_its_line(lines: tuple[DraftLine, ...]) -> None:
    points = [(point_of(one), one.text) for one in lines]
    assert sum(bool(point) for point, _ in points) > len(points) // 3
    for point, text in points:
        assert point.strip(f" {MORE}") in text


def test_a_chart_counts_lines_and_says_nothing_of_few(lines: tuple[DraftLine, ...]) -> None:
    tally = tally_of(lines)
    assert tally is not None
    by_name = dict(tally.series)
    for at, label in enumerate(tally.labels):
        held = [one for one in lines if label in one.citation.passage.agencies]
        found = sum(one.role is LineRole.FOUND for one in held)
        assert by_name["Found by inspectors"][at] == found
    assert (
        tally_of([one for one in lines if one.role is LineRole.FOUND][: FEWEST_LINES - 1]) is None
    )
