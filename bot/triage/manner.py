"""How a message speaks, by its words alone: the rules of triage that need no classifier."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet


class Manner(StrEnum):
    """How a message speaks."""

    FRAMED = "framed"  # of study, of another time, of nothing urgent
    ACUTE = "acute"  # of somebody in danger, by the plainest words
    # opens as a question or names a document, and nothing places it here and now
    GENERAL = "general"
    HARM = "harm"  # of a harm
    PLAIN = "plain"


HARMS = frozenset(
    {
        *("injury", "medical", "suicide", "weapon", "threat", "taken"),
        *("missing", "alone", "stranger", "abuse", "peril"),
    }
)
_OPENERS = frozenset(
    {
        *("what", "whats", "which", "when", "how", "who", "whos", "whose", "why", "where"),
        *("do", "does", "did", "is", "are", "can", "could", "should", "would", "will", "must"),
        *("if", "explain", "define"),
    }
)


def manner(opening: str, concepts: AbstractSet[str]) -> Manner:
    """Give the manner of a message with this first word and these concepts."""
    if "frame" in concepts and "present" not in concepts:
        return Manner.FRAMED
    opens = opening in _OPENERS
    general = (opens or "topic" in concepts) and not concepts & {"here", "present"}
    if "acute" in concepts and not general:
        return Manner.ACUTE
    if general:
        return Manner.GENERAL
    return Manner.HARM if concepts & HARMS else Manner.PLAIN
