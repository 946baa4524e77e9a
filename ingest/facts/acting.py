"""Who must see to something, as a sentence says it: a person or a body, and never a thing."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent.parent / "data" / "acting.toml"
# What stands before the word that lays it on somebody.
_LAID_ON = re.compile(
    r"^\W*(?P<who>(?:the|each|every|an?|all)?\s*[\w’' -]{2,60}?) "
    r"(?P<must>must|should|has to|have to|will|is to|are to|needs? to)\b(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
# What is done to it, others do: "decisions should be agreed".
_IS_DONE = re.compile(
    r"^ (?:(?:not|also|always|only|then|never|normally|usually) )*be (?:\w+ly )?"
    r"(?:\w+ed|asked|brought|done|found|given|held|kept|known|led|made|met|put|seen|sent|set|shown"
    r"|taken|told|written)\b(?! (?:to|by)\b)",
    re.IGNORECASE,
)
# A subject's own words end where more is said of it: "members of the panel", "people attending".
_MORE = re.compile(
    r" (?:of|in|on|at|for|from|with|within|by|to|who|that|which|when|and|working|attending"
    r"|involved)\b"
)
_ONLY = re.compile(r"(?: (?:also|only|not|then|therefore|both|now))+$")


def who_acts(text: str) -> str:
    """Give who a sentence says must do something, in its words; empty where it names nobody."""
    found = _LAID_ON.match(text)
    if not found or _IS_DONE.match(found["rest"]):
        return ""
    subject = _ONLY.sub("", found["who"])
    head = _MORE.split(f" {subject}")[0].strip().lower()
    return subject if _actors().search(head) else ""


@cache
def _actors() -> re.Pattern[str]:
    """Give the pattern of a subject that ends in a word for people or a body."""
    words = tomllib.loads(_DATA.read_text("utf-8"))
    known = sorted({*words["people"], *words["bodies"]}, key=len, reverse=True)
    forms = [f"{re.escape(one[:-1])}(?:y|ies)" if one.endswith("y") else re.escape(one)
             for one in known]  # fmt: skip
    alone = "|".join(words["alone"])
    return re.compile(rf"^(?:{alone})$|(?:^|[\s’'])(?:{'|'.join(forms)})s?$")
