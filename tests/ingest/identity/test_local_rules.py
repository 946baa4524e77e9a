"""A local body's own rule is known by its title, its publisher and the month it was agreed."""

from __future__ import annotations

from datetime import date

import pytest

from domain import Kind
from ingest.identity.identifying import identify
from tests.ingest.identity.test_identifying import blocks

AGREED = """# Ferry crossings: policy

Marrowdale Safeguarding Children Partnership with Lune Constabulary

Version 5.1, agreed June 2031. Next review June 2033."""
LAUNCHED = """MARROWDALE SAFEGUARDING CHILDREN PARTNERSHIP

FERRIES AT NIGHT
The policy for crews

# 1. WHO THIS IS FOR

Crews. Launched April 2031. Review date: April 2034. In passing, Ofsted is told of crossings."""


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (AGREED, {"area": "Marrowdale", "published": date(2031, 6, 1), "edition": "5.1"}),
        (LAUNCHED, {
            "title": "FERRIES AT NIGHT", "published": date(2031, 4, 1),
            "publisher": "Marrowdale Safeguarding Children Partnership",
        }),
    ],
)  # fmt: skip
def test_a_local_rule_says_what_it_is(text: str, facts: dict[str, object]) -> None:
    found = identify(blocks(text), {}, "file name").facts
    assert {name: found.get(name) for name in facts} == facts


@pytest.mark.parametrize(
    "known",
    [
        {"publisher": "Marrowdale Safeguarding Partnership"},
        {"metadata_title": "Ferry crews | Marrowdale Safeguarding Partnership"},
    ],
)
def test_a_rule_of_a_local_body_is_local_whatever_inspectorate_it_names(
    known: dict[str, str],
) -> None:
    text = "# Ferry crews\n\nThis applies in Marrowdale. It says when Ofsted is told of a crew."
    facts = identify(blocks(text), known, "x").facts
    assert facts["publisher"] == "Marrowdale Safeguarding Partnership"
    assert (facts["area"], facts["kind"]) == ("Marrowdale", Kind.LOCAL)


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
