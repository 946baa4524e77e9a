from __future__ import annotations

from typing import TYPE_CHECKING

from domain import Kind
from library.matrix import FINDING_PARTS, lines_naming, make_matrix

if TYPE_CHECKING:
    from store.generation.opened import Generation


def test_every_passage_of_the_letters_parts_is_in_its_row_and_in_a_cell(
    generation: Generation,
) -> None:
    matrix = make_matrix(generation.passages, generation.agencies)
    letter = [one for one in generation.passages if one.source.kind is Kind.FINDING]
    for row in matrix.rows:
        held = {one.id for one in letter if one.part is row.part}
        assert {one.id for one in row.passages} == held
        assert {one.id for cell in row.cells for one in cell.passages} == held
    assert [row.part for row in matrix.rows] == list(FINDING_PARTS)


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
