"""Questions files: what is read, and what is refused with the line named."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from domain import Turn
from evaluation.measures.questions import QuestionsError, RightWords, read_items

if TYPE_CHECKING:
    from pathlib import Path

LINE = {
    "id": "X1",
    "question": "who chairs it",
    "type": "who",
    "role": "manager",
    "answerable": True,
    "history": [{"question": "what is a strategy meeting", "answer": "A meeting."}],
    "evidence": ["chaired by a manager", "within five days"],
    "evidence_documents": ["guidance/a.md", "guidance/b.md"],
    "also_acceptable": [{"document": "letter.txt", "evidence": "5 days", "instead_of": [1]}],
}


def write(folder: Path, *lines: object) -> Path:
    path = folder / "set.jsonl"
    path.write_text("\n".join(one if isinstance(one, str) else json.dumps(one) for one in lines))
    return path


def test_an_item_has_its_history_and_each_piece_its_alternatives(tmp_path: Path) -> None:
    (item,) = read_items(write(tmp_path, LINE))
    assert item.history == (Turn("what is a strategy meeting", "A meeting."),)
    assert item.pieces == (
        (RightWords("guidance/a.md", "chaired by a manager"),),
        (RightWords("guidance/b.md", "within five days"), RightWords("letter.txt", "5 days")),
    )


def test_a_piece_without_a_document_counts_in_any(tmp_path: Path) -> None:
    line = {key: LINE[key] for key in ("id", "question", "type", "answerable", "evidence")}
    (item,) = read_items(write(tmp_path, line))
    assert [choices[0].document for choices in item.pieces] == ["", ""]


@pytest.mark.parametrize(
    ("kind", "answerable", "expected"),
    [
        ("who", True, "answered"),
        ("false-premise", True, "corrected"),
        ("near-miss", False, "declined"),
        ("unanswerable", False, "declined"),
        ("follow-up", False, "declined"),
        ("immediate-risk", False, "escalated"),
        ("chitchat", False, "chat"),
    ],
)
def test_the_type_says_which_outcome_is_right(
    tmp_path: Path, kind: str, expected: str, *, answerable: bool
) -> None:
    (item,) = read_items(write(tmp_path, LINE | {"type": kind, "answerable": answerable}))
    assert item.expected == expected


@pytest.mark.parametrize(
    "bad",
    [
        "{",
        "[]",
        {"question": "no id"},
        LINE | {"evidence_documents": ["one"]},
        LINE | {"history": "earlier"},
        LINE | {"also_acceptable": [{"document": "d", "evidence": "e", "instead_of": [9]}]},
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, bad: object) -> None:
    with pytest.raises(QuestionsError, match="line 2"):
        read_items(write(tmp_path, LINE, bad))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(QuestionsError, match=r"gone\.jsonl"):
        read_items(tmp_path / "gone.jsonl")
