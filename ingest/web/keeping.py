"""Where a fetched document is kept: among the documents, with its address in the catalogue."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import tomlkit
from tomlkit.items import AoT

from domain import FindingsError, Kind, Source
from ingest.beside.catalogue import CATALOGUE_NAME, CatalogueError, read_catalogue

if TYPE_CHECKING:
    from pathlib import Path

    from ingest.web.fetching import Fetched

FOLDER_NAME = "fetched"


class KeepingError(FindingsError):
    """A fetched document cannot be kept among the others."""


def place_for(one: Fetched, knowledge: Path) -> Source:
    """Give the document's source: the id by which ``knowledge`` has or gets it, address and day.

    What the catalogue says of the same address already stays, and its file is replaced.

    Raises:
        KeepingError: there is no folder to keep it in.
        CatalogueError: the folder's catalogue is damaged.
    """
    folder = knowledge / FOLDER_NAME
    if knowledge.is_file() or folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        msg = f"{folder}: is no folder to keep documents in: give another with --knowledge"
        raise KeepingError(msg)
    held = read_catalogue(knowledge).sources
    for source in held.values():
        if source.url == one.address and _is_kept(source.id, one.name):
            return _checked(source, one)
    stem, _, ending = one.name.rpartition(".")
    number, name = 1, f"{FOLDER_NAME}/{one.name}"
    while name in held or (knowledge / name).exists():
        number += 1
        name = f"{FOLDER_NAME}/{stem}-{number}.{ending}"
    return _checked(Source(name, "", kind=Kind.DOCUMENT), one)


def keep(one: Fetched, source: Source, knowledge: Path) -> Path:
    """Put the file where its source says, and the address and the day into the catalogue.

    Raises:
        KeepingError: the folder cannot be written; it is as it was, or has the file only.
        CatalogueError: the folder's catalogue is damaged.
    """
    file = knowledge / source.id
    catalogue = (knowledge / CATALOGUE_NAME).resolve()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        aside = file.with_name(f".{file.name}.{os.getpid()}")
        shutil.copyfile(one.file, aside)
        aside.replace(file)
        written = _with_entry(catalogue, source)
        aside = catalogue.with_name(f".{catalogue.name}.{os.getpid()}")
        aside.write_text(written, "utf-8")
        aside.replace(catalogue)
    except OSError as error:
        msg = f"{knowledge}: cannot be written ({error.strerror}): correct its permissions"
        raise KeepingError(msg) from error
    return file


def _checked(source: Source, one: Fetched) -> Source:
    return replace(source, url=one.address, checked=one.day)


def _is_kept(name: str, like: str) -> bool:
    return name.startswith(f"{FOLDER_NAME}/") and name.rpartition(".")[2] == like.rpartition(".")[2]


def _with_entry(catalogue: Path, source: Source) -> str:
    """Give the catalogue's text with the facts of the source; all else in it stays as it is."""
    whole = tomlkit.parse(catalogue.read_text("utf-8") if catalogue.is_file() else "")
    entries: Any = whole.setdefault("document", tomlkit.aot())
    if not isinstance(entries, AoT):
        msg = f"{CATALOGUE_NAME}: its documents are one list: write each as [[document]]"
        raise CatalogueError(msg)
    entry: Any = next((one for one in entries if one.get("path") == source.id), None)
    if entry is None:
        entry = tomlkit.table()
        entry["path"] = source.id
        entries.append(entry)
    entry["url"] = source.url
    entry["checked"] = source.checked
    return tomlkit.dumps(whole)
