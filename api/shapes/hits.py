"""What a search finds, as other programs are given it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from api.shapes.replies import GivenSafety
from api.shapes.sources import ForPrograms
from using.addresses import address_of

if TYPE_CHECKING:
    from domain import Passage


class GivenPassage(ForPrograms):
    """A passage, as it stands in its document: ``text[start:end]`` of it."""

    id: str
    document: str
    title: str
    kind: str
    area: str
    dated: str
    headings: tuple[str, ...]
    part: str
    page: int | None
    text: str
    start: int
    end: int
    relevance: float | None = Field(description="chance that it answers; null for exact words")
    address: str


class GivenHits(ForPrograms):
    """The passages found, best first."""

    safety: GivenSafety | None = Field(description="a child may be in danger: show this first")
    first: str = Field(
        default="",
        description="whom to ring first, where the words may tell of danger after all;"
        " to be shown before anything else",
    )
    outcome: str = Field(
        description="what a question of these words gets: where it is 'declined' the documents do"
        " not answer it, however near the passages are; empty for a search for exact words"
    )
    masked: tuple[str, ...] = Field(description="kinds of identifying details that were left out")
    generation: str
    passages: tuple[GivenPassage, ...]


def passage_of(passage: Passage, site: str, relevance: float | None = None) -> GivenPassage:
    """Give a passage with all that says where it stands."""
    source = passage.source
    return GivenPassage(
        id=passage.id, document=source.id, title=source.title, kind=source.kind.value,
        area=source.area, dated=source.dated, headings=passage.headings, part=passage.part.value,
        page=passage.page or None, text=passage.text, start=passage.start, end=passage.end,
        relevance=relevance, address=site + address_of(passage),
    )  # fmt: skip
