"""A document as other programs are given it: its facts, its sections, its words."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import groupby
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field

from using.addresses import address_of, document_address

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain import Passage, Source
    from store.generation.opened import Generation


class ForPrograms(BaseModel):
    """Something that another program is given: made once, never changed."""

    model_config = ConfigDict(frozen=True)


class GivenSource(ForPrograms):
    """What a document is. A date that is not known is null, a text that is not known is empty."""

    id: str = Field(description="path below the folder of documents; stable")
    title: str
    publisher: str
    kind: str
    area: str = Field(description="the place whose document it is; empty for a national one")
    dated: str = Field(description="its date in words, for a citation")
    published: date | None
    checked: date | None
    inspected_from: date | None
    inspected_to: date | None
    effective_from: date | None
    edition: str
    status: str = Field(description="how far it may be relied on today")
    replaced_by: str = Field(description="id of the next edition, where that is held")
    replaced_on: date | None
    review_due: date | None
    theme: str
    licence: str
    url: str = Field(description="where the publisher has it")
    address: str = Field(description="its page in Findings")

    @classmethod
    def of(cls, source: Source, site: str) -> GivenSource:
        """Give the facts of a source; ``site`` is the web address that the app is reached by."""
        names = cls.model_fields.keys() - {"dated", "status", "kind", "address"}
        facts = {name: getattr(source, name) for name in names}
        return cls(
            **facts, dated=source.dated, kind=source.kind.value,
            status=source.status_on(datetime.now(UTC).date()).value,
            address=site + document_address(source.id),
        )  # fmt: skip


class GivenSources(ForPrograms):
    """The documents held, in the order they were read."""

    generation: str = Field(description="the edition of the knowledge base that this is of")
    documents: tuple[GivenSource, ...]


class GivenSection(ForPrograms):
    """What stands below one heading: ``text[start:end]`` of its document."""

    id: str = Field(description="stable for as long as its first words are the same")
    headings: tuple[str, ...] = Field(description="the heading trail, outermost first")
    part: str = Field(description="the part of an inspection letter, or of another document")
    page: int | None = Field(description="page of the file that it begins on")
    start: int
    end: int
    address: str


class SectionInWords(ForPrograms):
    """A section with its words and the document that they are of."""

    generation: str
    document: GivenSource
    section: GivenSection
    text: str


class GivenOutline(ForPrograms):
    """A document's sections, in order."""

    generation: str
    document: GivenSource
    sections: tuple[GivenSection, ...]


class GivenDocument(GivenOutline):
    """A whole document: its facts, its sections and its words, which all offsets count in."""

    text: str


def outline_of(generation: Generation, source: Source, site: str) -> GivenOutline:
    """Give the sections of a document; neighbouring passages below one heading are one."""
    passages = generation.passages_of(source.id)
    return GivenOutline(
        generation=generation.id,
        document=GivenSource.of(source, site),
        sections=tuple(
            _section(list(held), site) for _, held in groupby(passages, lambda one: one.headings)
        ),
    )


def document_of(generation: Generation, source_id: str, site: str) -> GivenDocument | None:
    """Give a whole document; None where none of that id is held."""
    document = generation.by_id.get(source_id)
    if document is None:
        return None
    outline = outline_of(generation, document.source, site)
    return GivenDocument(**dict(outline), text=document.text)


def section_of(generation: Generation, section_id: str, site: str) -> SectionInWords | None:
    """Give the section that a passage's id names, whole; None where there is none."""
    named = next((one for one in generation.passages if one.id == section_id), None)
    if named is None:
        return None
    document = generation.by_id[named.source.id]
    outline = outline_of(generation, named.source, site)
    section = next(one for one in outline.sections if one.start <= named.start < one.end)
    return SectionInWords(
        generation=generation.id, document=outline.document, section=section,
        text=document.text[section.start : section.end],
    )  # fmt: skip


def sources_of(generation: Generation, site: str) -> GivenSources:
    """Give every document held."""
    held: Iterable[Source] = generation.sources
    return GivenSources(
        generation=generation.id, documents=tuple(GivenSource.of(one, site) for one in held)
    )


def _section(passages: list[Passage], site: str) -> GivenSection:
    first = passages[0]
    return GivenSection(
        id=first.id, headings=first.headings, part=first.part.value, page=first.page or None,
        start=first.start, end=passages[-1].end, address=site + address_of(first),
    )  # fmt: skip
