"""A chat model is asked, and what it replies is read as it comes: one statement a line."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from writing.replies import pieces_of, texts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage

    from writing.evidence import Unit

PROMPTS = Path(__file__).parent / "prompts"
# More of a reply is not read.
MOST_CHARACTERS = 20_000
MOST_STATEMENTS = 12
_LONGEST_LINE = 3_000
# What a server answers that keeps to no form, whatever is said of its model.
_NO_SUCH_FORM = frozenset({400, 422})


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


class DraftedStatements(BaseModel):
    """The statements of a reply, most telling first."""

    statements: tuple[DraftedStatement, ...]


@dataclass(frozen=True, slots=True)
class Slipped:
    """A line of a reply that is no statement."""


@cache
def prompt_version() -> str:
    """Give the hash of the prompts, as a receipt names it."""
    held = b"".join(one.read_bytes() for one in sorted(PROMPTS.glob("*.md")))
    return hashlib.sha256(held).hexdigest()[:12]


def prompt_for(question: str, units: Sequence[Unit], *, task: str = "write") -> list[BaseMessage]:
    """Give what a chat model is sent; ``task`` names the prompt."""
    from langchain_core.messages import HumanMessage, SystemMessage  # noqa: PLC0415  brings much

    told = (PROMPTS / f"{task}.md").read_text("utf-8")
    material = (PROMPTS / "material.md").read_text("utf-8")
    # the question last: it may hold what looks like a blank
    text = material.replace("{sentences}", numbered(units)).replace("{question}", question, 1)
    return [SystemMessage(told), HumanMessage(text)]


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
    model: BaseChatModel, messages: Sequence[BaseMessage], seconds: float,
    is_stopped: Callable[[], bool], *, form: str = "auto",
) -> Iterator[DraftedStatement | Slipped]:  # fmt: skip
    """Give the statements of a reply as each is complete.

    ``form`` is what the model is held to: "lines", one JSON object a line; "schema", a list by the
    schema, whatever is known of the model; "auto", the schema where it is known to keep to one.

    Raises:
        SlowModelError: the reply was not whole in time.
        StoppedError: ``is_stopped`` said so first.
        Exception: whatever the model's own package raises.
    """
    count = 0
    pieces = pieces_of(lambda: _texts(model, messages, form), seconds, is_stopped)
    for line in _lines(pieces):
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


def _texts(model: BaseChatModel, messages: Sequence[BaseMessage], form: str) -> Iterator[str]:
    """Give a reply in lines: from a list that grows where the model keeps to a form."""
    is_able = bool((model.profile or {}).get("structured_output"))
    if form == "lines" or (form == "auto" and not is_able):
        yield from texts_of(model, messages)
        return
    given = 0
    held: list[object] = []
    schema = DraftedStatements.model_json_schema()
    try:
        for reply in model.with_structured_output(schema).stream(list(messages)):
            found = reply.get("statements") if isinstance(reply, dict) else None
            held = found if isinstance(found, list) else []
            # the last one may not be whole
            yield "".join(map(_line_of, held[given:-1]))
            given = max(given, len(held) - 1)
            if len(repr(reply)) > MOST_CHARACTERS:
                return
    except Exception as error:
        is_refused = getattr(error, "status_code", None) in _NO_SUCH_FORM
        if given or form == "schema" or not is_refused:
            raise
        yield from texts_of(model, messages)
        return
    yield "".join(map(_line_of, held[given:]))


def _line_of(one: object) -> str:
    return f"{json.dumps(one)}\n"
