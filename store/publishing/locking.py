"""One writer at a time: a lock that the operating system frees when its process ends."""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from domain import FindingsError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOCK_NAME = "LOCK"


class LockedError(FindingsError):
    """Another process is writing to the store, or the store's folder refuses a writer."""


@contextmanager
def writing(store: Path) -> Iterator[None]:
    """Hold the store's write lock; it says who holds it, for the message to the second.

    ``flock`` does not hold across machines: the store must be on a local disk.

    Raises:
        LockedError: another process holds it, or the folder cannot be written.
    """
    try:
        store.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(store / LOCK_NAME, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        msg = f"{store}: cannot be written ({error.strerror}): name a folder that can (--store)"
        raise LockedError(msg) from error
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = os.pread(descriptor, 100, 0).decode("ascii", "replace").strip()
            msg = f"another ingest is running ({holder or 'just started'}): wait for it to end"
            raise LockedError(msg) from error
        os.ftruncate(descriptor, 0)
        since = datetime.now().astimezone()  # local time, for a person
        os.pwrite(descriptor, f"pid {os.getpid()}, since {since:%H:%M}\n".encode("ascii"), 0)
        yield
    finally:
        os.close(descriptor)
