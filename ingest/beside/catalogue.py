"""The catalogue: who published each document, when, under which licence and status."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass

# pydantic reads annotations at run time
from datetime import date  # noqa: TC003
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, ValidationError

from domain import FindingsError, Kind, Source, Status

if TYPE_CHECKING:
    from pathlib import Path

CATALOGUE_NAME = "sources.toml"


class CatalogueError(FindingsError):
    """The catalogue cannot be read, or an entry lacks what it must have."""


class Entry(BaseModel):
    """One document's entry in ``sources.toml``; ``path`` is relative to the catalogue.

    A document without a title here tells by its own words what it is.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    path: str
    title: str = ""
    publisher: str = ""
    published: date | None = None
    checked: date | None = None
    url: str = ""
    licence: str = ""
    kind: Kind = Kind.DOCUMENT
    status: Status = Status.UNKNOWN
    area: str = ""
    inspected_from: date | None = None
    inspected_to: date | None = None
    effective_from: date | None = None
    edition: str = ""
    theme: str = ""

    def source(self) -> Source:
        """Give the entry as a source; the path is its id."""
        fields = self.model_dump()
        return Source(id=fields.pop("path"), **fields)


class _Catalogue(BaseModel):
    model_config = ConfigDict(extra="forbid")

    not_documents: tuple[str, ...] = ()
    document: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What a folder says of its files.

    ``sources`` are the documents' facts, by id; ``not_documents`` the paths of files that are
    none, such as one that describes the folder; ``*`` in them stands for any letters.
    """

    sources: dict[str, Source]
    not_documents: tuple[str, ...] = ()


def read_catalogue(folder: Path) -> Catalogue:
    """Give what ``folder/sources.toml`` says; nothing without that file.

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
    try:
        read = _Catalogue.model_validate(tomllib.loads(path.read_text("utf-8")))
    except OSError as error:
        msg = f"{path.name}: cannot be read ({error.strerror}): check its permissions"
        raise CatalogueError(msg) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        msg = f"{path.name}: not valid TOML ({error}): correct it and ingest again"
        raise CatalogueError(msg) from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"])
        msg = f"{path.name}: {place}: {first['msg']}: correct it and ingest again"
        raise CatalogueError(msg) from error
    return Catalogue({entry.path: entry.source() for entry in read.document}, read.not_documents)
