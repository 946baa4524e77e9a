"""Every sentence has a class: no finding, figure or date is ever one that is expected."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.answering.rendering import EXPECTED, group_of
from domain import Citation, Class, Kind, Part, Passage, Sentence, Shape, Source, Statement
from ingest.classing import classed
from store.generation.records import Knowledge, dump_knowledge, load_knowledge

if TYPE_CHECKING:
    from store.generation.opened import Generation

DUTY, SEEN, LATER, REST = Class.EXPECTED, Class.FOUND, Class.REPORTED, Class.BACKGROUND


def of(text: str, kind: Kind = Kind.NATIONAL, heading: str = "", lead: str = "") -> Class:
    sentence = Sentence(text, 0, len(text), Shape.ITEM if lead else Shape.PARAGRAPH, lead)
    return classed(sentence, heading, kind, Part.GUIDANCE).is_a


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ferry master must tell the harbour at once.", DUTY),
        ("Ring the harbour first.", DUTY),
        ("If a child is cold, give them a blanket.", DUTY),
        ("A manager may agree to a longer crossing.", DUTY),
        ("The harbour is told within two working days.", DUTY),
        ("The first crossing is to be reviewed.", DUTY),
        ("The harbour standards expect warm clothes.", DUTY),
        ("The guide covers what must happen on the water.", REST),
        ("A child may be cold and may not say so.", REST),
        ("In 2031 there were 38 crossings.", REST),
        ("An audit of 38 crossings found that 10 were good.", REST),
        ("A hospital study showed that three in ten should have been seen sooner.", REST),
        ("Ferrying means carrying a child over water.", REST),
        ("This note gives the harbour's rules.", REST),
        ("Children waited longer than they should.", REST),
        ("Is the child warm?", REST),
        ("Plan of the harbour", REST),
        ("Inspectors found that crossings were late.", SEEN),
        ("Inspectors found on a later visit that crossings were on time.", LATER),
    ],
)
def test_a_sentence_of_guidance_is_a_rule_or_it_is_not(text: str, expected: Class) -> None:
    assert of(text) is expected


def test_what_stands_above_a_sentence_counts() -> None:
    assert of("the child's coat", lead="Staff should check:") is DUTY
    assert of("a wet coat", lead="Signs include:") is REST
    assert of("Those who cross should be seen.", heading="What inspectors found in 2031") is SEEN
    assert of("the child's coat", lead="Crew:", heading="What to record") is DUTY
    assert of("a coat was lost", lead="Crew:", heading="What to record") is REST
    assert of("a wet coat", lead="Crew:", heading="What to look for") is REST
    assert of("Late: a ferry that is not where it should be.", heading="Definitions") is REST


@pytest.mark.parametrize(
    ("text", "part", "shape", "heading", "expected"),
    [
        ("Crossings are late.", Part.MAIN, Shape.PARAGRAPH, "Main findings", SEEN),
        ("This visit was in May.", Part.INTRODUCTION, Shape.PARAGRAPH, "", REST),
        ("Ann Rook, Harbour", Part.ADDRESSEES, Shape.PARAGRAPH, "", REST),
        ("The timing of crossings.", Part.IMPROVE, Shape.ITEM, "What needs to improve?", DUTY),
        ("There is a backlog.", Part.IMPROVE, Shape.ITEM, "Areas for improvement", SEEN),
        ("Crossings are not as they should be.", Part.MAIN, Shape.PARAGRAPH, "Main findings", SEEN),
        ("Should a child ask, it is late.", Part.MAIN, Shape.PARAGRAPH, "Main findings", SEEN),
        ("The need to ring was unclear.", Part.IMPROVE, Shape.PARAGRAPH, "Areas to improve", SEEN),
        ("Leaders should clear it.", Part.IMPROVE, Shape.ITEM, "Areas for improvement", DUTY),
        ("The harbour should reply.", Part.NEXT, Shape.PARAGRAPH, "Next steps", DUTY),
        ("Leaders must clear it now.", Part.HEADLINE, Shape.PARAGRAPH, "Headline findings", DUTY),
        ("There are delays, which leaders must clear.", Part.HEADLINE, Shape.PARAGRAPH, "", SEEN),
        ("Leaders know that crews should ring.", Part.MAIN, Shape.PARAGRAPH, "", SEEN),
        ("Yours sincerely", Part.NEXT, Shape.PARAGRAPH, "Next steps", REST),
    ],
)
def test_a_letter_tells_what_was_seen_and_what_is_asked(
    text: str, part: Part, shape: Shape, heading: str, expected: Class
) -> None:
    sentence = Sentence(text, 0, len(text), shape)
    assert classed(sentence, heading, Kind.FINDING, part).is_a is expected


def _stated(passage: Passage, number: int) -> Statement:
    one = passage.sentences[number]
    return Statement(one.text, (Citation(passage, one.text),))


def test_nothing_but_what_is_expected_stands_under_it(generation: Generation) -> None:
    groups = {
        (one.is_a, group_of(_stated(passage, number)))
        for passage in generation.passages
        for number, one in enumerate(passage.sentences)
        if passage.text.count(one.text) == 1
    }
    assert {is_a for is_a, name in groups if name == EXPECTED} == {DUTY}
    assert {is_a for is_a, name in groups if name.startswith("What inspectors found")} == {SEEN}


def test_a_quote_that_is_more_than_a_rule_is_not_shown_as_one() -> None:
    text = "Ring the harbour. In 2031 it was closed."
    source = Source("a.md", "A", kind=Kind.NATIONAL)
    parts = [Sentence(text[a:b], a, b, Shape.PARAGRAPH) for a, b in ((0, 17), (18, len(text)))]
    sentences = tuple(classed(one, "", source.kind, Part.GUIDANCE) for one in parts)
    held = Passage("p", source, (), Part.GUIDANCE, (), text, 0, len(text), sentences)
    assert group_of(Statement(text, (Citation(held, text),))) != EXPECTED
    assert group_of(Statement("x", (Citation(held, "Ring the harbour."),))) == EXPECTED


def test_classes_are_kept_and_older_records_get_theirs(generation: Generation) -> None:
    passage = next(one for one in generation.passages if one.sentences)
    document = next(one for one in generation.documents if one.source.id == passage.source.id)
    marked = replace(
        passage, sentences=tuple(replace(one, is_a=LATER) for one in passage.sentences)
    )
    kept = dump_knowledge(Knowledge((document,), (marked,), ()))
    assert load_knowledge(kept).passages[0].sentences == marked.sentences
    older = kept.replace(b',"reported later"]', b"]")
    assert older != kept
    assert load_knowledge(older).passages[0].sentences == passage.sentences
