"""Pictures of printed pages: drawn by processes of their own, the last ones kept in memory."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import OrderedDict
from pathlib import Path
from threading import BoundedSemaphore, Lock
from typing import TYPE_CHECKING

from domain import FindingsError

if TYPE_CHECKING:
    from collections.abc import Sequence

_HOME = Path(__file__).parents[2]
MOST_BYTES = 32 * 2**20
# So many are drawn at a time; who waits longer is told that the service is busy.
_AT_A_TIME = 2
_WAIT_SECONDS = 10
_DRAW_SECONDS = 90


class PictureError(FindingsError):
    """A page cannot be shown as a picture at the moment, or at all."""


class Pictures:
    """Draws pages, and keeps the last ones up to ``MOST_BYTES``; safe to use from any thread."""

    def __init__(self) -> None:
        """Keep nothing yet."""
        self._kept: OrderedDict[tuple[str, int, tuple[str, ...]], bytes] = OrderedDict()
        self._lock = Lock()
        self._drawing = BoundedSemaphore(_AT_A_TIME)

    def draw(self, original: Path, number: int, words: Sequence[str]) -> bytes:
        """Give a page of a PDF that is named by its content's hash, with the words marked (PNG).

        Raises:
            PictureError: it cannot be drawn, or too many wait.
        """
        key = (original.stem, number, tuple(words))
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        if not self._drawing.acquire(timeout=_WAIT_SECONDS):
            msg = "too many pages are drawn at the moment: try again in a minute"
            raise PictureError(msg)
        try:
            picture = _draw(original, number, words)
        finally:
            self._drawing.release()
        with self._lock:
            self._kept[key] = picture
            while sum(map(len, self._kept.values())) > MOST_BYTES:
                self._kept.popitem(last=False)
        return picture


def _draw(original: Path, number: int, words: Sequence[str]) -> bytes:
    command = [sys.executable, "-m", "pages.pictures.drawing", str(original.resolve()), str(number)]
    try:
        done = subprocess.run(  # noqa: S603  our own module, no shell
            command, cwd=_HOME, input=json.dumps(list(words)).encode(), capture_output=True,
            timeout=_DRAW_SECONDS, check=True,
        )  # fmt: skip
    except (subprocess.SubprocessError, OSError) as error:
        msg = f"page {number} cannot be drawn: open the document itself"
        raise PictureError(msg) from error
    return done.stdout
