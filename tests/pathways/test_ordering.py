from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathways.ordering import CircleError, in_order, levels_of

if TYPE_CHECKING:
    from collections.abc import Mapping


@st.composite
def routes(draw: st.DrawFn) -> dict[str, list[str]]:
    """Steps 0 to n, every one but the first reached from one before it, some from more."""
    count = draw(st.integers(1, 12))
    ways: dict[str, list[str]] = {str(number): [] for number in range(count)}
    for number in range(1, count):
        for before in draw(st.sets(st.integers(0, number - 1), min_size=1, max_size=3)):
            ways[str(before)].append(str(number))
    return ways


@given(routes())
def test_every_step_comes_once_and_before_those_that_follow_it(
    ways: Mapping[str, list[str]],
) -> None:
    order = in_order(ways, start="0")
    assert sorted(order) == sorted(ways)
    for one, after in ways.items():
        assert all(order.index(one) < order.index(other) for other in after)


@given(routes())
def test_a_step_is_on_a_lower_level_than_all_that_lead_to_it(ways: Mapping[str, list[str]]) -> None:
    levels = levels_of(ways, in_order(ways, start="0"))
    assert all(levels[one] < levels[other] for one, after in ways.items() for other in after)


def test_a_circle_is_named_by_a_step_in_it() -> None:
    with pytest.raises(CircleError, match="b"):
        in_order({"a": ["b"], "b": ["c"], "c": ["b"]}, start="a")
