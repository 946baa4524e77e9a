"""``findings add`` and ``remove``: single documents come and go, all others stay as they are."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from commands.publishing.outcome import (
    READINGS_NAME,
    HowToPublish,
    Seen,
    changing,
    open_previous,
    reading,
    settle,
    sort_out,
    warn,
)
from commands.publishing.side import gather_side
from domain import FindingsError
from ingest.beside.catalogue import CATALOGUE_NAME
from ingest.beside.recording import keep_file
from ingest.beside.side import SIDE_SUFFIX
from ingest.folder.collecting import Collected, collect, collect_one
from ingest.folder.copies import merge_copies
from ingest.folder.walking import LeftOut, Refused
from ingest.readers.kept import forget_readings
from ingest.web.keeping import place_for
from store.generation.reusing import held_editions, held_side
from store.publishing.live import current_folder
from using.documents.facts import corrected, written_facts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from domain import Source
    from ingest.readers.kept import Readings
    from ingest.web.fetching import Fetched
    from settings import Settings


class RemovalError(FindingsError):
    """A document that is to be removed is not held, or is the last one."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file that comes in from elsewhere and is kept among the documents once it is published.

    ``source`` has the id that it gets there, and what is known of it before it is read; ``called``
    is what messages call it; ``told`` are facts that a person says, which win.
    """

    file: Path
    source: Source
    called: str
    facts: Mapping[str, object] = field(default_factory=dict)
    told: Mapping[str, str] = field(default_factory=dict)


def incoming_of(one: Fetched, knowledge: Path) -> Incoming:
    """Give what was fetched as it is kept: the catalogue says its address and the day.

    Raises:
        KeepingError: there is no folder to keep it in.
        CatalogueError: the folder's catalogue is damaged.
    """
    source = place_for(one, knowledge)
    facts = {"url": source.url, "checked": source.checked}
    return Incoming(one.file, source, one.address, facts)


def add_documents(
    settings: Settings, paths: Sequence[Path], wanted: HowToPublish,
    coming: Sequence[Incoming] = (),
) -> int:  # fmt: skip
    """Add what lies at the paths to the knowledge base; the same file again is replaced.

    A document's id is its path below the folder that is given, that folder's name first, or the
    file's name; where a file of another place has it, the names of further folders stand before.
    What is ``coming`` is kept below ``settings.knowledge`` once it is published.
    Gives the exit code: 2 where a file could not be read.

    Raises:
        FindingsError: nothing could be published, and the store is as it was; or what is coming
            could not be kept.
    """
    with changing(settings, wanted):
        start = time.monotonic()
        previous = open_previous(settings)
        held = held_editions(previous)
        with reading(settings, wanted, whole=False) as readings:
            found = [
                *_named(held, paths, readings), *_coming(coming, settings.knowledge, readings)
            ]  # fmt: skip
            seen = sort_out(found)
            side = held_side(previous) if previous else gather_side((*paths, settings.knowledge)[0])
            together = merge_copies([*_staying(held, seen.collected), *seen.collected], held)
            code = settle(
                settings, sorted(together, key=_id), wanted, seen=seen, kept=(),
                side=side, previous=previous, start=start,
            )  # fmt: skip
        if not (wanted.dry_run or (wanted.strict and not seen.is_whole)):
            _keep(coming, {_id(one): one for one in seen.collected}, settings.knowledge)
        return code


def remove_documents(settings: Settings, ids: Sequence[str], wanted: HowToPublish) -> int:
    """Withdraw documents by their ids, or single places of one by theirs; give the exit code.

    A document goes from all its places.

    Raises:
        RemovalError: one is not held, or none would be left.
        FindingsError: nothing could be published; the store is as it was.
    """
    current_folder(settings.store)
    with changing(settings, wanted):
        start = time.monotonic()
        previous = open_previous(settings)
        held = held_editions(previous)
        places = {place for one in held.values() for place in one.document.source.places}
        unknown = [one for one in ids if one not in held and one not in places]
        if unknown:
            msg = f"{', '.join(unknown)}: no such document: 'findings sources' lists those held"
            raise RemovalError(msg)
        left = [_without(one, ids) for name, one in held.items() if name not in ids]
        if not left:
            msg = "no document would be left, so nothing is published: ingest another folder"
            raise RemovalError(msg)
        code = settle(
            settings, left, replace(wanted, yes=True), seen=Seen(), kept=(),
            side=held_side(previous), previous=previous, start=start,
        )  # fmt: skip
        if not wanted.dry_run:
            forget_readings(settings.store / READINGS_NAME)
        return code


def _coming(
    coming: Iterable[Incoming], knowledge: Path, readings: Readings
) -> Iterator[Collected | Refused]:
    """Give what comes in, read as the files that they become; a fault is of what was given."""
    for one in coming:
        read = collect_one(one.file, one.source, readings, place=knowledge / one.source.id)
        if isinstance(read, Refused):
            yield replace(read, id=one.called)
        else:
            yield corrected(read, one.told)


def _keep(
    coming: Iterable[Incoming], read: Mapping[str, Collected], knowledge: Path
) -> None:  # fmt: skip
    for one in coming:
        name = one.source.id
        if name in read:
            facts = {**one.facts, **written_facts(one.told, read[name].document.source)}
            warn(f"{one.called}: kept as {keep_file(one.file, name, facts, knowledge)}")


def _id(one: Collected) -> str:
    return one.document.source.id


def _staying(held: Mapping[str, Collected], new: Iterable[Collected]) -> Iterator[Collected]:
    """Give what stays of what is held; words that lie elsewhere too stay under that place."""
    texts = {_id(one): one.document.text for one in new}
    for name, edition in held.items():
        one = _without(edition, tuple(texts))
        if name not in texts:
            yield one
        elif one.document.source.places and one.document.text != texts[name]:
            place, *others = one.document.source.places
            source = replace(one.document.source, id=place, places=tuple(others))
            document = replace(one.document, source=source)
            yield Collected(document, one.taught, original=one.original)


def _without(one: Collected, ids: Sequence[str]) -> Collected:
    source = one.document.source
    places = tuple(place for place in source.places if place not in ids)
    return replace(one, document=replace(one.document, source=replace(source, places=places)))


def _named(
    held: dict[str, Collected], paths: Iterable[Path], readings: Readings
) -> Iterator[Collected | Refused | LeftOut]:
    """Give what lies at the paths under the ids that it has or gets in the knowledge base."""
    taken = {name: one.origin for name, one in held.items()}
    known = {origin: name for name, origin in taken.items() if origin}
    for path in paths:
        before = f"{path.resolve().name}/" if path.is_dir() else ""
        for one in collect(path, readings):
            if isinstance(one, Collected):
                name = known.get(one.origin) or _free(one, path, taken)
                taken[name] = one.origin
                source = replace(one.document.source, id=name)
                yield replace(one, document=replace(one.document, source=source))
            elif isinstance(one, LeftOut) and _is_beside(one.id):
                reason = "is not added: files beside the documents come with 'findings ingest'"
                yield LeftOut(before + one.id, reason)
            else:
                yield replace(one, id=before + one.id)


def _is_beside(name: str) -> bool:
    return name.endswith(SIDE_SUFFIX) and name.rpartition("/")[2] != CATALOGUE_NAME


def _free(one: Collected, path: Path, taken: dict[str, str]) -> str:
    """Give the shortest id that no file of another place has."""
    whole = path.resolve()
    name = f"{whole.name}/{one.document.source.id}" if path.is_dir() else one.document.source.id
    for folder in whole.parents:
        if taken.get(name, "") in {"", one.origin} or not folder.name:
            break
        name = f"{folder.name}/{name}"
    return name
