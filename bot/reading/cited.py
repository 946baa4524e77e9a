"""Parts of laws and guidance by their numbers: "reg 44", "s.47", "para 3.12"."""

from __future__ import annotations

import re

# What a part is called, and how people shorten it before its number.
_SHORT = {
    "section": r"ss?|sect?",
    "regulation": r"regs?",
    "paragraph": r"paras?",
    "chapter": r"ch|chap",
    "schedule": r"sch|sched",
}
_NUMBER = r"\d{1,3}(?:\.\d{1,3})*[A-Z]{0,2}\b(?![:%])"
_SHORTENED = {
    name: re.compile(rf"(?<![\w.'’&/-])(?:{short})\.? ?(?={_NUMBER})", re.IGNORECASE)
    for name, short in _SHORT.items()
}
_MORE = rf"(?:\s?(?:,|and|or|to|[/–-])\s?(?:and )?{_NUMBER})"
_CITED = re.compile(rf"\b({'|'.join(_SHORT)})s? ({_NUMBER}{_MORE}*)", re.IGNORECASE)
_RANGE = re.compile(r"(\d+)\s?(?:to|[–-])\s?(\d+)")


def written_out(text: str) -> str:
    """Give a text with the parts that it names by short forms named in full.

    >>> written_out("who does the reg 44 visit after a s.47")
    'who does the regulation 44 visit after a section 47'
    """
    for name, short in _SHORTENED.items():
        text = short.sub(f"{name} ", text)
    return text


def cited_in(text: str) -> frozenset[tuple[str, str]]:
    """Give the parts that a text names, each by what it is and its number.

    >>> sorted(cited_in("Regs 45/46 and section 17"))
    [('regulation', '45'), ('regulation', '46'), ('section', '17')]
    """
    found: set[tuple[str, str]] = set()
    for one in _CITED.finditer(written_out(text)):
        name = one[1].lower()
        found |= {(name, number.upper()) for number in re.findall(_NUMBER, one[2], re.IGNORECASE)}
        for first, last in _RANGE.findall(one[2]):
            found |= {(name, str(number)) for number in range(int(first), int(last))}
    return frozenset(found)
