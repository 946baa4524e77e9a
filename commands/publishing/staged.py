"""Documents that wait in the staging folder are published from there."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

from commands.publishing.adding import Incoming, add_documents
from commands.publishing.outcome import READINGS_NAME
from using.documents.staging import Staging, place_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from commands.publishing.outcome import HowToPublish
    from domain import Source
    from settings import Settings

_DONE = 0


def publish_staged(settings: Settings, ids: Sequence[str], wanted: HowToPublish) -> int:
    """Publish what waits under these ids, all of it or nothing; then it waits no longer.

    Gives the exit code: 2 where a file could not be read.

    Raises:
        FindingsError: one waits no longer, or nothing could be published; the store is as it was.
    """
    staging = Staging(settings.store)
    staged = [staging.get(one) for one in dict.fromkeys(ids)]
    coming: list[Incoming] = []
    for one in staged:
        file = staging.file(one)
        source = _apart(place_of(one, file, settings.knowledge), coming)
        facts = {"url": source.url, "checked": source.checked} if one.address else {}
        coming.append(Incoming(file, source, one.said, facts, one.told))
        _take_over(staging.readings(one), settings.store / READINGS_NAME)
    code = add_documents(settings, [], replace(wanted, strict=True), coming)
    if code == _DONE and not wanted.dry_run:
        for one in staged:
            staging.discard(one)
    return code


def _apart(source: Source, coming: Sequence[Incoming]) -> Source:
    """Give the source with an id that nothing else which comes has."""
    taken = {one.source.id for one in coming}
    stem, _, ending = source.id.rpartition(".")
    number, name = 1, source.id
    while name in taken:
        number += 1
        name = f"{stem}-{number}.{ending}"
    return replace(source, id=name)


def _take_over(readings: Path, target: Path) -> None:
    """Have what was read of it for the preview stand for reading it once more."""
    if readings.is_dir():
        target.mkdir(parents=True, exist_ok=True)
        for one in readings.iterdir():
            shutil.copyfile(one, target / one.name)
