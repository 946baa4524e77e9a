"""A document, from its source to its sentences, and what people taught beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from dates import in_words, month_in_words

if TYPE_CHECKING:
    from datetime import date

# An edition that is told by its years, and one that is told by its number.
_YEARS = re.compile(r"(?:19|20)\d\d(?!\.)(?:\W.*)?")
_NUMBER = re.compile(r"\d+(?:\.\d+)*")


class Kind(StrEnum):
    """What a document is, which decides how its words may be presented."""

    FINDING = "inspection finding"
    STATUTE = "statute"
    STATUTORY = "statutory guidance"
    NATIONAL = "national guidance"
    LOCAL = "local procedure"
    FORM = "form or tool"
    REVIEW = "review or research"
    GUIDANCE = "guidance"
    OTHER = "other"

    @classmethod
    def _missing_(cls, value: object) -> Kind | None:
        """Read what earlier versions wrote of a document that is of none of these kinds."""
        return cls.OTHER if value == "document" else None

    @property
    def is_expectation(self) -> bool:
        """Whether such a document says what should be done, rather than what was seen."""
        return self not in {Kind.FINDING, Kind.REVIEW, Kind.OTHER}


class Status(StrEnum):
    """How far a document may still be relied on, as the catalogue records it."""

    CURRENT = "current"
    SUPERSEDED = "superseded"
    CHECK = "check for a newer edition"
    UNKNOWN = "unknown"


class Part(StrEnum):
    """The part of an inspection letter, or of another document, that a passage belongs to."""

    INTRODUCTION = "about the inspection"
    HEADLINE = "headline finding"
    PRIORITY = "area for priority action"
    IMPROVE = "what needs to improve"
    STRENGTH = "strength"
    MAIN = "main finding"
    NEXT = "next step"
    ADDRESSEES = "addressees and signatories"
    GUIDANCE = "guidance"
    TEXT = "text"

    @property
    def is_expectation(self) -> bool:
        """Whether the part says what should be done, rather than what was found."""
        return self in {Part.PRIORITY, Part.IMPROVE, Part.NEXT, Part.GUIDANCE}


@dataclass(frozen=True, slots=True)
class Source:
    """Where a document came from, as a reader would look it up.

    ``id`` is the path relative to the ingested folder, with forward slashes.
    ``published`` is the date of the document itself, ``checked`` the day somebody last
    checked it against its sources, ``inspected_from`` and ``inspected_to`` the days of an
    inspection, ``effective_from`` the day that its rules begin; any may be unknown. ``area`` is
    the place whose document it is, empty for a national one; ``edition`` is as printed. ``places``
    are the paths of other files that hold the same words. ``replaced_by`` is the id of the
    next edition, where that is held too, and ``replaced_on`` the day from which it counts.
    ``recognised`` are the pages whose words a machine read off a picture.
    ``review_due`` is the day from which the document is due for a review, ``owner`` whoever sees
    to that. ``months`` names the dates of which only the month is known: the day is its first.
    ``dated_by`` is what ``published`` was where not a publication: "reviewed" where the document
    says no more than when it was gone over last.
    """

    id: str
    title: str
    publisher: str = ""
    published: date | None = None
    checked: date | None = None
    url: str = ""
    licence: str = ""
    kind: Kind = Kind.OTHER
    status: Status = Status.UNKNOWN
    places: tuple[str, ...] = ()
    area: str = ""
    inspected_from: date | None = None
    inspected_to: date | None = None
    effective_from: date | None = None
    edition: str = ""
    theme: str = ""
    replaced_by: str = ""
    replaced_on: date | None = None
    recognised: tuple[int, ...] = ()
    review_due: date | None = None
    owner: str = ""
    months: tuple[str, ...] = ()
    dated_by: str = ""

    def status_on(self, day: date) -> Status:
        """Give how far it may be relied on at a day: what its dates say by then counts too."""
        if self.status is Status.SUPERSEDED or (self.replaced_on and self.replaced_on <= day):
            return Status.SUPERSEDED
        return Status.CHECK if self.review_due and self.review_due <= day else self.status

    @property
    def dated(self) -> str:
        """The document's date in words, for a citation."""
        if self.published:
            return f"{self.dated_by} {self.said('published')}".strip()
        if self.checked:
            return f"checked {in_words(self.checked)}"
        if self.inspected_to:
            return f"inspected {month_in_words(self.inspected_to)}"
        if self.effective_from:
            return f"in force from {self.said('effective_from')}"
        return self.edition_in_words or "date unknown"

    def said(self, name: str) -> str:
        """Give the date of that name in words: no day that nothing gives; empty if unknown."""
        day: date | None = getattr(self, name)
        if day is None:
            return ""
        return month_in_words(day) if name in self.months else in_words(day)

    @property
    def edition_in_words(self) -> str:
        """Its edition as it is said of it ("version 3.1", "2024 edition"); empty if unknown."""
        if _YEARS.fullmatch(self.edition):
            return f"{self.edition} edition"
        return f"version {self.edition}" if _NUMBER.fullmatch(self.edition) else self.edition

    @property
    def seen(self) -> str:
        """Where and when an inspection was, for the heading of its findings; empty if unknown."""
        return ", ".join(filter(None, (self.area and f"in {self.area}", self.month)))

    @property
    def month(self) -> str:
        """The month of an inspection in words, or else of publication; empty if unknown."""
        day = self.inspected_from or self.published
        return month_in_words(day) if day else ""


