"""Which agencies a passage speaks to, read from the words it uses."""

from __future__ import annotations

import re

# The agencies of a safeguarding partnership (Children Act 2004, s.16E: the local authority,
# the integrated care board and the police; and the relevant agencies that the letter names).
_PATTERNS = {
    "children's social care": (
        r"social (?:care|work)|local authority|front door|council|ChECS|IFD"
    ),
    "police": r"police|constab|officer",
    "health": (
        r"health|NHS|hospital|emergency (?:department|setting)|nurses?\b|nursing\b|doctor"
        r"|paediatr|CAMHS|GPs?\b"
    ),
    "education": (
        r"school|education|teacher|college|SCI?ES|pupil|head ?teacher|tuition|nurser(?:y|ies)"
    ),
    "youth justice": r"youth (?:justice|offending)|court|youth support",
    "partnership leaders": (
        r"LSCP|leaders?|partnership|safeguarding partners?|scrutin\w+|chief executive"
    ),
    "early help": r"early help|youth (?:work|service)\w*|family support",
}
_COMPILED = {
    agency: re.compile(rf"\b(?:{pattern})", re.IGNORECASE) for agency, pattern in _PATTERNS.items()
}
AGENCIES = tuple(_PATTERNS)


def find_agencies(text: str) -> tuple[str, ...]:
    """Give the agencies that the text names, in a fixed order; none where it names none."""
    return tuple(agency for agency, pattern in _COMPILED.items() if pattern.search(text))


def words_for(agency: str) -> re.Pattern[str]:
    """Give the pattern of the words that name one of ``AGENCIES``."""
    return _COMPILED[agency]
