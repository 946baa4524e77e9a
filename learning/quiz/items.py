"""A quiz item: a question about quoted words, with its choices and the right one."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from domain import Citation, Passage
    from learning.quiz.lines import QuizLine

GAP = "_____"
TRUE, FALSE = "True", "False"


class ItemKind(StrEnum):
    """The kinds of item; the value is what the learner is asked."""

    CLOZE = "Which words fill the gap?"
    NUMBER = "Which number fills the gap?"
    AGENCY = "Who is it? Match the agency to the action."
    CLAIM = "True or false: does the document say this?"
    ORDER = "In which order do these steps come?"
    SCENARIO = "Read what happens, then choose."


@dataclass(frozen=True, slots=True)
class QuizItem:
    """A question with its choices; ``choices[answer]`` is the right one.

    ``text`` is the line as asked: with a gap, as it is, with some words changed, or steps to
    order, a line each. ``key`` is what decides, verbatim in the first citation's quote as it
    reads on a page (``learning.quiz.lines.plain``). ``lead`` introduces the line in its document,
    as a table's header row does; it may be empty. Of a scenario it is the question, and
    ``citations`` say of each choice where it belongs. ``id`` does not depend on the seed's order
    of choices, so that a learner's progress outlives a rebuild.
    """

    id: str
    kind: ItemKind
    topic: str
    heading: str
    lead: str
    text: str
    choices: tuple[str, ...]
    answer: int
    key: str
    citations: tuple[Citation, ...]

    @property
    def passage(self) -> Passage:
        """The passage that decides."""
        is_explained = self.kind is ItemKind.SCENARIO
        return self.citations[self.answer if is_explained else 0].passage


def item_about(
    kind: ItemKind, line: QuizLine, *, text: str, choices: tuple[str, ...], answer: int, key: str
) -> QuizItem:
    """Give the item that asks about one line."""
    passage = line.citation.passage
    return QuizItem(
        id=identify(kind, passage.id, text),
        kind=kind,
        topic=line.topic,
        heading=passage.headings[-1] if passage.headings else "",
        lead=line.lead,
        text=text,
        choices=choices,
        answer=answer,
        key=key,
        citations=(line.citation,),
    )


def identify(kind: ItemKind, *told: str) -> str:
    """Give the id of an item of a kind that asks what ``told`` says."""
    return hashlib.sha256("\n".join((kind.name, *told)).encode()).hexdigest()[:12]
