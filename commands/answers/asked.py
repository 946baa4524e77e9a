"""The questions that ``findings batch`` reads: one JSON object a line."""

from __future__ import annotations

import codecs
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, ValidationError

from domain import FindingsError, Turn
from ingest.beside.tables import what_is_wrong

if TYPE_CHECKING:
    from pathlib import Path


class BatchError(FindingsError):
    """A batch file cannot be read or written, or holds no question."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a batch, with the turns before it, oldest first."""

    id: str | int
    question: str
    history: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class Unread:
    """A line that holds no question; ``reason`` names the line, the cause and the remedy."""

    id: str | int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Batch:
    """The lines of a file of questions, in order."""

    lines: tuple[Asked | Unread, ...]

    @property
    def questions(self) -> tuple[Asked, ...]:
        """Those that hold a question."""
        return tuple(one for one in self.lines if isinstance(one, Asked))

    @property
    def unread(self) -> tuple[Unread, ...]:
        """Those that hold none."""
        return tuple(one for one in self.lines if isinstance(one, Unread))


class _AskedTurn(BaseModel):
    question: str
    answer: str = ""


class _AskedLine(BaseModel):
    """One line; fields beyond these are of no concern here, as in evaluation questions."""

    model_config = ConfigDict(strict=True)

    id: str | int
    question: str
    history: tuple[_AskedTurn, ...] | None = None


def read_asked(path: Path) -> Batch:
    """Give the lines of a file of questions, in order; empty lines are passed over.

    Raises:
        BatchError: the file cannot be read.
    """
    try:
        lines = path.read_bytes().removeprefix(codecs.BOM_UTF8).split(b"\n")
    except FileNotFoundError as error:
        msg = f"{path}: no such file: name a file of questions, one JSON object a line"
        raise BatchError(msg) from error
    except OSError as error:
        msg = f"{path}: cannot be read ({error}): name a UTF-8 file, one JSON object a line"
        raise BatchError(msg) from error
    return Batch(
        tuple(
            _read_line(path, number, line) for number, line in enumerate(lines, 1) if line.strip()
        )
    )


def _read_line(path: Path, number: int, line: bytes) -> Asked | Unread:
    try:
        read = _AskedLine.model_validate_json(line)
    except ValidationError as error:
        msg = f"{path}, line {number}: not a question ({what_is_wrong(error)}): correct the line"
        return Unread(_id_of(line), msg)
    turns = tuple(Turn(turn.question, turn.answer) for turn in read.history or ())
    return Asked(read.id, read.question, turns)


def _id_of(line: bytes) -> str | int | None:
    """Give the id of a line that is no question, where it can be told."""
    try:
        # more lenient than what reads questions: damaged characters do not hide the id
        read = json.loads(line.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return None
    found = read.get("id") if isinstance(read, dict) else None
    return found if type(found) in {str, int} else None
