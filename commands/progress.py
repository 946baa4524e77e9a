"""A progress bar on a terminal; elsewhere nothing, or a line for whoever listens."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.progress import TaskID

    from store.generation.building import BuildProgress


# Who is told of each stage instead of a person at a terminal; the page's own process sets it.
_LISTENING: list[BuildProgress] = []


def listen(told: BuildProgress) -> None:
    """Have each stage told to ``told`` from now on, as stage, done and total."""
    _LISTENING[:] = [told]


@contextmanager
def showing_progress() -> Iterator[BuildProgress]:
    """Give a function that shows each stage it is told of as a bar on standard error."""
    if _LISTENING:
        yield _LISTENING[0]
        return
    if not sys.stderr.isatty():
        yield lambda _stage, _done, _total: None
        return
    from rich.console import Console  # noqa: PLC0415  not needed where nobody looks
    from rich.progress import Progress as Bars  # noqa: PLC0415

    with Bars(console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, TaskID] = {}

        def show(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total)
            bars.update(tasks[stage], completed=done, total=total)

        yield show
