"""Documents that wait to be published: kept in a folder of the store, looked at, corrected.

What is staged is quoted to nobody. It stays until it is published or discarded, whatever restarts.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from domain import FindingsError, Kind, Source
from ingest.beside.catalogue import read_catalogue
from ingest.beside.recording import KeepingError
from ingest.readers.layout import clean
from ingest.readers.registry import READERS
from ingest.web.fetching import Fetched
from ingest.web.keeping import place_for
from ingest.web.naming import safe_name
from using.documents.facts import checked_facts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

STAGED_NAME = "staged"
# Below the folder of documents: what came in through the page.
UPLOADED_NAME = "uploaded"
READINGS_OF_STAGED = "read"
_ABOUT, _PREVIEW = "about.json", "preview.json"
_ID = re.compile(r"[0-9a-f]{16}")
_MOST_LETTERS = 160


class StagingError(FindingsError):
    """What is staged is not there, or cannot be kept."""


@dataclass(frozen=True, slots=True)
class Staged:
    """A document that waits, with what a person said of it.

    ``name`` is the one to keep it by, ``said`` the one that it came under. ``told`` are facts as
    the catalogue takes them, by its fields; ``replaces`` is the id of the document whose place it
    takes, empty where it is one of its own. ``address`` and ``day`` are those of one fetched.
    """

    id: str
    name: str
    said: str
    by: str
    since: str
    address: str = ""
    day: str = ""
    replaces: str = ""
    told: dict[str, str] = field(default_factory=dict)


class Staging:
    """The folder of one store; each document has a folder of its own in it."""

    def __init__(self, store: Path) -> None:
        """Use the store's folder; nothing is made yet."""
        self._folder = store / STAGED_NAME

    def add(
        self, file: Path, said: str, *, by: str, since: str, fetched: Fetched | None = None
    ) -> Staged:
        """Take a file in, which is moved, and give what it became.

        Raises:
            StagingError: it is of a format that is not read, or the disk does not take it.
        """
        name = name_for(said)
        one = Staged(
            secrets.token_hex(8), name, shown_name(said), by, since,
            address=fetched.address if fetched else "",
            day=fetched.day.isoformat() if fetched else "",
        )  # fmt: skip
        place = self._folder / one.id
        try:
            place.mkdir(parents=True)
            shutil.move(file, place / name)
            self._write(one)
        except OSError as error:
            shutil.rmtree(place, ignore_errors=True)
            raise _unkept(self._folder, error) from error
        return one

    def all(self) -> tuple[Staged, ...]:
        """Give what waits, the oldest first; what is damaged is left out."""
        if not self._folder.is_dir():
            return ()
        found = [self._read(one) for one in sorted(self._folder.iterdir())]
        return tuple(sorted((one for one in found if one), key=lambda one: (one.since, one.said)))

    def get(self, identity: str) -> Staged:
        """Give one by its id.

        Raises:
            StagingError: there is none.
        """
        one = self._read(self._folder / identity) if _ID.fullmatch(identity) else None
        if one is None:
            msg = f"{identity[:40]}: no such document waits: it was published or discarded"
            raise StagingError(msg)
        return one

    def file(self, one: Staged) -> Path:
        """Give where its file lies."""
        return self._folder / one.id / one.name

    def readings(self, one: Staged) -> Path:
        """Give where what was read of it is kept, so that it is read once."""
        return self._folder / one.id / READINGS_OF_STAGED

    def change(self, one: Staged, told: Mapping[str, str], replaces: str) -> Staged:
        """Keep what a person says of it, and give it so; what was seen of it before is dropped.

        Raises:
            StagingError: a fact is none, or has a value that it cannot have; it is named.
        """
        changed = replace(one, told=checked_facts(told), replaces=replaces)
        try:
            self._write(changed)
            (self._folder / one.id / _PREVIEW).unlink(missing_ok=True)
        except OSError as error:
            raise _unkept(self._folder, error) from error
        return changed

    def discard(self, one: Staged) -> None:
        """Remove it with all that was read of it."""
        shutil.rmtree(self._folder / one.id, ignore_errors=True)

    def keep_preview(self, one: Staged, preview: Mapping[str, Any]) -> None:
        """Keep what would become of it, where it still waits."""
        place = self._folder / one.id
        if place.is_dir():
            _write_whole(place / _PREVIEW, json.dumps(preview, ensure_ascii=False))

    def preview(self, one: Staged) -> dict[str, Any] | None:
        """Give what would become of it; None until that was looked at."""
        try:
            held: dict[str, Any] = json.loads((self._folder / one.id / _PREVIEW).read_text("utf-8"))
        except (OSError, ValueError):
            return None
        return held

    def _write(self, one: Staged) -> None:
        _write_whole(self._folder / one.id / _ABOUT, json.dumps(asdict(one), ensure_ascii=False))

    def _read(self, place: Path) -> Staged | None:
        try:
            one = Staged(**json.loads((place / _ABOUT).read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            return None
        return one if one.id == place.name and self.file(one).is_file() else None


def name_for(said: str) -> str:
    """Give the name by which a file is kept, safe in any folder.

    Raises:
        StagingError: no reader reads what it is named for.
    """
    stem, dot, ending = re.split(r"[/\\]", said)[-1].rpartition(".")
    suffix = f".{ending.lower()}" if dot else ""
    if suffix not in READERS:
        msg = (
            f"{shown_name(said)}: is not read: give one of {', '.join(READERS)}, or a .zip of them"
        )
        raise StagingError(msg)
    return f"{safe_name(stem) or 'document'}{suffix}"


def shown_name(said: str) -> str:
    """Give a file's name as it may be shown: one line, nothing that nobody sees."""
    plain = "".join(one for one in clean(said) if one.isprintable())
    return " ".join(plain.split())[:_MOST_LETTERS] or "a file without a name"


def place_of(one: Staged, file: Path, knowledge: Path) -> Source:
    """Give a staged document's source: its id among the documents, and its address.

    Raises:
        KeepingError: there is no folder to keep it in.
        CatalogueError: the folder's catalogue is damaged.
    """
    if knowledge.is_file():
        msg = f"{knowledge}: is one file: name a folder in the setting knowledge"
        raise KeepingError(msg)
    if one.replaces:
        return Source(one.replaces, "", kind=Kind.OTHER)
    if one.address:
        day = date.fromisoformat(one.day)
        return place_for(Fetched(one.address, file, one.name, day), knowledge)
    return Source(_free(one.name, knowledge), "", kind=Kind.OTHER)


def _free(name: str, knowledge: Path) -> str:
    """Give an id that nothing among the documents has."""
    held = read_catalogue(knowledge).sources
    stem, _, ending = name.rpartition(".")
    number, found = 1, f"{UPLOADED_NAME}/{name}"
    while found in held or (knowledge / found).exists():
        number += 1
        found = f"{UPLOADED_NAME}/{stem}-{number}.{ending}"
    return found


def _write_whole(path: Path, text: str) -> None:
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    aside.write_text(text, "utf-8")
    aside.replace(path)


def _unkept(folder: Path, error: OSError) -> StagingError:
    return StagingError(f"{folder}: cannot be written ({error.strerror}): free the disk, try again")
