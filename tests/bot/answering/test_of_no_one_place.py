"""Documents that nobody taught: whose rule it is, steps, and what is quoted of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import wiring
from bot.answering.grounding import cited
from bot.answering.searching import NEAREST
from bot.judging.judge import Judge
from bot.reading.workplaces import Workplaces
from bot.shaping.sections import nearest
from domain import Answer, Kind, Refusal, Source
from settings import Settings
from store.publishing.live import generations_folder, publish
from tests.store.texts import built

if TYPE_CHECKING:
    from pathlib import Path

    from bot.assistant import Assistant
    from domain import Outcome
    from store.models.embedding import OnnxEmbedder

SCHOOLS = """# Safe schools: guidance for schools and colleges

## Absence of the safeguarding lead

Where the safeguarding lead is absent, a school must name a deputy within one day.

## Incidents

A school must tell the council of a serious incident within five days.

## Worries about a colleague

Where staff have a worry about a colleague:

- they must tell the head teacher, who has to ring the officer for allegations on the same working
  day and write down what was said, by whom, when, where, and who else has been told of it
- they must tell the chair of governors in the place of the head teacher where the worry is about
  the head teacher, and must not tell the head teacher that they have done so, nor anybody else
- they must ring the officer for allegations themselves where the head teacher owns the school, or
  where the chair of governors is a relative of the head teacher or cannot be reached on that day
"""
HOMES = """# Children's homes: what a home must do

## Incidents

The registered person must tell the regulator of a serious incident without delay.

## Gathering before a placement

The matching meeting is held before a child moves in.

### The key worker should:

- read the child's plan
- visit the child where they live now
- show the child the home

### The manager should:

- agree who does what by when
"""


@pytest.fixture(scope="module")
def assistant(
    tmp_path_factory: pytest.TempPathFactory, embedder: OnnxEmbedder, model_export: Path
) -> Assistant:
    """The assistant on a school's guidance and a children's home's."""
    folder = tmp_path_factory.mktemp("places")
    texts = {"schools.md": SCHOOLS, "homes.md": HOMES}
    publish(folder, built(texts, embedder, generations_folder(folder)).name, keep=2)
    settings = Settings(store=folder, model_export=model_export)
    return wiring.make_assistant(settings, wiring.make_library(settings))


def _documents(outcome: Outcome) -> set[str]:
    return {one.passage.source.id for one in cited(outcome)}


@pytest.mark.parametrize(
    ("place", "document"), [("school", "schools.md"), ("children's home", "homes.md")]
)
def test_one_kind_of_place_is_not_answered_by_anothers_rule(
    place: str, document: str, assistant: Assistant
) -> None:
    asked = f"we are a {place}: how soon must we tell of a serious incident"
    outcome = assistant.reply(asked).outcome
    assert isinstance(outcome, Answer)
    assert _documents(outcome) == {document}


@pytest.mark.parametrize(
    ("ask", "others"),
    [
        ("our registered manager has left", {"schools.md"}),
        ("a pupil told me something", {"homes.md"}),
        ("a pupil who lives in a children's home", set()),
        ("a foster carer rang", set()),
        ("who chairs it", set()),
    ],
)
def test_where_an_ask_arises_shuts_out_only_what_is_of_another_place(
    ask: str, others: set[str]
) -> None:
    held = [
        Source(id="schools.md", title="Safe schools"),
        Source(id="homes.md", title="Children’s homes: what a home must do"),
        Source(id="all.md", title="Working together"),
        Source(id="letter.pdf", title="Missing from education", kind=Kind.FINDING),
    ]
    assert Workplaces(held).others(ask) == others


@pytest.mark.parametrize(
    ("message", "own"),
    [
        ("is it ok to have a camera in a bedroom at our home", {"homes.md"}),
        ("I'm a teaching assistant. Who do I tell?", {"schools.md"}),
        ("I'm her IRO and the plan has not moved", {"iro.pdf"}),
        ("the school says she is never at home", set()),
        ("our school and our home disagree", set()),
    ],
)
def test_what_is_written_for_the_place_a_writer_works_in_comes_first(
    message: str, own: set[str]
) -> None:
    held = [
        Source(id="schools.md", title="Safe schools"),
        Source(id="homes.md", title="Children’s homes: what a home must do"),
        Source(id="iro.pdf", title="IRO Handbook"),
        Source(id="all.md", title="Working together"),
    ]
    assert Workplaces(held).own(message) == own


def test_of_like_rules_the_writers_own_comes_first(assistant: Assistant) -> None:
    asked = "is a serious incident told to somebody"
    for writer, document in (("at our home", "homes.md"), ("at our primary", "schools.md")):
        reply = assistant.reply(f"{asked} {writer}")
        assert reply.evidence[0].passage.source.id == document


def test_what_is_to_do_is_told_by_the_section_that_says_it(assistant: Assistant) -> None:
    asked = "what do we have to do at a secondary while the safeguarding lead is off"
    outcome = assistant.reply(asked).outcome
    assert isinstance(outcome, Answer)
    assert "must name a deputy within one day" in outcome.statements[0].text


def test_no_item_of_a_short_list_of_whom_to_tell_is_left_out(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nearest, "ROOM", (200, 200))
    monkeypatch.setattr(nearest, "ROOM_ALONE", 200)
    asked = "I'm a teaching assistant. What should we do about a worry about a colleague?"
    outcome = assistant.reply(asked).outcome
    assert isinstance(outcome, Answer)
    assert "3 of 3" in [one.extent for one in outcome.statements]


def test_what_hardly_fits_is_said_to_be_only_near(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = "our cook keeps saying odd things about one of the lads"
    monkeypatch.setattr(Judge, "how_sure", lambda *_: 0.9)
    sure = assistant.reply(asked).outcome
    assert isinstance(sure, Answer)
    assert (sure.note, sure.top) == ("", "3 of 3 are quoted.")
    monkeypatch.setattr(Judge, "how_sure", lambda *_: 0.1)
    unsure = assistant.reply(asked).outcome
    assert isinstance(unsure, Answer)
    assert (unsure.note, unsure.top) == (NEAREST, "")
    assert unsure.statements == sure.statements


def test_a_task_is_told_by_its_section_and_the_lists_of_who_does_what(
    assistant: Assistant,
) -> None:
    outcome = assistant.reply("how do we run the gathering before a placement").outcome
    assert isinstance(outcome, Answer)
    said = " ".join(one.text for one in outcome.statements)
    assert "visit the child where they live now" in said
    assert "agree who does what by when" in said


def test_a_number_of_something_else_is_no_answer(assistant: Assistant) -> None:
    asked = "Within how many days must a school tell the council of a serious incident?"
    assert isinstance(assistant.reply(asked).outcome, Answer)
    reply = assistant.reply("How many deputies does the council of a serious incident have?")
    quoted = " ".join(one.quote for one in cited(reply.outcome))
    assert "deput" in quoted or isinstance(reply.outcome, Refusal)
