"""A planned generation becomes the live one, or is it already: what that changes, what was done."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from bot.gathering.kept import is_stale
from bot.gathering.writing import gather
from domain import FindingsError
from store.generation.building import write
from store.generation.gathered import rules_of
from store.publishing.auditing import AuditError, audit_in_child
from store.publishing.live import generations_folder, publish, published
from themes.finding import is_kept, keep_practice

if TYPE_CHECKING:
    from pathlib import Path

    from store.generation.building import BuildProgress
    from store.generation.opened import Generation
    from store.generation.planning import Plan
    from store.models.embedding import Embedder


class WithdrawalError(FindingsError):
    """More would be withdrawn than is added, and nobody said that this is meant."""


@dataclass(frozen=True, slots=True)
class Changes:
    """The ids of documents that a plan adds, changes and withdraws."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    withdrawn: tuple[str, ...]

    @property
    def loss(self) -> str:
        """Say that more is withdrawn than added, which somebody has to mean; empty where not."""
        count = len(self.withdrawn)
        if count <= len(self.added):
            return ""
        return f"{count} of the documents held would be withdrawn and {len(self.added)} added"


@dataclass(frozen=True, slots=True)
class Published:
    """What was done: the id of the live generation and what it changed.

    ``was_live`` says that it was the live one before, so that nothing was written.
    """

    generation: str
    changes: Changes
    was_live: bool = False


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


def _is_stale(generation: Generation, embedder: Embedder) -> bool:
    """Say whether what is kept of its documents was found by other rules than those of now."""
    if is_stale(generation):
        return True
    return bool(rules_of(generation)) and not is_kept(generation, embedder)


def publish_plan(
    store: Path, planned: Plan, embedder: Embedder, *, keep: int, progress: BuildProgress,
    may_withdraw: bool = False, chroma_server: str = "",
) -> Published:  # fmt: skip
    """Write what is planned, audit it in a process of its own, make it live; give what was done.

    The caller holds the write lock, and has been told where it ``may_withdraw`` more than is
    added. ``keep`` generations stay, itself among them; ``progress`` is told of each step.
    ``chroma_server`` is the address of what holds the index, where the store does not.

    Raises:
        WithdrawalError: more would be withdrawn than is added, and that is not meant.
        FindingsError: it cannot be written or is not sound; the store is as it was.
    """
    changes = changes_of(planned)
    if changes.loss and not may_withdraw:
        raise WithdrawalError(changes.loss)
    previous = planned.previous
    is_live = previous is not None and (previous.id,) == published(store)[:1]
    if planned.is_unchanged and previous and is_live and not _is_stale(previous, embedder):
        return Published(previous.id, changes, was_live=True)
    written = partial(
        write, planned, embedder, directory=generations_folder(store), progress=progress,
        chroma_server=chroma_server,
    )  # fmt: skip
    told = lambda done, total: progress("checking", done, total)  # noqa: E731
    folder = written()
    gather(folder)
    keep_practice(folder, embedder)
    try:
        # only what was audited is taken over from
        audit_in_child(folder, told, planned.previous.directory if planned.previous else None)
    except AuditError:
        # a sound build is always published: what was carried over is written anew
        folder = written(afresh=True)
        gather(folder)
        keep_practice(folder, embedder)
        audit_in_child(folder, told)
    publish(store, folder.name, keep=keep)
    return Published(folder.name, changes)
