"""A danger is read by itself, whatever calm words stand beside it."""

import json
from pathlib import Path

import pytest

from bot.triage.manner import beside_questions
from bot.triage.scene import seldom_said, squeezed
from bot.triage.verdict import Triage, Verdict
from settings import Settings
from wiring import make_reader

HELD_OUT = [
    json.loads(line)
    for line in Path("tests/bot/triage_holdout.jsonl").read_text(encoding="utf-8").splitlines()
]
ASKED = (
    "when is the return home interview",
    "who chairs the strategy meeting",
    "how often should supervision be recorded",
    "what does the policy say about keeping records",
    "when is the core group due",
    "which form do we use for a referral to early help",
    "how long are minutes kept",
    "do we need consent to share the assessment with school",
    "who signs off the section 47 report",
    "is there a template for the chronology",
    "what training must new volunteers have",
    "should the independent chair get a copy of the plan",
)
JOINS = (", ", " and ", " so ", " also ", " ", ", and ", "; ")
LONGEST = 20
RAISED = {Verdict.DANGER, Verdict.DOUBT}


@pytest.fixture(scope="module")
def triage(model_export: Path) -> Triage:
    """As the product has it."""
    return Triage(make_reader=lambda: make_reader(Settings(model_export=model_export)))


def short(label: str) -> list[str]:
    """Give the held-out messages of a label that are no longer than a danger told in a breath."""
    rows = [row["text"] for row in HELD_OUT if row["label"] == label]
    return [text for text in rows if len(text.split()) <= LONGEST]


def joined(told: str, number: int) -> list[str]:
    """Give a message with each question joined to it, behind and before, the joins in turn."""
    told = told.rstrip(" .!?")
    found = []
    for at, asked in enumerate(ASKED):
        join = JOINS[(number + at) % len(JOINS)]
        found.append(f"{told}{join}{asked}" if (number + at) % 2 else f"{asked}{join}{told}")
    return found


def test_a_question_joined_to_a_danger_does_not_hide_it(triage: Triage) -> None:
    dangers = [text for text in short("danger")[::4] if triage.judge(text) is Verdict.DANGER]
    assert len(dangers) > 60
    found = [
        triage.judge(text) for number, told in enumerate(dangers) for text in joined(told, number)
    ]
    assert sum(verdict in RAISED for verdict in found) >= 0.96 * len(found)
    assert found.count(Verdict.DANGER) >= 0.93 * len(found)


def test_a_question_joined_to_a_calm_message_raises_no_more(triage: Triage) -> None:
    calm = short("question")[::10]
    alone = [triage.judge(text) for text in calm]
    beside = [
        triage.judge(text) for number, told in enumerate(calm) for text in joined(told, number)
    ]
    assert beside.count(Verdict.DANGER) <= len(ASKED) * alone.count(Verdict.DANGER)


def behind(told: str, number: int) -> str:
    """Give a message with a question in a sentence of its own behind it."""
    asked = ASKED[number % len(ASKED)]
    return f"{told.rstrip(' .!?')}. {asked[0].upper()}{asked[1:]}?"


def test_a_question_in_a_sentence_of_its_own_does_not_hide_a_danger(triage: Triage) -> None:
    dangers = [text for text in short("danger")[::2] if triage.judge(text) is Verdict.DANGER]
    assert len(dangers) > 120
    found = [triage.judge(behind(told, number)) for number, told in enumerate(dangers)]
    assert sum(verdict in RAISED for verdict in found) >= 0.94 * len(found)


def test_a_question_in_a_sentence_of_its_own_raises_no_calm_message(triage: Triage) -> None:
    calm = [text for text in short("question")[::4] if triage.judge(text) not in RAISED]
    assert len(calm) > 100
    found = [triage.judge(behind(told, number)) for number, told in enumerate(calm)]
    assert found.count(Verdict.DANGER) <= 0.01 * len(found)
    assert found.count(Verdict.DOUBT) <= 0.03 * len(found)


@pytest.mark.parametrize(
    ("message", "parts"),
    [
        ("he has a knife, when is the review", {"he has a knife"}),
        ("when is the review he has a knife", {"he has a knife"}),
        ("when is the review and he has a knife so who chairs it", {"he has a knife"}),
        ("He hit her. She is out, who chairs it? Help.", {"He hit her. She is out Help."}),
        ("what do we do if he has a knife", set()),
        ("he has a knife", set()),
        ("", set()),
    ],
)
def test_what_stands_beside_a_question_is_found_by_grammar(message: str, parts: set[str]) -> None:
    found = set(beside_questions(message))
    assert parts <= found
    assert bool(found) is bool(parts)


FILLERS = (
    "The meeting agreed the plan and who would share the minutes with partners. ",
    "we had our usual team meeting and biscuits ",
)


@pytest.mark.parametrize("filler", FILLERS)
@pytest.mark.parametrize("form", ["{filler}{told}", "{told}. {filler}"])
def test_a_sentence_said_again_and_again_does_not_crowd_out_a_danger(
    triage: Triage, filler: str, form: str
) -> None:
    told = [row["text"] for row in HELD_OUT if row["label"] == "danger" and row["round"] == 7]
    often = filler * (900 // len(filler.split()))
    found = [triage.judge(form.format(filler=often, told=one)) for one in told]
    assert found.count(Verdict.DANGER) >= 0.95 * len(told)


def test_what_is_said_again_is_read_once_and_all_else_is_kept() -> None:
    said = "They met and had a cup of tea.\n"
    message = f"{said * 30}He is here now. {said * 5}"
    assert squeezed(message) == f"{said}He is here now. "
    assert seldom_said(message) == "He is here now. "
    once = " ".join(f"word{number}" for number in range(100))
    assert squeezed(once) == once
    assert seldom_said(once) == ""


def test_whom_a_question_speaks_of_is_told_by_nobody() -> None:
    assert beside_questions("Should residential staff search a boy they suspect is armed?") == ()
    told = beside_questions("should we record it she is being strangled by him again")
    assert any("strangled" in one for one in told)
