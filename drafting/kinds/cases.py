"""Invented cases for discussion: names, ages and places are made up, and say so."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stage:
    """A part of the story, what to ask about it, and what the facilitator listens for."""

    title: str
    story: str
    questions: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A story in stages about an invented child, or an invented meeting."""

    name: str
    stages: tuple[Stage, ...]


_MISSING = Case(
    "Pip Example, 14, of the invented town of Otherwhere,",
    (
        Stage(
            "Friday night",
            "Pip Example's carer rings at 11 pm: Pip went out at 6 and has not come home. It is "
            "the third time this month. Twice Pip was back by breakfast, and nobody asked much.",
            (
                "What would you do in the next ten minutes, and whom would you tell?",
                "What do you already know, and who holds what you do not know?",
            ),
            (
                "Listen for: does the group treat this night as new, or as “the third time”?",
                "Listen for: who rings whom, and what is written down.",
            ),
        ),
        Stage(
            "Pip comes back",
            "Pip is found at a station in the next county with a new phone and no coat. "
            "Pip says nothing happened and wants to sleep.",
            (
                "Who talks with Pip, when, where, and about what?",
                "What would make it easier for Pip to say more?",
            ),
            ("Listen for: the difference between the police's talk with Pip and the later one.",),
        ),
        Stage(
            "A pattern",
            "A youth worker hears that two other children were at the same station that night.",
            (
                "Who needs to know this, and how soon?",
                "Which meeting would bring it together, and what should it decide?",
            ),
            ("Listen for: names, places and phones passed on; somebody who looks for a pattern.",),
        ),
    ),
)

_EMERGENCY = Case(
    "Sunny Sample, 15, of the invented town of Otherwhere,",
    (
        Stage(
            "In the waiting room",
            "Sunny Sample comes to the emergency department at 2 am with a broken hand and says it "
            "was a door. An older friend answers the questions and asks how long it will take.",
            (
                "What do you notice, and what do you want to know before Sunny leaves?",
                "How do you make a minute alone with Sunny?",
            ),
            ("Listen for: curiosity about what lies behind the injury, and Sunny's own words.",),
        ),
        Stage(
            "No alert",
            "The system shows no alert. Sunny says: “If I don't go now I'm in trouble.”",
            (
                "What does the missing alert tell you, and what does it not tell you?",
                "Which tool do you use, and who sees what it shows?",
            ),
            ("Listen for: no alert is taken as no risk; the record says who came with Sunny.",),
        ),
        Stage(
            "The morning after",
            "Sunny left before the end. The next shift finds two earlier visits this year, each in "
            "a different department.",
            (
                "Who should hear about this today, and from whom?",
                "What would you change so that the next visit goes differently?",
            ),
            ("Listen for: results passed on quickly, to a named person.",),
        ),
    ),
)

_EDUCATION = Case(
    "Robin Specimen, 13, of the invented town of Otherwhere,",
    (
        Stage(
            "An empty chair",
            "Robin Specimen has been in school nine days of the last thirty. There is talk of a "
            "permanent exclusion after a fight. Robin has a social worker.",
            (
                "Who should be talking with whom before a decision is made?",
                "What might the fight and the absence be telling us?",
            ),
            ("Listen for: absence seen as a sign of risk, and not only as behaviour.",),
        ),
        Stage(
            "A move",
            "Robin's placement ends. The new one is forty miles away. A school place “will be "
            "looked at after the move”.",
            (
                "Who can say no to this, or ask for more, and how?",
                "What does Robin want? Who has asked?",
            ),
            ("Listen for: a challenge to another agency, with a name and a date.",),
        ),
        Stage(
            "Four hours a week",
            "Robin gets four hours of tuition a week. Everybody at the meeting agrees that it is "
            "not enough. The next item is called.",
            (
                "What should the minutes say that they would not have said?",
                "When does this become a disagreement to be taken further?",
            ),
            ("Listen for: who owns the gap, and by when it closes.",),
        ),
    ),
)

_NRM = Case(
    "Alex Nobody, 16, of the invented town of Otherwhere,",
    (
        Stage(
            "A stop",
            "Alex Nobody is stopped in a strange flat in another county with wraps and a knife. "
            "Alex says: “It's mine. Nobody made me.”",
            (
                "What else could be true? What would make you think so?",
                "What comes first, and who does it?",
            ),
            ("Listen for: safety first; a child who seems to agree can still be a victim.",),
        ),
        Stage(
            "The form",
            "A teacher, a nurse, a youth justice worker and a social worker all think that "
            "somebody else will make the referral. Alex does not want one.",
            (
                "Which of them can make it? What can the others do?",
                "What difference does it make that Alex does not want it?",
            ),
            ("Listen for: who is a first responder, and what is said about a child's consent.",),
        ),
        Stage(
            "Waiting",
            "The referral is made. A colleague says: “Let's see what they decide before we plan.”",
            (
                "What do you answer?",
                "Who tells Alex what is happening, and in what words?",
            ),
            ("Listen for: protection that does not wait for a decision.",),
        ),
    ),
)

_PARTNERSHIP = Case(
    "Kit Example, 15, with the whole county of Otherwhere,",
    (
        Stage(
            "A good report",
            "At Otherwhere's quarterly meeting, leaders hear that every exploitation meeting took "
            "place, and that attendance was high. Nobody asks whether children are safer.",
            (
                "What would you ask before the next item is called?",
                "What would you need to see to know that a child is safer?",
            ),
            ("Listen for: impact on children, and not only whether a step was done.",),
        ),
        Stage(
            "One child",
            "Kit Example has four plans, three workers and no lead. Kit's mother says that she "
            "does not know which plan to follow. None says what happens if risk rises tonight.",
            (
                "Who should lead, and how would everybody know?",
                "What should the plan say about tonight?",
            ),
            ("Listen for: one plan in charge, the child's voice, and a contingency.",),
        ),
        Stage(
            "A year later",
            "Inspectors come. They open Kit's record.",
            (
                "What would you want them to find?",
                "What could you start this week so that they find it?",
            ),
            ("Listen for: an action with a name and a date, and somebody who checks it.",),
        ),
    ),
)

# What is asked of any case, from somebody new to somebody who leads.
LEVELS = (
    "Level 1, new to the work: What in the story worries you? Which words would you write down?",
    "Level 1, new to the work: Whom do you tell, and today or later?",
    "Level 2, doing the work: What do you still need to know, from whom, and by when?",
    "Level 2, doing the work: What do you record, and what do you say to the child?",
    "Level 3, leading the work: What in our own system would let this happen again?",
    "Level 3, leading the work: How would you know by next month that it has changed?",
)

_CASES = {"missing": _MISSING, "emergency": _EMERGENCY, "education": _EDUCATION, "nrm": _NRM}


def case_for(theme: str) -> Case:
    """Give the case that fits a theme's id; the partnership's where none is written for it."""
    return _CASES.get(theme, _PARTNERSHIP)
