from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from pathways.layout import PADDING, TAG_PADDING, Box, BranchTag, Diagram, curve, lay_out
from pathways.wrapping import DETAIL, SLACK, width_of, wrap
from tests.pathways.routes import route
from tests.pathways.test_ordering import routes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pathways.route import Pathway


def overlap(one: Box | BranchTag, other: Box | BranchTag) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


def runs_over(diagram: Diagram) -> list[tuple[str, str, str]]:
    """The lines that cross a box they neither leave nor reach, looked at in 20 places a curve."""
    found = []
    for arrow in diagram.arrows:
        others = [one for one in diagram.boxes if one.step not in (arrow.start, arrow.end)]
        for start, end in pairwise(arrow.points):
            for place in range(21):
                x, y = on(curve(start, end), place / 20)
                found += [
                    (arrow.start, arrow.end, box.step)
                    for box in others
                    if box.x < x < box.x + box.width and box.y < y < box.y + box.height
                ]
    return found


def on(corners: tuple[tuple[float, float], ...], at: float) -> tuple[float, float]:
    """A point of a Bezier curve."""
    weights = ((1 - at) ** 3, 3 * at * (1 - at) ** 2, 3 * at**2 * (1 - at), at**3)
    x = sum(weight * corner[0] for weight, corner in zip(weights, corners, strict=True))
    y = sum(weight * corner[1] for weight, corner in zip(weights, corners, strict=True))
    return x, y


def check(diagram: Diagram) -> None:
    things: list[Box | BranchTag] = [*diagram.boxes, *diagram.tags]
    assert not [pair for pair in combinations(things, 2) if overlap(*pair)]
    assert not runs_over(diagram)
    for one in things:
        assert one.x >= 0
        assert one.y >= 0
        assert one.x + one.width <= diagram.width
        assert one.y + one.height <= diagram.height
        padding = PADDING if isinstance(one, Box) else TAG_PADDING
        for line in one.lines:
            assert padding + line.y < one.height
            if " " in line.text:
                assert width_of(line.text, line.style) <= one.width - 2 * padding + 0.01


@given(routes(), st.text("ab cdé", min_size=1, max_size=60).filter(str.strip))
@settings(max_examples=60)
def test_nothing_overlaps_and_no_line_runs_over_a_box(
    ways: Mapping[str, list[str]], words: str
) -> None:
    check(lay_out(route(ways, label=words, when=words), {}))


def test_the_shipped_diagrams_hold_to_that(
    pathways: tuple[Pathway, ...], titles: dict[str, str]
) -> None:
    for pathway in pathways:
        check(lay_out(pathway, titles))


def test_every_step_is_a_box_and_every_branch_an_arrow_with_its_name(
    pathways: tuple[Pathway, ...], titles: dict[str, str]
) -> None:
    for pathway in pathways:
        diagram = lay_out(pathway, titles)
        assert [box.step for box in diagram.boxes] == [step.id for step in pathway.steps]
        ways = [(step.id, way.step) for step in pathway.steps for way in step.branches]
        assert [(one.start, one.end) for one in diagram.arrows] == ways
        named = [way.when for step in pathway.steps for way in step.branches if way.when]
        assert [" ".join(line.text for line in tag.lines) for tag in diagram.tags] == named


@given(st.text("abc é", max_size=80), st.floats(40, 300))
def test_wrapping_loses_no_word_and_breaks_only_what_fits(text: str, width: float) -> None:
    lines = wrap(text, DETAIL, width=width)
    assert " ".join(lines).split() == text.split()
    assert all(width_of(line, DETAIL) <= width for line in lines if " " in line)


def test_room_is_left_for_how_browsers_round() -> None:
    assert SLACK > 1


def test_a_telephone_number_is_not_broken() -> None:
    lines = wrap("Ring the team on 0300 123 5022 now", DETAIL, width=100)
    assert "0300\N{NO-BREAK SPACE}123\N{NO-BREAK SPACE}5022" in " ".join(lines)
