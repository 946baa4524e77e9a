"""What is said where the documents do not answer: what was looked for, and who may know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.quoting.writer import nearest_quotes
from domain import Refusal
from ingest.beside.partnership import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.assistant import Library
    from bot.judging.judge import Judgement
    from domain import Evidence

NO_MORE = "The documents held here say no more on this than is quoted above."
# Of what is declined of untaught words though it is no less likely answered than this, the nearest
# passages do answer half; below it one in five (37 refusals of 320 messages on real documents).
_UNSURE = 0.18
# A longer question is not said again.
SAID_AGAIN = 160


def refuse(
    library: Library, asked: str, missing: str, evidence: Sequence[Evidence],
    *, closeness: float, judgement: Judgement,
) -> Refusal:  # fmt: skip
    """Give the refusal of a question; ``missing`` names what people taught to be missing, if so.

    ``closeness`` is the question's own (``Library.closeness``).
    """
    is_unsure = not missing and judgement.is_untaught and judgement.answerable >= _UNSURE
    say = "do not clearly say" if is_unsure else "do not say"
    if missing:
        said = f"The documents do not give this: {missing}."
    elif len(asked) <= SAID_AGAIN:
        said = f"The documents {say}: “{asked.strip()}”."
    else:
        said = f"The documents {say}."
    partnership = library.generation.partnership
    if closeness >= library.thresholds.of_the_subject:
        door = partnership.get(Role.FRONT_DOOR)
        known = f" or {door.staff or door.name}" if door else ""
        said += f" Who may know: your safeguarding lead{known}."
    else:
        said += f" They tell of {partnership.shown.subject.split(', such as')[0]}."
    if evidence:
        said += " The nearest passages are below" + (
            ": see whether they answer it." if is_unsure else "; they do not answer the question."
        )
    return Refusal(said, nearest_quotes(evidence))


def refuse_subject(subject: str, evidence: Sequence[Evidence]) -> Refusal:
    """Give the refusal of a question about something that nothing found speaks of."""
    message = (
        f"Nothing found in the documents speaks of “{subject}”. The nearest passages are below;"
        " they do not answer the question."
    )
    return Refusal(message, nearest_quotes(evidence))
