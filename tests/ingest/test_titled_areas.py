"""Whose a document is that does not say so outright: every place here is invented."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain import Document, Kind, Source
from ingest.beside.partnership import NOBODY, Partnership
from ingest.titled_areas import settled, with_areas

AYLE = Source("old.pdf", "Working with families", "Ayle Council", kind=Kind.LOCAL, area="Ayle")
OTHERS = (AYLE, replace(AYLE, id="great.md", area="Great Ayle"))
OWN = replace(AYLE, id="own.md", area="Lune and Wyre")
OURS = Partnership(name="Lune Partners", areas=("Lune and Wyre",), said=("RBLW", "the bay"))


def placed(source: Source, text: str = "", own: Partnership = NOBODY, *more: Source) -> Source:
    others = (*OTHERS, *more)
    documents = [Document(source, text, ()), *(Document(one, one.id, ()) for one in others)]
    return with_areas(documents, own)[0].source


@pytest.mark.parametrize(
    ("title", "kind", "area"),
    [
        ("Right help: the Ayle threshold document", Kind.LOCAL, "Ayle"),
        ("Right help: a threshold document", Kind.LOCAL, ""),
        ("Great Ayle: a threshold document", Kind.LOCAL, "Great Ayle"),
        ("Lessons of the Ayle inspection", Kind.NATIONAL, ""),
    ],
)
def test_a_title_names_the_area_where_others_are_of_it(title: str, kind: Kind, area: str) -> None:
    assert placed(Source("named.md", title, kind=kind)).area == area


def test_what_was_in_doubt_is_not_once_an_area_is_found() -> None:
    doubts = ("area not found: name it", "publisher not found: name it")
    found = placed(Source("named.md", "The Ayle threshold document", kind=Kind.LOCAL))
    assert settled(doubts, found) == doubts[1:]
    assert settled(doubts, replace(found, area="")) == doubts


@pytest.mark.parametrize("said", ["RBLW", "Rblw", "Lune & Wyre", "The Bay"])
def test_what_a_partnership_is_also_called_is_its_area(said: str) -> None:
    assert placed(Source("a.md", "Visits", kind=Kind.LOCAL, area=said), own=OURS).area == OURS.home
    assert placed(Source("a.md", "Visits", kind=Kind.LOCAL, area="Ayle"), own=OURS).area == "Ayle"


@pytest.mark.parametrize(
    ("text", "publisher", "area"),
    [
        ("# Visits\n\nFor parents in Lune and Wyre.", "", "Lune and Wyre"),
        ("# Visits\n\nHere is what parents in RBLW do.", "", "Lune and Wyre"),
        ("# Visits\n\nFor parents in Lune and Wyre.", "A Trust", ""),
        ("# Visits\n\nFor parents in RBLW and in Ayle.", "", ""),
        ("# Visits\n\nFor parents.", "", ""),
    ],
)
def test_what_nobody_is_named_to_publish_is_of_the_one_place_that_it_opens_with(
    text: str, publisher: str, area: str
) -> None:
    source = Source("a.md", "Visits", publisher)
    found = placed(source, text, OURS)
    # whoever names a place lays down no rules for it
    assert (found.area, found.kind) == (area, Kind.OTHER)
    # whether or not another document is of it
    assert placed(source, text, OURS, OWN) == found
