"""Every measure applies to the items it should, and intervals hold their means."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.measures.measuring import MEASURES, estimate, values_of
from evaluation.measures.results import BUDGETS, Covered, Result

ANSWER = Result(
    set="set", id="1", type="fact", role="manager", documents=("a.md",), is_follow_up=False,
    pieces=2, expected="answered", status="answered",
    retrieved=(Covered((), 400), Covered((0,), 500), Covered((0, 1), 600)),
    quotes=(Covered((0,), 100), Covered((), 50)), within=(0.0,) * len(BUDGETS), seconds=0.01,
)  # fmt: skip
DECLINE = replace(ANSWER, expected="declined", status="declined", pieces=0, quotes=())


def value(name: str, result: Result) -> float:
    (measure,) = (one for one in MEASURES if one.name == name)
    return float(values_of(measure, [result])[0])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("evidence recall@1", 0),
        ("evidence recall@3", 1),
        ("full recall@3", 1),
        ("MRR", 0.5),
        ("passage length, characters", 500),
        ("quote coverage", 0.5),
        ("quote precision", 0.5),
        ("quoted characters", 150),
        ("true premise 'corrected'", 0),
        ("false alarms", 0),
        ("right outcome", 1),
    ],
)
def test_an_answered_question_counts_so(name: str, expected: float) -> None:
    assert value(name, ANSWER) == expected


@pytest.mark.parametrize(
    "name", ["evidence recall@5", "quote coverage", "quote precision", "false premise corrected"]
)
def test_what_has_no_evidence_is_left_out_of_retrieval(name: str) -> None:
    assert np.isnan(value(name, DECLINE))


def test_a_wrong_refusal_costs_precision_and_coverage() -> None:
    wrong = replace(ANSWER, status="declined", quotes=())
    assert value("refusal precision", wrong) == 0
    assert value("quote coverage", wrong) == 0
    assert np.isnan(value("quote precision", wrong))
    assert np.isnan(value("refusal recall", wrong))


def test_a_question_that_is_answered_in_vain_costs_refusal_recall() -> None:
    assert value("refusal recall", replace(DECLINE, status="answered")) == 0
    assert value("refusal precision", DECLINE) == 1


def test_refusing_small_talk_does_not_count_as_a_refusal() -> None:
    chat = replace(DECLINE, expected="chat")
    assert np.isnan(value("refusal precision", chat))
    assert value("small talk answered", chat) == 0


def test_an_alarm_is_false_where_there_is_no_danger() -> None:
    assert value("false alarms", replace(ANSWER, status="escalated")) == 1
    danger = replace(DECLINE, expected="escalated", status="escalated")
    assert np.isnan(value("false alarms", danger))
    assert value("risk escalated", danger) == 1


@given(st.lists(st.one_of(st.floats(0, 1), st.just(np.nan)), min_size=1, max_size=40))
def test_an_interval_holds_its_mean_and_stays_in_range(numbers: list[float]) -> None:
    figure = estimate(np.array(numbers))
    held = [one for one in numbers if not np.isnan(one)]
    assert figure.items == len(held)
    if held:
        assert figure.mean == pytest.approx(np.mean(held))
        assert min(held) - 1e-9 <= figure.low <= figure.high <= max(held) + 1e-9


def test_more_items_give_a_narrower_interval() -> None:
    few, many = (estimate(np.array([0.0, 1.0] * count)) for count in (10, 200))
    assert many.high - many.low < few.high - few.low
