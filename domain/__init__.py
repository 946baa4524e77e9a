"""The nouns of the system, in the order that data meets them; imports nothing of ours.

Everybody imports them from here, whichever file holds them.
"""

from domain.answers import (
    Answer,
    Citation,
    Correction,
    Escalation,
    Evidence,
    Inventory,
    ListItem,
    Outcome,
    Refusal,
    Reply,
    SmallTalk,
    Statement,
    Turn,
    Written,
)
from domain.documents import (
    Block,
    Class,
    Document,
    Kind,
    Part,
    Passage,
    Sentence,
    Shape,
    Source,
    Status,
    Taught,
)
from domain.faults import (
    FindingsError,
    UngroundedError,
)

__all__ = [
    "Answer",
    "Block",
    "Citation",
    "Class",
    "Correction",
    "Document",
    "Escalation",
    "Evidence",
    "FindingsError",
    "Inventory",
    "Kind",
    "ListItem",
    "Outcome",
    "Part",
    "Passage",
    "Refusal",
    "Reply",
    "Sentence",
    "Shape",
    "SmallTalk",
    "Source",
    "Statement",
    "Status",
    "Taught",
    "Turn",
    "UngroundedError",
    "Written",
]
