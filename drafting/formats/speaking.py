"""What a slide is headed with, and what its speaker is told besides what it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafting.roles import EXAMPLES, LineRole
from drafting.sections import NOT_SAID
from drafting.showing import MORE, point_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafting.lines import DraftLine

_ASK = {
    LineRole.FOUND: "Ask: would an inspector still find this in our records? How do we know?",
    LineRole.PRAISED: "Ask: what would we have to do for an inspector to write this of us?",
    LineRole.WANTING: "Ask: could this be written of us? What would show that it could not?",
    LineRole.ASKED: "Ask: who here has done something about this, and what has changed?",
    LineRole.EXPECTED: "Ask: do we do this always, sometimes or never? What gets in the way?",
    LineRole.REPORTED: "Ask: is it the same here, and how would we find out?",
    LineRole.ELSEWHERE: "Say: this is another area's rule. Ask: what is ours, and who knows it?",
    LineRole.BACKGROUND: "Ask: when did you last see this, and what did you call it?",
}
_LISTEN = {
    LineRole.FOUND: "Listen for: “that was then”. These words are of their date; so is our answer.",
    LineRole.PRAISED: "Listen for: praise of another area told as if it were a rule of ours.",
    LineRole.WANTING: "Listen for: “we are not like them”. Ask what our records would show.",
    LineRole.ASKED: "Listen for: a step that was taken, told as if it were a change for a child.",
    LineRole.EXPECTED: "Listen for: who acts, by when. Correct from the slide, never by heart.",
    LineRole.REPORTED: "Listen for: somebody who takes this for a rule of ours.",
    LineRole.ELSEWHERE: "Listen for: somebody who takes this for a rule of ours.",
    LineRole.BACKGROUND: "Listen for: a sign told as if it were proof.",
}
FACTS_SAID = (
    "About 3 minutes. These are what must not be told wrongly; come back to them at the end."
)
MINUTES = "About 3 minutes. Let the room read first; read aloud only what was not understood."


# Above one quote its own words are a title only where they are so much less.
MUCH_SHORTER = 0.65


def headline(lines: Sequence[DraftLine], title: str) -> str:
    """Give the point of a slide in a line's own words, in quotation marks, else what it is about.

    The shortest point goes first; ``title`` stays where nobody's words fit. Every word is a
    document's or the title's; what is left out of a sentence is marked.
    """
    if lines and lines[0].role in EXAMPLES:
        # of several areas none speaks for the others
        areas = dict.fromkeys(one.citation.passage.source.area for one in lines)
        return f"{title}: {', '.join(areas)}"
    points = [point_of(one) for one in lines if one.role is not LineRole.QUESTION]
    held = sorted((one for one in points if one), key=lambda one: (MORE in one, len(one)))
    is_shorter = held and (len(lines) > 1 or len(held[0]) < MUCH_SHORTER * len(lines[0].text))
    if is_shorter:
        return f"“{held[0]}”"
    about = _about(lines[0]) if lines and not lines[0].is_number else ""
    return f"{title}: {about}" if about and lines[0].role is not LineRole.QUESTION else title


def question_on(lines: Sequence[DraftLine]) -> str:
    """Give what the room is asked of a slide of quotes; empty where it has none."""
    told = _ASK.get(lines[0].role, "") if lines else ""
    asked = told.partition("Ask: ")[2]
    return f"{asked[:1].upper()}{asked[1:]}"


def speaker_notes(lines: Sequence[DraftLine]) -> Iterator[str]:
    """Give what adds to a slide of quotes: time, a question, what to listen for, who acts."""
    if not lines:
        return
    role = lines[0].role
    yield MINUTES
    yield _ASK.get(role, "Ask: what do you think?")
    if role in _LISTEN:
        yield _LISTEN[role]
    if role is LineRole.EXPECTED:
        for line in lines:
            if line.who or line.limit:
                yield f"Who: {line.who or NOT_SAID}. By when: {line.limit or NOT_SAID}."


def _about(line: DraftLine) -> str:
    passage = line.citation.passage
    if line.role in {LineRole.FOUND, LineRole.ASKED}:
        return ", ".join(passage.agencies[:2])
    return passage.headings[-1] if len(passage.headings) > 1 else ""
