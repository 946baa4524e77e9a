"""What is asked of letters is narrower than a theme, or several things at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import wiring
from bot.across.answering import of_several_letters
from bot.ranking.retriever import EVERYTHING
from domain import Answer
from ingest.folder.collecting import Collected, collect
from settings import Settings
from store.generation.building import write
from store.generation.planning import plan
from store.publishing.live import generations_folder, publish
from tests.letters import lines_of_letter
from tests.store.texts import SIDE

if TYPE_CHECKING:
    from pathlib import Path

    from bot.assistant import Library
    from store.models.embedding import OnnxEmbedder

# area, and what its letter asks to improve
_IMPROVE = (
    ("Ashmere", "The quality of safety plans for children at risk of exploitation.",
     "The timeliness of health assessments of looked after children."),
    ("Birkholt", "How consistently pathway plans are reviewed with young people.",
     "The attention that is given to each child's religion and ethnicity."),
    ("Calderby", "The use of trigger plans when children go missing."),
    ("Dunwater", "The quality of trigger plans for children who are often missing.",
     "The role of the named GP in meetings about children."),
    ("Elmstow", "How quickly trigger plans are shared with the police.",
     "The contribution of school nurses to early help.",
     "The understanding that officers have of cultural needs."),
    ("Farleigh Moor", "Whether care plans are clear about what needs to change.",
     "The recording of telephone calls by the emergency duty team.",
     "The police assess incidents one by one, take little care over others and do not ask health."),
)  # fmt: skip


@pytest.fixture(scope="module")
def library(
    tmp_path_factory: pytest.TempPathFactory, embedder: OnnxEmbedder, model_export: Path
) -> Library:
    folder = tmp_path_factory.mktemp("topics")
    documents = folder / "documents"
    documents.mkdir()
    for at, (area, *improve) in enumerate(_IMPROVE):
        lines = lines_of_letter(
            area, f"{at + 1} March 2023", "child exploitation",
            ("Partners work well together.",), improve, "Leaders know what needs to be done.",
        )  # fmt: skip
        (documents / f"{area.lower()}.md").write_text("\n\n".join(lines), "utf-8")
    held = [one for one in collect(documents) if isinstance(one, Collected)]
    planned = plan(held, side=SIDE, model=embedder.name, max_words=110, previous=None)
    publish(folder, write(planned, embedder, directory=generations_folder(folder)).name, keep=2)
    return wiring.make_library(Settings(store=folder, model_export=model_export))()


def _areas(library: Library, topic: str) -> set[str]:
    found = of_several_letters(library, f"Which areas were told to improve {topic}?", EVERYTHING)
    said = found.statements if isinstance(found, Answer) else ()
    return {one.citations[0].passage.source.area for one in said}


@pytest.mark.parametrize(
    ("topic", "areas"),
    [
        ("planning", {"Ashmere", "Birkholt", "Calderby", "Dunwater", "Elmstow", "Farleigh Moor"}),
        ("trigger plans", {"Calderby", "Dunwater", "Elmstow"}),
        ("ethnicity and culture", {"Birkholt", "Elmstow"}),
        ("GPs", {"Dunwater"}),
        ("out-of-hours services", {"Farleigh Moor"}),
        ("health assessments for children in care", {"Ashmere"}),
    ],
)
def test_a_topic_is_found_where_it_is_spoken_of_and_no_wider_one(
    topic: str, areas: set[str], library: Library
) -> None:
    assert _areas(library, topic) == areas
