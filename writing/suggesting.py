"""Messages that a sentence may answer, as a chat model suggests them: a person accepts, or not.

What is suggested is shown to whoever teaches, and taught only when they say so. Still nothing is
suggested that brings in what neither the sentence nor its headings speak of.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.privacy.masking import mask
from bot.quoting.plain import Suggested
from writing.checks.form import fault_of_form

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from writing.checks.basis import Basis
    from writing.evidence import Unit, Units

MOST = 8
_DIGITS = re.compile(r"\d+")
_CAPITAL = re.compile(r"(?<=[a-z,] )[A-Z][\w’'-]+")


def suggested_of(
    said: Iterable[str], unit: Unit, units: Units, near: Callable[[str, str], bool],
    fault: str = "",
) -> Suggested:  # fmt: skip
    """Give those messages that pass, each once; ``near`` says whether words may answer one."""
    bases = units.bases(unit)
    kept: dict[str, str] = {}
    dropped = []
    for one in said:
        message = " ".join(one.split())
        found = fault_of_message(message, bases, units.places_in)
        if not found and not near(message, unit.words):
            found = "far"
        if found:
            dropped.append(found)
        elif len(kept) < MOST:
            kept.setdefault(message.lower(), message)
    return Suggested(tuple(kept.values()), tuple(dropped), fault)


def fault_of_message(
    message: str, bases: Iterable[Basis], places_in: Callable[[str], frozenset[str]]
) -> str:
    """Give by which check a message fails; empty where it may be suggested for a sentence.

    It is one plain line without a person's details, and its numbers, names and places are those of
    the sentence or its headings.
    """
    if fault_of_form(f"{message.rstrip('?.! ')}."):
        return "form"
    if mask(message).kinds:
        return "details"
    held = [text for one in bases for text in (one.words, one.around, one.before)]
    known = " ".join(one.text for one in held)
    numbers = set(_DIGITS.findall(message))
    if numbers - set(_DIGITS.findall(known)):
        return "number"
    if places_in(message) - places_in(known):
        return "place"
    names = {one.lower() for one in _CAPITAL.findall(message) if not one.isupper()}
    return "name" if names - set(_words(known)) else ""


def _words(text: str) -> list[str]:
    return re.findall(r"[\w’'-]+", text.lower())
