"""A passage speaks to the agencies that its words name, and to no other."""

from __future__ import annotations

import pytest

from ingest.agencies import AGENCIES, find_agencies


@pytest.mark.parametrize(
    ("text", "agencies"),
    [
        ("Ask the child's GP.", ("health",)),
        ("GPs and nurses share what they know.", ("health",)),
        ("The nursery shares what it knows.", ("education",)),
        ("The CHIEF CONSTABLE agreed.", ("police",)),
        ("Policy says nothing.", ()),
        ("Youth justice staff and schools met.", ("education", "youth justice")),
        (
            "The LSCP and the local authority met.",
            ("children's social care", "partnership leaders"),
        ),
        ("Nobody is named.", ()),
    ],
)
def test_agencies_are_those_that_are_named(text: str, agencies: tuple[str, ...]) -> None:
    assert find_agencies(text) == agencies


def test_agencies_come_in_their_fixed_order() -> None:
    found = find_agencies("Family support, leaders, courts, teachers, doctors, police, council.")
    assert found == AGENCIES
