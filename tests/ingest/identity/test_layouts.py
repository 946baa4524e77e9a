"""Layouts of reports, bodies of other nations and of schools, and files that are no document."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from domain import Kind, Source
from ingest.identity.identifying import identify
from ingest.reading import read_document
from tests.ingest.identity.test_identifying import blocks

if TYPE_CHECKING:
    from pathlib import Path

REVISIT = """4 May 2019

Ann Rook, Marrowdale Council

Dear Ms Rook

# Joint local area SEND inspection in Marrowdale

Between 4 March 2019 and 8 March 2019, Ofsted and the Care Quality Commission (CQC) conducted a \
joint inspection of the local area of Marrowdale."""
MONITORED = """# Area SEND monitoring inspection of Marrowdale Local Area Partnership

Inspection dates: 4 to 8 March 2030"""
SINGLE = """Marrowdale Council

# Inspection of services for children in need of help and protection, children looked after and \
care leavers

Inspection dates: 4 March 2014 to 26 March 2014

Report published: 7 May 2014"""
HOME = """# Children’s homes inspection - Full

Inspection date: 14/03/2016

Unique reference number: SC012345"""
POLICE = """# National Child Protection Inspections

# Marrowdale Police

9–20 October 2023

Published March 2024"""
_SEND, _OFSTED = "Ofsted and CQC", "Ofsted"


@pytest.mark.parametrize(
    ("text", "publisher", "area", "days"),
    [
        (REVISIT, _SEND, "Marrowdale", ("2019-05-04", "2019-03-04", "2019-03-08")),
        (MONITORED, _SEND, "Marrowdale", (None, "2030-03-04", "2030-03-08")),
        (SINGLE, _OFSTED, "Marrowdale", ("2014-05-07", "2014-03-04", "2014-03-26")),
        (HOME, _OFSTED, "", (None, "2016-03-14", "2016-03-14")),
        (POLICE, "", "Marrowdale", ("2024-03-01", "2023-10-09", "2023-10-20")),
    ],
)
def test_a_layout_says_who_where_and_when(
    text: str, publisher: str, area: str, days: tuple[str | None, ...]
) -> None:
    facts = identify(blocks(text), {}, "file").facts
    assert facts["kind"] is Kind.FINDING
    assert (facts.get("publisher", ""), facts.get("area", "")) == (publisher, area)
    known = [facts.get(one) for one in ("published", "inspected_from", "inspected_to")]
    assert known == [date.fromisoformat(one) if one else None for one in days]


@pytest.mark.parametrize(
    ("publisher", "area"),
    [
        ("Marrowdale Child Protection Committee", "Marrowdale"),
        ("Lune and Marrow Regional Safeguarding Board", "Lune and Marrow"),
        ("Aber Lune University Health Board", "Aber Lune"),
        ("Marrowdale Children and Young People Safeguarding Partnership", "Marrowdale"),
        ("Marrowdale Hospitals NHS Foundation Trust", "Marrowdale"),
        ("Marrowdale Together Safeguarding Partnership", "Marrowdale"),
        ("Lune City and Marrowdale County Councils", "Lune City and Marrowdale"),
        ("St Osyth’s Church of England Primary School", ""),
        ("Marrowdale Learning Trust", ""),
    ],
)
def test_a_body_heads_its_procedure(publisher: str, area: str) -> None:
    text = f"# {publisher}\n\n# Ferries at night: procedure\n\nCrews must ring the harbour."
    facts = identify(blocks(text), {}, "file").facts
    assert facts["title"] == "Ferries at night: procedure"
    assert (facts["publisher"], facts.get("area", "")) == (publisher, area)
    assert facts["kind"] is Kind.LOCAL


def test_procedures_of_a_place_are_its_own_whoever_keeps_them() -> None:
    text = "# Marrowdale Safeguarding Children Procedures\n\nMarrowdale and its ferries."
    facts = identify(blocks(text), {}, "file").facts
    assert (facts["area"], facts["kind"]) == ("Marrowdale", Kind.LOCAL)


def test_a_day_written_with_stops_is_read_to_its_end() -> None:
    text = "# Ferries: policy\n\nIssued: 14.06.2023\n\nReview date: 1.7.2025"
    assert identify(blocks(text), {}, "file").facts["published"] == date(2023, 6, 14)


def test_whose_pages_they_are_stands_at_their_heads() -> None:
    known = {"heads": "Marrowdale Health Board\nFerries, page 2"}
    facts = identify(blocks("# Ferries\n\nCrews ring the harbour."), known, "file").facts
    assert (facts["publisher"], facts["area"]) == ("Marrowdale Health Board", "Marrowdale")


def test_a_heading_that_says_more_than_the_metadata_is_the_title() -> None:
    text = "# Ferries and boats at night\n\nFor crews of ferries at night."
    assert _title(text, {"metadata_title": "Ferries at night"}) == "Ferries and boats at night"
    assert _title(text, {"metadata_title": "Crews of ferries"}) == "Crews of ferries"


def _title(text: str, known: dict[str, Any]) -> object:
    return identify(blocks(text), known, "file").facts["title"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("README.md", "# Letters and guidance\n\nA collection of Ofsted letters. Keep them.\n"),
        ("letters.csv", "file,area,address\na.pdf,Lune,https://files.ofsted.gov.uk/v1/file/1\n"),
    ],
)
def test_what_tells_of_files_is_no_guidance_and_nobodys(
    tmp_path: Path, name: str, text: str
) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    source = read_document(path, Source(name, "")).document.source
    assert (source.kind, source.publisher, source.edition) == (Kind.OTHER, "", "")
    assert source.title in {"Letters and guidance", "letters"}


def test_what_no_kind_describes_is_other_also_where_it_was_called_otherwise() -> None:
    assert Kind("document") is Kind("other") is Kind.OTHER
    with pytest.raises(ValueError, match="nonsense"):
        Kind("nonsense")
