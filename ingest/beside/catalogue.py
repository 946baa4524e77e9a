"""The catalogue: who published each document, when, under which licence and status."""

from __future__ import annotations

from dataclasses import dataclass

# pydantic reads annotations at run time
from datetime import date  # noqa: TC003
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from domain import FindingsError, Kind, Source, Status
from ingest.beside.tables import read_table

if TYPE_CHECKING:
    from pathlib import Path

CATALOGUE_NAME = "sources.toml"


class CatalogueError(FindingsError):
    """The catalogue cannot be read, or an entry lacks what it must have."""


class CatalogueEntry(BaseModel):
    """One document's entry in ``sources.toml``; ``path`` is relative to the catalogue.

    A document without a title here tells by its own words what it is.
    ``replaced_by`` is the path of its next edition, ``owner`` whoever sees to its reviews.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    path: str
    title: str = ""
    publisher: str = ""
    published: date | None = None
    checked: date | None = None
    url: str = ""
    licence: str = ""
    kind: Kind = Kind.OTHER
    status: Status = Status.UNKNOWN
    area: str = ""
    inspected_from: date | None = None
    inspected_to: date | None = None
    effective_from: date | None = None
    edition: str = ""
    theme: str = ""
    review_due: date | None = None
    replaced_by: str = ""
    owner: str = ""

    def source(self) -> Source:
        """Give the entry as a source; the path is its id."""
        fields = self.model_dump()
        return Source(id=fields.pop("path"), **fields)


class _CatalogueTable(BaseModel):
    model_config = ConfigDict(extra="forbid")

    not_documents: tuple[str, ...] = ()
    document: tuple[CatalogueEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What a folder says of its files.

    ``sources`` are the documents' facts, by id; ``not_documents`` the paths of files that are
    none, such as one that describes the folder; ``*`` in them stands for any letters.
    """

    sources: dict[str, Source]
    not_documents: tuple[str, ...] = ()


def read_catalogue(folder: Path) -> Catalogue:
    """Give what ``sources.toml`` in the folder says; nothing without that file.

    Raises:
        CatalogueError: the file is a link that leads outside, not TOML, or an entry has an
            unknown or missing field.
    """
    path = folder / CATALOGUE_NAME
    if not path.is_file():
        return Catalogue({})
    if not path.resolve().is_relative_to(folder.resolve()):
        msg = f"{path.name}: is a link that leads outside the folder: put the file itself there"
        raise CatalogueError(msg)
    read = read_table(path, _CatalogueTable, CatalogueError)
    return Catalogue({entry.path: entry.source() for entry in read.document}, read.not_documents)
