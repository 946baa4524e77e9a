"""``findings ingest``: read, plan, write, audit, publish; each file's refusal named."""

from __future__ import annotations

import sys
import time
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import wiring
from commands.progress import showing_progress
from commands.side import check_kept, gather_side, unbound_quotes
from commands.terminal import print_json
from ingest.collecting import Collected, Refused, collect
from store.auditing import audit_in_child
from store.building import write
from store.locking import writing
from store.planning import plan
from store.publishing import generations_folder, publish, published, remove_leftovers
from store.reusing import held_edition, open_latest_sound

if TYPE_CHECKING:
    from collections.abc import Sequence

    from settings import Settings
    from store.embedding import Embedder
    from store.generation import Generation
    from store.planning import Plan

_DONE, _REFUSED = 0, 2


@dataclass(frozen=True, slots=True)
class Summary:
    """What an ingest did, for one line or one JSON object; counts are of the whole store."""

    documents: int
    passages: int
    vectors: int
    embedded: int
    added: tuple[str, ...]
    changed: tuple[str, ...]
    withdrawn: tuple[str, ...]
    kept: tuple[str, ...]
    refused: tuple[Refused, ...]
    outcome: str
    generation: str
    seconds: float


def ingest_documents(
    settings: Settings, *, dry_run: bool, strict: bool, yes: bool, as_json: bool
) -> int:
    """Build and publish a knowledge base of what lies under ``settings.knowledge``.

    ``yes`` allows to withdraw a file beside the documents that answers were made with. Gives
    the exit code: 2 where a file could not be read.

    Raises:
        FindingsError: nothing could be published; the store is as it was.
    """
    if dry_run:
        return _ingest(settings, dry_run=True, strict=strict, yes=yes, as_json=as_json)
    with writing(settings.store):
        remove_leftovers(settings.store)
        return _ingest(settings, dry_run=False, strict=strict, yes=yes, as_json=as_json)


def _ingest(settings: Settings, *, dry_run: bool, strict: bool, yes: bool, as_json: bool) -> int:
    start = time.monotonic()
    previous, faults = open_latest_sound(settings.store)
    for fault in faults:
        _warn(fault)
    side = gather_side(settings.knowledge)
    if not yes:
        check_kept(side, previous, knowledge=settings.knowledge)
    found = list(collect(settings.knowledge))
    refused = [one for one in found if isinstance(one, Refused)]
    for one in refused:
        _warn(f"{one.id}: {one.reason}")
    for read in found:
        if isinstance(read, Collected):
            for warning in read.warnings:
                _warn(f"{read.document.source.id}: {warning}")
    kept = [edition for one in refused if (edition := held_edition(previous, one.id))]
    collected = sorted(
        [*kept, *(one for one in found if isinstance(one, Collected))],
        key=lambda one: one.document.source.id,
    )
    embedder = wiring.make_embedder(settings)
    planned = plan(
        collected, side=side, model=embedder.name, max_words=settings.max_words, previous=previous
    )
    for warning in (*planned.warnings, *unbound_quotes(side, planned.knowledge)):
        _warn(warning)
    if strict and refused:
        outcome, generation = "nothing published (--strict)", ""
    elif dry_run:
        outcome, generation = "dry run: nothing published", ""
    else:
        outcome, generation = _write_out(settings, planned, embedder)
    _show(
        _summarise(
            planned, kept=kept, refused=refused, outcome=outcome, generation=generation,
            seconds=time.monotonic() - start,
        ),
        as_json=as_json,
    )  # fmt: skip
    return _REFUSED if refused else _DONE


def _write_out(settings: Settings, planned: Plan, embedder: Embedder) -> tuple[str, str]:
    """Write, audit and publish; give the outcome in words and the live generation's id."""
    live = published(settings.store)[:1]
    if planned.is_unchanged and planned.previous and (planned.previous.id,) == live:
        return f"nothing changed since {_when(planned.previous)}", live[0]
    with showing_progress() as progress:
        folder = write(
            planned, embedder, directory=generations_folder(settings.store), progress=progress
        )
        audit_in_child(folder, lambda done, total: progress("checking", done, total))
    publish(settings.store, folder.name, keep=settings.keep_generations)
    return f"published {folder.name}", folder.name


def _summarise(
    planned: Plan, *, kept: Sequence[Collected], refused: Sequence[Refused],
    outcome: str, generation: str, seconds: float,
) -> Summary:  # fmt: skip
    now = {record.source.id: record.digest for record in planned.records}
    records = planned.previous.manifest.documents if planned.previous else ()
    before = {record.source.id: record.digest for record in records}
    return Summary(
        documents=len(now),
        passages=len(planned.knowledge.passages),
        vectors=len(planned.knowledge.entries),
        embedded=len(planned.fresh),
        added=tuple(sorted(now.keys() - before.keys())),
        changed=tuple(sorted(one for one in now.keys() & before.keys() if now[one] != before[one])),
        withdrawn=tuple(sorted(before.keys() - now.keys())),
        kept=tuple(one.document.source.id for one in kept),
        refused=tuple(refused),
        outcome=outcome,
        generation=generation,
        seconds=round(seconds, 1),
    )


def _show(summary: Summary, *, as_json: bool) -> None:
    if as_json:
        print_json(asdict(summary))
        return
    changes = ", ".join(
        f"{len(ids)} {word}"
        for word, ids in (
            ("added", summary.added),
            ("changed", summary.changed),
            ("withdrawn", summary.withdrawn),
            ("kept as it was", summary.kept),
            ("refused", summary.refused),
        )
        if ids
    )
    print(
        f"{summary.documents} documents{f' ({changes})' if changes else ''}, "
        f"{summary.passages:,} passages, {summary.vectors:,} vectors ({summary.embedded:,} new), "
        f"{summary.outcome}, {summary.seconds} s"
    )


def _when(generation: Generation) -> str:
    return f"{generation.manifest.built:%Y-%m-%d %H:%M} UTC"


def _warn(line: str) -> None:
    print(line, file=sys.stderr)
