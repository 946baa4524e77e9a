from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from domain import Document, Kind, Source, Status
from ingest.beside.pointers import read_pointers
from library.coverage import due_for_check, holdings_of, replaced_pointers

if TYPE_CHECKING:
    from store.generation.opened import Generation

POINTERS = Path(__file__).parents[2] / "knowledge" / "pointers.toml"
TODAY = date(2026, 11, 23)


def document(**facts: object) -> Document:
    return Document(replace(Source("a.md", "A"), **facts), "", ())  # type: ignore[arg-type]


def test_holdings_count_every_passage_once_and_by_agency(generation: Generation) -> None:
    holdings = holdings_of(generation.documents, generation.passages, generation.agencies.names)
    assert sum(one.passages for one in holdings) == len(generation.passages)
    for number, agency in enumerate(generation.agencies.names):
        named = sum(agency in one.agencies for one in generation.passages)
        assert sum(one.counts[number] for one in holdings) == named


def test_a_check_counts_to_its_last_day() -> None:
    on_time = document(checked=TODAY - timedelta(days=30))
    late = document(checked=TODAY - timedelta(days=31))
    assert [one.source for one in due_for_check([on_time, late], TODAY, check_days=30)] == [
        late.source
    ]


def test_what_was_never_checked_or_was_replaced_is_due_first() -> None:
    never = document(title="never")
    replaced = document(status=Status.SUPERSEDED, checked=TODAY)
    late = document(checked=date(2020, 1, 1))
    later = document(checked=date(2021, 1, 1))
    due = due_for_check([later, late, never, replaced], TODAY, check_days=30)
    assert [one.source for one in due] == [
        never.source, late.source, later.source, replaced.source,
    ]  # fmt: skip


def test_a_dated_letter_is_a_record_and_never_due() -> None:
    letter = document(kind=Kind.FINDING, published=date(2022, 9, 26))
    assert due_for_check([letter], TODAY, check_days=1) == ()


def test_replaced_sources_are_named_with_the_documents_that_rest_on_them(
    generation: Generation,
) -> None:
    pointers = read_pointers(POINTERS)
    found = replaced_pointers(generation.passages, pointers)
    assert found
    for one in found:
        assert one.pointer.status is Status.SUPERSEDED
        for source in one.documents:
            texts = [p.text for p in generation.passages if p.source.id == source.id]
            assert one.pointer.label in " ".join(" ".join(texts).split())
