"""Triage that cannot fail: where its weights or word lists are damaged, plain words still count."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.triage import plain
from bot.triage.kinds import DangerKind, WriterKind, plain_writer
from bot.triage.verdict import Triage, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from domain import Turn

_LOG = logging.getLogger(__name__)

# What a sound triage says of the plainest messages; another verdict means damage that loads.
_KNOWN = (
    ("a man is stabbing a child outside the school right now, she is bleeding", Verdict.DANGER),
    ("my stepdad is raping me and I can't get out", Verdict.DANGER),
    ("What is a strategy discussion?", Verdict.QUESTION),
    ("How soon must a return home interview be offered?", Verdict.QUESTION),
)
# ... of one in another language.
_KNOWN_ELSEWHERE = "ratunku, on ma nóż i bije mamę"


@dataclass(frozen=True, slots=True)
class Checked:
    """A verdict; where ``is_sound`` is False it may rest on a few plain words only.

    Whoever shows a reply must then say that danger cannot be checked.
    """

    verdict: Verdict
    is_sound: bool

    @property
    def in_doubt(self) -> bool:
        """Whether the message is answered, but may tell of danger all the same."""
        return self.verdict is Verdict.DOUBT


class SafeTriage:
    """Triage that always has a verdict, whatever is damaged."""

    def __init__(self, make: Callable[[], Triage] = Triage) -> None:
        """Load what ``make`` gives, and try it on messages whose verdict is known."""
        self._triage: Triage | None = None
        self._is_whole = False
        try:
            triage = make()
            if all(triage.judge(message) is verdict for message, verdict in _KNOWN):
                self._triage = triage
                self._is_whole = triage.judge(_KNOWN_ELSEWHERE) is Verdict.DANGER
            else:
                _LOG.error("triage gives wrong verdicts: reinstall Findings")
        except Exception as error:  # noqa: BLE001  no damage may stop the safety steps
            _LOG.error("triage cannot be loaded (%s): reinstall Findings", type(error).__name__)

    @property
    def is_sound(self) -> bool:
        """Whether weights and word lists were sound when they were loaded."""
        return self._is_whole

    def check(self, message: str, history: Sequence[Turn] = ()) -> Checked:
        """Give what the message is; by plain words alone where triage cannot tell."""
        if self._triage is not None:
            try:
                return Checked(self._triage.judge(message, history), self._is_whole)
            except Exception as error:  # noqa: BLE001  as above
                _log_fault(error)
        verdict = Verdict.DANGER if plain.is_danger(message) else Verdict.QUESTION
        return Checked(verdict, is_sound=False)

    def writer(self, message: str) -> WriterKind:
        """Give who writes; staff where nothing tells otherwise."""
        if self._triage is not None:
            try:
                return self._triage.writer(message)
            except Exception as error:  # noqa: BLE001  as above
                _log_fault(error)
        return plain_writer(message)

    def kind(self, message: str) -> DangerKind:
        """Give what kind of danger the message is about, where that can be told."""
        if self._triage is not None:
            try:
                return self._triage.kind(message)
            except Exception as error:  # noqa: BLE001  as above
                _log_fault(error)
        return DangerKind.OTHER


def _log_fault(error: Exception) -> None:
    _LOG.error("triage failed on a message: %s", type(error).__name__)
