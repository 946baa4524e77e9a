"""The sentence that gives a partnership's own number, and the line of any words of a document."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from drafting.choosing import Chosen
from drafting.lines import make_lines
from ingest.beside.partnership import Role
from ingest.facts.contacts import find_contacts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bot.answering.cautions import Foreign
    from domain import Passage
    from drafting.lines import DraftLine
    from ingest.beside.pointers import Pointer
    from learning.tracing import Tracer
    from pathways.route import Quotation
    from store.generation.opened import Generation

# Farther from a theme than anything that was chosen for it.
_BESIDE = 3
# Digits that stand together however a number is written: "01270 500 500".
_LAST = 3


def front_door(generation: Generation) -> Chosen | None:
    """Give the sentence with the number of the partnership's front door; None where none gives it.

    It is farther from any theme than what is chosen for it.
    """
    numbers = {
        one.number.replace(" ", "")
        for one in generation.partnership.contact
        if one.role is Role.FRONT_DOOR
    }
    if not numbers:
        return None
    # a number is looked for in what holds its last digits, and what it is in that alone
    ends = {one[-_LAST:] for one in numbers}
    near = [one for one in generation.passages if any(end in one.text for end in ends)]
    for contact in find_contacts(near):
        passage = near[contact.passage]
        if contact.value.replace(" ", "") in numbers:
            return Chosen(passage, contact.sentence, _BESIDE)
    return None


def reached(chosen: Sequence[Chosen], door: Chosen | None) -> tuple[Chosen, ...]:
    """Give the chosen sentences, and last what ``front_door`` gave, where it is not among them."""
    held = {(one.passage.id, one.number) for one in chosen}
    if door is None or (door.passage.id, door.number) in held:
        return tuple(chosen)
    return (*chosen, door)


def line_of(
    quotation: Quotation, tracer: Tracer, pointers: Mapping[str, Pointer],
    address_of: Callable[[Passage], str], foreign: Foreign,
) -> DraftLine | None:  # fmt: skip
    """Give the line of a pathway's quotation; None where it is in no passage."""
    citation = tracer.at(quotation.source.id, quotation.start, quotation.end)
    if citation is None:
        return None
    passage = citation.passage
    begun = quotation.start - passage.start
    number = next(at for at, one in enumerate(passage.sentences) if one.end > begun)
    (line,) = make_lines([Chosen(passage, number, 0)], pointers, address_of, foreign)
    return replace(line, citation=citation)
