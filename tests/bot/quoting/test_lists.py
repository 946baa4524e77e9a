"""Lists are whole, numbered, and say how much of them is quoted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.answering.rendering import render
from bot.answering.tidying import tidy
from bot.quoting.lists import list_at
from bot.quoting.writer import QuoteWriter
from domain import Answer, Evidence, Part, Reply, Source
from ingest.reading import read_document
from ingest.splitting import split
from tests.bot.quoting.test_writer import MARGINS

if TYPE_CHECKING:
    from pathlib import Path

    from bot.assistant import Assistant
    from domain import Passage, Statement

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
