"""No statement that the documents do not support is shown, and most that they support are.

The statements under authored/ were written by hand over the shipped documents: hostile ones change
one thing each. ``supported`` and ``hostile`` were looked at while the checks were made, those of
``second_*`` by another writer after the checks were frozen, ``third_hostile`` after that;
``twin_hostile`` are those of ``second_supported`` with one fact changed, two of each; ``blind_*``
and ``sixth_*`` are by outsiders who saw neither checks nor earlier ones. ``scripted`` is
what a competent model might write to messages of ``evaluation/usefulness``.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.writing.model import StandIn, line, reply_of, units_holding, writer_of, written
from writing.checks.form import fault_of_form
from writing.checks.support import fault_of
from writing.checks.words import linked, told
from writing.evidence import Units

if TYPE_CHECKING:
    from collections.abc import Iterator

    from store.generation.opened import Generation

AUTHORED = Path(__file__).parent / "authored"
# Of sentences told in quite other words few are kept: docs/chat-model.md.
KEPT = {"supported": 0.9, "second_supported": 0.06, "fourth_supported": 0.46, "scripted": 0.8,
        "blind_supported": 0.5, "sixth_supported": 0.27}  # fmt: skip
# Of statements with two words in each other's place, so many may be shown: docs/chat-model.md.
MOST_TURNED = 0.14

# One word in the place of another makes each statement say what its sentence does not.
SWAPS = (
    ("should", "must"), ("should", "may"), ("must", "should"), ("must", "may"), ("may", "must"),
    ("can", "cannot"), ("should", "should not"), ("must", "must not"), ("is", "is not"),
    ("are", "are not"), ("within", "after"), ("before", "after"), ("at least", "at most"),
    ("all", "some"), ("some", "all"), ("usually", "always"), ("if", "even if"),
    ("unless", "if"), ("one", "two"), ("two", "three"), ("10", "15"), ("2022", "2023"),
    ("asks for", "found"), ("more", "less"), ("first", "last"),
)  # fmt: skip
LEAST_TRIED = 200


def shown(generation: Generation, name: str) -> list[tuple[str, bool, tuple[str, ...]]]:
    """Give each authored statement, whether it is shown, and why not."""
    found = []
    model = StandIn(responses=[""])
    writer = writer_of(model, generation)
    for row in (AUTHORED / f"{name}.jsonl").read_text("utf-8").splitlines():
        one = json.loads(row)
        held = units_holding(generation, one["document"], one["words"])
        model.responses = [line(one["says"], one["words"], *held)]
        given = written(writer, reply_of([held[0].passage]))
        found.append((one["says"], bool(given.statements), given.dropped))
    return found


@pytest.mark.parametrize("name", sorted(one.stem for one in AUTHORED.glob("*hostile*.jsonl")))
def test_no_unsupported_statement_is_shown(generation: Generation, name: str) -> None:
    assert [says for says, is_shown, _ in shown(generation, name) if is_shown] == []


@pytest.mark.parametrize("name", KEPT)
def test_most_supported_statements_are_shown(generation: Generation, name: str) -> None:
    found = shown(generation, name)
    lost = [(says, dropped) for says, is_shown, dropped in found if not is_shown]
    assert len(found) - len(lost) >= KEPT[name] * len(found), lost


def test_no_word_that_weighs_is_changed_in_a_statement_that_is_shown(
    generation: Generation,
) -> None:
    units = Units(generation)
    wrong, tried = [], 0
    for name in KEPT:
        for row in (AUTHORED / f"{name}.jsonl").read_text("utf-8").splitlines():
            one = json.loads(row)
            held = units_holding(generation, one["document"], one["words"])
            bases = [basis for unit in held for basis in units.bases(unit)]
            for says in _changed(one["says"]):
                tried += 1
                if not fault_of(says, bases, units.places_in):
                    wrong.append(says)
    assert tried > LEAST_TRIED
    assert wrong == []


def test_words_in_each_others_place_are_mostly_noticed(generation: Generation) -> None:
    units = Units(generation)
    shown, tried = [], 0
    for name in KEPT:
        for row in (AUTHORED / f"{name}.jsonl").read_text("utf-8").splitlines():
            one = json.loads(row)
            held = units_holding(generation, one["document"], one["words"])
            bases = [basis for unit in held for basis in units.bases(unit)]
            for says in _turned(one["says"]):
                tried += 1
                if not fault_of(says, bases, units.places_in):
                    shown.append(says)
    assert tried > LEAST_TRIED
    assert len(shown) <= MOST_TURNED * tried, shown


def _turned(says: str) -> Iterator[str]:
    """Give a statement with each telling word in the place of the next but one, and back."""
    text = told(says)
    if text.plain != says:
        return
    for one, other in zip(text.telling, text.telling[2:], strict=False):
        if not linked(one, [other]):
            words = says[other.start : other.end], says[one.end : other.start]
            first = f"{says[: one.start]}{words[0]}{words[1]}"
            yield f"{first}{says[one.start : one.end]}{says[other.end :]}"


def _changed(says: str) -> Iterator[str]:
    """Give a statement with one word that weighs put in the place of another, wherever it may."""
    for old, new in SWAPS:
        for match in re.finditer(rf"\b{old}\b", says):
            yield f"{says[: match.start()]}{new}{says[match.end() :]}"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Staff ring the front door.", ""),
        ("The child is seen alone (where that is safe).", ""),
        # broken off, or asked
        ("It looks at peer", "form"),
        ("Is the child seen alone?", "form"),
    ],
)
def test_a_statement_is_a_whole_sentence(text: str, fault: str) -> None:
    assert fault_of_form(text) == fault
