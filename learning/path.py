"""The reading path: sittings of ten minutes, each reading a quote tied to its document."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from domain import Citation, FindingsError
from ingest.beside.tables import StrictTable, read_table
from learning.tracing import Searchable, Tracer

if TYPE_CHECKING:
    from pathlib import Path

FILE_NAME = "learning/path.toml"
# A careful reader of new matter (Brysbaert 2019 gives 238 words a minute for English prose;
# law and procedure are read more slowly).
WORDS_A_MINUTE = 150
# To open a quote's document and read what stands around it.
SECONDS_A_READING = 20
# Five questions at the end.
QUESTIONS_OF_A_SITTING = 5
SECONDS_A_QUESTION = 25
LONGEST_MINUTES = 10

_Text = Annotated[str, Field(min_length=1, pattern=r"^\S(.*\S)?$")]


class PathError(FindingsError):
    """The reading path cannot be read, or quotes words that are no longer there."""


class UnboundPathError(PathError):
    """The reading path quotes words that are not in the documents."""


@dataclass(frozen=True, slots=True)
class PathQuote:
    """A quote to read; ``says`` is our line of why."""

    says: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Sitting:
    """What is read at one go, with words of the glossary and pathways that belong to it."""

    id: str
    title: str
    aim: str
    readings: tuple[PathQuote, ...]
    words: tuple[str, ...]
    pathways: tuple[str, ...]

    @property
    def minutes(self) -> int:
        """How long it takes, its questions included, in whole minutes, rounded up."""
        words = sum(len(f"{one.says} {one.citation.quote}".split()) for one in self.readings)
        seconds = 60 * words / WORDS_A_MINUTE + SECONDS_A_READING * len(self.readings)
        return math.ceil((seconds + QUESTIONS_OF_A_SITTING * SECONDS_A_QUESTION) / 60)

    @property
    def passages(self) -> frozenset[str]:
        """The ids of the passages that its readings quote."""
        return frozenset(one.citation.passage.id for one in self.readings)


class _PathQuoteTable(StrictTable):
    says: _Text
    quote: _Text
    document: _Text


class _SittingTable(StrictTable):
    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    title: _Text
    aim: _Text
    words: tuple[_Text, ...] = ()
    pathways: tuple[_Text, ...] = ()
    reading: tuple[_PathQuoteTable, ...] = Field(min_length=1)


class _Path(StrictTable):
    sitting: tuple[_SittingTable, ...] = Field(min_length=1)


def load_path(file: Path, generation: Searchable) -> tuple[Sitting, ...]:
    """Give the sittings of a file, in its order; none where there is no such file.

    Raises:
        UnboundPathError: a quote is no longer in its document; the message names sitting,
            quote and document.
        PathError: the file cannot be read, or two sittings have one id.
    """
    if not file.is_file():
        return ()
    tracer = Tracer(generation)
    read = _read(file).sitting
    if len({one.id for one in read}) < len(read):
        msg = f"{FILE_NAME}: two sittings have the same id: rename one"
        raise PathError(msg)
    return tuple(_tie(one, tracer) for one in read)


def _read(file: Path) -> _Path:
    return read_table(file, _Path, PathError, name=FILE_NAME)


def _tie(sitting: _SittingTable, tracer: Tracer) -> Sitting:
    readings = []
    for one in sitting.reading:
        citation = tracer.cite(one.quote, one.document)
        if citation is None:
            msg = (
                f"{FILE_NAME}: sitting {sitting.id!r}: the quote {one.quote!r} is not in a passage"
                f" of {one.document}: correct it, or ingest that document"
            )
            raise UnboundPathError(msg)
        readings.append(PathQuote(one.says, citation))
    return Sitting(
        sitting.id, sitting.title, sitting.aim, tuple(readings), sitting.words, sitting.pathways
    )
