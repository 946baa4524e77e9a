"""Small pathways for tests, with any steps and any words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain import Source
from pathways.ordering import in_order
from pathways.route import Branch, Pathway, Quotation, Step

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SOURCE = Source(id="note.md", title="A note")


def step(name: str, *after: str, label: str = "Do it", when: str = "Yes") -> Step:
    """A step that leads to each of ``after``, by branches named ``when``."""
    return Step(
        id=name,
        label=label,
        ask="What is done?",
        who="Anyone",
        by_when="Now",
        branches=tuple(Branch(one, when) for one in after),
        quotation=Quotation("Do it.", SOURCE, 0, 6),
    )


def route(ways: Mapping[str, Sequence[str]], *, label: str = "Do it", when: str = "Yes") -> Pathway:
    """A pathway whose steps lead on as ``ways`` says; the first is where it begins."""
    order = in_order(ways, start=next(iter(ways)))
    steps = tuple(step(one, *ways[one], label=label, when=when) for one in order)
    return Pathway("a-route", "A route", "When it is needed.", ("do it",), steps)
