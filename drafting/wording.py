"""The words of a draft that are ours: templates that say nothing a document would have to prove."""

from __future__ import annotations

from dataclasses import dataclass
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


class Length(StrEnum):
    """How much of the theme a draft uses."""

    SHORT = "Short"
    STANDARD = "Standard"
    FULL = "Full"


@dataclass(frozen=True, slots=True)
class Audience:
    """Who is in the room; ``agency`` is the documents' word for them, empty for everybody."""

    name: str
    agency: str
    questions: tuple[str, ...]
    actions: tuple[str, ...]


AUDIENCES: tuple[Audience, ...] = (
    Audience(
        "All agencies together", "",
        (
            "Which of these lines describes something you have seen in your own work?",
            "Where does one agency wait for another, and how would a child notice it?",
            "What would a child say has changed because of what we do?",
        ),
        (
            "Agree one thing that each agency here will do differently, with a name and a date.",
            "Check that everybody knows whom to ring, and when, in office hours and outside them.",
        ),
    ),
    Audience(
        "Social care", "children's social care",
        (
            "Which of these lines would you recognise in your own team's files?",
            "How does your record show what the child said, and what changed because of it?",
        ),
        (
            "Look at one open record for what these lines ask for; note what is missing.",
            "Take one question from this session to your next supervision.",
        ),
    ),
    Audience(
        "Health", "health",
        (
            "At what moment of a child's visit would you notice what these lines describe?",
            "Who in your service would you ask before the child leaves?",
        ),
        (
            "Find the screening tool and the way to your safeguarding lead before your next shift.",
            "Agree who passes on what was found, to whom, and by when.",
        ),
    ),
    Audience(
        "Police", "police",
        (
            "What do you hold that a social worker, teacher or nurse would need today?",
            "How soon does it reach them, and who checks?",
        ),
        (
            "Follow one recent report: when was it recorded, and when was it shared?",
            "Name the person that each partner agency should ring.",
        ),
    ),
    Audience(
        "Schools and education", "education",
        (
            "Which pupil's absence would you look at differently after reading these lines?",
            "Whom do you challenge when a child's education drifts, and how?",
        ),
        (
            "Check with your safeguarding lead how a worry is recorded and passed on.",
            "Agree how attendance is brought to every meeting about a child.",
        ),
    ),
    Audience(
        "Leaders and managers", "partnership leaders",
        (
            "How do we know which of these findings still hold? What have we looked at ourselves?",
            "Which measure would show that children are safer, and not only that a step was done?",
        ),
        (
            "Choose one finding and ask for the evidence of what has changed since.",
            "Decide who checks it, by when, and where the answer is reported.",
        ),
    ),
)  # fmt: skip

COVER = "Made from the sources listed here on {made}. To be checked by a practice lead before use."
REVIEW = "Review by {review}."
DATED = "The findings are those of {inspections}. They do not describe practice today."
QUOTED = "Every line in quotation marks is a document's own words; the rest is our wording."
SEARCHED = (
    "The lines were found by searching for a question. About one in three may not belong: leave "
    "those out before use."
)
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
    return DATED.format(inspections=f"{one} in {' and '.join(months)}")


def headings(months: Sequence[str] = ()) -> dict[str, str]:
    """Give the headings of sections by their use; ``months`` are those of what inspectors found."""
    when = f", {months[0]}" if len(months) == 1 else ""
    return {
        "aim": "Why this matters",
        "found": f"What inspectors found{when}",
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
        "further": "Where to look further",
    }
