"""Every block of the letter belongs to the part that its headings say."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from domain import Kind, Part, Passage, Source
from ingest.letter import find_parts
from ingest.reading import read_document
from ingest.splitting import split

LETTER = Path(__file__).parents[2] / "knowledge" / "letters" / "cheshire-east-jtai-2022.txt"


@pytest.fixture(scope="module")
def passages() -> tuple[Passage, ...]:
    source = Source(id="letter.txt", title="", kind=Kind.FINDING)
    return split(read_document(LETTER, source).document, max_words=110)


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("Deborah Woodcock, Director of Children's Services", Part.ADDRESSEES),
        ("This inspection took place from 11 to 15 July 2022", Part.INTRODUCTION),
        ("Until this inspection, strategic multi-agency partners", Part.HEADLINE),
        ("Urgent action is required", Part.PRIORITY),
        ("The police should improve quality and timeliness", Part.PRIORITY),
        ("East Cheshire NHS Trust should improve wider safeguarding", Part.PRIORITY),
        ("The consistent recording and analysis of children's voices", Part.IMPROVE),
        ("Fast-track health referrals for exploited children", Part.IMPROVE),
        ("Partners were receptive to the feedback", Part.STRENGTH),
        ("While the LSCP meets regularly", Part.MAIN),
        ("Identification flags on partners' electronic systems", Part.MAIN),
        ("We have determined that Cheshire East Council is the principal", Part.NEXT),
        ("The local authority should send the written statement", Part.NEXT),
        ("Yvette Stanley", Part.ADDRESSEES),
        ("His Majesty's Inspector of Constabulary and Fire & Rescue", Part.ADDRESSEES),
    ],
)
def test_words_of_the_letter_are_in_their_part(
    passages: tuple[Passage, ...], words: str, part: Part
) -> None:
    (passage,) = [one for one in passages if words in one.text]
    assert passage.part is part


def test_the_lists_of_the_letter_are_whole(passages: tuple[Passage, ...]) -> None:
    counted = Counter(passage.part for passage in passages for _ in passage.sentences)
    assert counted[Part.IMPROVE] >= 12
    assert counted[Part.STRENGTH] >= 6
    assert counted[Part.PRIORITY] >= 8


def test_a_nested_action_keeps_the_duty_above_it(passages: tuple[Passage, ...]) -> None:
    (sentence,) = [
        sentence
        for passage in passages
        for sentence in passage.sentences
        if sentence.text.startswith("The police should improve quality")
    ]
    assert sentence.lead.startswith("Across the partnership, leaders should ensure")


# A layout without a heading over its headline findings, with its names in a table.
UNHEADED = """3 May 2017

Ann Rook, Director of Children’s Services. Holmere Council

Dear local partnership

# Joint targeted area inspection of the multi-agency response to neglect in Holmere

Between 3 and 7 April 2017, Ofsted and others undertook a joint inspection of Holmere.

Partners in Holmere share a clear commitment. An audit of the board found three faults:

- a lack of challenge.

This joint inspection was conducted under section 20 of the Children Act 2004.

# Key strengths

- Leaders listen to children.

# Practice study: highly effective practice

A girl of eight was heard by those who helped her.

# Areas for priority actions

- Strategy meetings are late.

# Next steps

The response should set out the actions for the partnership and for each of its agencies

Yours sincerely

| Ofsted | Care Quality Commission |
| --- | --- |
| Cy Dale, Regional Director | Di Esk, Deputy Chief Inspector |

The regulations of 2015 let inspectors say who must write the statement of action.
"""


def test_a_letter_is_told_by_its_greeting_its_close_and_what_it_says_of_itself(
    tmp_path: Path,
) -> None:
    path = tmp_path / "letter.md"
    path.write_text(UNHEADED, "utf-8")
    document = read_document(path, Source(id="letter.md", title="", kind=Kind.FINDING)).document
    told = {
        document.text[block.start : block.end][:20]: part
        for block, part in zip(document.blocks, find_parts(document), strict=True)
    }
    headline = ("Partners in Holmere s", "a lack of challenge.")
    assert {told[one[:20]] for one in headline} == {Part.HEADLINE}
    assert told["Between 3 and 7 April"[:20]] is told["This joint inspection"[:20]]
    assert told["This joint inspection"[:20]] is Part.INTRODUCTION
    assert told["A girl of eight was "] is Part.MAIN
    assert told["Strategy meetings ar"] is Part.PRIORITY
    assert told["The response should "] is told["The regulations of 2"] is Part.NEXT
    names = (
        "Ann Rook, Director o",
        "Dear local partnersh",
        "Yours sincerely",
        "Cy Dale, Regional Di",
    )
    assert {told[one] for one in names} == {Part.ADDRESSEES}
