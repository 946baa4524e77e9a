"""A planned generation becomes the live one, or is it already; what that changes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from store.generation.building import write
from store.publishing.auditing import AuditError, audit_in_child
from store.publishing.live import generations_folder, publish, published

if TYPE_CHECKING:
    from pathlib import Path

    from store.generation.building import Progress
    from store.generation.planning import Plan
    from store.models.embedding import Embedder


@dataclass(frozen=True, slots=True)
class Changes:
    """The ids of documents that a plan adds, changes and withdraws."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    withdrawn: tuple[str, ...]


def changes_of(planned: Plan) -> Changes:
    """Give what a plan changes of the generation before it."""
    now = {record.source.id: record.digest for record in planned.records}
    places = {place for record in planned.records for place in record.source.places}
    records = planned.previous.manifest.documents if planned.previous else ()
    before = {record.source.id: record.digest for record in records}
    return Changes(
        added=tuple(sorted(now.keys() - before.keys())),
        changed=tuple(sorted(one for one in now.keys() & before.keys() if now[one] != before[one])),
        withdrawn=tuple(sorted(before.keys() - now.keys() - places)),
    )


def is_live(store: Path, planned: Plan) -> bool:
    """Say whether the live generation is already what is planned."""
    previous = planned.previous
    return bool(planned.is_unchanged and previous and (previous.id,) == published(store)[:1])


def publish_plan(
    store: Path, planned: Plan, embedder: Embedder, *, keep: int, progress: Progress
) -> str:
    """Write what is planned, audit it in a process of its own, make it live; give its id.

    The caller holds the write lock. ``keep`` generations stay, itself among them; ``progress`` is
    told of each step.

    Raises:
        FindingsError: it cannot be written or is not sound; the store is as it was.
    """
    written = partial(
        write, planned, embedder, directory=generations_folder(store), progress=progress
    )
    audit = partial(audit_in_child, progress=lambda done, total: progress("checking", done, total))
    folder = written()
    try:
        audit(folder)
    except AuditError:
        # a sound build is always published: what was carried over is written anew
        folder = written(afresh=True)
        audit(folder)
    publish(store, folder.name, keep=keep)
    return folder.name
