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

# area, what its letter asks to improve, and what it found
_LETTERS = (
    ("Ashmere", (
        "The quality of safety plans for children at risk of exploitation.",
        "The timeliness of health assessments of looked after children.",
        "Supervision of school nurses.",
        "Multi-agency training on neglect.",
    ), "Social workers' caseloads are too high."),
    ("Birkholt", (
        "How consistently pathway plans are reviewed with young people.",
        "The attention that is given to each child's religion and ethnicity.",
        "How well probation staff are trained.",
        "Inclusion of young people who are lesbian, gay, bisexual or transgender.",
    ), "Caseloads are low, and social workers visit children often."),
    ("Calderby", (
        "The use of trigger plans when children go missing.",
        "Planning for adulthood begins too late for young people.",
    ), "Some social workers have caseloads that do not allow them to see children often enough."),
    ("Dunwater", (
        "The quality of trigger plans for children who are often missing.",
        "The role of the named GP in meetings about children.",
        "The capacity of health staff to take part in the front door.",
    ), "Leaders know what needs to be done."),
    ("Elmstow", (
        "How quickly trigger plans are shared with the police.",
        "The contribution of school nurses to early help.",
        "The understanding that officers have of cultural needs.",
        "Regular supervision of family support workers.",
        "How the police manage workloads.",
    ), "Leaders know what needs to be done."),
    ("Farleigh Moor", (
        "Whether care plans are clear about what needs to change.",
        "The recording of telephone calls by the emergency duty team.",
        "The police assess incidents one by one, take little care of them and do not ask health.",
        "Suitable homes for young people who leave care.",
    ), "Leaders know what needs to be done."),
)  # fmt: skip


@pytest.fixture(scope="module")
def library(
    tmp_path_factory: pytest.TempPathFactory, embedder: OnnxEmbedder, model_export: Path
) -> Library:
    folder = tmp_path_factory.mktemp("topics")
    documents = folder / "documents"
    documents.mkdir()
    for at, (area, improve, found) in enumerate(_LETTERS):
        lines = lines_of_letter(
            area, f"{at + 1} March 2023", "child exploitation",
            ("Partners work well together.",), improve, found,
        )  # fmt: skip
        (documents / f"{area.lower()}.md").write_text("\n\n".join(lines), "utf-8")
    held = [one for one in collect(documents) if isinstance(one, Collected)]
    planned = plan(held, side=SIDE, model=embedder.name, max_words=110, previous=None)
    publish(folder, write(planned, embedder, directory=generations_folder(folder)).name, keep=2)
    return wiring.make_library(Settings(store=folder, model_export=model_export))()


def _areas(library: Library, text: str) -> set[str]:
    found = of_several_letters(library, text, EVERYTHING)
    said = found.statements if isinstance(found, Answer) else ()
    return {one.citations[0].passage.source.area for one in said}


@pytest.mark.parametrize(
    ("topic", "areas"),
    [
        ("planning", {"Ashmere", "Birkholt", "Calderby", "Dunwater", "Elmstow", "Farleigh Moor"}),
        ("trigger plans", {"Calderby", "Dunwater", "Elmstow"}),
        ("ethnicity and culture", {"Birkholt", "Elmstow"}),
        ("GPs", {"Dunwater"}),
        ("staff capacity", {"Dunwater", "Elmstow"}),
        ("workloads", {"Elmstow"}),
        ("LGBT young people", {"Birkholt"}),
        ("out-of-hours services", {"Farleigh Moor"}),
        ("health assessments for children in care", {"Ashmere"}),
        ("preparation for adulthood", {"Calderby"}),
        ("training about neglect", {"Ashmere"}),
        # both have to be said, but not in one sentence
        ("supervision and training", {"Ashmere"}),
        ("adulthood or homes for care leavers", {"Calderby", "Farleigh Moor"}),
        ("fathers", set()),
    ],
)
def test_a_topic_is_found_where_it_is_spoken_of_and_no_wider_one(
    topic: str, areas: set[str], library: Library
) -> None:
    assert _areas(library, f"Which areas were told to improve {topic}?") == areas


@pytest.mark.parametrize(
    "text",
    [
        "Which areas were told that caseloads are too high?",
        "list the councils where inspectors said social workers' caseloads were too high",
    ],
)
def test_what_was_found_wanting_counts_wherever_it_stands(text: str, library: Library) -> None:
    assert _areas(library, text) == {"Ashmere", "Calderby"}


@pytest.mark.parametrize(
    ("text", "areas"),
    [
        (
            "areas where social workers had too many kids to visit them often enough",
            {"Ashmere", "Calderby"},
        ),
        ("councils where trigger plans for missing children were good", set()),
        ("which areas were told to improve trigger plans", {"Calderby", "Dunwater", "Elmstow"}),
    ],
)
def test_a_clause_in_other_words_is_met_by_the_nearest_sentences(
    text: str, areas: set[str], library: Library
) -> None:
    assert _areas(library, text) == areas


def test_the_nearest_sentences_are_not_counted_as_saying_it(library: Library) -> None:
    text = "areas where social workers had too many kids to visit them often enough"
    found = of_several_letters(library, text, EVERYTHING)
    assert isinstance(found, Answer)
    assert found.top.startswith("Nearest to “social workers had too many kids")
    assert "see whether they say it" in found.top
    assert "This counts letters" not in found.note
