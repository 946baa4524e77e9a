"""Lists are whole, numbered, and say how much of them is quoted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.answering.rendering import render
from bot.answering.tidying import tidy
from bot.quoting.lists import list_at
from bot.quoting.wanting import wants_list
from bot.quoting.writer import QuoteWriter
from bot.ranking.signals import nearness_of
from domain import Answer, Evidence, Part, Reply, Source
from ingest.reading import read_document
from ingest.splitting import split
from tests.bot.quoting.test_writer import MARGINS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bot.assistant import Assistant
    from domain import Passage, Statement
    from store.models.embedding import OnnxEmbedder, Vectors

NOTE = """# Harbour panels

## Before a panel

- Ask the child what matters. Write it down.
- Tell these people: [Harbour rules]
  - the nurse;
  - the teacher.
- Book a room.
- Send the papers three days before.

Panels keep to a plan:

1. Hear the child.
2. Decide.
"""


@pytest.fixture(scope="module")
def passages(tmp_path_factory: pytest.TempPathFactory) -> tuple[Passage, ...]:
    path = tmp_path_factory.mktemp("lists") / "a.md"
    path.write_text(NOTE)
    # so few words that the list lies in several passages
    return split(read_document(path, Source("a.md", "Harbour panels")).document, max_words=14)


def wrote(passages: tuple[Passage, ...], question: str, *wanted: str) -> tuple[Statement, ...]:
    evidence = []
    for one in passages:
        of = tuple(0.9 if sentence.text in wanted else 0.001 for sentence in one.sentences)
        evidence.append(Evidence(one, max(of), of))
    evidence.sort(key=lambda one: -one.relevance)
    return QuoteWriter({}, (), lambda _: passages, margins=MARGINS).write(question, evidence)


WHOLE = [
    ("1", "Ask the child what matters. Write it down."),
    ("2", "Tell these people:"),
    ("2.1", "the nurse;"),
    ("2.2", "the teacher."),
    ("3", "Book a room."),
    ("4", "Send the papers three days before."),
]


def test_a_heading_with_its_bullets_is_one_list_over_several_passages(
    passages: tuple[Passage, ...],
) -> None:
    assert len(passages) > 2
    (statement,) = wrote(passages, "list what to do before a panel", "Book a room.")
    assert [(one.number, one.text) for one in statement.items] == WHOLE
    assert (statement.extent, statement.citations[0].subject) == ("4 of 4", "Before a panel")
    text = render(Reply(Answer((statement,))))
    assert "Before a panel (4 of 4):\n  1. “Ask the child what matters. Write it down.”" in text


def test_an_introduction_brings_its_list_and_some_of_a_list_says_what_it_is_of(
    passages: tuple[Passage, ...],
) -> None:
    (whole,) = wrote(passages, "is there a plan", "Panels keep to a plan:")
    assert [one.number for one in whole.items] == ["", "1", "2"]
    assert (whole.items[0].text, whole.extent) == ("Panels keep to a plan:", "2 of 2")
    (some,) = wrote(passages, "is a room booked", "Book a room.",
                    "Send the papers three days before.")  # fmt: skip
    assert some.extent == "3, 4 of 4"


def test_every_item_of_every_list_is_found_from_each_of_its_items(
    passages: tuple[Passage, ...],
) -> None:
    items = [(one, n) for one in passages for n, s in enumerate(one.sentences) if s.lead != ""]
    assert items
    for passage, number in items:
        listed = list_at(passages, passage, number)
        assert listed is not None
        assert listed.within(passage, 0, len(passage.sentences))
    assert list_at(passages, passages[-1], len(passages[-1].sentences)) is None


@pytest.mark.parametrize(
    ("question", "part", "count"),
    [
        ("what are the three areas for priority action?", Part.PRIORITY, 3),
        ("please list everything that needs to improve", Part.IMPROVE, 12),
        ("all the strengths inspectors found, as a list", Part.STRENGTH, 6),
    ],
)
def test_a_part_of_the_letter_is_given_whole(
    assistant: Assistant, question: str, part: Part, count: int
) -> None:
    outcome = assistant.reply(question).outcome
    assert isinstance(outcome, Answer)
    (statement,) = outcome.statements
    assert statement.extent == f"{count} of {count}"
    assert {one.passage.part for one in statement.citations} == {part}
    words = tidy(" ".join(one.quote for one in statement.citations))
    assert all(" ".join(one.text.split()) in " ".join(words.split()) for one in statement.items)


def test_an_item_that_two_passages_share_is_no_list_to_quote_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    sentence = "Book a room that is warm and quiet for everybody who comes."
    path.write_text(f"# Panels\n\n- {' '.join([sentence] * 5)}\n- Tell the nurse.\n")
    cut = split(read_document(path, Source("a.md", "Panels")).document, max_words=30)
    assert len(cut) > 1
    assert [list_at(cut, one, n) for one in cut for n in range(len(one.sentences))] == [None] * 6


TERMS = """# Harbour glossary

