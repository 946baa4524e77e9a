"""``findings correct``: what is held says of a document what a person says."""

from __future__ import annotations

import time
from contextlib import nullcontext
from typing import TYPE_CHECKING

from commands.publishing.outcome import (
    HowToPublish,
    Seen,
    changing,
    open_previous,
    settle,
    warn,
)
from domain import FindingsError
from ingest.beside.catalogue import CATALOGUE_NAME, read_catalogue
from ingest.beside.recording import recorded_first
from store.generation.reusing import held_editions, held_side
from store.publishing.live import current_folder
from using.documents.facts import checked_facts, corrected, written_facts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager

    from settings import Settings


class CorrectionError(FindingsError):
    """What is to be corrected is not held, or is not said in a form that is understood."""


def correct_document(
    settings: Settings, name: str, facts: Sequence[str], wanted: HowToPublish
) -> int:
    """Publish a document with facts as a person says them, each as in ``title=Missing children``.

    They are written into the catalogue of ``settings.knowledge`` where the document lies there, so
    that they stay. An empty one is no longer known. Gives the exit code.

    Raises:
        CorrectionError: no such document is held, or a fact has no name.
        FindingsError: a fact will not do, or nothing could be published; the store is as it was.
    """
    told = checked_facts(dict(map(_pair, facts)))
    current_folder(settings.store)
    with changing(settings, wanted):
        start = time.monotonic()
        previous = open_previous(settings)
        held = held_editions(previous)
        if name not in held:
            msg = f"{name}: no such document: 'findings sources' lists those held"
            raise CorrectionError(msg)
        is_kept = settings.knowledge.is_dir() and (settings.knowledge / name).is_file()
        before = read_catalogue(settings.knowledge).sources.get(name) if is_kept else None
        said = dict(told)
        if before and before.review_due:
            said.setdefault("review_due", before.review_due.isoformat())
        held[name] = corrected(held[name], said)
        keeping: AbstractContextManager[None] = nullcontext()
        if is_kept and not wanted.dry_run:
            written = written_facts(said, held[name].document.source)
            keeping = recorded_first(name, written, settings.knowledge)
        elif not wanted.dry_run:
            folder = settings.knowledge
            warn(f"{name}: lies outside {folder}, so its {CATALOGUE_NAME} does not say it")
        with keeping:
            return settle(
                settings, list(held.values()), wanted, seen=Seen(), kept=(),
                side=held_side(previous), previous=previous, start=start,
            )  # fmt: skip


def _pair(given: str) -> tuple[str, str]:
    name, is_one, value = given.partition("=")
    if not (is_one and name.strip()):
        msg = f"{given[:80]!r} is not of the form 'title=Missing children': write it so"
        raise CorrectionError(msg)
    return name.strip(), value
