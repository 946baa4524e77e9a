"""Whose rule a quote is: another area's is said to be, one of the whole country is not."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from bot.answering.cautions import caution_for, is_elsewhere
from bot.placing.belonging import Belonging, foreign_of
from domain import Kind, Part, Passage, Sentence, Shape, Source
from ingest.beside.partnership import NOBODY
from ingest.beside.pointers import Pointer, Weight

if TYPE_CHECKING:
    from store.generation.opened import Generation


@pytest.mark.parametrize(
    ("text", "label", "is_national"),
    [
        ("The council has a legal duty to tell the panel.", "Moor procedures 3", True),
        ("Write facts apart from opinions.", "Moor 5, restating Working Together 2023", True),
        ("Make enquiries under the Children Act 1989.", "Moor procedures 3", True),
        ("Hold the meeting within a day.", "Moor procedures 3", False),
        ("By lawful means only.", "Moor procedures 3", False),
    ],
)
def test_a_national_rule_is_not_said_to_be_another_areas(
    text: str, label: str, *, is_national: bool
) -> None:
    pointer = Pointer(
        label=label, area="Moor", weight=Weight.LOCAL, title="Procedures", publisher="Moor"
    )
    ours = NOBODY.model_copy(update={"areas": ("Vale",)})
    sentence = Sentence(text, 0, len(text), Shape.PARAGRAPH, pointer=label)
    passage = Passage(
        "1", Source("a.md", "Note"), (), Part.TEXT, (), text, 0, len(text), (sentence,)
    )
    pointers = {label: pointer.seen_from(ours)}
    caution = caution_for(passage, sentence, pointers)
    assert is_elsewhere(passage, sentence, pointers, {}) is not is_national
    assert "Moor" in caution
    assert ("A national rule" in caution) is is_national
    assert ("not a Vale rule" in caution) is not is_national


@pytest.mark.parametrize(
    ("area", "kind", "is_theirs"),
    [
        ("Leeds", Kind.LOCAL, True),
        ("Cheshire East", Kind.LOCAL, False),
        ("", Kind.LOCAL, False),
        ("Leeds", Kind.FINDING, False),
        ("Leeds", Kind.STATUTORY, False),
    ],
)
def test_a_document_of_another_area_is_said_to_be(
    generation: Generation, area: str, kind: Kind, *, is_theirs: bool
) -> None:
    held = generation.documents[0]
    source = replace(held.source, kind=kind, area=area, title="Meetings")
    others = SimpleNamespace(sources=[source], partnership=generation.partnership)
    belonging = Belonging([source], {}, generation.partnership.areas)
    foreign = foreign_of(others, belonging)  # type: ignore[arg-type]
    sentence = Sentence("Ring the front door.", 0, 20, Shape.PARAGRAPH)
    passage = Passage("1", source, (), Part.TEXT, (), sentence.text, 0, 20, (sentence,))
    caution = caution_for(passage, sentence, {}, foreign)
    assert ("From Leeds's procedures, not a Cheshire East rule" in caution) is is_theirs
    assert is_elsewhere(passage, sentence, {}, foreign) is is_theirs
