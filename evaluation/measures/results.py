"""What a system did with each evaluation question, in a form that can be kept and compared."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError

from domain import FindingsError
from evaluation.measures.metrics import DEPTH, covered, normalise

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from evaluation.measures.questions import Item

# Characters of the ranking read from the top, where settings are compared at equal length.
BUDGETS = (1_000, 2_000, 3_000)


class RunError(FindingsError):
    """A saved run cannot be read; the message names the remedy."""


@dataclass(frozen=True, slots=True)
class ShownWords:
    """Words of a document that a system retrieved or showed."""

    document: str
    text: str


@dataclass(frozen=True, slots=True)
class Covered:
    """Words as they count: the positions of the pieces that they cover, and their length."""

    covers: tuple[int, ...]
    characters: int


@dataclass(frozen=True, slots=True)
class Result:
    """One question and what became of it.

    ``retrieved`` is the ranking, best first, at most ten; ``quotes`` is what was shown as the
    answer. ``within[i]`` is the share of the pieces in the first ``BUDGETS[i]`` characters.
    ``sure`` is the chance, 0 to 1, that the page shows of the best passage; 0 where none is shown.
    """

    set: str
    id: str
    type: str
    role: str
    documents: tuple[str, ...]
    is_follow_up: bool
    pieces: int
    expected: str
    status: str
    retrieved: tuple[Covered, ...]
    quotes: tuple[Covered, ...]
    within: tuple[float, ...]
    seconds: float
    sure: float = 0.0


@dataclass(frozen=True, slots=True)
class Run:
    """The results of one system, and what it was, in words."""

    system: str
    results: tuple[Result, ...]


def score(
    item: Item, *, of: str, status: str, retrieved: Sequence[ShownWords],
    quotes: Sequence[ShownWords], seconds: float, sure: float = 0.0,
) -> Result:  # fmt: skip
    """Give the result of an item of the set ``of``."""
    return Result(
        set=of,
        id=item.id,
        type=item.type,
        role=item.role,
        documents=tuple(dict.fromkeys(choices[0].document for choices in item.pieces)),
        is_follow_up=bool(item.history),
        pieces=len(item.pieces),
        expected=item.expected,
        status=status,
        retrieved=tuple(_hit(item, words) for words in retrieved[:DEPTH]),
        quotes=tuple(_hit(item, words) for words in quotes),
        within=tuple(_share_within(item, retrieved, budget) for budget in BUDGETS),
        seconds=seconds,
        sure=sure,
    )


def _hit(item: Item, words: ShownWords) -> Covered:
    return Covered(
        tuple(sorted(covered(item, words.document, words.text))), len(normalise(words.text))
    )


def _share_within(item: Item, retrieved: Sequence[ShownWords], budget: int) -> float:
    """Give the share of the pieces in the first ``budget`` characters, the last passage cut."""
    found: set[int] = set()
    left = budget
    for words in retrieved:
        text = normalise(words.text)[:left]
        found |= covered(item, words.document, text)
        left -= len(text)
    return len(found) / len(item.pieces) if item.pieces else 0.0


def dump_run(run: Run) -> str:
    """Give the run as one JSON object."""
    return json.dumps(asdict(run), ensure_ascii=False)


def read_run(path: Path) -> Run:
    """Give back a run that ``findings evaluate --json`` printed.

    Raises:
        RunError: the file is missing or holds no run.
    """
    try:
        return TypeAdapter(Run).validate_json(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, ValidationError) as error:
        reason = str(error).splitlines()[0]
        msg = f"{path}: no saved run ({reason}): save one with 'findings evaluate ... --json'"
        raise RunError(msg) from error
