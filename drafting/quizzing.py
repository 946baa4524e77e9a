"""A theme's quiz: the questions first, the answer key with its quoted lines after them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from drafting.lines import months_of
from drafting.roles import LineRole
from drafting.sections import DraftSection
from learning.quiz.items import ItemKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from drafting.lines import DraftLine
    from learning.quiz.items import QuizItem

LETTERS = "ABCDEFGH"
# Keeps a choice beside its letter.
NO_BREAK = "\N{NO-BREAK SPACE}"
INTRO = (
    "A question shows words of a document with a gap, as they are, or changed. "
    "Do not quote from this page: the documents' own words are in the answer key."
)
KEY_INTRO = "Each answer stands in the line quoted after it, or in the place that is named for it."
WHERE = "Where do these words stand?"
# The places that a reader mistakes for one another: what was found, what is asked, what applies.
_PLACES = {
    LineRole.FOUND: "In the letter, among what inspectors found{when}",
    LineRole.ASKED: "In the letter, among what it asks for",
    LineRole.EXPECTED: "In a note on guidance",
}
# A line shorter than this says too little to be placed.
FEWEST_CHARACTERS = 60


@dataclass(frozen=True, slots=True)
class Question:
    """A question on one line; ``choices[answer]`` is right."""

    asked: str
    choices: tuple[str, ...]
    answer: int
    line: DraftLine


def quiz_sections(questions: Sequence[Question]) -> tuple[DraftSection, ...]:
    """Give the questions, and the answer key with the quoted lines, numbered alike."""
    points = []
    answers = []
    for number, one in enumerate(questions, 1):
        choices = "   ".join(
            f"{LETTERS[at]}){NO_BREAK}{choice}" for at, choice in enumerate(one.choices)
        )
        points.append(f"{number}. {one.asked}   {choices}")
        lead = f"{number}. {LETTERS[one.answer]}) {one.choices[one.answer]}."
        answers.append(replace(one.line, lead=lead, follows=False))
    return (
        DraftSection("Questions", INTRO, points=tuple(points)),
        DraftSection("Answer key", KEY_INTRO, tuple(answers), own_page=True),
    )


def make_questions(
    items: Iterable[QuizItem], lines: Sequence[DraftLine], count: int
) -> tuple[Question, ...]:
    """Give at most ``count`` questions, one a line.

    The items that quote a line come first, kinds taking turns; where these are too few, the
    rest ask where a line stands.
    """
    by_place = {_place(line.citation.passage.id, line.citation.quote): line for line in lines}
    turns: dict[ItemKind, list[Question]] = {}
    for item in items:
        line = by_place.get(_place(item.citations[0].passage.id, item.citations[0].quote))
        if line is None or item.kind is ItemKind.ORDER:
            continue
        asked = " ".join(part for part in (item.kind.value, item.lead, item.text) if part)
        question = Question(asked, item.choices, item.answer, line)
        turns.setdefault(item.kind, []).append(question)
    chosen: dict[str, Question] = {}
    for turn in range(max(map(len, turns.values()), default=0)):
        for held in turns.values():
            if turn < len(held):
                chosen.setdefault(held[turn].line.key, held[turn])
    for question in _placing(lines):
        chosen.setdefault(question.line.key, question)
    return tuple(chosen.values())[:count]


def _placing(lines: Sequence[DraftLine]) -> Iterable[Question]:
    """Give a question of each role in turn, so that the place is not always the same."""
    months = months_of(lines)
    when = f" in {months[0]}" if len(months) == 1 else ""
    held = [
        [_where(line, when) for line in lines if _can_be_placed(line, role)] for role in _PLACES
    ]
    for turn in range(max(map(len, held))):
        yield from (one[turn] for one in held if turn < len(one))


def _can_be_placed(line: DraftLine, role: LineRole) -> bool:
    return line.role is role and not line.follows and len(line.text) >= FEWEST_CHARACTERS


def _where(line: DraftLine, when: str) -> Question:
    answer = tuple(_PLACES).index(line.role)
    places = tuple(one.format(when=when) for one in _PLACES.values())
    return Question(f"{WHERE} {line.text}", places, answer, line)


def _place(passage: str, quote: str) -> tuple[str, str]:
    return passage, " ".join(quote.split())
