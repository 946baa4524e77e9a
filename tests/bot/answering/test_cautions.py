"""Whose rule a quote is: another area's is said to be, one of the whole country is not."""

from __future__ import annotations

import pytest

from bot.answering.cautions import caution_for
from domain import Part, Passage, Sentence, Shape, Source
from ingest.beside.partnership import NOBODY
from ingest.beside.pointers import Pointer, Weight


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
    caution = caution_for(passage, sentence, {label: pointer.seen_from(ours)})
    assert "Moor" in caution
    assert ("A national rule" in caution) is is_national
    assert ("not a Vale rule" in caution) is not is_national
