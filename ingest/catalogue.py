"""The catalogue: who published each document, when, under which licence and status."""

from __future__ import annotations

import tomllib

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
    """One document's entry in ``sources.toml``; ``path`` is relative to the catalogue."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    path: str
    title: str
    publisher: str
    published: date | None = None
    checked: date | None = None
    url: str = ""
    licence: str = ""
    kind: Kind = Kind.DOCUMENT
    status: Status = Status.UNKNOWN

    def source(self) -> Source:
        """Give the entry as a source; the path is its id."""
        fields = self.model_dump()
        return Source(id=fields.pop("path"), **fields)


class _Catalogue(BaseModel):
    model_config = ConfigDict(extra="forbid")

    document: tuple[Entry, ...] = ()


def read_catalogue(folder: Path) -> dict[str, Source]:
    """Give the sources that ``folder/sources.toml`` lists, by id; none without that file.

    Raises:
        CatalogueError: the file is not TOML, or an entry has an unknown or missing field.
    """
    path = folder / CATALOGUE_NAME
    if not path.is_file():
        return {}
    try:
        entries = _Catalogue.model_validate(tomllib.loads(path.read_text("utf-8"))).document
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        msg = f"{path.name}: not valid TOML ({error}): correct it and ingest again"
        raise CatalogueError(msg) from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"])
        msg = f"{path.name}: {place}: {first['msg']}: correct it and ingest again"
        raise CatalogueError(msg) from error
    return {entry.path: entry.source() for entry in entries}
