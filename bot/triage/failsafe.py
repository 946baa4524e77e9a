"""Triage that cannot fail: where its weights or word lists are damaged, plain words still count."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.triage.kinds import DangerKind, WriterKind
from bot.triage.verdict import Triage, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from domain import Turn

_LOG = logging.getLogger(__name__)

# The plainest danger, by words of which any is enough: used only where triage itself is damaged,
# when steps too many cost less than a child missed.
_PLAIN = re.compile(
    r"\b(?:999|ambulance|danger|help me|bleed\w*|blood|stab\w*|knife|knives|gun|shot|machete"
    r"|strangl\w*|chok\w+|suffocat\w*|unconscious|not breathing|cant breathe|can.t breathe"
    r"|overdos\w*|suicid\w*|hang(?:ed|ing)? (?:my|him|her|them)sel\w+"
    r"|(?:kill|hurt|cut)(?:s|ed|t?ing)? (?:me|her|him|them|my|himself|herself|myself|themselves)"
    r"|rap(?:e|ed|es|ing|ist)|molest\w*|abus(?:ed|es|ing|er)|touch(?:es|ed|ing) (?:me|her|him)"
    r"|fgm|being cut|forced to marry|kidnap\w*|abduct\w*|snatch\w*|taken (?:her|him|them)|drag\w*"
    r"|locked (?:in|up|out)|screaming|beat(?:s|en|ing)?|hit(?:s|ting)? (?:me|her|him|them)"
    r"|attack\w*|threaten\w*|burn(?:s|t|ed|ing)|drown\w*|missing since|gone missing|ran away"
    r"|right now|happening now|tonight)\b",
    re.IGNORECASE,
)
_CHILD = re.compile(
    r"\bi(?:['\u2019]?m| am)(?: only| just)? (?:[5-9]|1[0-7])\b(?! ?(?:%|min|mile|week|month|day))"
    r"|\bmy (?:boyfriend|mum|dad|stepdad|teacher|step ?dad|step ?mum)\b",
    re.IGNORECASE,
)
# What a sound triage says of the plainest messages; another verdict means damage that loads.
_KNOWN = (
    ("a man is stabbing a child outside the school right now, she is bleeding", Verdict.DANGER),
    ("my stepdad is raping me and I can't get out", Verdict.DANGER),
    ("What is a strategy discussion?", Verdict.QUESTION),
    ("How soon must a return home interview be offered?", Verdict.QUESTION),
)


@dataclass(frozen=True, slots=True)
class Checked:
    """A verdict; where ``is_sound`` is False it rests on a few plain words only.

    Whoever shows a reply must then say that danger cannot be checked.
    """

    verdict: Verdict
    is_sound: bool


class SafeTriage:
    """Triage that always has a verdict, whatever is damaged."""

    def __init__(self, make: Callable[[], Triage] = Triage) -> None:
        """Load what ``make`` gives, and try it on messages whose verdict is known."""
        self._triage: Triage | None = None
        try:
            triage = make()
            if all(triage.judge(message) is verdict for message, verdict in _KNOWN):
                triage.kind(_KNOWN[0][0])
                self._triage = triage
            else:
                _LOG.error("triage gives wrong verdicts: reinstall Findings")
        except Exception as error:  # noqa: BLE001  no damage may stop the safety steps
            _LOG.error("triage cannot be loaded (%s): reinstall Findings", type(error).__name__)

    @property
    def is_sound(self) -> bool:
        """Whether weights and word lists were sound when they were loaded."""
        return self._triage is not None

    def check(self, message: str, history: Sequence[Turn] = ()) -> Checked:
        """Give what the message is; by plain words alone where triage cannot tell."""
        if self._triage is not None:
            try:
                return Checked(self._triage.judge(message, history), is_sound=True)
            except Exception as error:  # noqa: BLE001  as above
                _log_fault(error)
        plain = Verdict.DANGER if _PLAIN.search(message) else Verdict.QUESTION
        return Checked(plain, is_sound=False)

    def writer(self, message: str) -> WriterKind:
        """Give who writes; staff where nothing tells otherwise."""
        if self._triage is not None:
            try:
                return self._triage.writer(message)
            except Exception as error:  # noqa: BLE001  as above
                _log_fault(error)
        return WriterKind.CHILD if _CHILD.search(message) else WriterKind.STAFF

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
