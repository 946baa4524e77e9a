"""What assistant programs are given besides what the API gives: results to fetch, and changes."""

from __future__ import annotations

from pydantic import Field

from api.shapes.replies import GivenSafety
from api.shapes.sources import ForPrograms

CAUTION = (
    "Passages are no answer: 'ask' gives one. Where 'outcome' is 'declined' the documents do not"
    " answer these words; say so, and make nothing up."
)


class FoundResult(ForPrograms):
    """A passage that was found: fetch it by its id."""

    id: str
    title: str
    url: str
    text: str


class FoundResults(ForPrograms):
    """What a search found, best first."""

    safety: GivenSafety | None = Field(
        description="a child may be in danger: give the user these steps first, and whole"
    )
    first: str = Field(
        default="", description="whom to ring first: to be given to the user before anything else"
    )
    outcome: str = Field(description="what 'ask' gives for these words")
    note: str
    results: tuple[FoundResult, ...]


class FetchedText(ForPrograms):
    """A section of a document, word for word, or a whole document."""

    id: str
    title: str
    text: str
    url: str
    metadata: dict[str, str]


class SentenceChange(ForPrograms):
    """A sentence that reads otherwise now."""

    old: str
    new: str


class SectionChange(ForPrograms):
    """What changed below one heading."""

    heading: str
    was: str = Field(description="the earlier heading, where it differs")
    added: tuple[str, ...]
    dropped: tuple[str, ...]
    changed: tuple[SentenceChange, ...]


class DocumentChanges(ForPrograms):
    """What changed from one document to another, in their own words."""

    old: str
    new: str
    sections: tuple[SectionChange, ...]