## What harm is

Harm takes several forms. Some are hard to see.

Bodily harm: a wound or a bruise. It may be hidden.

Harm of the mind: constant fear. Children may not say so.

Want: no food or warmth. It lasts.
"""
GUIDE = """# Harbour guide

## Powers of the harbour

The harbour acts under its own rules. They apply to whoever lands. These are:

- fishing boats
- ferries

## Signs

The signs of a child who is made to carry goods are that the child:

- has two telephones
- is found far from home

## Papers

The harbour keeps the following papers:

- the list of boats
- the list of crews
"""


def read_guide(folder: Path, text: str) -> tuple[Passage, ...]:
    path = folder / "b.md"
    path.write_text(text)
    return split(read_document(path, Source("b.md", "Harbour")).document, max_words=60)


def test_terms_that_paragraphs_explain_are_a_list_each_by_what_it_is(tmp_path: Path) -> None:
    held = read_guide(tmp_path, TERMS)
    (statement,) = wrote(held, "list the forms of harm", "Want: no food or warmth.",
                         "Bodily harm: a wound or a bruise.")  # fmt: skip
    assert [one.text for one in statement.items] == [
        "Bodily harm: a wound or a bruise.",
        "Harm of the mind: constant fear.",
        "Want: no food or warmth.",
    ]
    assert (statement.extent, statement.citations[0].subject) == ("3 of 3", "What harm is")


def test_an_introduction_that_leans_brings_what_it_leans_on(tmp_path: Path) -> None:
    held = read_guide(tmp_path, GUIDE)
    (statement,) = wrote(held, "list the boats", "These are:")
    assert statement.items[0].text == (
        "The harbour acts under its own rules. They apply to whoever lands. These are:"
    )
    assert statement.extent == "2 of 2"


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("which signs show that a child carries goods for others", "has two telephones"),
        ("what papers does the harbour have", "the list of boats"),
    ],
)
def test_of_several_lists_the_one_whose_introduction_is_nearest_is_given(
    question: str, first: str, tmp_path: Path, embedder: OnnxEmbedder
) -> None:
    held = read_guide(tmp_path, GUIDE)
    evidence = [Evidence(one, 0.5, (0.5,) * len(one.sentences)) for one in held]
    nearness = nearness_of(embedder, None, lambda text: embedder.embed([text], asked=True)[0])
    writer = QuoteWriter({}, (), lambda _: held, margins=MARGINS, nearness=nearness)
    (statement,) = writer.write(question, evidence)
    assert statement.items[1].text == first


def test_an_introduction_that_leans_is_compared_with_what_it_leans_on(tmp_path: Path) -> None:
    held = read_guide(tmp_path, GUIDE)
    evidence = [Evidence(one, 0.5, (0.5,) * len(one.sentences)) for one in held]
    compared: list[str] = []

    def nearness(_question: str, texts: Sequence[str]) -> Sequence[float]:
        compared.extend(texts)
        return [0.0] * len(texts)

    writer = QuoteWriter({}, (), lambda _: held, margins=MARGINS, nearness=nearness)
    writer.write("list the boats", evidence)
    assert any(one.endswith("They apply to whoever lands. These are:") for one in compared)


def test_words_of_documents_are_embedded_once(embedder: OnnxEmbedder) -> None:
    made: list[str] = []

    class Counting:
        name = embedder.name

        def embed(self, texts: Sequence[str], *, asked: bool | Sequence[bool] = False) -> Vectors:
            made.extend(texts)
            return embedder.embed(texts, asked=asked)

    nearness = nearness_of(Counting(), None, lambda text: embedder.embed([text], asked=True)[0])
    first = nearness("signs of harm", ["Signs", "Boats"])
    again = nearness("signs of harm", ["Boats", "Signs", "Oars"])
    assert made == ["Signs", "Boats", "Oars"]
    assert again[:2] == [first[1], first[0]]


@pytest.mark.parametrize(
    ("question", "wants"),
    [
        ("what factors may mean a family needs help", True),
        ("which records are kept of a visit", True),
        ("what must the report contain", True),
        ("what happens when a child is found", False),
        ("what must ward leaders do about late visits", False),
        ("what needs to improve about visits", False),
        ("who chairs the panel", False),
    ],
)
def test_a_plural_or_what_something_holds_asks_for_a_list(question: str, *, wants: bool) -> None:
    assert wants_list(question) is wants
