"""The safety text: every number in it stands in the guidance note, with its date."""

import re
from pathlib import Path

from bot.safety import (
    EMERGENCY,
    FRONT_DOOR,
    FRONT_DOOR_HOURS,
    NUMBERS_DATE,
    OUT_OF_HOURS,
    SAFETY_STEPS,
)

NOTE = Path("knowledge/guidance/cheshire-east-local-pathway.md").read_text(encoding="utf-8")


def test_each_number_of_the_steps_is_in_the_guidance_note() -> None:
    numbers = re.findall(r"\b0\d[\d ]{7,}\d\b|\b999\b", SAFETY_STEPS)
    assert set(numbers) == {EMERGENCY, FRONT_DOOR, OUT_OF_HOURS}
    assert all(number in NOTE for number in numbers)


def test_the_note_gives_each_number_to_the_team_that_the_steps_name() -> None:
    assert re.search(rf"\(ChECS\), the front door \| {FRONT_DOOR} \(option 3", NOTE)
    assert re.search(rf"\(Emergency Duty Team\) \| {OUT_OF_HOURS}", NOTE)
    assert f"Ring {EMERGENCY} if a child is in immediate danger" in NOTE


def test_hours_and_review_date_are_those_of_the_note() -> None:
    assert FRONT_DOOR_HOURS in NOTE
    assert f"last reviewed {NUMBERS_DATE}" in NOTE
    assert f"last reviewed {NUMBERS_DATE}" in SAFETY_STEPS


def test_the_first_step_is_the_emergency_number() -> None:
    assert SAFETY_STEPS.index(EMERGENCY) < SAFETY_STEPS.index(FRONT_DOOR)
