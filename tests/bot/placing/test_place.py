"""Where an ask names an area, nothing of another one answers it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from bot.answering.grounding import cited
from bot.answering.rendering import render, status_of
from bot.placing.place import is_of_others
from domain import Answer
from settings import load_settings
from wiring import make_assistant, make_library

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bot.assistant import Assistant, Library


@pytest.fixture(scope="module")
def library(whole_store: Path, model_export: Path) -> Callable[[], Library]:
    return make_library(load_settings(store=whole_store, model_export=model_export))


@pytest.fixture(scope="module")
def assistant(library: Callable[[], Library]) -> Assistant:
    return make_assistant(load_settings(), library)


@pytest.mark.parametrize(
    ("question", "area"),
    [
        ("what is the phone number for the front door in Stockport", "Stockport"),
        ("who do I ring out of hours in Leeds", "Leeds"),
        ("I work in Salford. What's the number for social care?", "Salford"),
        ("email address for the lancashire MASH please", "Lancashire"),
    ],
)
def test_no_number_is_given_for_a_place_that_it_does_not_belong_to(
    assistant: Assistant, question: str, area: str
) -> None:
    said = render(assistant.reply(question))
    assert area in said
    assert not re.search(r"\d{3,}", said)


@pytest.mark.parametrize(
    "question",
    [
        "how soon must a return home interview happen in Lancashire",
        "what's the procedure in Stockport for a missing child",
        "who chairs strategy meetings in Bury?",
        "what did inspectors say about supervision in Rochdale",
    ],
)
def test_of_a_place_that_is_not_held_nothing_of_another_is_quoted(
    assistant: Assistant, library: Callable[[], Library], question: str
) -> None:
    reply = assistant.reply(question)
    assert "document is held here" in render(reply)
    for one in cited(reply.outcome):
        assert not is_of_others(one.passage, one.quote, frozenset(), library().belonging)


def test_a_rule_of_the_whole_country_answers_and_says_so(assistant: Assistant) -> None:
    outcome = assistant.reply("who can make an NRM referral in Kent").outcome
    assert isinstance(outcome, Answer)
    assert outcome.note.startswith("No Kent document is held here.")
    assert "national rules" in outcome.note


def test_of_ones_own_area_no_other_areas_rule_is_quoted(
    assistant: Assistant, library: Callable[[], Library]
) -> None:
    belonging = library().belonging
    reply = assistant.reply("what must improve in supervision in Cheshire East")
    assert status_of(reply) == "answered"
    for one in cited(reply.outcome):
        assert not is_of_others(one.passage, one.quote, belonging.home.areas, belonging)


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("what happens at a Prevent panel", "Prevent"),
        ("how do I make a referral to the Family Drug and Alcohol Court", "Drug"),
        ("what is a secure accommodation order", "secure accommodation order"),
        ("what is a family group conference", "family group conference"),
    ],
)
def test_a_subject_that_nothing_found_speaks_of_is_not_answered_by_another(
    assistant: Assistant, question: str, subject: str
) -> None:
    reply = assistant.reply(question)
    assert status_of(reply) == "declined"
    assert subject in render(reply)


@pytest.mark.parametrize(
    "question",
    ["What is a Strategy Meeting", "what is the NRM", "What does the DSL do about a missing child"],
)
def test_a_subject_by_another_name_or_in_capitals_is_the_same(
    assistant: Assistant, question: str
) -> None:
    assert status_of(assistant.reply(question)) == "answered"


def test_a_question_in_another_language_is_not_searched(assistant: Assistant) -> None:
    reply = assistant.reply("Kto powinien przyjść na spotkanie strategiczne?")
    assert status_of(reply) == "declined"
    assert not reply.evidence
    assert "in English" in render(reply)


def test_signs_that_nobody_sees_change_nothing(assistant: Assistant) -> None:
    question = "who comes to a strategy meeting"
    plain = assistant.reply(question)
    assert cited(plain.outcome)
    wide = "".join(chr(ord(sign) + 0xFEE0) if sign != " " else sign for sign in question)
    for odd in (wide, "who co\u200bmes to a strat\u200begy meet\u00ading"):
        assert cited(assistant.reply(odd).outcome) == cited(plain.outcome)
