"""Whether words in a document support a statement: each check may veto, none may license.

A statement is shown only where every one of its words is accounted for by one sentence that it
names, and where number, force, denial, extent, condition, doer and place agree with that sentence.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from writing.checks.accounting import fault_of_words
from writing.checks.arrangement import fault_of_arrangement
from writing.checks.basis import Basis
from writing.checks.clauses.items import fault_of_items
from writing.checks.clauses.parts import stands_in_parts
from writing.checks.clauses.readings import shorter, turned
from writing.checks.clauses.relations import fault_of_relations
from writing.checks.clauses.runs import is_mixed, runs_of
from writing.checks.doers import fault_of_doers
from writing.checks.force import fault_of_force
from writing.checks.form import fault_of_form
from writing.checks.mood import fault_of_mood
from writing.checks.numbers import fault_of_numbers
from writing.checks.order import fault_of_order
from writing.checks.words import told

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from writing.checks.words import ReadText

_ENDS = re.compile(r"(?<=[.!?])\s+(?=[A-Z])|;\s+")
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
_CHECKS = (
    fault_of_words, fault_of_numbers, fault_of_force, fault_of_doers, fault_of_order, fault_of_mood,
    fault_of_arrangement, fault_of_relations, fault_of_items,
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
    if not _fault_of_one(_without_source(says, bases), bases, places_in):
        return ""
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
    bases = [*bases, *runs_of(bases)]
    faults = [_held_against(told(says), one, places_in) for one in bases]

    def holding(part: str) -> list[Basis]:
        return [one for one in bases if not _held_against(told(part), one, places_in)]

    if "" in faults:
        return ""
    # what is told of one part is not told of the other
    is_crossed = any(fault_of_items(told(says), one) for one in bases if not one.members)
    if not is_crossed and stands_in_parts(says, holding):
        return ""
    # what most speak of tells the most of why
    return max(faults, key=lambda one: one != "words")


def _held_against(said: ReadText, basis: Basis, places_in: Callable[[str], frozenset[str]]) -> str:
    if basis.members and is_mixed(said, basis):
        return "order"
    if fault := _fault_of_words(said, basis):
        return fault
    own = places_in(basis.words.text)
    named = places_in(said.text)
    if named - (own or basis.places):
        return "place"
    if own - basis.home - named:
        return "place"
    return ""


def _fault_of_words(said: ReadText, basis: Basis) -> str:
    """Give why words do not support a statement: as both stand, or by what else they say."""
    first = _fault_of(said, basis)
    # what belongs to another item does so in each part
    if not first or fault_of_items(said, basis):
        return first
    parts = [] if basis.is_row else shorter(basis.words)
    others = [basis, *(replace(basis, words=told(one)) for one in parts)]
    ways = [said, *map(told, turned(said))]
    return "" if any(not _fault_of(one, other) for one in ways for other in others) else first


def _fault_of(said: ReadText, basis: Basis) -> str:
    return next(filter(None, (fault(said, basis) for fault in _CHECKS)), "")


def as_basis(
    text: str, before: str, around: str, places: frozenset[str], home: frozenset[str],
    *, is_rule: bool, is_seen: bool, is_row: bool, place: tuple[str, int, int] = ("", 0, 0),
) -> Basis:  # fmt: skip
    """Give a sentence as what is held against; one that points back is read with that before it."""
    back = bool(_POINTS_BACK.search(text))
    earlier = told(before if back else "")
    return Basis(told(text), told(around), earlier, places, home, is_rule, is_seen, is_row, back,
                 place)  # fmt: skip
