"""A run is kept and read back unchanged, and two runs compare item by item."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from domain import Turn
from evaluation.measures.questions import Item, RightWords
from evaluation.measures.report import render_comparison, render_report
from evaluation.measures.results import Run, RunError, ShownWords, dump_run, read_run, score

if TYPE_CHECKING:
    from pathlib import Path

ITEM = Item(
    "Q1", "who chairs it", (Turn("what", "that"),), "who", "manager", answerable=True,
    pieces=((RightWords("a.md", "chaired by a team manager"),),),
)  # fmt: skip
GOOD = ShownWords("a.md", "It is chaired by a team manager.")
OTHER = ShownWords("b.md", "It is chaired by a team manager.")


def run(*retrieved: ShownWords, status: str = "answered") -> Run:
    result = score(
        ITEM, of="set", status=status, retrieved=retrieved, quotes=retrieved[:1], seconds=0.02
    )
    return Run("findings", (result,))


def test_only_words_of_the_right_document_count() -> None:
    (result,) = run(OTHER, GOOD).results
    assert [one.covers for one in result.retrieved] == [(), (0,)]
    assert result.documents == ("a.md",)
    assert result.is_follow_up


def test_a_budget_of_characters_cuts_the_last_passage() -> None:
    long = ShownWords("a.md", "x" * 990 + GOOD.text)
    (result,) = run(long).results
    assert result.within == (0, 1, 1)


def test_a_run_comes_back_unchanged(tmp_path: Path) -> None:
    path = tmp_path / "run.json"
    path.write_text(dump_run(run(OTHER, GOOD)))
    assert read_run(path) == run(OTHER, GOOD)


def test_what_is_no_run_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "run.json"
    path.write_text('{"system": 1}')
    with pytest.raises(RunError, match=r"run\.json.*--json"):
        read_run(path)


def test_the_report_gives_every_system_a_column_and_every_group_a_row() -> None:
    tutorial = replace(run(OTHER), system="tutorial")
    report = render_report([run(GOOD), tutorial])
    assert "| findings" in report
    assert "| tutorial" in report
    assert "1.000 [1.00, 1.00]" in report
    for group in ("set", "follow-up with history", "who", "manager", "a.md"):
        assert f"| {group}" in report


def test_a_comparison_names_the_items_that_changed() -> None:
    text = render_comparison(run(GOOD), run(OTHER, GOOD, status="declined"))
    assert "1 items" in text
    assert "set Q1 (who): declined -> answered; MRR 0.50 -> 1.00" in text


def test_a_run_compared_with_itself_changes_nothing() -> None:
    assert "Items that changed" not in render_comparison(run(GOOD), run(GOOD))


def test_the_report_says_how_often_answers_said_to_be_sure_carry_evidence() -> None:
    sure = [replace(run(shown).results[0], sure=said)
            for shown, said in ((GOOD, 0.95), (OTHER, 0.93), (GOOD, 0.6))]  # fmt: skip
    rows = [[cell.strip() for cell in line.split("|")[1:-1]]
            for line in render_report([Run("findings", tuple(sure))]).splitlines()]  # fmt: skip
    assert ["0.9 to 1.0", "2", "0.94", "0.50"] in rows
    assert ["0.5 to 0.7", "1", "0.60", "1.00"] in rows
