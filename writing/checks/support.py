"""Whether words in a document support a statement: each check may veto, none may license.

A statement is shown only where every one of its words is accounted for by one sentence that it
names, and where number, force, denial, extent, condition, doer and place agree with that sentence.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from writing.checks.accounting import fault_of_words
from writing.checks.arrangement import fault_of_arrangement
from writing.checks.basis import Basis
from writing.checks.doers import fault_of_doers
from writing.checks.force import fault_of_force
from writing.checks.form import fault_of_form
from writing.checks.mood import fault_of_mood, opens_with_an_order
from writing.checks.numbers import fault_of_numbers
from writing.checks.order import fault_of_order
from writing.checks.words import is_verb, told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from writing.checks.words import ReadText, ReadWord

_ENDS = re.compile(r"(?<=[.!?])\s+(?=[A-Z])|;\s+")
_JOINS = re.compile(r"[;,]\s+(?:and\s+|but\s+)?|\s+(?:and|but)\s+", re.IGNORECASE)
_SOURCE = re.compile(
    r"(?:the |this )?"
    r"(?:(?:guidance|document|note|letter|procedures?|policy|report) (?:says?|states?)"
    r"|(?P<seen>(?:inspectors|(?:the )?inspection|the report|the letter) found))(?: that)?\s+",
    re.IGNORECASE,
)  # fmt: skip
_SOURCE_ASIDE = re.compile(
    r", (?:the |this )?"
    r"(?:(?:guidance|document|note|letter|procedures?|policy|report) (?:says?|states?)"
    r"|according to the (?:guidance|document|note|letter|report|policy)"
    r"|(?P<seen>(?:inspectors|inspection|report|letter) (?:found|wrote|said|noted)))(?=[,.])",
    re.IGNORECASE,
)  # fmt: skip
_POINTS_BACK = re.compile(
    r"\b(?:it|they|them|this|these|those|there|one|its|their|both|such)\b", re.IGNORECASE
)
# Words of a part of a statement that may stand by itself.
_PART_WORDS = 2
_CHECKS = (
    fault_of_words, fault_of_numbers, fault_of_force, fault_of_doers, fault_of_order, fault_of_mood,
    fault_of_arrangement,
)  # fmt: skip
PlacesIn = "Callable[[str], frozenset[str]]"


def sentences_in(text: str) -> list[str]:
    """Give the sentences of a short text."""
    return [one for one in (part.strip() for part in _ENDS.split(text)) if one]


def fault_of(says: str, bases: Sequence[Basis], places_in: Callable[[str], frozenset[str]]) -> str:
    """Give by which check a statement fails; empty where each finds its words supported.

    ``bases`` are the sentences that it names as what it rests on; ``places_in`` gives the places
    that a text names.
    """
    if fault := fault_of_form(says):
        return fault
    if not bases:
        return "citation"
    for sentence in sentences_in(says):
        if fault := _fault_of_one(_without_source(sentence, bases), bases, places_in):
            return fault
    return ""


def _without_source(says: str, bases: Sequence[Basis]) -> str:
    """Give a statement without the words that say where it stands: "The letter says that"."""
    is_seen = any(one.is_seen for one in bases)
    match = _SOURCE.match(says)
    if match and (is_seen or not match["seen"]):
        return says[match.end() :]
    match = _SOURCE_ASIDE.search(says)
    if match and (is_seen or not match["seen"]):
        return f"{says[: match.start()]}{says[match.end() :].removeprefix(',')}"
    return says


def _fault_of_one(
    says: str, bases: Sequence[Basis], places_in: Callable[[str], frozenset[str]]
) -> str:
    faults = [_held_against(told(says), one, places_in) for one in bases]
    if "" in faults:
        return ""
    for first, second in _in_two(says):
        if any(not _held_against(told(first), one, places_in) for one in bases) and any(
            not _held_against(told(second), one, places_in) for one in bases
        ):
            return ""
    # what most speak of tells the most of why
    return max(faults, key=lambda one: one != "words")


def _in_two(says: str) -> Iterable[tuple[str, str]]:
    """Give a statement in two parts, at each place where it may join two that stand apart."""
    for match in _JOINS.finditer(says):
        parts = says[: match.start()], says[match.end() :]
        if all(len(told(one).telling) >= _PART_WORDS for one in parts):
            first, second = map(told, parts)
            both = opens_with_an_order(first.words) and opens_with_an_order(second.words)
            # of two orders each stands by itself: "talk to them and say what worries you"
            is_order = both and match[0].strip(" ,;").lower() == "and"
            yield first.text, second.text if is_order else _with_doer(first, second)


def _with_doer(first: ReadText, second: ReadText) -> str:
    """Give a second part with whom the first tells of, where it names nobody itself."""
    opening = next((one for one in second.words if not one.is_sign), None)
    if opening is None:
        return second.text
    named = [one for one in first.words if not one.is_sign]
    lead: list[ReadWord] = []
    for word in named:
        if lead and not word.is_telling:
            break
        if word.is_telling:
            lead.append(word)
    if opening.is_telling and not is_verb(opening.text):
        return second.text
    if opening.text in {"the", "a", "an"}:
        return second.text
    return " ".join([*(one.text for one in lead), second.text])


def _held_against(said: ReadText, basis: Basis, places_in: Callable[[str], frozenset[str]]) -> str:
    for fault in _CHECKS:
        if found := fault(said, basis):
            return found
    own = places_in(basis.words.text)
    named = places_in(said.text)
    if named - (own or basis.places):
        return "place"
    if own - basis.home - named:
        return "place"
    return ""


def as_basis(
    text: str, before: str, around: str, places: frozenset[str], home: frozenset[str],
    *, is_rule: bool, is_seen: bool, is_row: bool,
) -> Basis:  # fmt: skip
    """Give a sentence as what is held against; one that points back is read with that before it."""
    back = bool(_POINTS_BACK.search(text))
    earlier = told(before if back else "")
    return Basis(told(text), told(around), earlier, places, home, is_rule, is_seen, is_row, back)
