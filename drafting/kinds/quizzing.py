"""A theme's quiz: the questions first, the answer key with its quoted lines after them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from drafting.kinds.quoted import known_first
from drafting.lines import months_of
from drafting.roles import LineRole
from drafting.sections import DraftSection, Form
from learning.quiz.items import GAP, ItemKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from drafting.kinds.scenarios import Scenario
    from drafting.lines import DraftLine
    from learning.quiz.items import QuizItem

LETTERS = "ABCDEFGH"
# Keeps a choice beside its letter.
NO_BREAK = "\N{NO-BREAK SPACE}"
INTRO = (
    "A question shows words of a document with a gap, as they are, or changed, or asks openly. "
    "Do not quote from this page: the documents' own words are in the answer key."
)
SCENARIO_INTRO = "Read what happens, then choose. The key quotes why each choice is right or not."
EXPLAINED = "The right choice first; each other one with the words that say where it belongs."
KEY_INTRO = (
    "Each answer stands in the line quoted after it. To an open question any of its lines will do, "
    "in the room's own words."
)
OWN_WORDS = "In your own words:"
_OPEN = {
    LineRole.EXPECTED: "what is expected{about}?",
    LineRole.FOUND: "what did inspectors find{when}{about}?",
    LineRole.ASKED: "what does the letter ask for{about}?",
}
GOES_ON = {
    LineRole.FOUND: "How did inspectors go on?",
    LineRole.ASKED: "How does what is asked for go on?",
    LineRole.EXPECTED: "How does what is expected go on?",
}
_CLAUSE = re.compile(
    r"; |, (?=(?:as|but|with|which|who|including|so|because|while|leading|leaving|resulting|there"
    r"|instead|rather|although|though|they|it|this|and (?:there|this|they|it)|combined)\b)"
)
CHOICES, FEWEST_WORDS = 3, 5
# How many lines answer an open question in the key, and how many are asked for.
MOST_IN_A_KEY = 3
_COUNTS = {2: "two things", 3: "three things"}
# Of the questions of a quiz, at least these are open, where the lines give as many.
FEWEST_OPEN = 3


@dataclass(frozen=True, slots=True)
class Question:
    """A question on one line; ``choices[answer]`` is right.

    An open question has no choices; ``also`` are further lines that answer it.
    """

    asked: str
    choices: tuple[str, ...]
    answer: int
    line: DraftLine
    also: tuple[DraftLine, ...] = ()

    @property
    def right(self) -> str:
        """The right choice with its letter; empty of an open question."""
        if not self.choices:
            return ""
        return f"{_letter(self.answer)} {self.choices[self.answer].rstrip('.')}."


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
    answers = [line for number, one in enumerate(questions, begun) for line in _key(number, one)]
    first = (DraftSection("Scenarios", SCENARIO_INTRO, points=asked),) if asked else ()
    told = tuple(one for number, asked in enumerate(scenarios, 1)
                 for one in _explained(number, asked))  # fmt: skip
    explained = (
        (DraftSection("Answers to the scenarios", EXPLAINED, told, form=Form.KEY, own_page=True),)
        if told
        else ()
    )
    key = DraftSection(
        "Answer key", KEY_INTRO, tuple(answers), form=Form.KEY, own_page=not explained
    )
    return (*first, DraftSection("Questions", INTRO, points=points), *explained, key,
            *known_first(facts, "by heart"))  # fmt: skip


def _key(number: int, question: Question) -> Iterator[DraftLine]:
    yield replace(question.line, lead=f"{number}. {question.right}".strip(), follows=False)
    for one in question.also:
        yield replace(one, lead=f"{number}.", follows=False)


def _numbered(number: int, asked: str, choices: Sequence[str]) -> str:
    listed = "   ".join(f"{_letter(at)}{NO_BREAK}{one}" for at, one in enumerate(choices))
    return f"{number}. {asked}   {listed}".rstrip()


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


def make_questions(
    items: Iterable[QuizItem], lines: Sequence[DraftLine], count: int
) -> tuple[Question, ...]:
    """Give at most ``count`` questions, one a line.

    The items that quote a line come first, kinds taking turns; some questions are open, and more
    where items are few.
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
    for question in _going_on(lines):
        chosen.setdefault(question.line.key, question)
    openly = [one for one in _open(lines) if one.line.key not in chosen] or list(_open(lines))
    held = list(chosen.values())[: max(0, count - min(FEWEST_OPEN, len(openly)))]
    return tuple([*held, *openly][:count])


def _going_on(lines: Sequence[DraftLine]) -> Iterator[Question]:
    """Ask how a sentence goes on, among the ends of others of its kind."""
    for role, what in GOES_ON.items():
        held = [one for one in lines if one.role is role and not one.follows]
        parted = [(one, *parts) for one in held if (parts := _parted(one.text))]
        for at, (line, begins, ends) in enumerate(parted):
            near = sorted((one[2] for one in parted if one[0].key != line.key),
                          key=lambda one: abs(len(one) - len(ends)))  # fmt: skip
            others = near[: CHOICES - 1]
            if len(others) == CHOICES - 1:
                right = at % CHOICES
                choices = (*others[:right], ends, *others[right:])
                yield Question(f"{what} {begins} {GAP}", choices, right, line)


def _parted(text: str) -> tuple[str, str] | tuple[()]:
    """Give a sentence in two parts where another clause begins, the last such; else nothing."""
    places = [one.end() for one in _CLAUSE.finditer(text)] if ". " not in text else []
    for place in reversed(places):
        begins, ends = text[:place].strip(), text[place:].strip()
        if min(len(begins.split()), len(ends.split())) >= FEWEST_WORDS:
            return begins, ends
    return ()


def _open(lines: Sequence[DraftLine]) -> Iterator[Question]:
    """Ask in the room's own words what lines of one kind say; roles take turns."""
    groups: dict[LineRole, dict[str, list[DraftLine]]] = {one: {} for one in _OPEN}
    for line in lines:
        if line.role in groups and not line.is_number:
            groups[line.role].setdefault(_about(line), []).append(line)
    turns = [list(one.items()) for one in groups.values()]
    for turn in range(max(map(len, turns), default=0)):
        for (role, _), held in zip(groups.items(), turns, strict=True):
            if turn < len(held):
                yield _asked_openly(role, *held[turn])


def _asked_openly(role: LineRole, about: str, lines: Sequence[DraftLine]) -> Question:
    told = tuple(lines[:MOST_IN_A_KEY])
    months = months_of(told)
    when = f" in {months[0]}" if len(months) == 1 else ""
    count = f" Name {_COUNTS[len(told)]}." if len(told) > 1 else ""
    asked = _OPEN[role].format(when=when, about=about)
    return Question(f"{OWN_WORDS} {asked}{count}", (), 0, told[0], told[1:])


def _about(line: DraftLine) -> str:
    passage = line.citation.passage
    if line.role is LineRole.EXPECTED:
        return f" on “{passage.headings[-1]}”" if passage.headings else ""
    named = " and ".join(passage.agencies[:2])
    return f", where it speaks of {named}" if named else ""


def _place(passage: str, quote: str) -> tuple[str, str]:
    return passage, " ".join(quote.split())
