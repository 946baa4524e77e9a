"""Cutting or a forced marriage that lies ahead of a certain child is danger, however asked."""

from __future__ import annotations

import time

import pytest

from bot.triage.manner import is_planned_for_a_child
from bot.triage.verdict import Triage, Verdict


@pytest.mark.parametrize(
    "message",
    [
        "Parents of a 10 year old will take her to Kenya to be cut in July, is there an order",
        "FGM is planned for a girl in my class over the holidays, which form do I use",
        "The grandmother has arranged the cutting for our pupil abroad. Who chairs the meeting?",
        "My pupil says she is to be married off back home at half term, what is the procedure",
        "Our 16 year old is being taken to another country to marry a cousin. Which panel?",
        "Her sisters were cut and now they are taking her to see family overseas",
    ],
)
def test_what_is_planned_for_somebody_is_danger(message: str) -> None:
    assert is_planned_for_a_child(message)
    assert Triage().judge(message) is Verdict.DANGER


@pytest.mark.parametrize(
    "message",
    [
        "what is FGM", "do we need a protection order if FGM is planned",
        "which form when a girl is taken abroad for FGM",
        "what did inspectors say about planning for FGM before the summer holidays",
        "her hours will be cut over the summer", "can a 16 year old get married abroad",
        "how long does a forced marriage protection order last",
        "the budget will be cut next month and she is worried",
    ],
)  # fmt: skip
def test_what_is_asked_of_any_child_is_a_question(message: str) -> None:
    assert not is_planned_for_a_child(message)
    assert Triage().judge(message) is Verdict.QUESTION


@pytest.mark.parametrize(
    "piece",
    ["her sister ", "taking a b c d ", "to be cut ", "my a b girl ", "is a girl to be cut abroad "],
)
def test_a_long_message_is_read_at_once(piece: str) -> None:
    text = piece * (480_000 // len(piece))
    began = time.process_time()
    is_planned_for_a_child(text)
    assert time.process_time() - began < 1
