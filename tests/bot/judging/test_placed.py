"""What a place's documents surely hold, and what none of them speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import wiring
from bot.answering.grounding import cited
from domain import Answer, Refusal
from ingest.folder.collecting import Collected, collect
from settings import Settings
from store.generation.building import write
from store.generation.planning import plan
from store.publishing.live import generations_folder, publish
from tests.letters import lines_of
from tests.store.texts import SIDE, write_files

if TYPE_CHECKING:
    from pathlib import Path

    from bot.assistant import Assistant
    from store.models.embedding import OnnxEmbedder


@pytest.fixture(scope="module")
def assistant(
    tmp_path_factory: pytest.TempPathFactory, embedder: OnnxEmbedder, model_export: Path
) -> Assistant:
    """The assistant on letters of two invented areas, with the words of the field."""
    folder = tmp_path_factory.mktemp("placed")
    texts = {f"letter-{number}.md": "\n\n".join(lines_of(number)) for number in (2, 3)}
    read = collect(write_files(folder / "documents", texts))
    held = [one for one in read if isinstance(one, Collected)]
    planned = plan(held, side=SIDE, model=embedder.name, max_words=110, previous=None)
    written = write(planned, embedder, directory=generations_folder(folder / "store"))
    publish(folder / "store", written.name, keep=2)
    settings = Settings(store=folder / "store", model_export=model_export)
    return wiring.make_assistant(settings, wiring.make_library(settings))


@pytest.mark.parametrize(
    "ask",
    [
        "what did inspectors tell Orrinport they had to get better at in the 2023 letter",
        "Orrinport 2023 areas for improvement - bullet points pls",
        "slide please: what Orrinport were told to put right",
    ],
)
def test_a_part_of_a_letter_that_is_asked_for_is_held(ask: str, assistant: Assistant) -> None:
    outcome = assistant.reply(ask).outcome
    assert isinstance(outcome, Answer)
    assert any("timeliness of strategy meetings" in one.quote for one in cited(outcome))


def test_a_term_that_no_document_of_the_place_names_is_not_answered_by_its_other_words(
    assistant: Assistant,
) -> None:
    ask = "what was said about Operation Encompass in {}"
    assert isinstance(assistant.reply(ask.format("Brendale")).outcome, Answer)
    refused = assistant.reply(ask.format("Orrinport")).outcome
    assert isinstance(refused, Refusal)
    assert "Orrinport" in refused.message
