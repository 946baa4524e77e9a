"""Flashcards: a question on the front, the document's own words with their source on the back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from drafting.kinds.quoted import ELSEWHERE, where_held
from drafting.roles import RULES, LineRole
from drafting.sections import DraftSection
from learning.quiz.items import GAP

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafting.kinds.quizzing import Question
    from drafting.kinds.quoted import Kept
    from drafting.lines import DraftLine

HOW = (
    "Cover the words in quotation marks, answer, then look.",
    "Put what you knew aside until next week; look at the rest again tomorrow.",
)
_ASKS = {
    LineRole.FOUND: "What did inspectors find{about}?",
    LineRole.ASKED: "What does the letter ask for{about}?",
    LineRole.EXPECTED: "What is expected{about}?",
    LineRole.REPORTED: "What do others report{about}?",
    LineRole.ELSEWHERE: "What does another area expect of its own staff{about}?",
    LineRole.PRAISED: "What did inspectors praise{about}?",
    LineRole.WANTING: "What did inspectors find wanting{about}?",
    LineRole.BACKGROUND: "What is known{about}?",
}


def flashcards(kept: Kept, questions: Sequence[Question]) -> tuple[DraftSection, ...]:
    """Give a card for each line; ``questions`` ask for words of some of them."""
    asked = {one.line.key: one.asked for one in questions if GAP in one.asked}
    sections = where_held(
        kept, ("expected", LineRole.EXPECTED), ("asked", LineRole.ASKED),
        ("found", LineRole.FOUND), *ELSEWHERE, ("reported", LineRole.REPORTED),
        ("known", LineRole.BACKGROUND),
    )  # fmt: skip
    numbers = tuple(one for one in kept[LineRole.BACKGROUND] if one.is_number)
    reach = (DraftSection("Whom to ring", lines=numbers),) if numbers else ()
    return (
        DraftSection("How to use the cards", points=HOW),
        *(replace(one, lines=tuple(_cards(one.lines, asked))) for one in (*reach, *sections)),
    )


def _cards(lines: Sequence[DraftLine], asked: dict[str, str]) -> Iterator[DraftLine]:
    """Give each line with the card's front as its lead; one that leans on another says which."""
    before = ""
    for line in lines:
        front = front_of(line, asked)
        told = f"{before} {front}" if line.follows and before else front
        before = line.text
        yield replace(line, lead=told, fact="", follows=False)


def front_of(line: DraftLine, asked: dict[str, str]) -> str:
    """Give what a card asks of a line; ``asked`` are the quiz's questions by the line's key."""
    if line.limit:
        return f"By when? {line.text.replace(line.limit, GAP)}"
    if line.is_number:
        before = line.text.split("|")[0].split(":")[0]
        return f"How do you reach this? {before.strip()}"
    if line.key in asked:
        return asked[line.key]
    if line.who and line.role in RULES:
        return f"Who must? {line.text.replace(line.who, GAP, 1)}"
    about = ", ".join(line.citation.passage.agencies) or line.citation.passage.headings[-1:]
    told = about if isinstance(about, str) else "".join(about)
    lead = f" {line.lead}" if line.lead else ""
    return _ASKS[line.role].format(about=f" ({told})" if told else "") + lead
