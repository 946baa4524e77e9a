"""Commands run in processes of their own, and what they took."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_KIBIBYTE = 1024


@dataclass(frozen=True, slots=True)
class Spent:
    """CPU time of a process with its children waited for, and its largest resident memory."""

    cpu_seconds: float
    most_bytes: int


def run_apart(command: Sequence[str]) -> Spent:
    """Run a command to its end, its output thrown away.

    Raises:
        CalledProcessError: it failed.
    """
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603  our own command
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    # Linux counts in kibibytes (getrusage(2))
    return Spent(usage.ru_utime + usage.ru_stime, usage.ru_maxrss * _KIBIBYTE)
