"""Evaluation questions: one JSON object a line, as docs/evaluation.md describes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Self

from pydantic import BaseModel, Field, ValidationError, model_validator

from domain import FindingsError, Turn

if TYPE_CHECKING:
    from pathlib import Path


class QuestionsError(FindingsError):
    """A questions file cannot be read; the message names the line and the remedy."""


@dataclass(frozen=True, slots=True)
class RightWords:
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
    pieces: tuple[tuple[RightWords, ...], ...]

    @property
    def expected(self) -> str:
        """The status that a right reply has."""
        special = {"immediate-risk": "escalated", "chitchat": "chat", "false-premise": "corrected"}
        if self.type in special and (self.type != "false-premise" or self.answerable):
            return special[self.type]
        return "answered" if self.answerable else "declined"


class _EarlierTurn(BaseModel):
    question: str
    answer: str = ""


class _Other(BaseModel):
    """A passage that would serve as well as the pieces at the positions ``instead_of``."""

    document: str
    evidence: Annotated[str, Field(min_length=1)]
    instead_of: tuple[int, ...]


class _QuestionLine(BaseModel):
    """One line of a questions file; other fields are remarks for people."""

    id: str
    question: str
    type: str = ""
    role: str = ""
    answerable: bool = True
    history: tuple[_EarlierTurn, ...] = ()
    evidence: tuple[Annotated[str, Field(min_length=1)], ...] = ()
    evidence_documents: tuple[str, ...] = ()
    also_acceptable: tuple[_Other, ...] = ()

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        if self.evidence_documents and len(self.evidence_documents) != len(self.evidence):
            msg = "evidence and evidence_documents differ in length"
            raise ValueError(msg)
        positions = range(len(self.evidence))
        if any(one not in positions for other in self.also_acceptable for one in other.instead_of):
            msg = "also_acceptable: instead_of names a piece that is not there"
            raise ValueError(msg)
        return self


def read_items(path: Path) -> tuple[Item, ...]:
    """Give the items of a questions file, in order; empty lines are passed over.

    Raises:
        QuestionsError: the file cannot be read, or a line is not valid.
    """
    try:
        lines = path.read_text("utf-8-sig").split("\n")
    except FileNotFoundError as error:
        msg = f"{path}: no such questions file: name one that exists"
        raise QuestionsError(msg) from error
    except (OSError, UnicodeDecodeError) as error:
        msg = f"{path}: cannot be read ({error}): name a UTF-8 file, one JSON object a line"
        raise QuestionsError(msg) from error
    return tuple(_read(path, number, line) for number, line in enumerate(lines, 1) if line.strip())


def _read(path: Path, number: int, text: str) -> Item:
    try:
        line = _QuestionLine.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"])
        reason = f"{place}: {first['msg']}" if place else first["msg"]
        msg = f"{path}, line {number}: not a question ({reason}): correct the line"
        raise QuestionsError(msg) from error
    documents = line.evidence_documents or ("",) * len(line.evidence)
    pieces = [[RightWords(*pair)] for pair in zip(documents, line.evidence, strict=True)]
    for other in line.also_acceptable:
        for index in other.instead_of:
            pieces[index].append(RightWords(other.document, other.evidence))
    return Item(
        id=line.id,
        question=line.question,
        history=tuple(Turn(turn.question, turn.answer) for turn in line.history),
        type=line.type,
        role=line.role,
        answerable=line.answerable,
        pieces=tuple(map(tuple, pieces)),
    )
