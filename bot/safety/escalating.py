"""A message that tells of danger becomes its reply: the steps, and what may stand below them."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.answering.grounding import check, cited
from bot.privacy.masking import mask
from bot.safety.advice import asked_besides, chosen
from bot.safety.ages import aged
from domain import Reply

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.assistant import Library
    from bot.privacy.masking import Masked
    from bot.safety.steps import Safety
    from bot.triage.kinds import DangerKind, WriterKind
    from domain import Escalation

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class DangerTold:
    """A message that tells of danger, who writes it and of what kind the danger is.

    ``masked`` is the message without identifying details, None where that is to be made yet;
    ``is_checked`` is False where the check for danger is damaged.
    """

    message: str
    masked: Masked | None
    writer: WriterKind
    kind: DangerKind
    is_checked: bool


def escalated(
    told: DangerTold,
    safety: Safety,
    opened: Callable[[], Library],
    is_danger: Callable[[str], bool],
) -> Reply:
    """Give the safety steps with what may stand below them; whatever fails, it gives the steps.

    ``opened`` gives what answers a question that came with the danger, ``is_danger`` says which
    part of the message tells of the danger itself.
    """
    outcome = safety.steps(told.writer, told.kind)
    kinds: tuple[str, ...] = ()
    generation = ""
    try:
        masked = told.masked or mask(told.message)
        kinds = masked.kinds
        # a child or a parent is given no lines that are meant for staff
        if outcome.for_staff:
            library = opened()
            generation = library.generation.id
            outcome = lines = _with_lines(outcome, library, told.kind)
            asked, answers = asked_besides(library, masked.text, is_danger)
            ages = safety.ages(library.generation.partnership)
            outcome = replace(
                lines, statements=aged(lines.statements, ages), asked=asked,
                answers=aged(answers, ages),
            )  # fmt: skip
    except Exception as error:  # noqa: BLE001  no fault may take the steps away
        # never the error's words, which may be the message's
        _LOG.warning("nothing more below the safety steps: %s", type(error).__name__)
    return Reply(outcome, masked=kinds, generation=generation, is_checked=told.is_checked)


def _with_lines(steps: Escalation, library: Library, kind: DangerKind) -> Escalation:
    """Give the steps with the lines that a person chose for this kind of danger."""
    found = replace(steps, statements=chosen(library, kind))
    check(cited(found), library.documents)
    return found
