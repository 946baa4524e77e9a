"""What a slide is headed with, and what its speaker is told besides what it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafting.roles import LineRole
from drafting.sections import NOT_SAID

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafting.lines import DraftLine

_ASK = {
    LineRole.FOUND: "Ask: would an inspector still find this in our records? How do we know?",
    LineRole.ASKED: "Ask: who here has done something about this, and what has changed?",
    LineRole.EXPECTED: "Ask: do we do this always, sometimes or never? What gets in the way?",
    LineRole.REPORTED: "Ask: is it the same here, and how would we find out?",
    LineRole.ELSEWHERE: "Say: this is another area's rule. Ask: what is ours, and who knows it?",
    LineRole.BACKGROUND: "Ask: when did you last see this, and what did you call it?",
}
_LISTEN = {
    LineRole.FOUND: "Listen for: “that was then”. These words are of their date; so is our answer.",
    LineRole.ASKED: "Listen for: a step that was taken, told as if it were a change for a child.",
    LineRole.EXPECTED: "Listen for: who acts, by when. Correct from the slide, never by heart.",
    LineRole.REPORTED: "Listen for: somebody who takes this for a rule of ours.",
    LineRole.ELSEWHERE: "Listen for: somebody who takes this for a rule of ours.",
    LineRole.BACKGROUND: "Listen for: a sign told as if it were proof.",
}
MINUTES = "About 3 minutes. Let the room read first; read aloud only what was not understood."


def headline(lines: Sequence[DraftLine], title: str) -> str:
    """Give the point of a slide: the fact it gives, else whom or what its lines are about.

    Every word is a frame's, a document's heading or the words of a line; nothing is put otherwise.
    """
    facts = [one.fact for one in lines if ":" in one.fact]
    if facts:
        return "; ".join(dict.fromkeys(facts))
    if not lines or lines[0].role is LineRole.QUESTION or lines[0].is_number:
        return title
    about = _about(lines[0])
    return f"{title}: {about}" if about else title


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
