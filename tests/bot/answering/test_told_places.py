"""Where a case is told to be, the documents of that place answer, if they do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import wiring
from bot.answering.grounding import cited
from bot.placing.belonging import Belonging
from bot.placing.condition import condition_of
from domain import Answer, Refusal
from ingest.folder.collecting import Collected, collect
from settings import Settings
from store.generation.building import write
from store.generation.planning import plan
from store.publishing.live import generations_folder, publish
from tests.store.texts import SIDE, write_files

if TYPE_CHECKING:
    from pathlib import Path

    from bot.assistant import Assistant
    from store.models.embedding import OnnxEmbedder

LETTER = """# Joint targeted area inspection of {place}

This letter summarises the findings of the joint targeted area inspection of {place}, carried out
by inspectors from Ofsted in May 2023.

## Main findings

{found}

School nurses in {place} visit every school.
"""
TEXTS = {
    "leeds.md": LETTER.format(
        place="Leeds",
        found="The night duty team does not pass all reports of missing children to the police.",
    ),
    "merton.md": LETTER.format(
        place="Merton",
        found="Health visitors see only the expectant mothers who have the greatest needs.",
    ),
    "rules.md": "# Statutory guidance\n\n## Missing children\n\nA carer must report a missing child"
    " to the police. The police must record every report of a missing child within a day.\n",
    "catalogue.csv": "file,area\nleeds.md,leeds\nmerton.md,merton\n",
}
AT_NIGHT = (
    "Last month a foster carer in {place} rang the night team because the lad she looks after had"
    " not come home, and nobody had told us at the police station by the morning. "
)


@pytest.fixture(scope="module")
def assistant(
    tmp_path_factory: pytest.TempPathFactory, embedder: OnnxEmbedder, model_export: Path
) -> Assistant:
    """The assistant on letters of two areas, a rule of the country and a list of the letters."""
    folder = tmp_path_factory.mktemp("told")
    read = collect(write_files(folder / "documents", TEXTS))
    held = [one for one in read if isinstance(one, Collected)]
    planned = plan(held, side=SIDE, model=embedder.name, max_words=110, previous=None)
    written = write(planned, embedder, directory=generations_folder(folder))
    publish(folder, written.name, keep=2)
    settings = Settings(store=folder, model_export=model_export)
    return wiring.make_assistant(settings, wiring.make_library(settings))


def _documents(assistant: Assistant, message: str) -> set[str]:
    outcome = assistant.reply(message).outcome
    assert isinstance(outcome, Answer), outcome
    return {one.passage.source.id for one in cited(outcome)}


@pytest.mark.parametrize(
    "ask",
    [
        "Is that just how it goes there or a one off?",
        "Is that known to happen?",
        "Has that been picked up before?",
    ],
)
def test_what_is_usual_where_a_case_is_told_to_be_is_answered_from_there(
    assistant: Assistant, ask: str
) -> None:
    assert _documents(assistant, AT_NIGHT.format(place="Leeds") + ask) == {"leeds.md"}


def test_who_says_where_he_works_is_answered_by_its_letter_and_not_by_a_list_of_letters(
    assistant: Assistant,
) -> None:
    found = _documents(
        assistant,
        "Midwife in Merton. My lady is 30 weeks, there is no drama in her life, and no health"
        " visitor has been near her so far. Is that the rule?",
    )
    assert found == {"merton.md"}


def test_who_asks_what_to_do_gets_the_rule_wherever_the_case_is(assistant: Assistant) -> None:
    found = _documents(assistant, AT_NIGHT.format(place="Leeds") + "What should the carer do now?")
    assert "rules.md" in found


def test_who_asks_where_else_is_not_answered_by_the_place_told(assistant: Assistant) -> None:
    found = _documents(
        assistant,
        "In Merton health visitors see only the expectant mothers who have the greatest needs."
        " Where else are reports of missing children not all passed on to the police?",
    )
    assert "leeds.md" in found
    assert "merton.md" not in found


def test_a_place_that_nothing_is_held_of_is_no_matter(assistant: Assistant) -> None:
    found = _documents(
        assistant, AT_NIGHT.format(place="Norwich") + "Do the police have to be told?"
    )
    assert "rules.md" in found


@pytest.mark.parametrize(
    ("ask", "is_of_it"),
    [
        ("can we get help from Leeds's nurses", True),
        ("a girl came from Leeds and needs help", False),
        ("police in West Yorkshire, mostly Leeds, ask who rings", True),
    ],
)
def test_what_is_a_places_own_is_asked_of_it(ask: str, *, is_of_it: bool) -> None:
    found = condition_of(Belonging((), {}), ask)
    assert (found is not None and found.areas == {"Leeds"}) is is_of_it


def test_an_amount_that_nothing_found_gives_is_not_answered_by_what_gives_none(
    assistant: Assistant,
) -> None:
    outcome = assistant.reply("Merton: how many expectant mothers do health visitors see?").outcome
    assert isinstance(outcome, Refusal)
    assert "merton.md" in {one.passage.source.id for one in outcome.nearby}
