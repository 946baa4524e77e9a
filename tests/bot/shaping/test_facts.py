"""What a question of who or when has to be told is known by one table of who does things."""

from __future__ import annotations

import pytest

from bot.shaping.facts import giving


@pytest.mark.parametrize(
    ("question", "text", "gives"),
    [
        ("who leads it", "The school nurse does.", True),
        ("who leads it", "Agencies take turns.", True),
        # what is written down leads nothing
        ("who leads it", "The policy is clear.", False),
        ("by when", "Within five days.", True),
        ("how soon is it", "It is held in the hall.", False),
    ],
)
def test_what_gives_the_fact_is_told(question: str, text: str, *, gives: bool) -> None:
    holds = giving(question)
    assert holds is not None
    assert bool(holds.search(text)) is gives


def test_what_asks_for_neither_needs_no_fact() -> None:
    assert giving("what is it") is None
