"""A whole part of a place's letters, however it is asked for and however it is laid out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.quoting.writer import QuoteWriter
from bot.shaping.whole_parts import parts_asked, parts_named
from domain import Answer, Kind, Part, Source
from ingest.reading import read_document
from ingest.splitting import split
from tests.bot.quoting.test_writer import MARGINS

if TYPE_CHECKING:
    from pathlib import Path

    from domain import Passage

LETTER = """# Joint targeted area inspection of Marlshire

## Strengths

- Nurses see children on the day that they are referred.
- Schools are told at once.

## What needs to improve?

- The recording of what children say.
- How soon partners meet.
- Who is told of a decision.

## Next steps

The partnership should send its plan.
"""
REPORT = """# Area SEND inspection of Marlshire

## What does the area partnership need to do better?

Families wait for long. This makes them anxious. Some give up.

Plans are late, and nobody says why.

## Areas for improvement

Leaders should shorten the waits. They should say how long they are.

Leaders should ensure that plans are written in time.
"""


def letter(
    folder: Path, name: str, text: str, day: date, max_words: int = 20
) -> tuple[Passage, ...]:
    path = folder / name
    path.write_text(text)
    title = text.splitlines()[0].strip("# ")
    source = Source(name, title, kind=Kind.FINDING, area="Marlshire", published=day)
    return split(read_document(path, source).document, max_words=max_words)


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> tuple[Passage, ...]:
    folder = tmp_path_factory.mktemp("letters")
    return (
        *letter(folder, "a.md", LETTER, date(2022, 3, 1)),
        *letter(folder, "b.md", REPORT, date(2024, 3, 1)),
    )


def asked(text: str, held: tuple[Passage, ...]) -> Answer | None:
    def document(identity: str) -> tuple[Passage, ...]:
        return tuple(one for one in held if one.source.id == identity)

    writer = QuoteWriter({}, (), document, margins=MARGINS)
    return parts_asked(text, held, writer, {"crane"}.__contains__, by_side=True)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("what must it improve", (Part.IMPROVE,)),
        ("what was it told to work on", (Part.IMPROVE,)),
        ("where is it weak", (Part.IMPROVE,)),
        ("what was it praised for", (Part.STRENGTH,)),
        ("what has to be fixed straight away", (Part.PRIORITY,)),
        ("which urgent improvements were named", (Part.PRIORITY,)),
        ("what needs to get better and what went well", (Part.IMPROVE, Part.STRENGTH)),
        ("strengths and areas for improvement", (Part.STRENGTH, Part.IMPROVE)),
        ("when was it", ()),
    ],
)
def test_the_parts_that_a_message_names_are_told_in_its_order(
    text: str, parts: tuple[Part, ...]
) -> None:
    assert parts_named(text, by_side=True)[0] == parts


def test_what_is_good_is_a_part_only_where_letters_are_meant() -> None:
    assert parts_named("and the not so good ones", by_side=False)[0] == ()


@pytest.mark.parametrize(
    "text",
    [
        "what was it told to work on by the joint inspection",
        "weaknesses in teh targeted inspection plz",
    ],
)
def test_a_list_of_a_letter_is_given_whole_in_whatever_words(
    text: str, held: tuple[Passage, ...]
) -> None:
    answer = asked(text, held)
    assert answer is not None
    assert [one.extent for one in answer.statements] == ["3 of 3"]
    assert answer.top == "3 of 3 are quoted."


def test_paragraphs_below_a_heading_are_its_points_and_what_is_asked_goes_before_what_is_told(
    held: tuple[Passage, ...],
) -> None:
    answer = asked("list the improvements of the send inspection", held)
    assert answer is not None
    (statement,) = answer.statements
    assert [one.text for one in statement.items] == [
        "Leaders should shorten the waits. They should say how long they are.",
        "Leaders should ensure that plans are written in time.",
    ]
    assert statement.citations[0].subject == "Areas for improvement"


def test_both_parts_of_both_letters_are_given_the_newest_first(held: tuple[Passage, ...]) -> None:
    answer = asked("what went well and what needs to improve", held)
    assert answer is not None
    assert [one.citations[0].passage.source.id for one in answer.statements] == [
        "a.md", "b.md", "a.md",
    ]  # fmt: skip


def test_who_asks_for_less_than_the_part_is_not_given_all_of_it(held: tuple[Passage, ...]) -> None:
    assert asked("what needs to improve about the cranes", held) is None


def test_of_a_long_part_the_first_sentence_of_each_point_is_quoted(tmp_path: Path) -> None:
    points = "\n".join(
        f"- Point {number} is that partners meet too late. {'It was so in most cases. ' * 9}"
        for number in range(1, 16)
    )
    text = f"# Inspection of Marlshire\n\n## Strengths\n\n{points}\n"
    long = letter(tmp_path, "c.md", text, date(2020, 1, 1), max_words=110)
    answer = asked("strengths", long)
    assert answer is not None
    (statement,) = answer.statements
    assert statement.items[0].text == "Point 1 is that partners meet too late."
    assert statement.extent == "15 of 15"
    assert answer.top.startswith("Of long points the beginning")
