"""Letters that are generated are of other areas and days, with their parts where they stood."""

from __future__ import annotations

import random
from datetime import date

from domain import Block, Document, Kind, Shape, Source
from evaluation.many.national import areas, letter_like


def test_a_generated_letter_is_of_another_area_and_keeps_its_headings() -> None:
    text = "What needs to improve\n\nStaff in Ayle ring the front door of AYLE late."
    held = Document(
        Source("a.pdf", "Inspection of Ayle", kind=Kind.FINDING, area="Ayle",
               published=date(2030, 3, 8)),
        text, (Block(Shape.HEADING, 0, 21, 1), Block(Shape.PARAGRAPH, 23, len(text))),
    )  # fmt: skip
    draw = random.Random(0)  # noqa: S311  no secret
    made = letter_like(held, "1", "Oakford", ("words",), draw).document
    assert made.source.title == "Inspection of Oakford"
    assert made.source.published not in {None, held.source.published}
    assert "ayle" not in made.text.lower()
    head, said = (made.text[one.start : one.end] for one in made.blocks)
    assert head.split()[0] == "What"
    assert said.count("Oakford") == 2
    assert len(said.split()) == len(text[23:].split())


def test_no_two_invented_areas_are_alike() -> None:
    names = list(areas(0))
    assert len(names) == len(set(names)) > 1_500
    assert names == list(areas(0))
