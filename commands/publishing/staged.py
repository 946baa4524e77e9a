"""Documents that wait in the staging folder are published from there."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from commands.publishing.adding import Incoming, add_documents
from commands.publishing.outcome import READINGS_NAME
from domain import FindingsError, Kind, Source
from store.publishing.live import read_current_manifest
from using.documents.staging import Staging, place_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from commands.publishing.outcome import HowToPublish
    from settings import Settings

_DONE = 0


class ReplacementError(FindingsError):
    """What is to be replaced is not held, or what comes in its place is of another kind."""


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


def replace_document(
    settings: Settings, name: str, file: Path, wanted: HowToPublish
) -> int:  # fmt: skip
    """Publish a file in the place of the document of that id; give the exit code.

    Raises:
        ReplacementError: no such document lies among the documents, or the file is of another kind.
        FindingsError: the file could not be read, or nothing could be published; the store is as
            it was.
    """
    held = {one.source.id for one in read_current_manifest(settings.store).documents}
    if name not in held or not (settings.knowledge / name).is_file():
        msg = f"{name}: no such document in {settings.knowledge}: 'findings sources' lists those"
        raise ReplacementError(msg)
    if not file.is_file() or file.suffix.lower() != PurePosixPath(name).suffix.lower():
        msg = f"{file}: is no file that ends as {name} does: add it, and remove the other"
        raise ReplacementError(msg)
    coming = Incoming(file, Source(name, "", kind=Kind.OTHER), str(file))
    return add_documents(settings, [], replace(wanted, strict=True), [coming])


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
