"""A topic asked of one part of letters, and what inspectors are said to have said of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

import wiring
from bot.across.topics import topic_of
from bot.answering.grounding import cited
from bot.answering.replying import answer
from bot.ranking.retriever import EVERYTHING
from domain import Answer, Part
from settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from bot.assistant import Library
    from bot.ranking.table import Floats


@pytest.fixture(scope="module")
def library(letters_store: Path, model_export: Path) -> Library:
    return wiring.make_library(Settings(store=letters_store, model_export=model_export))()


def test_a_topic_of_a_part_is_what_stands_in_that_part(library: Library) -> None:
    taxonomy, practices = library.practices.taxonomy, library.practices
    topic = topic_of("priority action about supervision", taxonomy)
    assert topic is not None
    assert topic.part is Part.PRIORITY
    # no letter here was told of one

    def read(text: str) -> Floats:
        return library.understanding.read(text).search.vector

    assert topic.lines(practices, read) == []
    improved = replace(topic, part=Part.IMPROVE).lines(practices, read)
    assert {practices.lines[at].passage.part for at in improved} == {Part.IMPROVE}
    assert all("upervision" in practices.lines[at].sentence.text for at in improved)
    assert improved


@pytest.mark.parametrize(
    "text",
    [
        "What did Ofsted say about supervision in Brendale?",
        "what did the inspectors think of Brendale's staff supervision",
        "were inspectors happy with supervision in Brendale?",
    ],
)
def test_what_inspectors_say_of_a_thing_in_an_area_is_what_its_letter_says_of_it(
    text: str, library: Library
) -> None:
    found = answer(library, text, (), EVERYTHING, library.quoting).outcome
    assert isinstance(found, Answer)
    assert {one.passage.source.area for one in cited(found)} == {"Brendale"}
    assert all("upervision" in one.text for one in found.statements[:1])
