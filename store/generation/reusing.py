"""What a new generation may take over from the ones before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain import FindingsError
from ingest.folder.collecting import Collected
from store.generation.manifest import LESSONS_NAME, changed_files
from store.generation.opened import Generation
from store.generation.records import load_lessons
from store.generation.side import read_held
from store.publishing.live import generations_folder, published

if TYPE_CHECKING:
    from pathlib import Path


def open_latest_sound(store: Path) -> tuple[Generation | None, list[str]]:
    """Open the newest published generation whose files are as they were written.

    Gives it, or None, with a line for each newer one that is damaged.
    """
    faults: list[str] = []
    for identity in published(store):
        try:
            generation = Generation(generations_folder(store) / identity, to_take_over=True)
        except FindingsError as error:
            faults.append(f"{error} (nothing is taken over from it)")
            continue
        changed = changed_files(generation.directory, generation.manifest)
        if not changed:
            return generation, faults
        faults.append(f"{identity}: {changed[0]} is damaged: nothing is taken over from it")
    return None, faults


def held_editions(generation: Generation | None) -> dict[str, Collected]:
    """Give the documents as the generation holds them, lessons with them, by their ids."""
    if generation is None:
        return {}
    lessons = load_lessons((generation.directory / LESSONS_NAME).read_bytes())
    records = {one.source.id: one for one in generation.manifest.documents}
    return {
        name: Collected(
            document,
            lessons.get(name, ()),
            record.warnings,
            record.origin,
            generation.original(name),
            record.reading,
        )
        for document in generation.documents
        for name in (document.source.id,)
        for record in (records[name],)
    }


def held_side(generation: Generation | None) -> dict[str, bytes]:
    """Give the files beside the documents as the generation holds them, by their paths."""
    return read_held(generation.directory, generation.manifest) if generation else {}
