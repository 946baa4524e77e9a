"""The questions that ``findings batch`` reads: one JSON object a line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, ValidationError

from domain import FindingsError, Turn

if TYPE_CHECKING:
    from pathlib import Path


class BatchError(FindingsError):
    """A batch file cannot be read or written, or a line of it holds no question."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a batch, with the turns before it, oldest first."""

    id: str | int
    question: str
    history: tuple[Turn, ...]


class _Turn(BaseModel):
    question: str
    answer: str = ""


class _Line(BaseModel):
    """One line; fields beyond these are of no concern here, as in evaluation questions."""

    model_config = ConfigDict(strict=True)

    id: str | int
    question: str
    history: tuple[_Turn, ...] | None = None


def read_asked(path: Path) -> tuple[Asked, ...]:
    """Give the questions of a file, in order; empty lines are passed over.

    Raises:
        BatchError: the file cannot be read, or a line is no question; the message names it.
    """
    try:
        lines = path.read_text("utf-8-sig").split("\n")
    except FileNotFoundError as error:
        msg = f"{path}: no such file: name a file of questions, one JSON object a line"
        raise BatchError(msg) from error
    except (OSError, UnicodeDecodeError) as error:
        msg = f"{path}: cannot be read ({error}): name a UTF-8 file, one JSON object a line"
        raise BatchError(msg) from error
    return tuple(
        _read_line(path, number, line) for number, line in enumerate(lines, 1) if line.strip()
    )


def _read_line(path: Path, number: int, line: str) -> Asked:
    try:
        read = _Line.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"])
        reason = f"{place}: {first['msg']}" if place else first["msg"]
        msg = f"{path}, line {number}: not a question ({reason}): correct the line"
        raise BatchError(msg) from error
    turns = tuple(Turn(turn.question, turn.answer) for turn in read.history or ())
    return Asked(read.id, read.question, turns)
