"""``findings preview``: what would become of documents, before anything is published."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from commands.publishing.outcome import open_previous, warn
from commands.terminal import print_json
from domain import FindingsError, Kind, Source
from ingest.readers.kept import Readings
from ingest.readers.worker import Worker
from ingest.web.fetching import fetch, is_address
from using.documents.previewing import dump_preview, preview_of, read_for_preview
from using.documents.staging import Staging, place_of, shown_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ingest.web.network import Connections
    from settings import Settings
    from using.documents.previewing import Preview
    from using.documents.staging import Staged

_DONE, _REFUSED = 0, 2


@dataclass(frozen=True, slots=True)
class HowToPreview:
    """How it was called; ``keep`` stages what a web address gives, in the name of ``by``."""

    keep: bool = False
    by: str = ""
    as_json: bool = False
    allow_http: bool = False


def preview_documents(
    settings: Settings, places: Sequence[str], ids: Sequence[str], wanted: HowToPreview,
    network: Connections | None = None,
) -> int:  # fmt: skip
    """Show what would become of files, web addresses and, by their ids, of what waits.

    Gives the exit code: 2 where one cannot be read.

    Raises:
        FindingsError: an address gives nothing, or one waits no longer.
    """
    staging = Staging(settings.store)
    shown: list[dict[str, object]] = []
    code = _DONE
    with _fetched(settings, places, wanted, network) as (files, kept):
        waiting = [*(staging.get(one) for one in dict.fromkeys(ids)), *kept]
        for file, said, one in [
            *((file, said, None) for file, said in files),
            *((staging.file(one), one.said, one) for one in waiting),
        ]:
            found: dict[str, object]
            try:
                preview = _look(settings, file, staging, one)
                found = dump_preview(preview)
                if not wanted.as_json:
                    _show(preview, said)
            except FindingsError as error:
                code = _REFUSED
                found = {"refused": f"{error}"}
                warn(f"{said}: {error}")
            if one:
                staging.keep_preview(one, found)
            shown.append({"said": said, "staged": one.id if one else None, **found})
    if wanted.as_json:
        print_json({"previews": shown})
    return code


@contextmanager
def _fetched(
    settings: Settings, places: Sequence[str], wanted: HowToPreview, network: Connections | None
) -> Iterator[tuple[list[tuple[Path, str]], list[Staged]]]:
    """Give the files to look at with what they are called, and what was staged of addresses."""
    staging = Staging(settings.store)
    since = datetime.now(UTC).isoformat(timespec="seconds")
    with tempfile.TemporaryDirectory(prefix="findings-web-") as folder:
        files: list[tuple[Path, str]] = []
        kept: list[Staged] = []
        for place in places:
            if not is_address(place):
                files.append((Path(place), shown_name(place)))
                continue
            warn(f"{place}: fetching")
            one = fetch(place, Path(folder), allow_http=wanted.allow_http, network=network)
            if wanted.keep:
                kept.append(staging.add(one.file, one.name, by=wanted.by, since=since, fetched=one))
            else:
                files.append((one.file, one.address))
        yield files, kept


def _look(settings: Settings, file: Path, staging: Staging, one: Staged | None) -> Preview:
    told: Mapping[str, str] = one.told if one else {}
    source = (
        place_of(one, file, settings.knowledge) if one
        else Source(file.name.encode("utf-8", "backslashreplace").decode(), "", kind=Kind.OTHER)
    )  # fmt: skip
    readings = Readings(staging.readings(one) if one else None)
    with Worker(readings) as worker:
        collected, witnesses = read_for_preview(file, source, told, worker)
    return preview_of(
        collected, witnesses, told, held=open_previous(settings), max_words=settings.max_words
    )


def _show(preview: Preview, said: str) -> None:
    print(f"{said} would be {preview.id}")
    for one in preview.facts:
        if one.value and one.sure != "missing":
            words = f"  ({one.sure}: {one.words})" if one.words else f"  ({one.sure})"
            print(f"    {one.name}: {one.value}{words}")
    missing = [one.name for one in preview.facts if one.sure == "missing"]
    print(f"    not known: {', '.join(missing)}")
    counts = ", ".join(f"{count} {name}" for name, count in preview.sentences.items())
    print(
        f"    {preview.pages} pages, {preview.words:,} words, {preview.passages} passages: {counts}"
    )
    for line in (*preview.warnings, *preview.hidden):
        print(f"    {line}")
    for kind, place in preview.details:
        print(f"    seems to hold a {kind}: {place}")
    for other, title, share in preview.alike:
        print(f"    nearly the words of {other} ({title}): {share:.0%}")
    for edition in preview.editions:
        word = "replaces" if edition.is_older else "is older than"
        sections = len(edition.sections) + edition.more
        print(f"    {word} {edition.id} ({edition.title}): {sections} sections changed")
