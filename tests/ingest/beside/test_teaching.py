"""What people taught beside the shipped documents fits them; a bad line says what to correct."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest

from domain import Source, Taught
from ingest.beside.teaching import TAUGHT_SUFFIX, read_taught
from ingest.folder.collecting import Collected, collect
from ingest.locating import Locator
from ingest.readers.layout import UnreadableError
from ingest.reading import read_document
from ingest.splitting import split

KNOWLEDGE = Path(__file__).parents[3] / "knowledge"


@pytest.fixture(scope="module")
def shipped() -> tuple[Collected, ...]:
    return tuple(one for one in collect(KNOWLEDGE) if isinstance(one, Collected))


def plain(question: str) -> str:
    """Give the question without what a reader would not hear."""
    return " ".join(re.findall(r"\w+", question.casefold()))


def teach(folder: Path, line: str) -> tuple[Taught, ...]:
    """Read one line taught beside a document of one sentence."""
    note = folder / "note.md"
    note.write_text("# Supervision\n\nManagers should record **why** a child is safer.\n", "utf-8")
    path = folder / f"note{TAUGHT_SUFFIX}"
    path.write_text(line, "utf-8")
    document = read_document(note, Source(id="note.md", title="")).document
    return read_taught(document, [path])


def test_every_shipped_document_is_read_and_has_questions(shipped: tuple[Collected, ...]) -> None:
    documents = [*KNOWLEDGE.glob("letters/*.txt"), *KNOWLEDGE.glob("guidance/*.md")]
    assert {one.document.source.id for one in shipped if one.taught} == {
        path.relative_to(KNOWLEDGE).as_posix() for path in documents
    }


def test_every_taught_quote_lies_within_one_sentence(shipped: tuple[Collected, ...]) -> None:
    stray = []
    for one in shipped:
        locator = Locator(one.document.text)
        sentences = [
            (passage.start + sentence.start, passage.start + sentence.end)
            for passage in split(one.document, max_words=200)
            for sentence in passage.sentences
        ]
        for taught in one.taught:
            place = None if taught.missing else locator.find(taught.quote)
            if place and not any(start <= place[0] < place[1] <= end for start, end in sentences):
                stray.append(taught.quote)
    assert stray == []


def test_no_question_is_taught_twice(shipped: tuple[Collected, ...]) -> None:
    places = defaultdict(list)
    for one in shipped:
        for taught in one.taught:
            for question in (*taught.questions, *taught.mistaken):
                places[plain(question)].append(taught.missing or taught.quote)
    assert {question: found for question, found in places.items() if len(found) > 1} == {}


def test_what_is_missing_quotes_a_document_of_the_knowledge_base(
    shipped: tuple[Collected, ...],
) -> None:
    locators = [Locator(one.document.text) for one in shipped]
    quotes = [taught.quote for one in shipped for taught in one.taught if taught.missing]
    assert [
        quote for quote in quotes if quote and not any(locator.find(quote) for locator in locators)
    ] == []


def test_everything_taught_has_questions(shipped: tuple[Collected, ...]) -> None:
    assert [taught for one in shipped for taught in one.taught if not taught.questions] == []


def test_a_quote_may_leave_out_bold_marks(tmp_path: Path) -> None:
    line = '{"quote": "record why a child", "questions": ["what do bosses write down"]}'
    assert teach(tmp_path, line) == (Taught("record why a child", ("what do bosses write down",)),)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            '{"quote": "record when a child"}',
            r"line 1: 'record when a child' is not in the document",
        ),
        ('{"questions": ["how often"]}', "line 1: give a 'quote' or what is 'missing'"),
        ('{"quote": "safer", "question": "why"}', "line 1: question: Extra inputs"),
        ("{", "line 1: Invalid JSON"),
    ],
)
def test_a_bad_line_says_what_to_correct(tmp_path: Path, line: str, message: str) -> None:
    with pytest.raises(UnreadableError, match=message):
        teach(tmp_path, line)
