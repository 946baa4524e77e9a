"""Questions that people wrote beside a document: what each sentence answers and corrects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, ValidationError

from domain import Document, Taught
from ingest.beside.tables import what_is_wrong
from ingest.locating import Locator
from ingest.readers.layout import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

TAUGHT_SUFFIX = ".questions.jsonl"


class _TaughtLine(BaseModel):
    model_config = ConfigDict(extra="forbid")

    quote: str = ""
    questions: tuple[str, ...] = ()
    mistaken: tuple[str, ...] = ()
    missing: str = ""


def read_taught(document: Document, paths: Sequence[Path]) -> tuple[Taught, ...]:
    """Give what the files teach about the document, in file order.

    Raises:
        UnreadableError: a line is not valid, or quotes words that are not in the document.
    """
    locator = Locator(document.text)
    return tuple(
        _read_line(locator, path.name, number, line)
        for path in paths
        for number, line in enumerate(_read_lines(path), 1)
        if line.strip()
    )


def _read_lines(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        msg = f"{path.name}: cannot be read ({error}): save it again as UTF-8"
        raise UnreadableError(msg) from error


def _read_line(locator: Locator, name: str, number: int, line: str) -> Taught:
    try:
        taught = _TaughtLine.model_validate_json(line)
    except ValidationError as error:
        msg = f"{name}, line {number}: {what_is_wrong(error)}: correct the line"
        raise UnreadableError(msg) from error
    if not taught.quote and not taught.missing:
        msg = f"{name}, line {number}: give a 'quote' or what is 'missing'"
        raise UnreadableError(msg)
    if not taught.missing and not locator.find(taught.quote):
        msg = (
            f"{name}, line {number}: {taught.quote[:60]!r} is not in the document: quote its words"
        )
        raise UnreadableError(msg)
    return Taught(taught.quote, taught.questions, taught.mistaken, taught.missing)
