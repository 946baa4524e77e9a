"""What a document is, is found in its own words: areas and dates here are invented."""

from __future__ import annotations

from datetime import date

import pytest

from domain import Kind, Part, Shape
from ingest.identity.dates import span_in
from ingest.identity.identifying import identify
from ingest.identity.publishers import tidy_area
from ingest.identity.rules import rules
from ingest.readers.layout import RawBlock

LETTER = """3 May 2031

Ann Rook, Director of Children’s Services, Marrowdale Council

Dear Marrowdale Local Safeguarding Partnership

# Joint targeted area inspection of Marrowdale

This letter summarises the findings of the joint targeted area inspection (JTAI) of the
multi-agency response to children who are neglected in Marrowdale.

This inspection took place from 30 March to 3 April 2031. It was carried out by inspectors
from Ofsted, the Care Quality Commission (CQC) and His Majesty’s Inspectorate of Constabulary
and Fire & Rescue Services (HMICFRS)."""
OLD = """1 2 June 2017 Ann Rook, Director Dear local partnership Joint targeted area inspection of \
the multi-agency response to abuse and neglect in Great Ferrow City Council Between 8 and 12 May \
2017, Ofsted, the Care Quality Commission (CQC), HMI Constabulary (HMIC) and HMI Probation (HMI \
Prob) undertook a joint inspection."""
SEND = """Area SEND inspection of the Lune and Marrow Local Area Partnership

Inspection dates: 4 to 8 March 2030

Ofsted and the Care Quality Commission (CQC) ask that the partnership updates its plan."""
VISIT = """20 May 2030

Ann Rook

Dear Ms Rook

# Focused visit to Marrowdale children’s services

This letter summarises the findings of the focused visit to Marrowdale children’s services on 15 \
and 16 April 2030. Ofsted."""
STATUTE = """STATUTORY INSTRUMENTS

2031 No. 12

# The Children’s Ferries (England) Regulations 2031

Made 4th March 2031

Coming into force 1st April 2031"""
PRINTED_STATUTE = """Changes to legislation: see the end for the Ferries Regulations 2031.

# STATUTORY INSTRUMENTS

# 2031 No. 12

# SOCIAL CARE, ENGLAND

# The Children’s Ferries (England) Regulations 2031

Made 4th March 2031"""
PRINTED_PAGE = """From: Published Last updated

# Children’s ferries: recruiting staff

This guidance explains what ferries must do.

Ofsted (/organisations/ofsted) 15 August 2030 15 June 2031

{text}

Published 15 August 2030

Last updated 15 June 2031 + show all updates""".format(text="Ferries must check. " * 400)
UNNAMED = """# Ferries together 2031

A guide to working on ferries. This is issued as statutory guidance.

{text}

About this publication:

enquiries www.education.gov.uk/contactus""".format(
    text="Ferries keep children safe. " * 60 + "Ofsted and the Home Office were asked. " * 99
)
YEARLESS = LETTER.replace("30 March to 3 April 2031", "30 March to 3 April")
WINTER = YEARLESS.replace("3 May 2031", "9 January 2031").replace(
    "30 March to 3 April", "28 November to 2 December"
)
STATUTORY = """# Keeping ferries safe

Statutory guidance for schools

Department for Education

2 September 2030"""
PROCEDURE = """# Missing children protocol

Marrowdale Safeguarding Children Partnership

Version 3.2

Approved: 12 January 2030

Staff should ring the front door."""

SHORT = """# MSB Escalation policy

Adopted 4 May 2030

This is for all who work with children. The Marrowdale Safeguarding Board (MSB) wrote it."""
HEADED = """Marrowdale Safeguarding Children Partnership (MSCP)

ESCALATION POLICY

Staff should ring."""
OF_A_CHILD = """# Meeting for Maya Grantham

Maya Grantham lives with her aunt. Maya Grantham likes ferries."""


