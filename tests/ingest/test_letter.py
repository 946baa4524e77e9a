"""Every block of the letter belongs to the part that its headings say."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from domain import Kind, Part, Passage, Source
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
