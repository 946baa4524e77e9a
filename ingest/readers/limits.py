"""The limits of memory and time under which a file is read: parsers loop and swell."""

from __future__ import annotations

import ctypes
import os
import signal
from functools import cache
from math import ceil
from typing import TYPE_CHECKING

try:
    import resource
except ImportError:  # Windows sets no limits: a file is only given so much time
    resource = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Callable

# A file that needs more than this is a bomb; the largest of 56 real documents needs a fifth.
MAX_MEMORY = 1024 * 2**20
# Reading words off a picture of a page takes this much, most of it for a model's layers.
MAX_SCAN_MEMORY = 3072 * 2**20
# What a reader may hand back, as bytes of JSON: words, and a file holds fewer than it has bytes.
MAX_OUTPUT = 128 * 2**20
MAX_OPEN_FILES = 64
# No file may take longer, however many pages it claims.
MAX_SECONDS = 900
SECONDS_PER_MEGABYTE = 10
SECONDS_PER_PAGE = 3
# Of work, for each page that is a picture; it takes 5 to 8.
SECONDS_PER_SCAN = 25
# Beyond what any other file may take.
MAX_SCAN_SECONDS = 5_000
# Time on the clock for each second of work: other programs want the processor too.
CLOCK_FACTOR = 4


def limit_this_process(seconds: int, size: int) -> None:
    """Bind this process to the limits, for good; ``size`` is that of the file in bytes.

    It may take ``seconds`` of work and more for a larger file. It can write no file. Where the
    system knows no limits, none hold but that of whoever waits for this process.
    """
    if resource is None:
        return
    allowed = min(MAX_SECONDS, ceil(seconds + SECONDS_PER_MEGABYTE * size / 2**20))
    # at the soft limit it is told which limit it was, at the hard one it is only killed
    resource.setrlimit(resource.RLIMIT_CPU, (allowed, MAX_SECONDS + MAX_SCAN_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_SCAN_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (MAX_OPEN_FILES, MAX_OPEN_FILES))
    signal.setitimer(signal.ITIMER_REAL, CLOCK_FACTOR * allowed)


def give_back_memory() -> None:
    """Give the system what the C library holds of memory that is free, where it can."""
    trim = _find_trim()
    if trim:
        trim(0)


@cache
def _find_trim() -> Callable[[int], object] | None:
    # of glibc; others give memory back by themselves
    return getattr(ctypes.CDLL(None), "malloc_trim", None) if os.name == "posix" else None


def allow_pages(count: int) -> None:
    """Grant the time that a document of ``count`` pages needs; a reader calls it once it knows.

    Does nothing where there are no limits, as in a test that calls a reader itself.
    """
    _allow(SECONDS_PER_PAGE * count, MAX_SECONDS)


def allow_scans(count: int) -> None:
    """Grant the time and memory that reading ``count`` pictures of pages needs besides."""
    _allow(SECONDS_PER_SCAN * count, MAX_SECONDS + MAX_SCAN_SECONDS)
    if resource is None:
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    if soft != resource.RLIM_INFINITY:
        resource.setrlimit(resource.RLIMIT_AS, (hard, hard))


def _allow(seconds: int, most: int) -> None:
    if resource is None:
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    remaining, _ = signal.getitimer(signal.ITIMER_REAL)
    if soft == resource.RLIM_INFINITY or not remaining:
        return
    more = min(seconds, most - soft)
    resource.setrlimit(resource.RLIMIT_CPU, (soft + more, hard))
    signal.setitimer(signal.ITIMER_REAL, remaining + CLOCK_FACTOR * more)