def blocks(text: str) -> list[RawBlock]:
    return [
        RawBlock(Shape.HEADING, piece[2:], 1) if piece.startswith("# ")
        else RawBlock(Shape.PARAGRAPH, piece)
        for piece in text.split("\n\n")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (LETTER, {
            "title": "Joint targeted area inspection of Marrowdale", "kind": Kind.FINDING,
            "area": "Marrowdale", "published": date(2031, 5, 3),
            "inspected_from": date(2031, 3, 30), "inspected_to": date(2031, 4, 3),
            "publisher": "Ofsted, CQC and HMICFRS", "theme": "children who are neglected",
        }),
        (OLD, {
            "area": "Great Ferrow", "published": date(2017, 6, 2), "kind": Kind.FINDING,
            "inspected_to": date(2017, 5, 12), "theme": "abuse and neglect",
            "publisher": "Ofsted, CQC, HMIC and HMI Probation",
        }),
        (SEND, {
            "area": "Lune and Marrow", "inspected_from": date(2030, 3, 4), "kind": Kind.FINDING,
            "title": "Area SEND inspection of the Lune and Marrow Local Area Partnership",
        }),
        (VISIT, {
            "area": "Marrowdale", "published": date(2030, 5, 20), "kind": Kind.FINDING,
            "title": "Focused visit to Marrowdale children’s services",
            "inspected_from": date(2030, 4, 15),
        }),
        (STATUTE, {
            "title": "The Children’s Ferries (England) Regulations 2031", "kind": Kind.STATUTE,
            "published": date(2031, 3, 4), "effective_from": date(2031, 4, 1),
        }),
        (PRINTED_STATUTE, {
            "title": "The Children’s Ferries (England) Regulations 2031", "kind": Kind.STATUTE,
            "published": date(2031, 3, 4), "publisher": "legislation.gov.uk",
        }),
        (PRINTED_PAGE, {"publisher": "Ofsted", "published": date(2031, 6, 15)}),
        (UNNAMED, {"publisher": "Department for Education", "kind": Kind.STATUTORY}),
        (YEARLESS, {"inspected_from": date(2031, 3, 30), "inspected_to": date(2031, 4, 3)}),
        (WINTER, {"inspected_from": date(2030, 11, 28), "inspected_to": date(2030, 12, 2)}),
        (STATUTORY, {
            "title": "Keeping ferries safe", "kind": Kind.STATUTORY,
            "publisher": "Department for Education", "published": date(2030, 9, 2),
        }),
        (PROCEDURE, {
            "title": "Missing children protocol", "kind": Kind.LOCAL, "area": "Marrowdale",
            "publisher": "Marrowdale Safeguarding Children Partnership", "edition": "3.2",
            "published": date(2030, 1, 12),
        }),
        (SHORT, {
            "title": "MSB Escalation policy", "area": "Marrowdale", "kind": Kind.LOCAL,
            "publisher": "Marrowdale Safeguarding Board", "published": date(2030, 5, 4),
        }),
        (HEADED, {"title": "ESCALATION POLICY", "area": "Marrowdale"}),
        (OF_A_CHILD, {"title": "Meeting for Maya Grantham", "area": None}),
    ],
)  # fmt: skip
def test_a_document_says_what_it_is(text: str, facts: dict[str, object]) -> None:
    found = identify(blocks(text), {}, "file name").facts
    assert {name: found.get(name) for name in facts} == facts


@pytest.mark.parametrize(
    "trap",
    ["Report - Area Name - Domestic Abuse", "Microsoft Word - Missing children protocol",
     "Missing children protocol v3 draft", "Neglect strategy"],
)  # fmt: skip
def test_metadata_that_is_a_trap_is_not_believed(trap: str) -> None:
    said = {"metadata_title": trap, "author": "Ofsted", "created": "2031-01-01"}
    facts = identify(blocks(PROCEDURE), said, "x").facts
    assert facts["title"] == "Missing children protocol"
    assert facts["publisher"] == "Marrowdale Safeguarding Children Partnership"
    assert facts["published"] == date(2030, 1, 12)


