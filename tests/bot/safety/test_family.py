"""No quote that may let a family know stands where a child may be in danger from one."""

from __future__ import annotations

from datetime import date

import pytest

from bot.safety.family import LEFT_OUT, may_stand, without_family
from domain import (
    Answer,
    Citation,
    Class,
    Correction,
    Kind,
    Part,
    Passage,
    Refusal,
    Sentence,
    Shape,
    Source,
    Statement,
)

NOTE = Source("note.md", "A note", kind=Kind.GUIDANCE, published=date(2026, 1, 1))
WHO = (
    "the parents", "her mum", "his dad", "the carers", "the family", "relatives", "her guardian",
    "the child's mother", "his step-father", "the grandparents", "her aunt", "his older brother",
    "next of kin", "everyone in the household", "those with parental responsibility",
    "the foster carer", "her husband", "the community elders", "his uncle", "their siblings",
)  # fmt: skip
DONE = (
    "Tell {}.", "Speak to {} first, unless that could raise the risk.", "Talk it over with {}.",
    "Inform {} on the same day.", "Seek consent from {}.", "Involve {} in the plan.",
    "Invite {} to the meeting.", "Discuss the worry with {}.", "Share the referral with {}.",
    "Contact {} before you refer.", "Ring {} and say what was seen.", "Consult {}.",
    "Explain to {} why you are worried.", "Meet {} at school.", "Be open with {}.",
    "Work closely with {}.", "Let {} know what happens next.", "Make {} aware of it.",
    "Keep {} in the loop.", "Check with {} what happened.", "Raise it with {}.",
    "Get the views of {}.", "Send a letter to {}.", "Ask {} for an explanation.",
    "Hand the child back to {}.", "Warn {} that you will refer.", "Listen to {}.",
    "Reach agreement with {}.", "Give a copy to {}.", "Mediate between the child and {}.",
)  # fmt: skip


def stated(
    text: str, is_a: Class = Class.EXPECTED, *, before: str = "", heading: str = "What to do"
) -> Statement:
    whole = f"{before} {text}".strip()
    start = len(whole) - len(text)
    sentence = Sentence(text, start, len(whole), Shape.PARAGRAPH, is_a=is_a)
    passage = Passage(
        text, NOTE, (heading,), Part.GUIDANCE, (), whole, 0, len(whole), (sentence,)
    )  # fmt: skip
    return Statement(text, (Citation(passage, text),))


@pytest.mark.parametrize("is_a", [Class.EXPECTED, Class.BACKGROUND])
@pytest.mark.parametrize("done", DONE)
def test_what_has_a_family_told_asked_or_gone_back_to_does_not_stand(
    done: str, is_a: Class
) -> None:
    assert not [one for one in WHO if may_stand(stated(done.format(one), is_a))]


@pytest.mark.parametrize(
    ("text", "before", "heading"),
    [
        ("Speak to them first.", "Her parents may know more.", "What to do"),
        ("They should be informed on the same day.", "Carers come next.", "What to do"),
        ("Discuss it with both of them.", "", "Working with parents"),
        ("Take the child back home.", "", "What to do"),
    ],
)
def test_who_was_named_before_is_a_family_too(text: str, before: str, heading: str) -> None:
    assert not may_stand(stated(text, before=before, heading=heading))


@pytest.mark.parametrize(
    ("text", "is_a"),
    [
        ("Ring 999 if a child is in immediate danger.", Class.EXPECTED),
        ("Tell your designated safeguarding lead at once.", Class.EXPECTED),
        ("Offer a return home interview within 72 hours.", Class.EXPECTED),
        ("Share information with partner agencies.", Class.EXPECTED),
        ("Exploiters can undermine the bond between parent and child.", Class.BACKGROUND),
        ("Jack and his siblings live with their mother in a hostel.", Class.FOUND),
    ],
)
def test_what_reaches_no_family_stands(text: str, is_a: Class) -> None:
    assert may_stand(stated(text, is_a))


def test_an_answer_says_what_was_left_out_and_keeps_the_rest() -> None:
    kept, gone = stated("Ring the front door."), stated("Tell the parents.")
    answer = Answer((gone, kept), declined=("Who pays?",), note="Of 2026.", top="Tell the parents.")
    held = without_family(answer)
    assert isinstance(held, Answer)
    assert (held.statements, held.declined, held.top) == ((kept,), ("Who pays?",), "")
    assert held.note == f"Of 2026.\n{LEFT_OUT}"
    whole = Answer((kept,), top="Ring the front door.")
    assert without_family(whole) == whole


def test_where_nothing_else_was_quoted_that_is_said() -> None:
    gone = stated("Tell the parents.")
    assert without_family(Answer((gone,))) == Refusal(LEFT_OUT, ())
    assert without_family(Correction((gone,), wrong="must not")) == Refusal(LEFT_OUT, ())


def test_near_a_refusal_and_in_what_it_offers_stands_no_family_either() -> None:
    near = [stated(one).citations[0] for one in ("Tell the parents.", "Ring the front door.")]
    offered = ("Should I tell the parents?", "Who chairs the meeting?")
    held = without_family(Refusal("Not said.", tuple(near), offered))
    assert held == Refusal("Not said.", (near[1],), (offered[1],))


@pytest.mark.parametrize("first", ["Tell the parents.", "Ring the front door."])
def test_a_correction_whose_quote_goes_only_answers(first: str) -> None:
    other = stated("Record it.")
    held = without_family(Correction((stated(first), other), wrong="never"))
    assert isinstance(held, Answer if "parents" in first else Correction)
    assert held.statements[-1] == other
