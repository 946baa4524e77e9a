"""Which documents are editions of each other, and which of them holds on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from domain import Document, Kind, Source, Status
from ingest.editions import in_force, mark_editions

TODAY = date(2026, 3, 1)
OLD = Source(
    "old.pdf", "Working with Families 2018", "Ayle Council", date(2018, 7, 1), kind=Kind.LOCAL,
    area="Ayle",
)  # fmt: skip
NEW = replace(OLD, id="new.pdf", title="Working with families: 2023", published=date(2023, 12, 15))


def marked(*sources: Source, today: date = TODAY) -> dict[str, Source]:
    documents = [Document(one, one.id, ()) for one in sources]
    return {one.source.id: one.source for one in mark_editions(documents, today)[0]}


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Working with Families, version 3"},
        {"title": "Working with Families (revised edition, May 2023)"},
        {"published": None, "effective_from": date(2024, 1, 1)},
        {"published": None},
        {"status": Status.CHECK},
    ],
)
def test_a_later_edition_replaces_the_one_before_it(change: dict[str, object]) -> None:
    found = marked(replace(NEW, **change), OLD)  # type: ignore[arg-type]
    assert (found["old.pdf"].status, found["old.pdf"].replaced_by) == (
        Status.SUPERSEDED, "new.pdf",
    )  # fmt: skip
    assert not found["new.pdf"].replaced_by


@pytest.mark.parametrize(
    "change",
    [
        {"kind": Kind.FINDING},
        {"kind": Kind.REVIEW},
        {"kind": Kind.OTHER},
        {"kind": Kind.STATUTE},
        {"publisher": "", "area": ""},
    ],
)
def test_letters_reviews_and_acts_of_two_years_both_stay(change: dict[str, object]) -> None:
    both = [replace(one, **change) for one in (OLD, NEW)]  # type: ignore[arg-type]
    assert not any(one.replaced_by for one in marked(*both).values())


@pytest.mark.parametrize(
    "change",
    [
        {"area": "Breck"},
        {"publisher": "Breck Council"},
        {"title": "Working with Schools 2023"},
        {"published": OLD.published},
        {"kind": Kind.FORM},
    ],
)
def test_what_differs_in_more_than_its_date_is_no_edition(change: dict[str, object]) -> None:
    found = marked(OLD, replace(NEW, **change))  # type: ignore[arg-type]
    assert not any(one.replaced_by for one in found.values())


def test_what_the_catalogue_says_of_an_edition_wins() -> None:
    documents = [Document(replace(OLD, status=Status.CURRENT), "", ()), Document(NEW, "", ())]
    found, lines = mark_editions(documents, TODAY)
    assert (found[0].source.status, found[0].source.replaced_on) == (Status.CURRENT, None)
    assert "says that it is current" in lines[0]


def test_the_catalogue_names_an_edition_that_no_title_tells() -> None:
    other = replace(NEW, title="Help for families")
    said = replace(OLD, replaced_by="new.pdf", status=Status.CURRENT)
    first = marked(said, other)
    assert marked(*first.values()) == first, "what is held already is marked alike"
    assert (first["old.pdf"].status, first["old.pdf"].replaced_on) == (
        Status.SUPERSEDED, other.published,
    )  # fmt: skip
    documents = [Document(replace(OLD, replaced_by="gone.pdf"), "", ())]
    found, lines = mark_editions(documents, TODAY)
    assert (found[0].source.status, "gone.pdf" in lines[0]) == (OLD.status, True)


def test_an_edition_that_is_not_in_force_yet_replaces_nothing_before_its_day() -> None:
    later = replace(NEW, effective_from=date(2026, 9, 1))
    found = marked(OLD, later)
    assert found["old.pdf"].status is not Status.SUPERSEDED
    assert in_force(found.values(), None, TODAY) == {"old.pdf"}
    assert in_force(found.values(), None, date(2026, 9, 1)) == {"new.pdf"}


def test_each_day_has_its_edition_and_an_edition_that_is_left_alone_counts_again() -> None:
    middle = replace(OLD, id="middle.pdf", title="Working with Families 2020",
                     published=date(2020, 1, 1))  # fmt: skip
    beside = replace(OLD, id="beside.pdf", title="Other", status=Status.SUPERSEDED)
    found = marked(NEW, OLD, middle, beside)
    assert in_force(found.values(), None, TODAY) == {"new.pdf"}
    assert in_force(found.values(), date(2021, 5, 5), TODAY) == {"middle.pdf", "beside.pdf"}
    assert in_force(found.values(), date(2018, 12, 31), TODAY) == {"old.pdf", "beside.pdf"}
    assert marked(found["old.pdf"])["old.pdf"] == OLD
    lone = replace(NEW, id="lone.pdf", title="Help for ferries")
    found = marked(NEW, OLD, lone)
    assert in_force(found.values(), None, TODAY) == {"new.pdf", "lone.pdf"}
    assert in_force(found.values(), date(2018, 12, 31), TODAY) == {"old.pdf"}
