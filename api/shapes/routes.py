"""A pathway as other programs are given it: its steps, each with the words it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from api.shapes.sources import ForPrograms
from pathways.describing import describe, words_of
from using.addresses import document_address

if TYPE_CHECKING:
    from pathways.route import Pathway, Quotation, Step
    from pathways.shelf import Shelved


class GivenStepQuote(ForPrograms):
    """Words of a document that a step rests on: ``text[start:end]`` of it."""

    quote: str
    document: str
    title: str
    dated: str
    start: int
    end: int
    address: str


class GivenStep(ForPrograms):
    """One step: who does what by when, and where it goes on."""

    id: str
    number: int
    label: str
    who: str
    by_when: str
    next: tuple[str, ...]
    remarks: tuple[str, ...]
    area: str = Field(description="whose rule it is, where that is another area")
    quotes: tuple[GivenStepQuote, ...]


class PathwayInShort(ForPrograms):
    """A pathway's name, and when to use it."""

    id: str
    title: str
    when: str
    steps: int


class GivenPathways(ForPrograms):
    """The pathways, in the order they are offered."""

    generation: str
    pathways: tuple[PathwayInShort, ...]


class GivenPathway(ForPrograms):
    """A whole pathway; every step comes before those that follow it."""

    generation: str
    id: str
    title: str
    when: str
    steps: tuple[GivenStep, ...]
    text: str = Field(description="all of it as plain text")


def pathways_of(shelved: Shelved) -> GivenPathways:
    """Give the pathways that hold for a generation."""
    return GivenPathways(
        generation=shelved.generation.id,
        pathways=tuple(
            PathwayInShort(id=one.id, title=one.title, when=one.when, steps=len(one.steps))
            for one in shelved.pathways
        ),
    )


def pathway_of(shelved: Shelved, pathway_id: str, site: str) -> GivenPathway | None:
    """Give a pathway by its id; None where there is none."""
    found = shelved.find(pathway_id)
    if found is None:
        return None
    return GivenPathway(
        generation=shelved.generation.id, id=found.id, title=found.title, when=found.when,
        steps=tuple(_step(found, one, shelved.titles, site) for one in found.steps),
        text=describe(found, shelved.titles),
    )  # fmt: skip


def _step(pathway: Pathway, step: Step, titles: dict[str, str], site: str) -> GivenStep:
    words = words_of(pathway, step, titles)
    return GivenStep(
        id=step.id, number=words.number, label=step.label, who=step.who, by_when=step.by_when,
        next=words.next, remarks=words.remarks, area=step.area,
        quotes=tuple(_quote(one, site) for one in step.quotations),
    )  # fmt: skip


def _quote(one: Quotation, site: str) -> GivenStepQuote:
    return GivenStepQuote(
        quote=one.text, document=one.source.id, title=one.source.title, dated=one.source.dated,
        start=one.start, end=one.end, address=site + document_address(one.source.id),
    )  # fmt: skip
