"""A recorded run: what is answered to 28 messages on small documents, word for word.

A change that is meant to leave answers as they are leaves these as they are. One that is meant to
change them is recorded anew: ``RECORD_ANSWERS=1 pytest tests/evaluation/test_recorded.py``.
"""

from __future__ import annotations

import io
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import wiring
from commands.answers.answering import write_answers
from commands.answers.asked import read_asked
from settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Mapping

QUESTIONS = Path(__file__).with_name("recorded_questions.jsonl")
RECORDED = Path(__file__).with_name("recorded_answers.jsonl")
REMEDY = "if that is meant: RECORD_ANSWERS=1 pytest tests/evaluation/test_recorded.py"


def what_people_read(answer: Mapping[str, object]) -> dict[str, object]:
    """Leave out what a machine or a day changes: times, last digits, the age of a check."""
    kept = {name: answer[name] for name in ("id", "status", "answer", "citations")}
    return {**kept, "answer": ""} if answer["status"] == "escalated" else kept


def test_answers_are_those_recorded(small_store: Path, model_export: Path) -> None:
    settings = load_settings(store=small_store, model_export=model_export)
    editions = wiring.make_editions(settings)
    assistant = wiring.make_assistant(settings, editions.library)
    out = io.StringIO()
    assert write_answers(assistant, editions, read_asked(QUESTIONS).lines, out) == 0
    found = [what_people_read(json.loads(line)) for line in out.getvalue().splitlines()]
    if os.environ.get("RECORD_ANSWERS"):
        lines = [json.dumps(one, ensure_ascii=False) + "\n" for one in found]
        RECORDED.write_text("".join(lines), "utf-8")
    recorded = [json.loads(line) for line in RECORDED.read_text("utf-8").splitlines()]
    changed = [(was, now) for was, now in zip(recorded, found, strict=True) if was != now]
    assert changed == [], REMEDY
