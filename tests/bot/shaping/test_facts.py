"""What a question of who, when or how many has to be told is known."""

from __future__ import annotations

import pytest

from bot.shaping.facts import asks_how_many, gives_number, giving


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


@pytest.mark.parametrize(
    ("question", "is_for_one"),
    [
        ("how many wardens is enough", True),
        ("Kelshaw: how many weeks do they wait", True),
        ("how many wardens are there and what do they do", False),
        ("what is enough", False),
    ],
)
def test_who_asks_for_a_number_and_nothing_else_is_known(
    question: str, *, is_for_one: bool
) -> None:
    assert asks_how_many(question) is is_for_one


@pytest.mark.parametrize(
    ("text", "gives"),
    [
        ("Lodges need 4 wardens.", True),
        ("A warden looks after thirteen lodgers.", True),
        ("From the sixteenth week on.", True),
        ("Wardens wait too long.", False),
        ("See paragraph (3)(d) and paragraphs 3 to 6 of schedule 2 of the rules of 2015.", False),
    ],
)
def test_a_number_is_none_that_names_a_part_of_a_text_or_a_year(text: str, *, gives: bool) -> None:
    assert gives_number(text) is gives
