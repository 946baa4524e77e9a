"""What ``findings ingest``, ``add`` and ``remove`` share: plan, ask, publish, tell."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import wiring
from commands.progress import showing_progress
from commands.publishing.report import (
    MOST_LINES,
    lines_of_copies,
    lines_of_details,
    lines_of_unknown,
    lines_of_warnings,
    write_report,
)
from commands.publishing.side import unbound_quotes
from commands.terminal import print_json
from ingest.folder.collecting import Collected
from ingest.folder.walking import LeftOut, Refused, lines_of
from ingest.readers.kept import Readings
from store.generation.planning import plan
from store.generation.reusing import open_latest_sound
from store.publishing.live import remove_leftovers
from store.publishing.locking import writing
from using.publishing import WithdrawalError, changes_of, publish_plan

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from settings import Settings
    from store.generation.opened import Generation
    from store.generation.planning import Plan
    from using.publishing import Changes

READINGS_NAME = "read"
_DONE, _REFUSED = 0, 2


@dataclass(frozen=True, slots=True)
class HowToPublish:
    """How a command was called; ``yes``: withdraw what is no longer there without asking.

    ``report`` is the file for what is known of each document.
    """

    dry_run: bool = False
    strict: bool = False
    yes: bool = False
    as_json: bool = False
    report: Path | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """What lay at a path."""

    collected: tuple[Collected, ...] = ()
    refused: tuple[Refused, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether every file was read but those that are meant not to be."""
        return not self.refused and all(one.by_design for one in self.left_out)


@dataclass(frozen=True, slots=True)
class Summary:
    """What was done, for one line or one JSON object; counts are of the whole store.

    ``copies`` gives, by a document's id, the other places where the same words lie.
    """

    documents: int
    passages: int
    vectors: int
    embedded: int
    added: tuple[str, ...]
    changed: tuple[str, ...]
    withdrawn: tuple[str, ...]
    kept: tuple[str, ...]
    refused: tuple[Refused, ...]
    left_out: tuple[LeftOut, ...]
    copies: dict[str, tuple[str, ...]]
    outcome: str
    generation: str
    seconds: float


@contextmanager
def changing(settings: Settings, wanted: HowToPublish) -> Iterator[None]:
    """Hold the store for writing, unless nothing is to be written.

    Raises:
        LockError: another process writes.
    """
    if wanted.dry_run:
        yield
        return
    with writing(settings.store):
        remove_leftovers(settings.store)
        yield


@contextmanager
def reading(settings: Settings, wanted: HowToPublish, *, whole: bool) -> Iterator[Readings]:
    """Give what was read of files before, which lies beside the generations.

    Where nothing is published, nothing that was read meanwhile stays; after a ``whole`` folder
    nothing of other files does.
    """
    readings = Readings(settings.store / READINGS_NAME, only_reads=wanted.dry_run)
    try:
        yield readings
    except BaseException:
        readings.discard()
        raise
    if wanted.strict:
        readings.discard()
    readings.tidy(whole=whole)


def open_previous(settings: Settings) -> Generation | None:
    """Give the newest sound generation, if there is one; each damaged one is named."""
    previous, faults = open_latest_sound(settings.store)
    for fault in faults:
        warn(fault)
    return previous


def sort_out(found: Iterable[Collected | Refused | LeftOut]) -> Seen:
    """Give what was found by its kind, and name each file that was not read."""
    every = tuple(found)
    seen = Seen(
        tuple(one for one in every if isinstance(one, Collected)),
        tuple(one for one in every if isinstance(one, Refused)),
        tuple(one for one in every if isinstance(one, LeftOut)),
    )
    for refused in seen.refused:
        warn(f"{refused.id}: {refused.reason}")
    for line in lines_of(seen.left_out, MOST_LINES):
        warn(line)
    return seen


