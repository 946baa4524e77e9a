from __future__ import annotations

from typing import TYPE_CHECKING

from domain import Class, Kind, Part, Passage, Sentence, Shape, Source
from ingest.agencies import agencies_of
from ingest.beside.partnership import NOBODY
from library.matrix import FINDING_PARTS, lines_naming, make_matrix

if TYPE_CHECKING:
    from store.generation.opened import Generation


def test_every_sentence_of_the_letters_parts_is_in_one_row_and_in_a_cell(
    generation: Generation,
) -> None:
    matrix = make_matrix(generation.passages, generation.agencies)
    letter = [one for one in generation.passages if one.source.kind is Kind.FINDING]
    for row in matrix.rows:
        assert {one.id for cell in row.cells for one in cell.passages} == {
            one.id for one in row.passages
        }
    shown = [
        (one.id, sentence.start, row.is_asked)
        for row in matrix.rows
        for one in row.passages
        for sentence in one.sentences
        if row.holds(sentence)
    ]
    held = [
        (one.id, sentence.start, sentence.is_a is Class.EXPECTED)
        for one in letter
        for sentence in one.sentences
        if one.part in FINDING_PARTS
    ]
    assert sorted(shown) == sorted(held)


def test_a_row_says_where_it_is_not_what_its_part_is_for() -> None:
    told = Sentence("Ships were late.", 0, 16, Shape.PARAGRAPH, is_a=Class.FOUND)
    source = Source("a.md", "A", kind=Kind.FINDING)
    part = Part.IMPROVE
    passage = Passage("p", source, (), part, (), told.text, 0, 16, (told,))
    rows = [one for one in make_matrix([passage], agencies_of(NOBODY)).rows if one.passages]
    assert [one.label for one in rows] == ["What needs to improve: what is told beside"]
    matrix = make_matrix([passage], agencies_of(NOBODY), {"a.md"})
    assert not any(one.passages for one in matrix.rows)


def test_a_cell_holds_only_passages_that_name_its_agency(generation: Generation) -> None:
    for row in make_matrix(generation.passages, generation.agencies).rows:
        for cell in row.cells:
            for one in cell.passages:
                assert (cell.agency or None) in (one.agencies or {None})
                assert one.part is cell.part is row.part


def test_guidance_is_no_finding(generation: Generation) -> None:
    guidance = [one for one in generation.passages if one.source.kind is not Kind.FINDING]
    assert not any(row.passages for row in make_matrix(guidance, generation.agencies).rows)


def test_lines_that_name_an_agency_are_slices_of_the_document(generation: Generation) -> None:
    documents = {one.source.id: one for one in generation.documents}
    passage = next(one for one in generation.passages if "police" in one.agencies)
    spans = lines_naming(passage, "police", generation.agencies)
    assert spans
    sentences = {one.text for one in passage.sentences}
    assert {documents[passage.source.id].text[start:end] for start, end in spans} <= sentences
