"""What goes on with an earlier question, and what is one of its own."""

from __future__ import annotations

import pytest

from bot.placing.belonging import Belonging
from bot.reading.following import continued
from bot.reading.understanding import points_back
from domain import Turn

BELONGING = Belonging([], {}, ["Cheshire East"])
ASKED = Turn("what must health do about overdoses", "What is expected:\n- “Refer at once.”")


@pytest.mark.parametrize(
    ("message", "text", "is_more"),
    [
        ("tell me more", ASKED.question, True),
        ("ok, anything else?", ASKED.question, True),
        ("Yes please", ASKED.question, True),
        ("why?", f"why {ASKED.question}", True),
        ("are you sure about that", ASKED.question, False),
        ("no I meant police", "what must police do about overdoses", False),
        ("i meant who visits a child that ran away", "who visits a child that ran away", False),
        ("and in Leeds?", "what must health do about overdoses in Leeds?", False),
        ("no I meant Leeds", "what must health do about overdoses in Leeds?", False),
        ("what page is that on", f"which page says {ASKED.question}", False),
    ],
)  # fmt: skip
def test_an_earlier_question_goes_on(message: str, text: str, *, is_more: bool) -> None:
    found = continued(message, [ASKED], BELONGING)
    assert found
    assert (found.text, found.is_more) == (text, is_more)


def test_a_question_goes_on_over_several_turns() -> None:
    turns = [ASKED, Turn("and in Leeds?", "“a”"), Turn("why", "“b”"), Turn("thanks", "Welcome.")]
    found = continued("more details please", turns[:3], BELONGING)
    assert found
    assert found.text == "what must health do about overdoses in Leeds?"


@pytest.mark.parametrize(
    "message", ["thanks", "ok", "what is a strategy meeting", "more staff are needed, is that said"]
)
def test_what_says_something_of_its_own_goes_on_with_nothing(message: str) -> None:
    assert continued(message, [ASKED], BELONGING) is None


@pytest.mark.parametrize("answer", ["Hello. Ask me anything about the documents.", ""])
def test_yes_to_nothing_offered_is_a_courtesy(answer: str) -> None:
    assert continued("yes", [Turn("hello", answer)], BELONGING) is None


@pytest.mark.parametrize(
    ("message", "is_carried"),
    [
        ("what is a strategy meeting", False),
        ("who leads the panel meeting", False),
        ("strategy meetings?", True),
        ("who goes to it", True),
        ("and what do they have to do with the information from the interview afterwards", True),
        ("what do inspectors say about the recording of supervision for social workers", False),
    ],
)
def test_what_cannot_stand_alone_is_carried_whatever_its_length(
    message: str, *, is_carried: bool
) -> None:
    assert points_back(message) is is_carried
