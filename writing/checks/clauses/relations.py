"""Whether what a statement holds to be condition, cause and outcome is so in its sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from writing.checks.words import linked

if TYPE_CHECKING:
    from writing.checks.basis import Basis
    from writing.checks.words import ReadText, ReadWord

# What comes first has the lower rank: "X because Y" and "Y, so X" have the same order.
_CONDITION, _CAUSE, _MAIN, _OUTCOME = range(4)
_OPENS = re.compile(
    r"(?P<condition>(?:\beven\s+)?\bif\b|\bunless\b|(?:^|[,;:.]\s*)(?:when|where|once)\b)"
    r"|(?P<cause>\bbecause\b|\bsince (?=the\b|it\b|they\b))"
    r"|(?P<outcome>[,;:]\s*(?:and\s+)?so\b|\bso that\b|\btherefore\b|\bas a result\b"
    r"|,\s*(?:and\s+)?(?:which|this) (?:(?:can|may|might|could|will|would) )?"
    r"(?:makes?|made|means?|meant|causes?|caused|leads?|led)\b)"
    r"|(?P<end>[,;:.])",
    re.IGNORECASE,
)
_RANKS = {"condition": _CONDITION, "cause": _CAUSE, "outcome": _OUTCOME, "end": _MAIN}
_JOINS_CAUSE = re.compile(
    r"\b(?:because|so|therefore|as|since|result\w*|due|owing|which|this|mean\w*|mak(?:e|es|ing)|made"
    r"|caus\w*|lead\w*|led|for|by|to|reason\w*|why|through|with|while)\b|[:;–—]", re.IGNORECASE,
)  # fmt: skip
# What holds in spite of a thing is not so because of it.
_CONCEDES = re.compile(
    r"\b(?:despite|in spite of|although|though|even|regardless)\b", re.IGNORECASE
)
_CAUSES = re.compile(
    r"\b(?:because|so|therefore|since|result\w*|due|owing|reason\w*|why|caus\w*)\b", re.IGNORECASE
)


def fault_of_relations(said: ReadText, basis: Basis) -> str:
    """Give "order" where a statement turns condition, cause and outcome round, or makes a cause."""
    if basis.is_row:
        return ""
    ours, theirs = _ranked(said), _ranked(basis.words)
    plain = basis.words.plain
    joins = _CAUSES if _CONCEDES.search(plain) else _JOINS_CAUSE
    if {_CAUSE, _OUTCOME} & set(ours.values()) and not joins.search(plain):
        return "order"
    matched = []
    for word, rank in ours.items():
        same = {theirs[one] for one in linked(word, theirs)}
        # what stands on either side tells no order
        if len(same) == 1:
            matched.append((rank, same.pop()))
    right = wrong = 0
    for place, (rank, known) in enumerate(matched):
        for other, other_known in matched[place + 1 :]:
            way = (rank - other) * (known - other_known)
            right += way > 0
            wrong += way < 0
    return "order" if wrong > right else ""


def _ranked(text: ReadText) -> dict[ReadWord, int]:
    """Give each telling word by whether a clause of condition, cause or outcome holds it."""
    marks = [(one.start(), _RANKS[str(one.lastgroup)]) for one in _OPENS.finditer(text.plain)]
    found: dict[ReadWord, int] = {}
    for word in text.telling:
        rank = next((rank for start, rank in reversed(marks) if start <= word.start), _MAIN)
        found[word] = rank
    return found
