"""A theme's quiz: the questions first, the answer key with its quoted lines after them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from drafting.lines import months_of
from drafting.roles import LineRole
from drafting.sections import DraftSection
from drafting.wording import headings
from learning.quiz.items import ItemKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from drafting.kinds.scenarios import Scenario
    from drafting.lines import DraftLine
    from learning.quiz.items import QuizItem

LETTERS = "ABCDEFGH"
# Keeps a choice beside its letter.
NO_BREAK = "\N{NO-BREAK SPACE}"
INTRO = (
    "A question shows words of a document with a gap, as they are, or changed. "
    "Do not quote from this page: the documents' own words are in the answer key."
)
SCENARIO_INTRO = "Read what happens, then choose. The key quotes why each choice is right or not."
EXPLAINED = "The right choice first; each other one with the words that say where it belongs."
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


def quiz_sections(
    questions: Sequence[Question], scenarios: Sequence[Scenario], facts: Sequence[DraftLine]
) -> tuple[DraftSection, ...]:
    """Give scenarios and questions, then their answer key, numbered alike, then the facts.

    Each choice of a scenario is explained: a line quoted in the key says whose it is.
    """
    asked = tuple(_numbered(number, one.asked, _shown(one, number))
                  for number, one in enumerate(scenarios, 1))  # fmt: skip
    begun = len(scenarios) + 1
    points = tuple(_numbered(number, one.asked, one.choices)
                   for number, one in enumerate(questions, begun))  # fmt: skip
    answers = [replace(one.line, lead=f"{number}. {_letter(one.answer)} {one.choices[one.answer]}.",
                       follows=False) for number, one in enumerate(questions, begun)]  # fmt: skip
    first = (DraftSection("Scenarios", SCENARIO_INTRO, points=asked),) if asked else ()
    told = tuple(one for number, asked in enumerate(scenarios, 1)
                 for one in _explained(number, asked))  # fmt: skip
    explained = (
        (DraftSection("Answers to the scenarios", EXPLAINED, told, own_page=True),) if told else ()
    )
    key = DraftSection("Answer key", KEY_INTRO, tuple(answers), own_page=not explained)
    return (*first, DraftSection("Questions", INTRO, points=points), *explained, key,
            *_by_role(facts))  # fmt: skip


def _numbered(number: int, asked: str, choices: Sequence[str]) -> str:
    listed = "   ".join(f"{_letter(at)}{NO_BREAK}{one}" for at, one in enumerate(choices))
    return f"{number}. {asked}   {listed}"


def _letter(place: int) -> str:
    return f"{LETTERS[place]})"


def _shown(scenario: Scenario, number: int) -> list[str]:
    """Give the choices turned by the number, so that the right one is not always the first."""
    by = number % len(scenario.choices)
    return [*scenario.choices[by:], *scenario.choices[:by]]


def _explained(number: int, scenario: Scenario) -> Iterator[DraftLine]:
    shown = _shown(scenario, number)
    for choice, line in zip(scenario.choices, scenario.lines, strict=True):
        letter = _letter(shown.index(choice))
        is_right = choice == scenario.choices[0]
        told = "is right:" if is_right else "belongs elsewhere:"
        yield replace(line, lead=f"{number}. {letter} {choice} {told}", follows=False)


def _by_role(facts: Sequence[DraftLine]) -> Iterator[DraftSection]:
    """Give what to know by heart, rules apart from what was found and what is known."""
    titles = {LineRole.EXPECTED: "expected", LineRole.ASKED: "asked", LineRole.FOUND: "found",
              LineRole.BACKGROUND: "known"}  # fmt: skip
    for role, key in titles.items():
        held = tuple(one for one in facts if one.role is role)
        if held:
            yield DraftSection(f"To know by heart: {headings(months_of(held))[key]}", lines=held)


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
