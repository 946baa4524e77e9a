"""The words of a draft that are ours: templates that say nothing a document would have to prove."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class DraftKind(StrEnum):
    """What a draft is made for."""

    BRIEFING = "Seven-minute briefing"
    SLIDES = "Slide deck"
    HANDOUT = "Handout and checklist"
    CASE = "Case discussion"
    QUIZ = "Quiz with answer key"
    SESSION = "Session plan"
    SCRIPT = "Script to read aloud"
    CARDS = "Flashcards"
    MAP = "Mind map"


class Length(StrEnum):
    """How much of the theme a draft uses."""

    SHORT = "Short"
    STANDARD = "Standard"
    FULL = "Full"


COVER = "Made from the sources listed here on {made}. To be checked by a practice lead before use."
REVIEW = "Review by {review}."
DATED = "The findings are those of {inspections}. They do not describe practice today."
QUOTED = "Every line in quotation marks is a document's own words; the rest is our wording."
CONNECTED = (
    "A chat model wrote the sentences that end in a number in brackets. Each was checked against "
    "the quoted line of that source: read the line before you rely on it."
)
SEARCHED = (
    "The lines were found by searching for a question. About one in three may not belong: leave "
    "those out before use."
)
ADDRESSED = "Made for {audience}: lines that speak to other agencies alone are left out."
NOTHING = "The documents hold no line of this kind for this theme."
SAFETY = "If a child is in danger now, ring 999. Do not wait for this session."
WORDS = "Short forms in the quoted lines"
AIM = (
    "This session is about {subject}. At the end, you can say what was found, what is expected, "
    "and one thing that you will do."
)
AIM_QUESTION = (
    "This session takes up the question “{subject}” At the end, you can say what the documents "
    "answer and one thing that you will do."
)
INVENTED = "{name} is invented. No real child, family or place is meant."


def dated(months: Sequence[str]) -> str:
    """Give what is said of findings; ``months`` are those of the inspections quoted."""
    if not months:
        return DATED.format(inspections="the inspection that each line names")
    one = "an inspection" if len(months) == 1 else "inspections"
    told = " and ".join(filter(None, (", ".join(months[:-1]), months[-1])))
    return DATED.format(inspections=f"{one} in {told}")


def headings(months: Sequence[str] = ()) -> dict[str, str]:
    """Give the headings of sections by their use; ``months`` are those of what inspectors found."""
    when = f", {months[0]}" if len(months) == 1 else ""
    return {
        "aim": "Why this matters",
        "found": f"What inspectors found{when}",
        "praised": "What worked well elsewhere",
        "wanting": "What was found wanting elsewhere",
        "found and reported": "What inspectors found, and what others report",
        "found and known": f"What inspectors found{when}, and what is known besides",
        "reported and known": "What others report, and what is known besides",
        "known": "What is known besides: definitions, signs, figures",
        "elsewhere": "What other areas expect of their own staff: no rule here",
        "reported": "What later or other reports say",
        "asked": "What the letter asks for",
        "expected": "What guidance expects",
        "do": "What to do now",
        "discuss": "What to talk about",
        "actions": "Who does what, by when",
        "besides": "Expected too: the words do not say who, or by when",
        "facts": "Know these first",
        "by heart": "To know by heart",
        "asked and expected": "What the letter asks for and guidance expects",
        "further": "Where to look further",
    }
