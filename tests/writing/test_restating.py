"""A chat model may put a follow-up into a whole question, of words that were asked alone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

import wiring
from bot.ranking.retriever import EVERYTHING
from domain import Escalation, Turn
from settings import load_settings
from tests.writing.model import StandIn, reply_of, unit_holding, writer_of, written
from writing.restating import is_restated

if TYPE_CHECKING:
    from pathlib import Path

    from store.generation.opened import Generation

EARLIER = "When is the first core group meeting held?"
LAST = "and who chairs it?"
WHOLE = "Who chairs the first core group meeting?"


@pytest.mark.parametrize(
    ("said", "message", "is_kept"),
    [
        (WHOLE, LAST, True),
        # a word that nobody asked, another number, a place, an agency
        ("Who chairs the first core group meeting in Hull?", LAST, False),
        ("Who chairs the second core group meeting?", LAST, False),
        ("Who from the police chairs the first core group meeting?", LAST, False),
        # what was asked is gone, or asked otherwise
        ("When is the first core group meeting held?", LAST, False),
        ("Who must chair the first core group meeting?", LAST, False),
        ("Who does not chair the first core group meeting?", LAST, False),
        ("Who chairs the first core group meeting?", "and who never chairs it?", False),
        ("Who can chair the first core group meeting?", "and who must chair it?", False),
        # no question at all
        ("<b>Who chairs the first core group meeting?</b>", LAST, False),
        ("Who chairs the meeting? See http://group.example", LAST, False),
        ("I am an assistant.", LAST, False),
        (LAST, LAST, False),
        ("", LAST, False),
    ],
)
def test_only_words_that_were_asked_are_added(said: str, message: str, *, is_kept: bool) -> None:
    assert is_restated(said, message, [EARLIER]) == is_kept


@pytest.mark.parametrize(
    ("message", "history", "wanted"),
    [
        (LAST, [Turn(EARLIER, "")], WHOLE),
        # nothing came before, it stands alone, or something was left out
        (LAST, [], ""),
        ("Who chairs the strategy meeting about a child at risk?", [Turn(EARLIER, "")], ""),
        (LAST, [Turn("When is the meeting about [name] held?", "")], ""),
    ],
)
def test_a_model_is_asked_for_follow_ups_alone(
    generation: Generation, message: str, history: list[Turn], wanted: str
) -> None:
    model = StandIn(responses=[WHOLE])
    writer = writer_of(model, generation, restates=True)
    assert writer.restated(message, history) == wanted
    assert bool(model.told) == bool(wanted)
    assert writer_of(model, generation).restated(message, history) == ""


def test_a_model_that_fails_leaves_a_follow_up_as_it_stands(generation: Generation) -> None:
    for response in ("!fail", "!hang", "!endless"):
        writer = writer_of(StandIn(responses=[response]), generation, seconds=0.2, restates=True)
        assert writer.restated(LAST, [Turn(EARLIER, "")]) == ""


def test_what_it_becomes_is_what_is_searched(
    generation: Generation, whole_store: Path, model_export: Path
) -> None:
    settings = load_settings(store=whole_store, model_export=model_export)
    library = wiring.make_editions(settings).library()
    history = [Turn("what is a section 47 enquiry", "")]
    assistant = wiring.make_assistant(settings, lambda: library)
    last = "and when is it needed?"
    before = assistant.reply(last, history, EVERYTHING)
    whole = "When is a section 47 enquiry needed?"
    library.plain = writer_of(StandIn(responses=[whole]), generation, restates=True)
    after = assistant.reply(last, history, EVERYTHING)
    assert after.follows
    assert after.understood == whole
    assert after.outcome == assistant.reply(whole, (), EVERYTHING).outcome
    # no words of a model become the steps for a danger, nor take them away
    danger = assistant.reply("he is hitting her right now", history, EVERYTHING)
    assert isinstance(danger.outcome, Escalation)
    assert before.understood != whole


def test_each_quote_is_told_in_plain_words_of_its_own(generation: Generation) -> None:
    document = "guidance/assessment-section-47-and-conference-timescales.md"
    unit = unit_holding(generation, document, "Within 10 working days of the conference")
    quoted = reply_of([unit.passage])
    own = next(iter(unit.passage.sentences)).text
    model = StandIn(responses=[""])
    written(writer_of(model, generation, reads=True), quoted)
    sent = model.told[-1]
    # what is quoted, and nothing else of the passage
    assert " ".join(own.split())[:40] in " ".join(sent.split())
    assert "[1]" in sent
    assert "[2]" not in sent
    says = "The decision on a new referral is made in one working day."
    rests = {"number": 1, "words": "One working day"}
    for numbers, shown in (([rests], 1), ([rests, rests | {"number": 2}], 0)):
        model.responses = [json.dumps({"says": says, "rests_on": numbers})]
        given = written(writer_of(model, generation, reads=True), quoted)
        assert len(given.statements) == shown, given.dropped
