"""Of several places named each one's words are quoted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import wiring
from bot.answering.grounding import cited
from domain import Answer
from settings import Settings
from store.publishing.live import generations_folder, publish
from tests.store.texts import built

if TYPE_CHECKING:
    from pathlib import Path

    from bot.assistant import Assistant
    from store.models.embedding import OnnxEmbedder

LETTER = """# Joint inspection of {place}

## Main findings

{waits}

School nurses in {place} visit every school.
"""
WAITS = {
    "Leeds": "Children wait too long to be assessed for their mental health. Waits for mental"
    " health assessments are long. Children wait for months for a mental health assessment.",
    "Coventry": "There are some delays before children's mental health is assessed.",
    "Merton": "Most children are seen by mental health services within weeks.",
}


@pytest.fixture(scope="module")
def assistant(
    tmp_path_factory: pytest.TempPathFactory, embedder: OnnxEmbedder, model_export: Path
) -> Assistant:
    """The assistant on letters of three areas."""
    folder = tmp_path_factory.mktemp("several")
    texts = {
        f"{place.lower()}.md": LETTER.format(place=place, waits=waits)
        for place, waits in WAITS.items()
    }
    publish(folder, built(texts, embedder, generations_folder(folder)).name, keep=2)
    settings = Settings(store=folder, model_export=model_export)
    return wiring.make_assistant(settings, wiring.make_library(settings))


def test_of_three_places_that_are_named_each_is_quoted(assistant: Assistant) -> None:
    outcome = assistant.reply(
        "how long do children wait for mental health assessments in Leeds, Coventry and Merton"
    ).outcome
    assert isinstance(outcome, Answer)
    found = [one.passage.source.id for one in cited(outcome)]
    assert set(found) == {"leeds.md", "coventry.md", "merton.md"}
    assert max(map(found.count, found)) <= 2
