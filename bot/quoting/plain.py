"""Plain words beside quotes: who writes them, and how they read as text.

No statement of a chat model stands in quotation marks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from domain import Citation, Reply, Statement, Turn, Written

HEAD = "In plain words, written by a chat model and checked against the words below each line"
NOTHING = "The chat model wrote nothing that the documents' words support. They say:"
_FAULTS = {
    "slow": "The chat model took too long; what it had not written is left out.",
    "failed": "The chat model did not answer.",
    "rests": "The chat model is not asked for a few minutes, as it failed several times.",
    "stopped": "The chat model was stopped.",
}


def never() -> bool:
    """Say that nobody has stopped anything."""
    return False


@dataclass(frozen=True, slots=True)
class Suggested:
    """Messages that a sentence may answer, for a person to accept or leave.

    ``dropped`` names the check that each other one failed; ``fault`` says why there are none: the
    model was ``slow``, ``failed``, or ``rests`` after failing.
    """

    messages: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    fault: str = ""


class PlainWords(Protocol):
    """Writes what the quotes of an answer say; what no words support is not given."""

    def write(
        self, question: str, reply: Reply, is_stopped: Callable[[], bool] = never
    ) -> Iterator[Written]:
        """Give what is written so far, again for each statement that passed; it never raises.

        ``is_stopped`` says, while it is waited for, that the reader wants no more.
        """

    def restated(self, message: str, history: Sequence[Turn]) -> str:
        """Give a follow-up as a question that stands alone; empty where it is kept as it is.

        It never raises; only words of earlier questions are added.
        """

    def connecting(self, subject: str, quotes: Sequence[Citation]) -> Written:
        """Give plain sentences on quotes of a draft, each resting on one; it never raises.

        ``subject`` is what the draft is about. None are given unless the settings ask for them.
        """

    def suggested(self, quote: Citation) -> Suggested:
        """Give messages that a sentence may answer, for a person to accept; it never raises."""


def written_text(written: Written | None, cite: Callable[[Citation], str]) -> str:
    """Give what was written as plain text; empty where nothing is to be said of it.

    ``cite`` gives a quote with its place.
    """
    if written is None:
        return ""
    lines = [f"{HEAD}:"] if written.statements else []
    for number, statement in enumerate(written.statements, start=1):
        lines += _statement_lines(number, statement, cite)
    return "\n".join([*lines, *notes_on(written)])


def _statement_lines(
    number: int, statement: Statement, cite: Callable[[Citation], str]
) -> Iterator[str]:
    yield f"- {statement.text} [{number}]"
    for one in statement.citations:
        yield f"  [{number}] {cite(one)}"
    if statement.caution:
        yield f"  {statement.caution}"


def notes_on(written: Written) -> tuple[str, ...]:
    """Give what a reader must know of what was left out; nothing while more may come."""
    if not written.is_complete:
        return ()
    count = len(written.dropped)
    notes = [_FAULTS.get(written.fault, "")]
    if count and written.statements:
        what = "One statement" if count == 1 else f"{count} statements"
        does = (
            "the documents' words do not support it" if count == 1 else "words do not support them"
        )
        notes.append(f"{what} of the chat model left out: {does}.")
    if not written.statements and not written.fault:
        notes.append(NOTHING)
    return tuple(filter(None, notes))
