"""No statement that the documents do not support is shown, and most that they support are.

The statements under authored/ were written by hand over the shipped documents: hostile ones change
one thing each. ``supported`` and ``hostile`` were looked at while the checks were made, those of
``second_*`` by another writer after the checks were frozen, ``third_hostile`` after
that. ``scripted`` is what a competent model might write to messages of ``evaluation/usefulness``.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.writing.model import StandIn, line, reply_of, unit_holding, writer_of, written
from writing.checks.form import fault_of_form

if TYPE_CHECKING:
    from store.generation.opened import Generation

AUTHORED = Path(__file__).parent / "authored"
# Of sentences told in quite other words few are kept: docs/chat-model.md.
KEPT = {"supported": 0.9, "second_supported": 0.03, "scripted": 0.62}


def shown(generation: Generation, name: str) -> list[tuple[str, bool, tuple[str, ...]]]:
    """Give each authored statement, whether it is shown, and why not."""
    found = []
    model = StandIn(responses=[""])
    writer = writer_of(model, generation)
    for row in (AUTHORED / f"{name}.jsonl").read_text("utf-8").splitlines():
        one = json.loads(row)
        unit = unit_holding(generation, one["document"], one["words"])
        model.responses = [line(one["says"], unit, one["words"])]
        given = written(writer, reply_of([unit.passage]))
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
