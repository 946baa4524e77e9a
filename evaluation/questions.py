"""Evaluation questions: one JSON object a line, as docs/evaluation.md describes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain import FindingsError, Turn

if TYPE_CHECKING:
    from pathlib import Path


class QuestionsError(FindingsError):
    """A questions file cannot be read; the message names the line and the remedy."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Verbatim words that a right reply rests on, or an acceptable stand-in for them."""

    document: str
    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """A question with what a right reply rests on.

    ``pieces[i]`` lists the alternatives that serve as the i-th piece of evidence, the first
    being the preferred one; all of the pieces are needed.
    """

    id: str
    question: str
    history: tuple[Turn, ...]
    type: str
    role: str
    answerable: bool
    pieces: tuple[tuple[Piece, ...], ...]

    @property
    def expected(self) -> str:
        """The status that a right reply has."""
        special = {"immediate-risk": "escalated", "chitchat": "chat", "false-premise": "corrected"}
        if self.type in special and (self.type != "false-premise" or self.answerable):
            return special[self.type]
        return "answered" if self.answerable else "declined"


def read_items(path: Path) -> tuple[Item, ...]:
    """Give the items of a questions file, in order.

    Raises:
        QuestionsError: the file is missing, or a line is not valid.
    """
    if not path.is_file():
        msg = f"{path}: no such questions file: name one that exists"
        raise QuestionsError(msg)
    items = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            items.append(_read_item(json.loads(line)))
        except (ValueError, KeyError, TypeError) as error:
            msg = f"{path.name}, line {number}: not a question ({error}): correct the line"
            raise QuestionsError(msg) from error
    return tuple(items)


def _read_item(line: dict[str, object]) -> Item:
    evidence = _strings(line.get("evidence", []))
    documents = _strings(line.get("evidence_documents", [])) or [""] * len(evidence)
    pieces = [[Piece(d, e)] for d, e in zip(documents, evidence, strict=True)]
    others = line.get("also_acceptable", [])
    for other in others if isinstance(others, list) else []:
        for index in other["instead_of"]:
            pieces[index].append(Piece(other["document"], other["evidence"]))
    history = line.get("history") or []
    turns = [Turn(t["question"], t.get("answer", "")) for t in history if isinstance(history, list)]
    return Item(
        id=str(line["id"]),
        question=str(line["question"]),
        history=tuple(turns),
        type=str(line.get("type", "")),
        role=str(line.get("role", "")),
        answerable=bool(line.get("answerable", True)),
        pieces=tuple(map(tuple, pieces)),
    )


def _strings(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else []
