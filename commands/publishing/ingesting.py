"""``findings ingest``: the knowledge base becomes what lies in a folder."""

from __future__ import annotations

import time
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from commands.publishing.outcome import (
    HowToPublish,
    Seen,
    changing,
    open_previous,
    reading,
    settle,
    sort_out,
    warn,
)
from commands.publishing.side import check_kept, gather_side
from ingest.beside.logo import LOGO_NAME, logo_in, read_logo, text_of_logo
from ingest.beside.partnership import PARTNERSHIP_NAME, read_partnership
from ingest.folder.collecting import collect
from ingest.folder.copies import merge_copies
from store.generation.reusing import held_editions, held_side
from store.publishing.live import current_folder
from using.own.setting_up import keeping_logo

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ingest.folder.collecting import Collected
    from ingest.folder.walking import Refused
    from settings import Settings

# The documents that come with the program.
_SHIPPED = Path(__file__).resolve().parents[2] / "knowledge"
_SAYS_SHIPPED = (
    "{}: the documents that come with Findings are read; for your own, be in the folder that"
    " 'findings init' made, or name theirs: 'findings ingest FOLDER'"
)


def ingest_documents(settings: Settings, wanted: HowToPublish) -> int:
    """Build and publish a knowledge base of what lies under ``settings.knowledge``.

    Gives the exit code: 2 where a file could not be read.

    Raises:
        FindingsError: nothing could be published, or too much would be withdrawn; the store is
            as it was.
    """
    with changing(settings, wanted):
        return _ingest(settings, wanted)


def _ingest(settings: Settings, wanted: HowToPublish) -> int:
    start = time.monotonic()
    if settings.knowledge.resolve() == _SHIPPED:
        warn(_SAYS_SHIPPED.format(settings.knowledge))
    previous = open_previous(settings)
    side = gather_side(settings.knowledge)
    if not wanted.yes:
        check_kept(side, previous, knowledge=settings.knowledge)
    with reading(settings, wanted, whole=True) as readings:
        held = held_editions(previous)
        seen = sort_out(collect(settings.knowledge, readings, held))
        kept = tuple(_kept(held, seen.refused))
        collected = sorted([*kept, *seen.collected], key=lambda one: one.document.source.id)
        return settle(
            settings, merge_copies(collected), wanted, seen=seen, kept=kept, side=side,
            previous=previous, start=start,
        )  # fmt: skip


def publish_partnership(
    settings: Settings, wanted: HowToPublish, *, logo: Path | None = None, has_none: bool = False
) -> int:  # fmt: skip
    """Publish what ``partnership.toml`` of ``settings.knowledge`` says; documents stay as held.

    So is its logo, where the folder has one: the picture in the file ``logo`` from now on, or
    none where it ``has_none``. Gives the exit code.

    Raises:
        PartnershipError: there is no such file, or it is not valid.
        LogoError: the logo is no picture that can be shown, or cannot be kept.
        FindingsError: nothing is published yet, or nothing could be; the store is as it was.
    """
    path = settings.knowledge / PARTNERSHIP_NAME
    read_partnership(path)
    current_folder(settings.store)
    with changing(settings, wanted):
        start = time.monotonic()
        previous = open_previous(settings)
        side = held_side(previous) | {PARTNERSHIP_NAME: path.read_bytes()}
        place = settings.knowledge / LOGO_NAME
        told = logo_in(logo) if logo else None if has_none else read_logo(place)
        side.pop(LOGO_NAME, None)
        if told:
            side[LOGO_NAME] = text_of_logo(told).encode()
        is_said = not wanted.dry_run and (logo is not None or has_none)
        with keeping_logo(place, told) if is_said else nullcontext():
            return settle(
                settings, list(held_editions(previous).values()), wanted, seen=Seen(), kept=(),
                side=side, previous=previous, start=start,
            )  # fmt: skip


def _kept(held: Mapping[str, Collected], refused: Iterable[Refused]) -> Iterable[Collected]:
    """Give the held editions of files, and of what lay in folders, that could not be read."""
    names = [one.id for one in refused if one.keeps]
    folders = tuple(name for name in names if name.endswith("/"))
    for name, edition in held.items():
        if name in names or name.startswith(folders):
            yield edition
