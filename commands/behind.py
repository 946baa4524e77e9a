"""The process that does a job: a command of ours, behind all readers, its progress in a file.

``python -m commands.behind PROGRESS COMMAND ...``
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

import cli
from commands.progress import listen

# So polite that whoever asks a question does not wait for it.
_NICENESS = 10
_EVERY_SECONDS = 0.5


class _HowFar:
    """Writes how far it is, not more often than somebody looks."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._next = 0.0

    def __call__(self, stage: str, done: int, total: int) -> None:
        now = time.monotonic()
        if now < self._next and done < total:
            return
        self._next = now + _EVERY_SECONDS
        aside = self._path.with_suffix(".new")
        aside.write_text(json.dumps([stage, done, total]), "utf-8")
        aside.replace(self._path)


def main() -> None:
    """Run the command; the end is always a ``SystemExit``."""
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    listen(_HowFar(Path(sys.argv[1])))
    cli.main(sys.argv[2:])


if __name__ == "__main__":
    main()
