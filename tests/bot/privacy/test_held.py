"""What documents name is no person's name, and a person's name stays one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.privacy.held import NamesHeld, names_held
from bot.privacy.masking import mask
from domain import Part, Passage, Sentence, Shape, Source

if TYPE_CHECKING:
    from store.generation.opened import Generation

TEXT = (
    "Fill in the Sorting Slip at Weir House. Ring the Ellie Smith line, where Ewan Whistle works."
)

SIGNED = (
    "Ms Holly Brackenrigg, Director of Children’s Services\nDr Sean O’Moss OBE, Chief Officer",
    "Emma Overwater, Chief Constable",
)


@pytest.fixture(scope="module")
def held() -> NamesHeld:
    source = Source("a.md", "Notes")
    passages = [Passage("1", source, (), Part.TEXT, (), TEXT, 0, len(TEXT), ())]
    for number, area in enumerate(("Weirdale", "Tarnside")):
        letter = Source(f"{area}.pdf", "Letter", area=area)
        text = SIGNED[number]
        ends = [at for at, sign in enumerate(text) if sign == "\n"]
        lines = zip([0, *(at + 1 for at in ends)], [*ends, len(text)], strict=True)
        sentences = tuple(
            Sentence(text[start:end], start, end, Shape.PARAGRAPH) for start, end in lines
        )
        passages.append(
            Passage(area, letter, (), Part.ADDRESSEES, (), text, 0, len(text), sentences)
        )
    return names_held(passages, lambda area: area == "Weirdale")


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
        # whom a letter of ours is addressed to, and nobody of that name with a child's age or kin
        ("what did Holly Brackenrigg do", "what did Holly Brackenrigg do"),
        ("who is Sean O'Moss?", "who is Sean O'Moss?"),
        ("Holly Brackenrigg, 14, is missing", "[name], 14, is missing"),
        ("her daughter Holly Brackenrigg", "her daughter [name]"),
        ("Holly Brackenrigg's mum rang", "[name]'s mum rang"),
        ("Holly Moss rang", "[name] rang"),
        ("what did Emma Overwater do", "what did [name] do"),
    ],
)
def test_what_documents_name_is_not_masked_and_people_are(
    held: NamesHeld, message: str, masked: str
) -> None:
    assert mask(message, held).text == masked


def test_without_the_documents_a_name_of_two_capitals_is_masked() -> None:
    assert mask("who signs for Sorting Slip").text == "who signs for [name]"
    assert mask("the Rook Brackenrigg case").text == "the [name] case"
    assert mask("who signs the Sorting Slip").text == "who signs the Sorting Slip"


def test_whom_the_shipped_letter_is_addressed_to_is_known_by_the_letter(
    generation: Generation,
) -> None:
    held = names_held(generation.passages, generation.partnership.covers)
    asked = "What did Deborah Woodcock's letter say to Mark Roberts?"
    assert mask(asked, held).text == asked
    assert mask(asked).text == "What did [name]'s letter say to [name]?"
    assert mask("Mark Roberts, 14, came back", held).text == "[name], 14, came back"
