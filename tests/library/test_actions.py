from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import docx
import pytest

from domain import Block, Document, Kind, Part, Passage, Sentence, Shape, Source
from ingest.classing import classed
from library.action_csv import read_csv, write_csv
from library.action_word import write_word
from library.actions import FILLED, NOT_HELD, Action, fill, make_actions, merge
from using.addresses import address_of

if TYPE_CHECKING:
    from store.generation.opened import Generation


@pytest.fixture(scope="session")
def table(generation: Generation) -> tuple[Action, ...]:
    return make_actions(generation.documents, generation.passages, address_of, generation.agencies)


def test_every_priority_action_and_point_to_improve_is_a_row(table: tuple[Action, ...]) -> None:
    assert [one.number for one in table] == [
        "P1", "P2", "P2.1", "P2.2", "P2.3", "P2.4", "P3", *(f"I{one}" for one in range(1, 13)),
    ]  # fmt: skip
    assert {one.part for one in table} == {Part.PRIORITY.value, Part.IMPROVE.value}


def test_only_what_a_letter_asks_for_is_an_action(generation: Generation) -> None:
    lines = ("Ships are late.", "Leaders should clear it.", "The police must ring.")
    text = "\n".join(lines)
    spans = [(text.index(one), text.index(one) + len(one)) for one in lines]
    blocks = tuple(Block(Shape.ITEM, *span, 1) for span in spans)
    source = Source("a.md", "A", kind=Kind.FINDING, area="Leeds")
    sentences = tuple(
        classed(Sentence(one, *span, Shape.ITEM), "Areas for improvement", source.kind, part)
        for one, span, part in zip(lines, spans, [Part.IMPROVE] * 3, strict=True)
    )
    passage = Passage("p", source, (), Part.IMPROVE, (), text, 0, len(text), sentences)
    letter = Document(source, text, blocks)
    found = make_actions([letter], [passage], address_of, generation.agencies)
    assert [one.finding for one in found] == list(lines[1:])
    plain = replace(letter, blocks=tuple(replace(one, shape=Shape.PARAGRAPH) for one in blocks))
    again = make_actions([plain], [passage], address_of, generation.agencies)
    assert [one.finding for one in again] == list(lines[1:])
    assert not make_actions([letter], [passage], address_of, generation.agencies, {"a.md"})


def test_every_finding_is_verbatim_and_its_address_leads_to_its_words(
    table: tuple[Action, ...], generation: Generation
) -> None:
    letter = next(one for one in generation.documents if one.source.kind is Kind.FINDING)
    passages = {one.id: one for one in generation.passages}
    for one in table:
        path, anchor = one.address.split("#p-")
        begin = passages[anchor].start
        start, end = (begin + int(edge) for edge in path.split("&quote=")[1].split("-"))
        assert " ".join(letter.text[start:end].split()) == one.finding
        assert passages[anchor].start <= start < passages[anchor].end
        assert letter.source.title in one.source
        assert "26 September 2022" in one.source


def test_the_last_four_are_empty_and_references_are_unique(table: tuple[Action, ...]) -> None:
    assert all(not getattr(one, name) for one in table for name in FILLED)
    assert len({one.reference for one in table}) == len(table)


def test_a_row_names_only_the_agencies_of_its_own_words(table: tuple[Action, ...]) -> None:
    agencies = {one.number: one.agencies for one in table}
    assert agencies["P2.1"] == "police"
    assert agencies["P3"] == "health"
    assert agencies["I1"] == ""


def test_what_was_filled_in_comes_back_through_csv(table: tuple[Action, ...]) -> None:
    filled = fill(table, 3, ("=Ann", "1 May 2027", 'minutes, "signed"\nby all', "under way"))
    merged = merge(table, read_csv(write_csv(filled)).actions)
    assert merged.actions == filled


def test_a_row_that_is_not_in_the_table_stays_and_is_marked(table: tuple[Action, ...]) -> None:
    own = Action(
        "x", "a finding of our own", owner="Bo", reference="", address="http://example.org"
    )
    merged = merge(table, [*table, own, replace(own, owner="Cy")])
    assert [one.owner for one in merged.actions[len(table) :]] == ["Bo", "Cy"]
    assert {one.source for one in merged.actions[len(table) :]} == {NOT_HELD}
    assert not any(one.address for one in merged.actions[len(table) :])
    assert "2 rows of the file" in " ".join(merged.notes)


def test_words_changed_in_the_file_do_not_replace_the_documents(table: tuple[Action, ...]) -> None:
    changed = replace(table[0], finding="All is well.", owner="Ann")
    merged = merge(table, [changed])
    assert merged.actions[0] == replace(table[0], owner="Ann")
    assert "P1" in " ".join(merged.notes)


def test_the_word_file_holds_every_finding_with_its_source_and_address(
    table: tuple[Action, ...],
) -> None:
    linked = [replace(one, address=f"http://127.0.0.1:7860/{one.address}") for one in table]
    filled = fill(linked, 0, ("Ann\x00\x0b", "1 May", "<b>x</b>", "\U0001f600"))
    content = write_word(filled, made=date(2026, 11, 23), licences=["Crown copyright"])
    document = docx.Document(io.BytesIO(content))
    rows = document.tables[0].rows
    assert len(rows) == len(table) + 1
    for row, one in zip(rows[1:], filled, strict=True):
        assert row.cells[0].text == one.number
        paragraphs = [paragraph.text for paragraph in row.cells[1].paragraphs]
        assert paragraphs == [one.finding, f"{one.source} {one.address}"]
        assert [link.address for link in row.cells[1].paragraphs[1].hyperlinks] == [
            one.address.partition("#")[0] + "#" + one.address.partition("#")[2]
        ]
    assert rows[1].cells[3].text == "Ann\ufffd\ufffd"
    assert rows[1].cells[5].text == "<b>x</b>"
    assert any("Crown copyright" in one.text for one in document.paragraphs)
