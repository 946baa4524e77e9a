"""One writer at a time: a lock that the operating system frees when its process ends."""

from __future__ import annotations

import os
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from domain import FindingsError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Who writes, in words; what is locked lies beside it, since Windows lets nobody read that.
LOCK_NAME = "LOCK"
_LOCKED_NAME = "LOCK.held"


class LockedError(FindingsError):
    """Another process is writing to the store, or the store's folder refuses a writer."""


@contextmanager
def writing(store: Path) -> Iterator[None]:
    """Hold the store's write lock; it says who holds it, for the message to the second.

    It does not hold across machines: the store must be on a local disk.

    Raises:
        LockedError: another process holds it, or the folder cannot be written.
    """
    lock = FileLock(store / _LOCKED_NAME, timeout=0)
    try:
        store.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout as error:
        msg = f"another ingest is running ({_holder(store)}): wait for it to end"
        raise LockedError(msg) from error
    except OSError as error:
        raise _refused(store, error) from error
    try:
        since = datetime.now().astimezone()  # local time, for a person
        try:
            who = f"pid {os.getpid()}, since {since:%H:%M}\n"
            (store / LOCK_NAME).write_text(who, "ascii")
        except OSError as error:
            raise _refused(store, error) from error
        yield
    finally:
        lock.release()


def _refused(store: Path, error: OSError) -> LockedError:
    reason = error.strerror or type(error).__name__
    return LockedError(f"{store}: cannot be written ({reason}): name a folder that can (--store)")


def _holder(store: Path) -> str:
    try:
        return (store / LOCK_NAME).read_text("ascii", "replace").strip() or "just started"
    except OSError:
        return "just started"
