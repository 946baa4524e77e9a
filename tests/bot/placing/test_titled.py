"""Where an ask names a document, nothing but its words is given as its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.answering.grounding import cited
from bot.answering.rendering import render, status_of
from bot.judging.claims import claims_of
from bot.placing.reference import initials_of, is_short_for, reference_in
from domain import Kind
from settings import load_settings
from wiring import make_assistant, make_library

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bot.assistant import Assistant, Library


@pytest.mark.parametrize(
    ("ask", "said", "bare"),
    [
        ("What does Working Together say about thresholds?", "Working Together",
         "What about thresholds?"),
        ("According to KCSIE, who keeps the record?", "KCSIE", "who keeps the record?"),
        ("In the CSA pathway, who chairs it?", "CSA pathway", "who chairs it?"),
        ("what did the 2018 version of the threshold document say about neglect",
         "2018 version of the threshold document", "what about neglect"),
        ("What do I need to say in the letter?", "", ""),
        ("does it say who chairs the meeting", "", ""),
        ("Do the police say when they are coming?", "police", "when they are coming?"),
        ("what goes in the child's plan", "", ""),
    ],
)  # fmt: skip
def test_the_name_of_a_document_is_told_from_the_rest_of_an_ask(
    ask: str, said: str, bare: str
) -> None:
    found = reference_in(ask)
    assert (found.said if found else "", found.bare if found else "") == (said, bare)


@pytest.mark.parametrize(
    ("ask", "said", "bare"),
    [
        ("who is vetted per kcsie 2024", "kcsie 2024", "who is vetted"),
        ("what must schools do about absence KCSIE", "KCSIE", "what must schools do about absence"),
        # nothing is asked but for itself
        ("what is kcsie", "", ""),
        ("who chairs it", "", ""),
    ],
)
def test_what_a_title_is_said_for_short_names_it_wherever_it_stands(
    ask: str, said: str, bare: str
) -> None:
    found = reference_in(ask, initials_of("Keeping children safe in education 2024"))
    assert (found.said if found else "", found.bare if found else "") == (said, bare)


def test_a_title_is_said_for_short_by_how_it_begins_or_by_its_initials() -> None:
    title = "Working Together to Safeguard Children 2023"
    assert is_short_for("working together", title)
    assert is_short_for("WTTSC", title)
    assert not is_short_for("working", title)
    assert not is_short_for("together to safeguard", title)
    # three letters are short for many things
    assert not initials_of("Care of children")


def test_an_ask_for_what_a_document_says_takes_nothing_for_granted() -> None:
    assert claims_of("What does the brief say about consent?") == ()
    assert claims_of("Why does the brief forbid asking for consent?") != ()


def test_an_act_goes_by_its_year_and_another_kind_by_its_words() -> None:
    act = reference_in("What does the Children Act 1989 say about this meeting?")
    policy = reference_in("What does the 2019 neglect policy say about this meeting?")
    assert act is not None
    assert act.kinds == {Kind.STATUTE}
    assert "1989" in act.stems
    assert policy is not None
    assert policy.stems == {"neglect"}
    assert policy.year == 2019
    # of which document nothing is said that any handbook for staff would not be called
    handbook = reference_in("what does the staff handbook say about uniforms")
    assert handbook is not None
    assert not handbook.stems


@pytest.fixture(scope="module")
def small(small_store: Path, model_export: Path) -> Assistant:
    settings = load_settings(store=small_store, model_export=model_export)
    return make_assistant(settings, make_library(settings))


@pytest.mark.parametrize(
    ("ask", "document"),
    [
        ("What does the missing children procedure say about the interview?", "missing.md"),
        ("In the front door procedure, who decides within a day?", "front-door.md"),
        ("What does the missing children procedure expect once a child is back?", "missing.md"),
        # its words are another document's
        ("What does the missing children procedure say about who chairs meetings?", "missing.md"),
        ("What does the front door guidance say about the return home interview?", "front-door.md"),
    ],
)
def test_of_a_document_that_is_named_no_others_words_are_given(
    small: Assistant, ask: str, document: str
) -> None:
    reply = small.reply(ask)
    assert {one.passage.source.id for one in cited(reply.outcome)} == {document}


@pytest.mark.parametrize(
    "ask",
    [
        "What does Working Together say about who chairs the strategy meeting?",
        "What does the neglect strategy say about strategy meetings?",
        "According to KCSIE, when does a return home interview follow?",
        "what does the annual report say about missing children",
    ],
)
def test_of_a_document_that_is_not_held_nothing_is_given(small: Assistant, ask: str) -> None:
    reply = small.reply(ask)
    assert status_of(reply) == "declined"
    assert cited(reply.outcome) == ()
    assert "is not among the documents held here" in render(reply)


def test_another_edition_than_the_one_held_is_not_answered_from_it(
    assistant: Assistant, library: Callable[[], Library]
) -> None:
    said = render(assistant.reply("What does the 2025 letter about Cheshire East say of missing?"))
    assert "is not held here; the one held is 26 September 2022" in said
    found = library().titles.find("What does the Cheshire East letter say?", None)
    assert found is not None
    assert found.documents == {"letters/cheshire-east-jtai-2022.txt"}


def test_rules_that_restate_a_document_are_told_from_it(assistant: Assistant) -> None:
    said = render(assistant.reply("What does the Children Act 1989 say about section 47?"))
    assert "“Children Act 1989” itself is not among the documents held here." in said
