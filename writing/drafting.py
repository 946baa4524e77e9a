"""A chat model is asked, and what it replies is read as it comes: one statement a line."""

from __future__ import annotations

import hashlib
import json
import queue
import threading
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field, ValidationError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage
    from langchain_core.messages.utils import MessageLikeRepresentation

    from writing.evidence import Unit

PROMPTS = Path(__file__).parent / "prompts"
# More of a reply is not read.
MOST_CHARACTERS = 20_000
MOST_STATEMENTS = 12
_LONGEST_LINE = 3_000


class RestsOn(BaseModel):
    """A sentence that a statement rests on: its number, and words of it."""

    model_config = ConfigDict(frozen=True)

    number: int = Field(strict=True)
    words: str


class DraftedStatement(BaseModel):
    """A statement as a chat model wrote it; nobody has checked it."""

    model_config = ConfigDict(frozen=True)

    says: str
    rests_on: tuple[RestsOn, ...]


@dataclass(frozen=True, slots=True)
class Slipped:
    """A line of a reply that is no statement."""


class SlowModelError(Exception):
    """A chat model took longer than it may."""


@cache
def prompt_version() -> str:
    """Give the hash of the prompts, as a receipt names it."""
    held = b"".join(one.read_bytes() for one in sorted(PROMPTS.glob("*.md")))
    return hashlib.sha256(held).hexdigest()[:12]


def prompt_for(question: str, units: Sequence[Unit]) -> list[BaseMessage]:
    """Give what a chat model is sent."""
    from langchain_core.messages import HumanMessage, SystemMessage  # noqa: PLC0415  brings much

    task = (PROMPTS / "write.md").read_text("utf-8")
    material = (PROMPTS / "material.md").read_text("utf-8")
    # the question last: it may hold what looks like a blank
    text = material.replace("{sentences}", numbered(units)).replace("{question}", question, 1)
    return [SystemMessage(task), HumanMessage(text)]


def numbered(units: Sequence[Unit]) -> str:
    """Give sentences with their numbers, each passage below what its document is."""
    lines: list[str] = []
    passage = None
    for number, unit in enumerate(units, start=1):
        if unit.passage is not passage:
            passage = unit.passage
            source = passage.source
            facts = (source.title, passage.heading, source.area, source.dated, source.kind.value)
            lines.append(f"# {'; '.join(filter(None, facts))}")
        lead = " ".join(unit.sentence.lead.split())
        words = f"({lead}) {unit.words}" if lead else unit.words
        lines.append(f"[{number}] ({unit.sentence.is_a.value}) {words}")
    return "\n".join(lines)


def drafted(
    model: BaseChatModel, messages: Sequence[BaseMessage], *, seconds: float
) -> Iterator[DraftedStatement | Slipped]:
    """Give the statements of a reply as each is complete.

    Raises:
        SlowModelError: the reply was not whole in time.
        Exception: whatever the model's own package raises.
    """
    count = 0
    for line in _lines(pieces_of(model, messages, seconds)):
        found = _read(line)
        if found is None:
            continue
        yield found
        count += 1
        if count >= MOST_STATEMENTS:
            return


def _read(line: str) -> DraftedStatement | Slipped | None:
    text = line.strip().rstrip(",")
    if not text or text.startswith("```") or text in {"[", "]"}:
        return None
    try:
        return DraftedStatement.model_validate(json.loads(text))
    except (ValueError, ValidationError, RecursionError):
        return Slipped()


def _lines(pieces: Iterator[str]) -> Iterator[str]:
    held = ""
    total = 0
    for piece in pieces:
        total += len(piece)
        held += piece
        *whole, held = held.split("\n")
        yield from whole
        if total > MOST_CHARACTERS or len(held) > _LONGEST_LINE:
            return
    yield held


def pieces_of(
    model: BaseChatModel, messages: Sequence[MessageLikeRepresentation], seconds: float
) -> Iterator[str]:
    """Give a reply piece by piece; whoever waits for it does so for that long and no longer.

    Raises:
        SlowModelError: it was not whole in time.
        Exception: whatever the model's own package raises.
    """
    pieces: queue.Queue[str | Exception | None] = queue.Queue()
    ended = threading.Event()

    def pump() -> None:
        try:
            for chunk in model.stream(list(messages)):
                if ended.is_set():
                    return
                pieces.put(str(chunk.text))
            pieces.put(None)
        except Exception as error:  # noqa: BLE001  a provider may raise anything
            pieces.put(error)

    until = time.monotonic() + seconds
    # a thread that hangs must keep nobody, nor the end of the program
    threading.Thread(target=pump, daemon=True, name="chat-model").start()
    try:
        while True:
            try:
                piece = pieces.get(timeout=max(until - time.monotonic(), 0))
            except queue.Empty as error:
                raise SlowModelError from error
            if piece is None:
                return
            if isinstance(piece, Exception):
                raise piece
            yield piece
            if time.monotonic() > until:
                raise SlowModelError
    finally:
        ended.set()
