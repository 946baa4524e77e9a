"""A catalogue of public letters: whose each is, of which day, on what, and where it can be had."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from domain import FindingsError

if TYPE_CHECKING:
    from pathlib import Path

# Below the folder of the documents, a file for each collection.
FOLDER_NAME = "collections"
_PARTS = {"area", "published", "theme", "address"}
_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")


class CollectionError(FindingsError):
    """There is no such collection, or its catalogue is damaged."""


@dataclass(frozen=True, slots=True)
class PublicLetter:
    """A letter that anybody may read; ``address`` is empty where it was not confirmed."""

    area: str
    published: date
    theme: str = ""
    address: str = ""

    @property
    def key(self) -> str:
        """A name for it that no other letter of the collection has."""
        return f"{re.sub(r'[^a-z0-9]+', '-', self.area.lower()).strip('-')}-{self.published}"

    @property
    def label(self) -> str:
        """What people call it."""
        return f"{self.area}, {self.published}"


@dataclass(frozen=True, slots=True)
class Collection:
    """Public letters of one sort."""

    name: str
    title: str
    letters: tuple[PublicLetter, ...]


def read_collection(name: str, folders: tuple[Path, ...]) -> Collection:
    """Give the collection of that name from the first of the knowledge ``folders`` that has it.

    Raises:
        CollectionError: none has it, or its catalogue is damaged.
    """
    known = sorted({one.stem for at in folders for one in (at / FOLDER_NAME).glob("*.toml")})
    if name not in known or not _NAME.fullmatch(name):
        msg = f"{name}: no such collection: give one of {', '.join(known) or 'none is there'}"
        raise CollectionError(msg)
    places = (folder / FOLDER_NAME / f"{name}.toml" for folder in folders)
    path = next(one for one in places if one.is_file())
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        msg = f"{path}: cannot be read ({error}): correct it"
        raise CollectionError(msg) from error
    letters = tuple(_letter(entry, path) for entry in table.get("letter", ()))
    keys = [one.key for one in letters]
    twice = sorted({one for one in keys if keys.count(one) > 1})
    if twice:
        msg = f"{path}: {', '.join(twice)} is there twice: take one out"
        raise CollectionError(msg)
    return Collection(name, str(table.get("title", name)), letters)


def _letter(entry: object, path: Path) -> PublicLetter:
    """Give one letter, or say what of its entry is not what it should be."""
    if not isinstance(entry, dict) or set(entry) - _PARTS or not entry.get("area"):
        msg = f"{path}: each [[letter]] has an area and a day published, maybe theme and address"
        raise CollectionError(msg)
    area, day = entry["area"], entry.get("published")
    rest = [entry.get("theme", ""), entry.get("address", "")]
    if type(day) is not date or not all(isinstance(one, str) for one in (area, *rest)):
        msg = f"{path}: {area}: published is a day such as 2024-03-01, all else is text in quotes"
        raise CollectionError(msg)
    return PublicLetter(area, day, *rest)
