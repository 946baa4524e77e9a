"""What people at a running server are shown is held against what a batch answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from evaluation.many.balancing import HAPROXY
from evaluation.many.crowd import is_as_expected
from evaluation.many.killing import Killed, measure
from evaluation.many.visitor import Displayed
from settings import load_settings

if TYPE_CHECKING:
    from pathlib import Path

WORDS = "Who?\n\n- List:\n1. “Ring the police.”\n2. “Write it down, at once.”\n\nSources: one"


@pytest.mark.parametrize(
    ("wanted", "is_right"),
    [
        (["answered", "Ring the police.", "Write it down, at once."], True),
        (["declined", "Ring the police."], False),
        (["answered", "Ring the police.", "Keep it to yourself."], False),
        (["answered", "Write it down, twice."], False),
    ],
)
def test_outcome_and_each_quote_have_to_be_the_same(wanted: list[str], *, is_right: bool) -> None:
    assert is_as_expected(Displayed("answered", WORDS, 0.1), wanted) is is_right


def test_what_is_lost_with_nothing_killed_is_no_loss_in_flight() -> None:
    found = Killed(answers=1, kills=[(100.0, 120.0)])
    assert found.was_killed_within(99.0, 101.0)
    assert found.was_killed_within(103.0, 104.0)  # the balancer had not noticed
    assert not found.was_killed_within(95.0, 99.0)
    assert not found.was_killed_within(110.0, 111.0)
    found.lost["with nothing killed"] += 1
    assert not found.is_right


@pytest.mark.slow
@pytest.mark.skipif(HAPROXY is None, reason="haproxy is not installed")
def test_of_two_replicas_that_are_killed_in_turn_no_answer_is_lost(
    whole_store: Path, model_export: Path, tmp_path: Path
) -> None:
    settings = load_settings(store=whole_store, model_export=model_export)
    found = measure(settings, tmp_path, kills=2, every=15.0, people=6, thinking=1.0)
    assert len(found.kills) == 2
    assert not found.lost
    assert not found.different
    assert found.answers > 10
    assert found.is_right