def settle(
    settings: Settings, collected: Sequence[Collected], wanted: HowToPublish, *, seen: Seen,
    kept: Sequence[Collected], side: Mapping[str, bytes], previous: Generation | None, start: float,
) -> int:  # fmt: skip
    """Have a generation of just these documents published, tell what was done, give the exit code.

    Raises:
        WithdrawalError: more would be withdrawn than is added, and it is not wanted.
        FindingsError: nothing could be published; the store is as it was.
    """
    embedder = wiring.make_embedder(settings)
    planned = plan(
        collected, side=side, model=embedder.name, max_words=settings.max_words, previous=previous
    )
    changes = changes_of(planned)
    fresh = {*changes.added, *changes.changed}
    read = {one.document.source.id for one in seen.collected}
    for line in lines_of_warnings(one for one in planned.records if one.source.id in read):
        warn(line)
    warnings = (
        *planned.warnings, *unbound_quotes(side, planned.knowledge), *lines_of_copies(collected),
        *lines_of_unknown(planned.knowledge.documents, fresh), *lines_of_details(collected, fresh),
    )  # fmt: skip
    for warning in warnings:
        warn(warning)
    if wanted.report:
        write_report(wanted.report, collected, planned, warnings)
    if wanted.strict and not seen.is_whole:
        outcome, generation = "nothing published (--strict)", ""
    elif wanted.dry_run:
        outcome, generation = "dry run: nothing published", ""
    else:
        may_withdraw = wanted.yes or _is_meant(changes_of(planned))
        with showing_progress() as progress:
            done = publish_plan(
                settings.store, planned, embedder, keep=settings.keep_generations,
                progress=progress, may_withdraw=may_withdraw, chroma_server=settings.chroma_server,
            )  # fmt: skip
        generation = done.generation
        outcome = f"published {generation}"
        if done.was_live and previous:
            outcome = f"nothing changed since {_when(previous)}"
    _show(
        _summarise(
            planned, seen=seen, kept=kept, outcome=outcome, generation=generation,
            seconds=time.monotonic() - start,
        ),
        as_json=wanted.as_json,
    )  # fmt: skip
    return _REFUSED if seen.refused or (wanted.strict and not seen.is_whole) else _DONE


def warn(line: str) -> None:
    """Print a line that is no result."""
    print(line, file=sys.stderr)


def _is_meant(changes: Changes) -> bool:
    """Ask whether the withdrawal is meant, where more is withdrawn than added."""
    if not changes.loss:
        return False
    count = len(changes.withdrawn)
    names = ", ".join(changes.withdrawn[:MOST_LINES])
    more = f" and {count - MOST_LINES} more" if count > MOST_LINES else ""
    warn(f"{changes.loss}; no longer there: {names}{more}")
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        msg = (
            "nothing is published: give --yes where that is meant, or 'findings add' to keep what "
            "is held"
        )
        raise WithdrawalError(msg)
    import typer  # noqa: PLC0415  only where somebody is asked

    if not typer.confirm("Withdraw them?", err=True):
        msg = "nothing is published: the store is as it was"
        raise WithdrawalError(msg)
    return True


def _summarise(
    planned: Plan, *, seen: Seen, kept: Sequence[Collected], outcome: str, generation: str,
    seconds: float,
) -> Summary:  # fmt: skip
    changes = changes_of(planned)
    return Summary(
        documents=len(planned.records),
        passages=len(planned.knowledge.passages),
        vectors=len(planned.knowledge.entries),
        embedded=len(planned.fresh),
        added=changes.added,
        changed=changes.changed,
        withdrawn=changes.withdrawn,
        kept=tuple(one.document.source.id for one in kept),
        refused=seen.refused,
        left_out=seen.left_out,
        copies={one.source.id: one.source.places for one in planned.records if one.source.places},
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
            (
                "the same as another",
                [one for held in summary.copies.values() for one in held],
            ),
            ("refused", summary.refused),
            ("not read", [one for one in summary.left_out if not one.by_design]),
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
