"""A pathway: the steps of a procedure, each tied to words of a document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from domain import Source


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of a document that carry a step: the document's ``text[start:end]``."""

    text: str
    source: Source
    start: int
    end: int

    @property
    def words(self) -> str:
        """The words as they read on a page: bold marks dropped."""
        return self.text.replace("*", "")


@dataclass(frozen=True, slots=True)
class Branch:
    """A way on from a step: the id of the next one, and when it is taken (empty: always)."""

    step: str
    when: str


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do, by whom and by when, with the quotation that it rests on.

    ``ask`` is the question about the step that the assistant is asked for more.
    ``also`` carries what ``quotation`` leaves open, such as the time limit. ``area`` names the
    place whose rule it is where that is another, and ``caution`` what a reader must then know;
    ``see`` is the id of the pathway that goes on from here. Any may be empty, and so may ``note``.
    """

    id: str
    label: str
    ask: str
    who: str
    by_when: str
    branches: tuple[Branch, ...]
    quotation: Quotation
    also: tuple[Quotation, ...] = ()
    area: str = ""
    caution: str = ""
    note: str = ""
    see: str = ""

    @property
    def quotations(self) -> tuple[Quotation, ...]:
        """Every quotation of the step, the one that carries it first."""
        return (self.quotation, *self.also)


@dataclass(frozen=True, slots=True)
class Pathway:
    """A route that staff ask about; the first step is where it begins.

    Steps stand in an order in which every step comes before those that follow it.
    ``when`` says when to use it; ``keywords`` are the phrases that a question about it uses.
    """

    id: str
    title: str
    when: str
    keywords: tuple[str, ...]
    steps: tuple[Step, ...]

    def number(self, step_id: str) -> int:
        """Give the place of a step in the route, from 1."""
        return 1 + next(place for place, one in enumerate(self.steps) if one.id == step_id)

    def step(self, step_id: str) -> Step:
        """Give a step by its id."""
        return self.steps[self.number(step_id) - 1]

    @property
    def documents(self) -> frozenset[str]:
        """The ids of the documents that the steps quote."""
        return frozenset(one.source.id for step in self.steps for one in step.quotations)