def test_metadata_is_believed_where_the_words_agree() -> None:
    said = {
        "metadata_title": "Ferries at night", "author": "Home Office", "created": "2031-02-09"
    }  # fmt: skip
    text = "About ferries at night, from 9 February 2031.\n\nAsk ferries@homeoffice.gov.uk."
    facts = identify(blocks(text), said, "x").facts
    assert facts["title"] == "Ferries at night"
    assert (facts["publisher"], facts["published"]) == ("Home Office", date(2031, 2, 9))


def test_a_printers_mark_and_the_day_of_the_file_date_a_document_together() -> None:
    text = "# Ferries handbook\n\nStatutory guidance for ferries.\n\nPrinted as D16(8675)/0330"
    for created, published, edition in (
        ("2030-03-31", date(2030, 3, 1), "March 2030"), ("2030-05-02", None, None),
    ):  # fmt: skip
        facts = identify(blocks(text), {"created": created}, "file").facts
        assert (facts.get("published"), facts.get("edition")) == (published, edition)


def test_what_runs_on_every_page_names_a_report_whose_cover_does_not() -> None:
    cover = "1234567\n\nInspected under the social care common inspection framework"
    known = {"running": "Inspection report for children’s home: 1234567"}
    assert identify(blocks(cover), known, "file").facts["title"] == known["running"]


def test_a_theme_is_read_off_a_title_that_names_no_place() -> None:
    text = (
        "2 May 2031\n\nDear local partnership\n\n# Joint targeted area inspection of the"
        " multi-agency response to ferry neglect\n\nThe inspection included a ‘deep dive’ focus on"
        " a number of cases in which this was known."
    )
    assert identify(blocks(text), {}, "file").facts["theme"] == "ferry neglect"


def test_a_body_that_is_named_in_passing_publishes_nothing() -> None:
    text = "# Notes of the meeting\n\nApologies: the Diocese; Marrowdale Council; Port Police."
    assert identify(blocks(text), {}, "x").facts.keys() == {"title", "kind"}


def test_what_a_letter_should_say_and_does_not_is_in_doubt() -> None:
    found = identify(blocks("Joint targeted area inspection of something\n\nText."), {}, "x")
    assert found.doubts == ("area", "published")


@pytest.mark.parametrize(
    ("name", "area"),
    [
        ("London Borough of Marrow", "Marrow"), ("the Royal Borough of Ayle", "Ayle"),
        ("Marrow County Council", "Marrow"), ("Your Council", ""),
    ],
)  # fmt: skip
def test_an_area_is_named_without_its_kind_of_authority(name: str, area: str) -> None:
    assert tidy_area(name) == area


def test_a_span_may_cross_months_and_a_false_one_is_none() -> None:
    assert span_in("28 February to 4 March 2030") == (date(2030, 2, 28), date(2030, 3, 4))
    assert span_in("from 31 to 40 March 2030") is None


@pytest.mark.parametrize(
    ("heading", "part"),
    [
        ("Areas for priority action", Part.PRIORITY), ("What needs to improve?", Part.IMPROVE),
        ("Key strengths", Part.STRENGTH), ("Areas for improvement", Part.IMPROVE),
        ("What does the area partnership need to do better?", Part.IMPROVE),
        ("What is the area partnership doing that is effective?", Part.STRENGTH),
        ("Inspection outcome", Part.HEADLINE), ("Children missing from home", None),
    ],
)  # fmt: skip
def test_headings_of_every_layout_open_their_part(heading: str, part: Part | None) -> None:
    assert rules().part_of(heading) is part


def test_an_inspection_of_no_layout_that_is_known_is_a_finding() -> None:
    text = """# Joint visit to Marrowdale

Date of visit: 8 to 12 September 2031

Published: 20 October 2031

Dear partners

This letter summarises the findings of the visit to Marrowdale, a place with one ferry."""
    facts = identify(blocks(text), {}, "x").facts
    assert facts["kind"] is Kind.FINDING
    assert facts["area"] == "Marrowdale"
    assert facts["published"] == date(2031, 10, 20)
    assert facts["inspected_to"] == date(2031, 9, 12)
