"""A passage speaks to the agencies that its words name, and to no other."""

from __future__ import annotations

import pytest

from ingest.agencies import agencies_of
from ingest.beside.partnership import NOBODY

EVERYWHERE = agencies_of()


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
    assert EVERYWHERE.find(text) == agencies


def test_agencies_come_in_their_fixed_order() -> None:
    found = EVERYWHERE.find("Family support, leaders, courts, teachers, doctors, police, council.")
    assert found == EVERYWHERE.names


def test_a_partnership_names_its_own_agencies_and_adds_one() -> None:
    own = {"police": ("the Watch",), "lifeboat": ("RNLI",)}
    agencies = agencies_of(NOBODY.model_copy(update={"agencies": own}))
    assert agencies.find("The Watch and the RNLI met.") == ("police", "lifeboat")
    assert EVERYWHERE.find("The Watch and the RNLI met.") == ()
