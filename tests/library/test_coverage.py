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


def test_only_a_passage_with_a_rule_of_ours_counts_as_one(generation: Generation) -> None:
    names = generation.agencies.names
    held = {one.source.id: one for one in
            holdings_of(generation.documents, generation.passages, names)}  # fmt: skip
    kinds = {one.source.kind: one.rules for one in held.values()}
    assert kinds[Kind.FINDING] == 0
    assert kinds[Kind.GUIDANCE] > 0
    assert all(one.rules <= one.passages for one in held.values())
    ours = holdings_of(generation.documents, generation.passages, names, lambda *_: False)
    assert not any(one.rules for one in ours)


def test_what_is_past_its_day_was_replaced_or_has_no_date_is_due() -> None:
    on_time = document(kind=Kind.LOCAL, review_due=TODAY + timedelta(days=1))
    late = document(kind=Kind.LOCAL, review_due=TODAY)
    later = document(kind=Kind.LOCAL, review_due=date(2021, 1, 1))
    never = document(title="never", kind=Kind.LOCAL)
    replaced = document(status=Status.SUPERSEDED, review_due=date(2020, 1, 1))
    letter = document(kind=Kind.FINDING, published=date(2012, 9, 26))
    due = due_for_check([on_time, late, later, never, replaced, letter], TODAY)
    assert [one.source for one in due] == [
        never.source, replaced.source, later.source, late.source,
    ]  # fmt: skip
    assert on_time.source.status_on(TODAY) is Status.UNKNOWN
    assert late.source.status_on(TODAY) is Status.CHECK


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
