"""A follow-up put into a question that stands alone, by a chat model; only earlier words are added.

"And how long do they have?" after "When must the police attend a strategy meeting?" may become "How
long do the police have to attend a strategy meeting?". What it becomes is searched, never shown as
an answer.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.privacy.unmasked import without_details
from bot.quoting.plain import never
from bot.reading.understanding import EARLIER_TURNS, points_back
from store.search.keywords import stem
from writing.checks.form import fault_of_form
from writing.checks.words import is_joining
from writing.drafting import PROMPTS
from writing.replies import pieces_of, texts_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage

    from domain import Turn

# Nobody waits longer for it, in seconds: the answer only comes after it.
MOST_SECONDS = 10.0
_MOST_CHARACTERS = 400
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
# Joining words that change what is asked: these are not added, and none is left out.
_WEIGHTY = frozenset(
    """not no nor never none nobody nothing without unless except only all every each any both most
    some few many more less least must shall should ought may might can could cannot will would need
    needs have has had required allowed before after until within over under between from against
    always usually often sometimes if""".split()
)
# What stands for something said before may be replaced by it.
_STANDING_IN = frozenset(
    """it its they them their theirs this that these those he she him her his there one ones and but
    so what about how ok okay then else""".split()
)


def restated(model: BaseChatModel, message: str, history: Sequence[Turn], seconds: float) -> str:
    """Give a follow-up as a question that stands alone; empty where the message is kept as it is.

    ``message`` and the questions of ``history``, oldest first, are without identifying details;
    where one was left out nothing is sent.

    Raises:
        SlowModelError: the reply was not whole in time.
        Exception: whatever the model's own package raises.
    """
    earlier = [turn.question for turn in history][-EARLIER_TURNS:]
    texts = (message, *earlier)
    if not earlier or not points_back(message) or any(one != without_details(one) for one in texts):
        return ""
    asked = _prompt(message, earlier)
    pieces = pieces_of(lambda: texts_of(model, asked), min(seconds, MOST_SECONDS), never)
    said = ""
    for piece in pieces:
        said += piece
        if len(said) > _MOST_CHARACTERS:
            return ""
    said = " ".join(said.split()).strip('"“”')
    return said if is_restated(said, message, earlier) else ""


def is_restated(said: str, message: str, earlier: Sequence[str]) -> bool:
    """Say whether a question asks what a message does, with no word but those asked before."""
    if fault_of_form(f"{said.rstrip('?. ')}."):
        return False
    ours, theirs = _stems(said), _stems(message)
    known = theirs.union(*map(_stems, earlier))
    added = {word for word in ours if word not in known and not is_joining(word)}
    lost = {word for word in theirs - ours if not is_joining(word) and word not in _STANDING_IN}
    weights = _weighty(said) ^ _weighty(message)
    return ours != theirs and not added and not lost and not weights


def _prompt(message: str, earlier: Sequence[str]) -> list[BaseMessage]:
    from langchain_core.messages import HumanMessage, SystemMessage  # noqa: PLC0415  brings much

    lines = [*(f"Earlier question: {one}" for one in earlier), f"Last question: {message}"]
    task = (PROMPTS / "restate.md").read_text("utf-8")
    return [SystemMessage(task), HumanMessage("\n".join(lines))]


def _stems(text: str) -> set[str]:
    """Give the words of a text by their stems; those that join others as they stand."""
    words = (one[0].lower().removesuffix("'s").removesuffix("’s") for one in _WORD.finditer(text))
    return {word if is_joining(word) else stem(word) for word in words}


def _weighty(text: str) -> set[str]:
    words = {one[0].lower().replace("’", "'") for one in _WORD.finditer(text)}
    denied = {"not"} if any(one.endswith("n't") for one in words) else set()
    return (words & _WEIGHTY) | denied
