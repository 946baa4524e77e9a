"""Lines of the log: as text or as JSON, each with its request's id, none with a fault's own words.

What failed may have a message in its words or in its traceback, so that of a fault its kind and its
place in the code are written and no more.
"""

from __future__ import annotations

import json
import logging
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType

# The id of the request that is being answered; empty outside of one.
REQUEST: ContextVar[str] = ContextVar("request", default="")
_TEXT = "%(levelname)s %(name)s: %(message)s"


class TextLines(logging.Formatter):
    """A line as people read it; the id of its request stands at the end."""

    def __init__(self) -> None:
        """Write level, name and message."""
        super().__init__(_TEXT)

    def format(self, record: logging.LogRecord) -> str:
        """Give the line of a record."""
        request = REQUEST.get()
        line = super().format(record)
        return f"{line} [{request}]" if request else line

    def formatException(self, ei: object) -> str:  # noqa: N802  logging's own name
        """Give a fault's kind and place, without its words."""
        return fault(ei)


class JsonLines(logging.Formatter):
    """A line as one JSON object, for whatever gathers logs."""

    def format(self, record: logging.LogRecord) -> str:
        """Give the line of a record."""
        said: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if request := REQUEST.get():
            said["request"] = request
        said |= getattr(record, "facts", {})
        if record.exc_info:
            said["fault"] = fault(record.exc_info)
        return json.dumps(said, ensure_ascii=False)


def fault(told: object) -> str:
    """Give what kind of fault it is and where in the code it rose, without its words."""
    kind: type[BaseException] | None
    where: TracebackType | None
    kind, _, where = told if isinstance(told, tuple) else (None, None, None)
    if kind is None:
        return ""
    frames = traceback.extract_tb(where)
    place = f" in {frames[-1].filename}:{frames[-1].lineno}" if frames else ""
    return f"{kind.__name__}{place}"


def make_handler(*, as_json: bool) -> logging.Handler:
    """Give what writes lines to standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines() if as_json else TextLines())
    return handler
