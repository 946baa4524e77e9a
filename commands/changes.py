"""``findings changes``: what changed from one document to another."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from commands.terminal import print_json
from domain import FindingsError, Kind, Source
from ingest.readers.layout import UnreadableError
from ingest.reading import read_document
from ingest.splitting import split
from library.changes import changes_between
from store.generation.opened import Generation
from store.publishing.live import current_folder, published

if TYPE_CHECKING:
    from domain import Passage
    from library.changes import ChangedSection
    from settings import Settings


class UnknownDocumentError(FindingsError):
    """What is to be compared is neither a document held nor a file that can be read."""


def show_changes(settings: Settings, old: str, new: str, *, as_json: bool) -> None:
    """Print what changed from one document to another; each is an id of the store or a file.

    Raises:
        UnknownDocumentError: one is neither, or cannot be read.
    """
    is_held = bool(published(settings.store))
    generation = Generation(current_folder(settings.store)) if is_held else None
    before, after = (_passages(one, generation, settings) for one in (old, new))
    found = changes_between(before, after)
    if as_json:
        print_json({"old": old, "new": new, "sections": [asdict(one) for one in found]})
        return
    for section in found:
        _show(section)
    if not found:
        print(f"{new} says what {old} says")


def _passages(name: str, generation: Generation | None, settings: Settings) -> tuple[Passage, ...]:
    if generation:
        held = tuple(one for one in generation.passages if one.source.id == name)
        if held:
            return held
    path = Path(name)
    if not path.is_file():
        msg = f"{name}: neither a document held nor a file: 'findings sources' lists those held"
        raise UnknownDocumentError(msg)
    try:
        read = read_document(path, Source(path.name, "", kind=Kind.OTHER))
    except UnreadableError as error:
        msg = f"{name}: {error}"
        raise UnknownDocumentError(msg) from error
    return split(read.document, max_words=settings.max_words)


def _show(section: ChangedSection) -> None:
    mark = " (added)" if section.is_added else " (dropped)" if section.is_dropped else ""
    print(f"## {section.heading}{mark}{f' (was: {section.was})' if section.was else ''}")
    for one in section.dropped:
        print(f"- {one}")
    for one in section.added:
        print(f"+ {one}")
    for pair in section.changed:
        print(f"< {pair.old}\n> {pair.new}")
    print()
