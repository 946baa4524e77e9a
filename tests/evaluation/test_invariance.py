"""What stands around a question changes neither the outcome nor the first quote."""

from __future__ import annotations

from pathlib import Path

import wiring
from evaluation.invariance import pairs
from evaluation.measures.questions import read_items
from settings import Settings

ROOT = Path(__file__).parents[2]
# Measured on these: 0.938 of 224 pairs.
LEAST = 0.91


def test_courtesy_mail_and_typing_leave_an_answer_as_it_is(
    whole_store: Path, model_export: Path
) -> None:
    settings = Settings(store=whole_store, model_export=model_export, knowledge=ROOT / "knowledge")
    items = read_items(ROOT / "evaluation" / "questions" / "heldout.jsonl")[::12]
    asked = [(item.question, item.history) for item in items]
    found = list(pairs(wiring.make_assistant(settings), asked))
    assert sum(pair.is_same for pair in found) / len(found) >= LEAST
    made = [pair for pair in found if pair.wrapped == "corrected" != pair.bare]
    assert len(made) <= len(found) / 100
