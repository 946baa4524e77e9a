"""The sources behind a note's bracketed pointers: whose rule each one is, and its weight."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Self

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr

from dates import month_in_words
from domain import FindingsError, Kind, Status
from ingest.beside.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from domain import Source
    from ingest.beside.partnership import Partnership

POINTERS_NAME = "pointers.toml"


class PointersError(FindingsError):
    """The list of pointers cannot be read, names a label twice, or an entry is not valid."""


class Weight(StrEnum):
    """What a source is, and so how much it binds the reader; the most binding first."""

    LAW = "law"
    STATUTORY = "statutory guidance"
    INSPECTOR = "inspector guidance"
    FINDING = "inspection finding"
    NATIONAL = "national guidance"
    LOCAL = "local procedure"
    PRACTICE = "practice guide"
    NEWS = "news or commentary"


class Pointer(BaseModel):
    """The source that a bracketed label stands for.

    ``area`` is the place whose procedure or record it is, empty for a national source.
    ``published`` is an ISO date, month or year, empty where none was seen.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    label: str = Field(min_length=1)
    area: str
    weight: Weight
    title: str
    publisher: str
    published: str = Field(default="", pattern=r"^(\d{4}(-\d{2}(-\d{2})?)?)?$")
    url: str = Field(default="", pattern=r"^(https?://\S+)?$")
    status: Status = Status.UNKNOWN
    _foreign: str = PrivateAttr("")

    @property
    def foreign(self) -> str:
        """What is said of its rules where they are another area's; empty where they hold here."""
        return self._foreign

    def seen_from(self, partnership: Partnership) -> Self:
        """Give the same, knowing whether its rules are those of a partnership."""
        if not partnership.covers(self.area):
            self._foreign = partnership.not_its_rule
        return self

    @property
    def seen(self) -> str:
        """Its area and month, as ``Source.seen`` gives those of a document held."""
        parts = self.published.split("-")
        month = month_in_words(date(int(parts[0]), int(parts[1]), 1)) if parts[1:] else parts[0]
        return ", ".join(filter(None, (self.area and f"in {self.area}", month)))


class _Pointers(BaseModel):
    model_config = ConfigDict(extra="forbid")

    pointer: tuple[Pointer, ...] = ()


def read_pointers(path: Path) -> dict[str, Pointer]:
    """Give the pointers that the file at ``path`` lists, by label; none without that file.

    Raises:
        PointersError: the file is not TOML, an entry has an unknown or missing field, or a
            label is there twice.
    """
    if not path.is_file():
        return {}
    entries = read_table(path, _Pointers, PointersError).pointer
    pointers: dict[str, Pointer] = {}
    for entry in entries:
        if entry.label in pointers:
            msg = f"{path.name}: {entry.label!r} is there twice: keep one and ingest again"
            raise PointersError(msg)
        pointers[entry.label] = entry
    return pointers


def retold_from(pointers: Mapping[str, Pointer], sources: Iterable[Source]) -> dict[str, Source]:
    """Give the inspections that are held themselves, by the labels of pointers that name them.

    They are known by their date of publication.
    """
    held = {one.published: one for one in sources if one.kind is Kind.FINDING and one.published}
    days = {one.isoformat(): source for one, source in held.items()}
    return {
        label: days[one.published]
        for label, one in pointers.items()
        if one.weight is Weight.FINDING and one.published in days
    }


def split_label(bracket_text: str) -> tuple[str, ...]:
    """Give the labels between the brackets, which ';' separates, in order."""
    labels = (" ".join(label.split()) for label in bracket_text.split(";"))
    return tuple(label for label in labels if label)
