"""What may tell of danger after all: answered, below one line that says whom to ring."""

import json
from pathlib import Path
from typing import cast

import pytest

from bot.triage.reader import Reader
from bot.triage.verdict import Triage, Verdict
from settings import Settings
from wiring import make_reader

HELD_OUT = [
    json.loads(line)
    for line in Path("tests/bot/triage_holdout.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.fixture(scope="module")
def reader(model_export: Path) -> Reader:
    """What reads messages in doubt."""
    return make_reader(Settings(model_export=model_export))


@pytest.fixture(scope="module")
def triage(reader: Reader) -> Triage:
    """As the product has it."""
    return Triage(make_reader=lambda: reader)


def test_a_part_of_the_danger_that_is_missed_is_answered_below_a_reminder(triage: Triage) -> None:
    found = [(row["label"], triage.judge(row["text"])) for row in HELD_OUT]
    missed = [
        verdict for label, verdict in found if label == "danger" and verdict is not Verdict.DANGER
    ]
    calm = [verdict for label, verdict in found if label == "question"]
    assert missed.count(Verdict.DOUBT) >= 0.25 * len(missed)
    assert calm.count(Verdict.DOUBT) <= 0.05 * len(calm)


class _FailingLater:
    """A reader that fails at the second text it is given."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._has_read = False

    def weigh(self, text: str, counted: float, *, is_section: bool = False) -> float:
        if self._has_read:
            raise OSError
        self._has_read = True
        return self._reader.weigh(text, counted, is_section=is_section)


def test_a_reader_that_fails_half_way_calms_nothing(triage: Triage, reader: Reader) -> None:
    in_doubt = [
        row["text"]
        for row in HELD_OUT
        if row["label"] == "question" and row["round"] in {8, 9}
        and triage.judge(row["text"]) is Verdict.DOUBT
    ]  # fmt: skip
    verdicts = [
        Triage(make_reader=lambda: cast("Reader", _FailingLater(reader))).judge(text)
        for text in in_doubt
    ]
    assert Verdict.DANGER in verdicts
    assert Verdict.QUESTION not in verdicts