class Shape(StrEnum):
    """The shape of a block on the page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, paragraph, list item or table row: ``document.text[start:end]``.

    ``level`` is a heading's depth or a list item's nesting, from 1; of a row 1 in a table without
    a header row and 2 for a header row that says so; 0 elsewhere. ``page`` is the page of the file
    that the block begins on, from 1; 0 where the file has no pages. ``breaks`` holds, for each
    further page, where in the document's text it begins.
    """

    shape: Shape
    start: int
    end: int
    level: int = 0
    page: int = 0
    breaks: tuple[int, ...] = ()

    def page_at(self, offset: int) -> int:
        """Give the page on which the character of the document's text at ``offset`` stands."""
        return self.page + sum(one <= offset for one in self.breaks)


@dataclass(frozen=True, slots=True)
class Document:
    """A source, its text and its blocks; every offset counts characters of that text."""

    source: Source
    text: str
    blocks: tuple[Block, ...]


class Class(StrEnum):
    """What a sentence is, which decides under which heading it may stand.

    ``EXPECTED`` is a duty or advice, ``FOUND`` what inspectors saw, ``REPORTED`` what others
    reported later, ``BACKGROUND`` all else: figures, history, definitions, signs.
    """

    EXPECTED = "expected"
    FOUND = "found"
    REPORTED = "reported later"
    BACKGROUND = "background"


@dataclass(frozen=True, slots=True)
class Sentence:
    """The smallest quotable slice of a passage: a sentence, list item or table row.

    ``start`` and ``end`` count characters of the passage's text. ``lead`` is the sentence
    that introduces a list item, or a table's header row; ``pointer`` is the bracketed
    source that the document gives for the sentence. Either may be empty. ``page`` is the page
    of the file that it begins on; 0 where the file has no pages. ``is_a`` is what it is.
    """

    text: str
    start: int
    end: int
    shape: Shape
    lead: str = ""
    pointer: str = ""
    page: int = 0
    is_a: Class = Class.BACKGROUND


@dataclass(frozen=True, slots=True)
class Passage:
    """A verbatim slice: ``text == document.text[start:end]``.

    ``id`` is a stable address: it depends on the document's path and the passage's words
    only, so a link to it outlives a rebuild.
    """

    id: str
    source: Source
    headings: tuple[str, ...]
    part: Part
    agencies: tuple[str, ...]
    text: str
    start: int
    end: int
    sentences: tuple[Sentence, ...]

    @property
    def heading(self) -> str:
        """The heading trail as one line, outermost first."""
        return " > ".join(self.headings)

    @property
    def page(self) -> int:
        """The page of the file that the passage begins on; 0 where it has none."""
        return self.page_at(0)

    def page_at(self, offset: int) -> int:
        """Give the page of the sentence that the character of the text at ``offset`` is part of."""
        after = (one.page for one in self.sentences if one.end > offset)
        return next(after, self.sentences[-1].page if self.sentences else 0)


@dataclass(frozen=True, slots=True)
class Taught:
    """What people wrote beside a sentence: messages it answers, and messages it corrects.

    ``quote`` is a verbatim slice of the sentence. An entry without a quote teaches what the
    documents do not give (``missing``).
    """

    quote: str
    questions: tuple[str, ...]
    mistaken: tuple[str, ...] = ()
    missing: str = ""
