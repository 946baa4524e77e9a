"""Facts of a document are put into the catalogue, where they win over what its words say."""

from __future__ import annotations

import os
import shutil
from dataclasses import fields
from typing import TYPE_CHECKING, Any

import tomlkit
from tomlkit.items import AoT

from domain import FindingsError, Source
from ingest.beside.catalogue import (
    CATALOGUE_NAME,
    CatalogueEntry,
    CatalogueError,
    read_catalogue,
)
from ingest.beside.tables import written_first

if TYPE_CHECKING:
    from collections.abc import Mapping
    from contextlib import AbstractContextManager
    from pathlib import Path

# What an entry may say of a document beside where it lies.
FACTS = tuple(one for one in CatalogueEntry.model_fields if one != "path")


class KeepingError(FindingsError):
    """A document or its facts cannot be kept among the others."""


def facts_of(source: Source) -> dict[str, object]:
    """Give what is known of a document, as an entry of the catalogue would say it.

    What is found of its editions each time is left out.
    """
    names = [one.name for one in fields(source) if one.name in FACTS]
    found = {name: getattr(source, name) for name in names}
    if source.replaced_on:
        del found["replaced_by"], found["status"]
    return {name: value for name, value in found.items() if value}


def keep_file(file: Path, name: str, facts: Mapping[str, object], knowledge: Path) -> Path:
    """Put a file among the documents under its name, and its facts into the catalogue.

    Raises:
        KeepingError: the folder cannot be written; it is as it was, or has the file only.
        CatalogueError: the folder's catalogue is damaged.
    """
    place = knowledge / name
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        aside = place.with_name(f".{place.name}.{os.getpid()}")
        shutil.copyfile(file, aside)
        aside.replace(place)
    except OSError as error:
        raise _unwritten(knowledge, error) from error
    if facts:
        record_facts(name, facts, knowledge)
    return place


def record_facts(name: str, facts: Mapping[str, object], knowledge: Path) -> None:
    """Put the facts of the document of that name into the catalogue; all else in it stays.

    A fact that is empty is taken out.

    Raises:
        KeepingError: the catalogue cannot be written; it is as it was.
        CatalogueError: it is damaged.
    """
    with recorded_first(name, facts, knowledge):
        pass


def recorded_first(
    name: str, facts: Mapping[str, object], knowledge: Path
) -> AbstractContextManager[None]:
    """Have the catalogue say the facts of a document, as ``record_facts``, before it is published.

    A fault of the block puts back what the catalogue said.

    Raises:
        KeepingError: the catalogue cannot be read or written; it is as it was.
        CatalogueError: it is damaged.
    """
    catalogue = (knowledge / CATALOGUE_NAME).resolve()
    try:
        written = _with_entry(catalogue, name, facts)
    except OSError as error:
        raise _unwritten(knowledge, error) from error
    return written_first(catalogue, written, KeepingError)


def forget_entry(name: str, knowledge: Path) -> None:
    """Take what the catalogue says of the document of that name out of it; all else stays.

    Raises:
        KeepingError: the catalogue cannot be written; it is as it was.
        CatalogueError: it is damaged.
    """
    catalogue = (knowledge / CATALOGUE_NAME).resolve()
    if name not in read_catalogue(knowledge).sources:
        return
    try:
        whole = tomlkit.parse(catalogue.read_text("utf-8"))
        entries: Any = whole["document"]
        for number in reversed(range(len(entries))):
            if entries[number].get("path") == name:
                del entries[number]
        with written_first(catalogue, tomlkit.dumps(whole), KeepingError):
            pass
    except OSError as error:
        raise _unwritten(knowledge, error) from error


def _unwritten(knowledge: Path, error: OSError) -> KeepingError:
    msg = f"{knowledge}: cannot be written ({error.strerror}): correct its permissions"
    return KeepingError(msg)


def _with_entry(catalogue: Path, name: str, facts: Mapping[str, object]) -> str:
    whole = tomlkit.parse(catalogue.read_text("utf-8") if catalogue.is_file() else "")
    entries: Any = whole.setdefault("document", tomlkit.aot())
    if not isinstance(entries, AoT):
        msg = f"{CATALOGUE_NAME}: its documents are one list: write each as [[document]]"
        raise CatalogueError(msg)
    entry: Any = next((one for one in entries if one.get("path") == name), None)
    if entry is None:
        entry = tomlkit.table()
        entry["path"] = name
        entries.append(entry)
    for fact, value in facts.items():
        if value:
            entry[fact] = str(value) if isinstance(value, str) else value
        else:
            entry.pop(fact, None)
    return tomlkit.dumps(whole)
