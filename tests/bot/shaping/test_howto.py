"""How something is done is answered by the section that says how, or by the pathway that fits."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from bot.reading.asks import read_message
from bot.shaping.howto import is_case, task_of
from domain import Answer, Refusal

if TYPE_CHECKING:
    from bot.assistant import Assistant

CASE = (
    "A referral went in two weeks ago for a boy of 16 who is driven round to sell drugs. Duty told"
    " us that it does not meet the threshold and they closed it. The youth worker and I think that"
    " is wrong. He is at home and safe for now. What is the route to get that decision looked at"
    " again?"
)


@pytest.mark.parametrize(
    ("text", "task"),
    [
        ("how do I lay a table", "lay a table"),
        ("how to lay a table?", "lay a table"),
        ("what are the steps for laying a table", "laying a table"),
        ("how are we meant to lay a table", "lay a table"),
        ("how many tables are there", ""),
        ("how long do we have to lay the table", ""),
        ("who lays the table", ""),
        ("how do we do it", ""),
    ],
)
def test_a_task_is_what_stands_after_how(text: str, task: str) -> None:
    assert task_of(text) == task


@pytest.mark.parametrize(
    ("question", "heading", "extent"),
    [
        ("steps for making an NRM referral", "Order of steps", "4 of 4"),
        ("how to prepare for an exploitation meeting", "Preparing for a meeting", "4 of 4"),
    ],
)
def test_the_section_that_says_how_is_quoted_whole(
    assistant: Assistant, question: str, heading: str, extent: str
) -> None:
    outcome = assistant.reply(question).outcome
    assert isinstance(outcome, Answer)
    (statement,) = outcome.statements
    assert statement.citations[0].passage.headings[-1] == heading
    assert statement.extent == extent


@pytest.mark.parametrize(
    ("message", "title"),
    [
        ("How do I refer a child?", "A child in danger now"),
        ("how do i make a referral to childrens services", "A child in danger now"),
        ("how do I challenge a decision I do not agree with", "Disagreeing with a decision"),
        (CASE, "Disagreeing with a decision"),
    ],
)
def test_a_procedure_is_told_step_by_step_with_a_quote_each(
    assistant: Assistant, message: str, title: str
) -> None:
    outcome = assistant.reply(message).outcome
    assert isinstance(outcome, Answer)
    assert title in outcome.top
    steps = [one for one in outcome.statements if one.head]
    assert len(steps) > 5
    numbers = [int(one.head.partition(".")[0]) for one in steps]
    # those that answer what is asked come first
    assert sorted(numbers) == [n + 1 for n in range(len(steps))]
    assert sum(later < one for one, later in pairwise(numbers)) <= 2
    assert "999" not in steps[numbers.index(1)].text or numbers[0] == 1
    for one in steps:
        assert "who: " in one.head
        assert "by when: " in one.head
        assert one.citations[0].quote in one.citations[0].passage.text


def test_a_fact_or_another_subject_gets_no_procedure(assistant: Assistant) -> None:
    fact = "Our strategy discussion was on Monday and we began enquiries. When is the conference?"
    assert not is_case(read_message(fact))
    # told of plans, which no procedure is for
    plans = (
        "We had a review for a lad who is on a protection plan and has a youth justice plan too,"
        " and nobody in the room of six workers could say which plan was the main one. Who should"
        " pull it together?"
    )
    plain = ("how do I set up my voicemail", "how long does an assessment take")
    for message in (*plain, fact, plans):
        outcome = assistant.reply(message).outcome
        assert isinstance(outcome, Answer | Refusal)
        assert not any(one.head for one in getattr(outcome, "statements", ()))
