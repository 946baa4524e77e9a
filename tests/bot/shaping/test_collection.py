"""What is asked of the collection itself is answered from its catalogue."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.answering.rendering import render, status_of
from bot.shaping.collection import of_the_collection
from domain import Inventory, Kind, Source, Status

if TYPE_CHECKING:
    from bot.assistant import Assistant

TODAY = date(2026, 3, 4)
LETTER = Source("a.pdf", "Inspection of Norwick", "Ofsted", date(2024, 5, 2), kind=Kind.FINDING,
                area="Norwick", licence="Open Government Licence v3.0.")  # fmt: skip
NOTE = Source("b.md", "Fire setting", "Norwick partnership", checked=date(2025, 6, 1),
              kind=Kind.GUIDANCE, status=Status.CHECK)  # fmt: skip
RULES = Source(
    "c.html",
    "Young carers",
    "Norwick partnership",
    date(2023, 1, 9),
    kind=Kind.LOCAL,
    months=("published",),
)
HELD = (LETTER, NOTE, RULES)


@pytest.mark.parametrize(
    ("question", "said", "told_of"),
    [
        ("how many documents do you have?", "3 documents are held here", HELD),
        ("List all documents", "3 documents are held here", HELD),
        ("which sources are in here", "3 documents are held here", HELD),
        ("how many inspection letters have you got", "1 document is held here", (LETTER,)),
        ("how many forms are in the library", "No document of that kind is held", ()),
        ("what's the newest document in here?", "newest document held here is of 1 June 2025",
         (NOTE,)),
        ("how many documents do you hold and which is the newest",
         "3 documents are held here: 1", HELD),
        ("how many documents do you hold and which is the newest",
         "The newest document held here is of 1 June 2025", HELD),
        ("which is the oldest document you hold", "oldest document held here is of 9 January 2023",
         (RULES,)),
        ("what is the newest document", "newest document held here is of 1 June 2025", (NOTE,)),
        ("how many inspection letters are there", "1 document is held here", (LETTER,)),
        ("which areas do the documents cover", "of Norwick (1). 2 of 3 name no one area", HELD),
        ("who published young carers", "", (RULES,)),
        ("when was this updated", "between 9 January 2023 and 1 June 2025", HELD),
        ("is your information up to date", "Of 1 of 3 a newer edition may exist", HELD),
        ("when was the letter published", "published 2 May 2024", (LETTER,)),
        ("when was the young carers procedure last reviewed", "published January 2023", (RULES,)),
        ("how old is the young carers procedure", "published January 2023", (RULES,)),
        ("when was the note on fire setting checked", "against its sources 1 June 2025", (NOTE,)),
        ("what licences are your documents under", "Open Government Licence", HELD),
        ("what date is it today?", "Today is 4 March 2026", ()),
        ("whose letter is this", "“Inspection of Norwick”: of Norwick, by Ofsted", (LETTER,)),
        ("which inspection is this from?", "The inspection letter held here is", (LETTER,)),
        ("what area is this letter about", "of Norwick", (LETTER,)),
        ("who was inspected", "of Norwick", (LETTER,)),
    ],
)  # fmt: skip
def test_the_catalogue_answers(question: str, said: str, told_of: tuple[Source, ...]) -> None:
    found = of_the_collection(question, HELD, TODAY)
    assert found is not None
    assert said in found.message
    assert found.sources == told_of


@pytest.mark.parametrize(
    "question",
    [
        "how many documents go to the conference",
        "which documents do I bring to the panel",
        "what date was the inspection",
        "when must the assessment be reviewed",
        "when was the threshold guidance last revised",
        "do you have anything on young carers",
        "how many reports of missing children were there",
        "list all the signs of neglect",
    ],
)
def test_what_the_documents_tell_is_not_taken_for_a_question_about_them(question: str) -> None:
    assert of_the_collection(question, HELD, TODAY) is None


def test_of_several_letters_each_area_is_named() -> None:
    other = replace(LETTER, id="d.pdf", title="Inspection of Hale", area="Hale")
    found = of_the_collection("whose letter is this?", (*HELD, other), TODAY)
    assert found is not None
    assert "of Hale (1), Norwick (1). 2 letters are held" in found.message
    assert found.sources == (LETTER, other)


def test_it_after_an_answer_is_not_the_collection() -> None:
    assert of_the_collection("is it up to date", HELD, TODAY, is_first=False) is None


def test_the_assistant_counts_what_is_held_and_names_each(assistant: Assistant) -> None:
    reply = assistant.reply("Hi, how many documents do you have please?")
    assert isinstance(reply.outcome, Inventory)
    assert status_of(reply) == "answered"
    titles = [one.title for one in reply.outcome.sources]
    assert f"{len(titles)} documents are held here" in render(reply)
    assert all(title in render(reply) for title in titles)
