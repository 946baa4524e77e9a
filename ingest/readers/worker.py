"""The process that reads files, from outside: started when needed, replaced when it fails."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from domain import Shape
from ingest.readers.kept import Readings
from ingest.readers.layout import Contents, RawBlock, UnreadableError
from ingest.readers.limits import CLOCK_FACTOR, MAX_OUTPUT, MAX_SCAN_SECONDS, MAX_SECONDS

if TYPE_CHECKING:
    from types import TracebackType

_HOME = Path(__file__).parents[2]
_DATES = ("published", "checked")
_CHUNK = 2**20
_PATIENCE = CLOCK_FACTOR * (MAX_SECONDS + MAX_SCAN_SECONDS) + 60


class _SilentError(Exception):
    """The process is gone, or does not answer."""


class Worker:
    """Reads files of any format in another process, one after the other; close it after use.

    As a context manager it closes itself. A process that stops answering is ended and the next
    file gets a new one. A file whose reading is among ``kept`` is not read again.
    """

    def __init__(self, kept: Readings | None = None) -> None:
        """Start nothing yet."""
        self._process: subprocess.Popen[bytes] | None = None
        self._kept = kept or Readings()

    def __enter__(self) -> Self:
        """Give the worker itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """End the process."""
        self.close()

    def read(self, path: Path) -> Contents:
        """Give what the file holds.

        Raises:
            UnreadableError: it cannot be read within the limits; with the reason and a remedy.
        """
        try:
            result = json.loads(self._find(path))
        except _SilentError as error:
            self.close()
            msg = "could not be read (its reader does not answer): try again"
            raise UnreadableError(msg) from error
        except BaseException:
            self.close()  # interrupted: what is half read cannot be told from the next reply
            raise
        if "error" in result:
            raise UnreadableError(result["error"])
        return _unpack(result)

    def close(self) -> None:
        """End the process and what it started; the next file starts another."""
        if self._process is None:
            return
        process, self._process = self._process, None
        _end(process)
        with process:
            process.wait()

    def _find(self, path: Path) -> bytes:
        """Give the file's reading: the one that is kept, else a new one, which is kept if sound."""
        try:
            key = self._kept.key(path)
        except OSError:
            return self._ask(path)  # the reader says why
        if kept := self._kept.find(key):
            return kept
        reading = self._ask(path)
        with contextlib.suppress(OSError):
            # a fault may pass, and of a file that was changed meanwhile nobody knows which was read
            if not reading.startswith(b'{"error"') and self._kept.key(path) == key:
                self._kept.keep(key, reading)
        return reading

    def _ask(self, path: Path) -> bytes:
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._process = subprocess.Popen(
                [sys.executable, "-m", "ingest.readers.child"],
                cwd=_HOME, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0,
                start_new_session=True,
            )  # fmt: skip
        question, answer = self._process.stdin, self._process.stdout
        assert question is not None  # noqa: S101  for the type checker: both are pipes
        assert answer is not None  # noqa: S101
        try:
            question.write(json.dumps(str(path.resolve())).encode() + b"\n")
        except OSError as error:
            raise _SilentError from error
        # nobody can wait for a pipe on every system, but everybody can end who does not answer
        alarm = threading.Timer(_PATIENCE, _end, [self._process])
        alarm.daemon = True
        alarm.start()
        try:
            return _receive(answer.fileno())
        finally:
            alarm.cancel()
            if not hasattr(os, "fork"):
                self.close()  # it reads one file and ends


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process and what it started, where the system knows what that is."""
    with contextlib.suppress(ProcessLookupError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()


def _receive(source: int) -> bytes:
    """Give the next reply: its length on a line, then its bytes."""
    received = bytearray()
    length = -1
    while length < 0 or len(received) < length:
        piece = os.read(source, _CHUNK)
        if not piece:
            raise _SilentError
        received += piece
        if length < 0 and b"\n" in received:
            line, _, rest = bytes(received).partition(b"\n")
            length, received = int(line), bytearray(rest)
            if length > 2 * MAX_OUTPUT:
                raise _SilentError
    return bytes(received)


def _unpack(result: dict[str, Any]) -> Contents:
    facts = dict(result["facts"])
    for name in _DATES:
        if name in facts:
            facts[name] = date.fromisoformat(facts[name])
    blocks = [
        RawBlock(Shape(shape), text, level, marker, page, tuple(breaks))
        for shape, text, level, marker, page, breaks in result["blocks"]
    ]
    recognised = tuple(result["recognised"])
    return Contents(
        blocks, facts, tuple(result["warnings"]), result["pages"], recognised,
        tuple(result["left_out"]),
    )  # fmt: skip
