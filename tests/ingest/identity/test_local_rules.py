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

UPDATED = """Marrowdale Safeguarding Children Partnership

Crews who are accused

# Updated 12 December 2031

# 1. Who to tell

The harbour master must be told."""
VISITED = """10 June 2031

Dear Sam

# Focused visit to Marrowdale children’s services

This letter summarises the findings of the focused visit to Marrowdale children’s services on 6 and
7 May 2031. Yours sincerely"""


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (UPDATED, {"title": "Crews who are accused", "published": date(2031, 12, 12)}),
        (VISITED, {"publisher": "Ofsted", "area": "Marrowdale", "kind": Kind.FINDING}),
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
