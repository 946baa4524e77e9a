"""Who a draft is for, and what is asked of them: our words, which no document has to prove."""

from __future__ import annotations

from dataclasses import dataclass


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
