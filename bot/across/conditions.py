"""Which letters a question is about: of which years, by which inspectorate and on what."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WhichLetters:
    """Which letters count: of which years, inspectorate and subject; empty where all do."""

    first: int = 0
    last: int = 0
    inspectorate: str = ""
    subject: str = ""

    @property
    def label(self) -> str:
        """What it says of the letters, to stand behind them; empty for all."""
        years = ""
        if self.first and self.first == self.last:
            years = f"of {self.first}"
        elif self.first or self.last:
            begins = f"from {self.first}" if self.first else ""
            years = f"{begins} until {self.last}".strip() if self.last else begins
        parts = (
            self.subject and f"on {self.subject}", years,
            self.inspectorate and f"with {self.inspectorate}",
        )  # fmt: skip
        return " ".join(filter(None, parts))


_YEAR = r"((?:19|20)\d\d)"
_BETWEEN = re.compile(
    rf"\b(?:between|from|in)? ?{_YEAR} ?(?:and|to|until|-|–) ?{_YEAR}\b", re.IGNORECASE
)
_SINCE = re.compile(
    rf"\b(?:since|from|after)(?: the start of)? {_YEAR}(?: on(?:wards)?)?\b", re.IGNORECASE
)
_UNTIL = re.compile(rf"\b(?:before|until|up to|till) {_YEAR}\b", re.IGNORECASE)
_IN = re.compile(rf"\b(?:in|of|during|for) {_YEAR}\b", re.IGNORECASE)
_INSPECTORATES = {
    "CQC": r"cqc|care quality commission",
    "HMICFRS": r"hmicfrs|hmic",
    "HMI Probation": r"hmi probation|hmip|probation inspect\w+",
    "Ofsted": r"ofsted",
}
_INSPECTED = re.compile(
    r"\b(?:inspected |written |signed |carried out )?(?:by|with|involving|did|does)(?: the)?"
    r" (?P<name>"
    + "|".join(f"(?:{one})" for one in _INSPECTORATES.values())
    + r")\b(?: (?=(?:say|tell|find|think|praise|criticise|ask)\b))?",
    re.IGNORECASE,
)
_ON = re.compile(
    r"\b(?:in|of|from) (?:the |all |all the )?"
    r"(?P<subject>(?:(?!\b(?:its|their|two|both|between|chang|improv|differ))[\w' ’-]){3,60}?) "
    r"(?:letters|inspections|jtais)\b|\b(?:letters|inspections|jtais) (?:on|about|into|of)"
    r" (?P<after>[\w' ’-]{3,40}?)"
    r"(?=,|\?|$| (?:say|mention|told|were|was|are|had|have|since|from|in)\b)",
    re.IGNORECASE,
)
_NO_SUBJECT = re.compile(
    r"^(?:all|every|each|the|other|these|those|our|your|its|their|two|both|different|several|\d+"
    r"|jtai|inspection|held|of|areas?|these areas)(?: (?:of )?(?:the|other|two|areas?))*$",
    re.IGNORECASE,
)
_ASKS_WHICH = re.compile(r"\b(?:which|what|how many|list|name|show me)\b", re.IGNORECASE)
_SEND = re.compile(
    r"\b(?:which|what|how many|all|every) (?:area )?send (?:reports|letters|inspections)\b",
    re.IGNORECASE,
)


def condition_in(text: str) -> tuple[str, WhichLetters]:
    """Give a message without what it says of the letters, and that."""
    first = last = 0
    inspectorate = subject = ""
    for pattern in (_BETWEEN, _SINCE, _UNTIL, _IN):
        if not (first or last) and (match := pattern.search(text)):
            years = [int(one) for one in match.groups()]
            # after 2019 means from 2020, and before 2020 until 2019
            after = int(match[0].lower().startswith("after"))
            before = int(match[0].lower().startswith("before"))
            first = 0 if pattern is _UNTIL else years[0] + after
            last = 0 if pattern is _SINCE else years[-1] - before
            text = without(text, match)
    if match := _INSPECTED.search(text):
        said = match["name"]
        inspectorate = next(
            name for name, words in _INSPECTORATES.items()
            if re.fullmatch(words, said, re.IGNORECASE)
        )  # fmt: skip
        text = without(text, match)
    if match := _ON.search(text):
        said = (match["subject"] or match["after"]).strip()
        if not _NO_SUBJECT.match(said) and not _ASKS_WHICH.search(match[0]):
            subject = re.sub(r"^(?:the|all|all the) ", "", said)
            text = f"{text[: match.start()]} the letters {text[match.end() :]}"
    if not subject and _SEND.search(text):
        subject = "SEND"
    return text, WhichLetters(first, last, inspectorate, subject)


def without(text: str, match: re.Match[str]) -> str:
    """Give a text without the words of a match."""
    return f"{text[: match.start()]} {text[match.end() :]}"
