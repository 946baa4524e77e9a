"""What tells a procedure, guidance or leaflet: its title, and what it calls itself."""

from __future__ import annotations

import pytest

from domain import Kind
from ingest.identity.identifying import identify
from tests.ingest.identity.test_identifying import blocks

DUTIES = "Staff must ring the front door. You should record what you did."
CASE = "The social worker must ring the school. The school should keep the record. He was late."
LOCAL, GUIDANCE, FORM, NONE = Kind.LOCAL, Kind.GUIDANCE, Kind.FORM, Kind.OTHER


@pytest.mark.parametrize(
    ("title", "text", "kind"),
    [
        # by the title, whatever the text
        *((one, CASE, LOCAL) for one in (
            "Was not brought policy", "Threshold guidance", "Neglect framework",
            "Neglect strategy", "Strategy for early help 2031", "Practice standards",
            "Memorandum of understanding with the police", "Information sharing agreement",
            "Terms of reference of a panel", "Resolution and escalation",
        )),
        *((one, CASE, FORM) for one in (
            "Private fostering leaflet", "Factsheet: ferries", "Flow chart for worries",
            "Child exploitation indicator tool", "Quick reference: whom to ring",
        )),
        *((one, CASE, GUIDANCE) for one in (
            "Private fostering: a guide for schools", "Harbour guidance", "Handbook for leads",
            "What to do about a bruise", "One minute briefing",
        )),
        *((one, DUTIES, NONE) for one in (
            "Newsletter, spring 2031", "Job description", "Directory of services",
            "Training programme 2031", "Minutes of the panel",
        )),
        # by what it calls itself
        *((one, f"This policy applies to everyone. {CASE}", LOCAL) for one in (
            "Bruises", "Allegations against staff", "Children who go missing",
        )),
        ("Disagreements", f"These joint procedures set out who decides. {CASE}", LOCAL),
        ("Living with somebody else", f"Ask for this leaflet in large print. {CASE}", FORM),
        ("Self-harm", f"This guidance is for schools. {CASE}", GUIDANCE),
        # not by duties, which anybody may write of
        *((one, DUTIES, NONE) for one in ("Concealed pregnancy", "What I think of meetings")),
        ("Strategy discussion on Tuesday", CASE, NONE),
        ("A history of the harbour", "Ferries left twice a day, and nobody was told why.", NONE),
    ],
)  # fmt: skip
def test_a_document_of_no_publisher_says_what_it_is(title: str, text: str, kind: Kind) -> None:
    assert identify(blocks(f"# {title}\n\n{text}"), {}, "x").facts.get("kind", NONE) == kind


@pytest.mark.parametrize(
    ("line", "published"),
    [("Nov 2031 v3", "2031-11-01"), ("Printed May 2031", "2031-05-01"),
     ("May 2031, version 2.1", "2031-05-01"), ("In November 2031 vans came", None)],
)  # fmt: skip
def test_a_month_beside_a_version_or_a_print_dates_a_document(
    line: str, published: str | None
) -> None:
    found = identify(blocks(f"# Ferries policy\n\n{line}\n\n{DUTIES}"), {}, "x").facts
    assert (str(found["published"]) if "published" in found else None) == published


def test_a_place_by_its_initials_stays_in_capitals() -> None:
    text = f"# Ferries policy\n\nRBLW Safeguarding Partnership\n\n{DUTIES}"
    found = identify(blocks(text), {}, "x").facts
    assert (found["area"], found["publisher"]) == ("RBLW", "RBLW Safeguarding Partnership")
    text = text.replace("Safeguarding Partnership", "SAFEGUARDING BOARD")
    found = identify(blocks(text), {}, "x").facts
    assert found["publisher"] == "RBLW Safeguarding Board"
