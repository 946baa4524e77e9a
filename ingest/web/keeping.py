"""Where a fetched document is kept: among the documents, with its address in the catalogue."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from domain import Kind, Source
from ingest.beside.catalogue import read_catalogue
from ingest.beside.recording import KeepingError

if TYPE_CHECKING:
    from pathlib import Path

    from ingest.web.fetching import Fetched

FOLDER_NAME = "fetched"


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
    return _checked(Source(name, "", kind=Kind.OTHER), one)


def _checked(source: Source, one: Fetched) -> Source:
    return replace(source, url=one.address, checked=one.day)


def _is_kept(name: str, like: str) -> bool:
    return name.startswith(f"{FOLDER_NAME}/") and name.rpartition(".")[2] == like.rpartition(".")[2]
