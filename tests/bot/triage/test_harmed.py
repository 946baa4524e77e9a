"""What somebody does to a certain child is danger, whatever is asked beside it."""

from __future__ import annotations

import json
import time
from itertools import product
from pathlib import Path

import pytest

from bot.triage.manner import is_harmed_now
from bot.triage.verdict import Triage, Verdict

DONE = (
    "her dad rapes her",
    "his mum burns him with the iron",
    "their uncle has been having sex with her",
    "mum's boyfriend chokes her at night",
    "the lodger is abusing them",
    "my stepdad beats me",
    "her nan starves the little one",
)
ASKED = (
    "Does the school need to keep a record?",
    "Which form do we use?",
    "When is the core group due?",
    "How long are notes kept?",
    "Who signs the report?",
)


@pytest.fixture(scope="module")
def triage() -> Triage:
    return Triage()


@pytest.mark.parametrize(("told", "asked"), list(product(DONE, ASKED)))
def test_what_is_done_to_a_child_is_danger_whatever_is_asked(
    triage: Triage, told: str, asked: str
) -> None:
    for message in (f"{told}. {asked}", f"{asked} {told}"):
        assert triage.judge(message) is Verdict.DANGER


@pytest.mark.parametrize(
    "message",
    [
        "What if her dad beats her?",
        "Should staff ask whether his mum burns him?",
        "a parent who beats them can be prosecuted",
        "In the film 'her dad beats her' is the first line",
        "her dad was beating her until they left him in 2019",
        "he never burns the toast",
        "his mum kicks the ball to him",
    ],
)
def test_what_is_asked_of_anybody_or_long_past_is_not(message: str) -> None:
    assert not is_harmed_now(message)


def test_no_ordinary_question_is_met() -> None:
    asked = [
        question
        for path in sorted(Path("knowledge").rglob("*.questions.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
        for question in json.loads(line).get("questions", ())
    ]
    assert len(asked) > 1000
    assert not any(map(is_harmed_now, asked))


@pytest.mark.parametrize("piece", ["her dad ", "he keeps beating ", "a b c mum has sex "])
def test_a_long_message_is_read_at_once(piece: str) -> None:
    text = piece * (480_000 // len(piece))
    began = time.process_time()
    is_harmed_now(text)
    assert time.process_time() - began < 1
