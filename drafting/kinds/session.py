"""A session: its plan with timings and the facilitator's words, and the slides to show in it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from drafting.kinds.cases import case_for
from drafting.kinds.quoted import (
    ELSEWHERE,
    act,
    known_first,
    quoted,
    talk,
    told,
    where_held,
    without,
)
from drafting.roles import LineRole
from drafting.sections import DraftSection
from drafting.wording import INVENTED, SAFETY, Length

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafting.audiences import Audience
    from drafting.kinds.quoted import Kept
    from drafting.lines import DraftLine

# Minutes of opening, found, expected, case, actions and evaluation.
_MINUTES = {
    Length.SHORT: (3, 8, 9, 5, 3, 2),
    Length.STANDARD: (5, 15, 15, 15, 5, 5),
    Length.FULL: (10, 20, 25, 20, 10, 5),
}
PREPARE = (
    "A facilitator, and a second person who can leave the room with somebody who is upset.",
    "This plan, the handout for everybody, a clock, pens and one sheet of paper a table.",
    "No real child is discussed: names and details stay outside the room.",
)
SAY_FIRST = (
    "Say: “We talk about documents and an invented child. You may leave, and nobody asks why.”",
    "Say: “What you hear about a colleague's practice stays here. A child in danger does not.”",
)
PAIRS = (
    "In pairs, 5 minutes: each reads one line aloud. Where have you seen this, and what was done?",
    "All together: each pair says one thing that the line would change next week.",
)
SORT = (
    "At each table: lay out the lines. Which do we do always, sometimes, never? Move each one.",
    "All together: for one under “never”, say who would begin, and by when.",
)
LISTEN_FOUND = (
    "Say: “Inspectors wrote these lines. They tell of then, not of today.”",
    "Listen for: “that was others”. Ask what our own records would show.",
)
LISTEN_EXPECTED = (
    "Say: “These lines are what is expected of us. Read who must act, and by when.”",
    "Listen for: a time limit or a duty told from memory, and wrongly. Go back to the line.",
)
EVALUATE = (
    "Before and after, from 1 to 5: “I know who acts, and by when.”",
    "Before and after, from 1 to 5: “I know whom to ring, also at night.”",
    "In one line: what will you do differently, and when?",
    "In six weeks: ask three people what they did. Look at one record for what the lines ask.",
)
# Of the notes' own questions, what a room takes up.
MOST_ASKED = 2
# What a session has done its work with.
LAND = ("Whatever time is left at the end: each of these can be said by everybody in the room.",)
ACTIVITY = "Activity: what would you do, and who needs to know?"


def session_plan(
    theme: str, kept: Kept, facts: Sequence[DraftLine], audience: Audience, length: Length
) -> tuple[DraftSection, ...]:
    """Give the plan: timings, facts, three activities with the facilitator's words, evaluation."""
    opening, seen, rules, case, acting, ending = _MINUTES[length]
    key = "asked and expected" if kept[LineRole.ASKED] else "expected"
    expected = quoted(key, kept[LineRole.ASKED] + kept[LineRole.EXPECTED])
    stage = case_for(theme).stages[0]
    invented = INVENTED.format(name=case_for(theme).name)
    timed = (
        DraftSection("Opening", SAFETY, points=PREPARE, notes=SAY_FIRST, minutes=opening),
        _timed(told(kept), "Activity 1", seen, PAIRS, LISTEN_FOUND),
        _timed(expected, "Activity 2", rules, SORT, LISTEN_EXPECTED),
        DraftSection(f"Activity 3: a case, {stage.title}", f"{invented} {stage.story}",
                     points=stage.questions, notes=stage.notes, minutes=case),
        replace(act(kept, audience), minutes=acting),
        DraftSection("Evaluation", points=EVALUATE, minutes=ending),
    )  # fmt: skip
    first = (replace(one, notes=LAND) for one in known_first(facts))
    return (DraftSection("Timings", points=tuple(_timings(timed))), *first, *timed)


def slide_session(
    theme: str, kept: Kept, facts: Sequence[DraftLine], audience: Audience
) -> tuple[DraftSection, ...]:
    """Give the sections of a deck: facts, lines, one activity on an invented case, what to do."""
    kept = without(kept, facts)
    sections = where_held(
        kept, ("found", LineRole.FOUND), *ELSEWHERE, ("asked", LineRole.ASKED),
        ("expected", LineRole.EXPECTED), ("reported", LineRole.REPORTED),
        ("elsewhere", LineRole.ELSEWHERE), ("known", LineRole.BACKGROUND),
    )  # fmt: skip
    case = case_for(theme)
    stage = case.stages[0]
    activity = DraftSection(
        ACTIVITY, f"{INVENTED.format(name=case.name)} {stage.story}", points=stage.questions,
        notes=stage.notes, minutes=10,
    )  # fmt: skip
    asked = {**kept, LineRole.QUESTION: kept[LineRole.QUESTION][:MOST_ASKED]}
    return (*known_first(facts), *sections, activity, talk(asked, audience), act(kept, audience))


def _timed(
    section: DraftSection, name: str, minutes: int, points: Sequence[str], notes: Sequence[str]
) -> DraftSection:
    title = f"{name}: {section.title[0].lower()}{section.title[1:]}"
    return replace(
        section, title=title, minutes=minutes, is_led=True, points=(*section.points, *points),
        notes=(*section.notes, *notes),
    )  # fmt: skip


def _timings(sections: Sequence[DraftSection]) -> list[str]:
    """Give from which minute to which each section goes."""
    rows, begun = [], 0
    for one in sections:
        rows.append(f"Minute {begun} to {begun + one.minutes}: {one.title}")
        begun += one.minutes
    return rows
