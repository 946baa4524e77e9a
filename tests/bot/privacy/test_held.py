"""What documents name is no person's name, and a person's name stays one."""

from __future__ import annotations

import pytest

from bot.privacy.held import names_held
from bot.privacy.masking import mask
from domain import Part, Passage, Source

TEXT = (
    "Fill in the Sorting Slip at Weir House. Ring the Ellie Smith line, where Ewan Whistle works."
)


@pytest.fixture(scope="module")
def held() -> frozenset[tuple[str, ...]]:
    source = Source("a.md", "Notes")
    return names_held([Passage("1", source, (), Part.TEXT, (), TEXT, 0, len(TEXT), ())])


@pytest.mark.parametrize(
    ("message", "masked"),
    [
        ("who signs the Sorting Slip", "who signs the Sorting Slip"),
        ("he was taken to Weir House", "he was taken to Weir House"),
        ("Ellie Smith rang me", "[name] rang me"),
        ("I saw Maya at the centre", "I saw [name] at the centre"),
        ("my lad Ewan Whistle has the Sorting Slip", "my lad [name] has the Sorting Slip"),
        ("I work in Tarnbrook. We've a lad of 13", "I work in Tarnbrook. We've a lad of 13"),
        ("I met J. Rook today", "I met [name] today"),
    ],
)
def test_what_documents_name_is_not_masked_and_people_are(
    held: frozenset[tuple[str, ...]], message: str, masked: str
) -> None:
    assert mask(message, held).text == masked


def test_without_the_documents_a_name_of_two_capitals_is_masked() -> None:
    assert mask("who signs the Sorting Slip").text == "who signs the [name]"
