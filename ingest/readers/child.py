"""The process in which files are read, where a crash, a loop or a bomb harms nobody.

Run as ``python -m ingest.readers.child``. It takes the paths of files as lines of JSON and gives
for each a line with the length of a JSON object, then that object: the contents, or the fault.
It never opens a file itself: a fork of it does, within limits, and is gone after that file. So
every file finds a fresh process and no file waits for Python and its libraries to start. Where the
system knows no fork (Windows), it reads one file itself and ends.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import select
import signal
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from ingest.readers.layout import Contents, UnreadableError, clean
from ingest.readers.limits import MAX_MEMORY, MAX_OUTPUT, MAX_SECONDS, limit_this_process
from ingest.readers.planted import warn_of_planted
from ingest.readers.registry import READERS, find_format

if TYPE_CHECKING:
    from collections.abc import Mapping

REMEDY = "split it, or save its text as .txt"
_CHUNK = 2**16


def main() -> None:
    """Answer every line of standard input, until it ends."""
    replies = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 1)  # what a library prints is no reply
    while line := sys.stdin.buffer.readline():
        path = Path(json.loads(line))
        form = READERS.get(path.suffix.lower())
        for name in form.needs if form else ():
            importlib.import_module(name)
        gc.freeze()
        can_fork = hasattr(os, "fork")
        result = _read_in_fork(path, nowhere) if can_fork else _read(path)
        try:
            replies.write(b"%d\n" % len(result) + result)
            replies.flush()
        except BrokenPipeError:
            os._exit(0)  # who asked was killed: nobody is there to tell
        if not can_fork:
            return


def _read_in_fork(path: Path, nowhere: int) -> bytes:
    """Give what a fork of this process prints of the file, or why it printed nothing."""
    source, sink = os.pipe()
    process = os.fork()
    if not process:
        for standard in (0, 1, 2):
            os.dup2(nowhere, standard)
        os.close(source)
        _read_and_end(path, sink)
    os.close(sink)
    result, is_whole = _gather(source)
    os.close(source)
    if not is_whole:
        os.kill(process, signal.SIGKILL)
    _, status = os.waitpid(process, 0)
    if not is_whole:
        return _fault(f"holds more than {MAX_OUTPUT // 2**20} MB of text: {REMEDY}")
    if os.WIFSIGNALED(status):
        return _fault(_explain(os.WTERMSIG(status)))
    return result or _fault(f"could not be read (its reader stopped): {REMEDY}")


def _gather(source: int) -> tuple[bytes, bool]:
    """Give what the fork prints, and whether that is all of it."""
    pieces = bytearray()
    while len(pieces) <= MAX_OUTPUT:
        ready, _, _ = select.select([source, 0], [], [])
        if 0 in ready:  # who asked is gone: nothing comes down this pipe before the reply
            return b"", False
        piece = os.read(source, _CHUNK)
        if not piece:
            return bytes(pieces), True
        pieces += piece
    return b"", False


def _read_and_end(path: Path, sink: int) -> NoReturn:
    """Read the file within limits, print what it holds, and end; in the fork."""
    result = _read(path)
    try:
        with os.fdopen(sink, "wb") as out:
            out.write(result)
    finally:
        os._exit(0)


def _read(path: Path) -> bytes:
    """Give what the file holds, or its fault; this process is within limits from then on."""
    try:
        gc.set_threshold(100_000, 50)  # a parser makes much and drops little
        form = find_format(path)
        limit_this_process(form.seconds, path.stat().st_size)
        return _pack(form.read(path))
    except UnreadableError as error:
        return _fault(str(error))
    except OSError as error:
        return _fault(f"cannot be opened ({error.strerror}): check its permissions")
    except MemoryError:
        return _fault(f"needs more than {MAX_MEMORY // 2**20} MB of memory to read: {REMEDY}")
    except RecursionError:
        return _fault(f"is nested too deeply to read: {REMEDY}")
    except Exception as error:  # noqa: BLE001  whatever a parser raises is the file's fault
        return _fault(f"is damaged ({type(error).__name__}): save it again, or {REMEDY}")


def _pack(contents: Contents) -> bytes:
    blocks = [
        [b.shape, clean(b.text), b.level, b.marker, b.page, b.breaks] for b in contents.blocks
    ]
    result = {
        "blocks": [block for block in blocks if str(block[1]).strip()],
        "facts": _plain(contents.facts),
        "warnings": [
            " ".join(clean(warning).split())
            for warning in (*contents.warnings, *warn_of_planted(contents.blocks))
        ],
        "pages": contents.pages,
        "recognised": contents.recognised,
        "left_out": [clean(one) for one in contents.left_out],
    }
    return json.dumps(result).encode()


def _plain(facts: Mapping[str, object]) -> dict[str, str]:
    """Give the facts as words; a date, by its field's name, becomes one again with the parent."""
    return {
        name: value.isoformat() if isinstance(value, date) else clean(str(value))
        for name, value in facts.items()
        if value
    }


def _fault(reason: str) -> bytes:
    return json.dumps({"error": " ".join(clean(reason).split())}).encode()


def _explain(number: int) -> str:
    """Say why the kernel ended the fork."""
    if number == signal.SIGXCPU:
        return f"takes too long to read (its limit of work for its size): {REMEDY}"
    if number == signal.SIGALRM:
        return f"takes too long to read (waiting, up to {MAX_SECONDS} s): {REMEDY}"
    if number == signal.SIGKILL:
        return f"needs more memory than this machine has: {REMEDY}"
    return f"makes its reader crash ({signal.Signals(number).name}): save it again, or {REMEDY}"


if __name__ == "__main__":
    main()
