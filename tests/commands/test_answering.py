"""Questions on the command line and of a file; no question is lost, and none stops the others."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Ended


@pytest.mark.parametrize("name", ["data_level0.bin", "chroma.sqlite3", "knowledge.json"])
def test_a_child_in_danger_is_escalated_though_the_store_is_damaged(
    store: Path, tmp_path: Path, findings: Callable[..., Ended], name: str
) -> None:
    path = min(store.rglob(name))
    path.write_bytes(path.read_bytes()[:50])
    ended = findings("ask", "he is hitting my little brother right now", "--store", store)
    assert ended.code == 0
    assert "999" in ended.out
    asked = tmp_path / "asked.jsonl"
    asked.write_text(json.dumps({"id": 1, "question": "who chairs the strategy meeting"}), "utf-8")
    # few documents need no index, and all else is sound; an audit tells of it
    expected = 2 if name == "knowledge.json" else 0
    ended = findings("batch", asked, tmp_path / "answers.jsonl", "--store", store)
    assert ended.code == expected
    assert ("damaged" in ended.err) == bool(expected)
    ended = findings("ask", "who chairs the strategy meeting", "--store", store)
    assert ended.code == expected
    assert len(ended.err.splitlines()) == expected / 2
    assert findings("verify", "--store", store).code != 0


def test_one_question_is_answered_without_the_index_as_a_batch_answers_it_with_it(
    store: Path, tmp_path: Path, model_export: Path, findings: Callable[..., Ended]
) -> None:
    question = "who chairs the strategy meeting"
    (tmp_path / "asked.jsonl").write_text(json.dumps({"id": 1, "question": question}), "utf-8")
    answers = tmp_path / "answers.jsonl"
    assert findings("batch", tmp_path / "asked.jsonl", answers, "--store", store).code == 0
    code = (
        "import sys, cli\n"
        "try: cli.main()\n"
        "finally:\n"
        " tops = {one.split('.')[0] for one in sys.modules}\n"
        # nor is anything of a chat model, where none is set
        " print(tops & {'chromadb', 'writing', 'langchain', 'langchain_openai'}, file=sys.stderr)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code, "ask", question, "--store", str(store), "--json"],
        env=os.environ | {"FINDINGS_MODEL_EXPORT": str(model_export)},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert ended.stderr.strip() == "set()"
    one, same = json.loads(ended.stdout), json.loads(answers.read_text("utf-8"))
    assert one["citations"]
    assert one["citations"] == same["citations"]
    assert one["answer"] == same["answer"]


def test_a_damaged_character_in_a_question_is_no_traceback(
    store: Path, findings: Callable[..., Ended]
) -> None:
    # what Python makes of a byte on the command line that is not UTF-8
    for question in ("who \udcff chairs the strategy meeting", "\udcff\udcfe"):
        assert findings("ask", question, "--store", store).code == 0
        assert findings("ask", question, "--store", store, "--json").code == 0


def test_a_batch_is_answered_in_order_into_a_new_folder(
    store: Path, tmp_path: Path, findings: Callable[..., Ended]
) -> None:
    asked = ["who chairs the strategy meeting", "", "hello", "tell me more"]
    told = [{"question": "my name is Sarah Jones, who chairs the strategy meeting"}]
    lines = [
        json.dumps({"id": number, "question": text, "history": told if number == 3 else []})
        for number, text in enumerate(asked)
    ]
    (tmp_path / "asked.jsonl").write_text("\n".join(lines), "utf-8")
    answers = tmp_path / "new" / "answers.jsonl"
    assert findings("batch", tmp_path / "asked.jsonl", answers, "--store", store).code == 0
    records = [json.loads(line) for line in answers.read_text("utf-8").splitlines()]
    assert [one["id"] for one in records] == [0, 1, 2, 3]
    fields = {"id", "status", "answer", "citations", "retrieved", "seconds"}
    assert all(set(one) == fields for one in records)
    # an earlier question is masked like any other
    assert "strategy meeting" in records[3]["answer"]
    assert "Sarah" not in records[3]["answer"]


BAD_LINES = (
    b"{bad", b"[1]", b'{"id": 2}', b'{"id": 2, "question": 3}',
    b'{"id": 2, "question": "\\ud83d"}', b'{"id": 2, "question": "caf\xe9"}',
)  # fmt: skip


def test_a_bad_line_of_a_batch_gets_a_failed_answer_and_the_others_are_answered(
    store: Path, tmp_path: Path, findings: Callable[..., Ended]
) -> None:
    questions, answers = tmp_path / "asked.jsonl", tmp_path / "answers.jsonl"
    good = b'{"id": 1, "question": "who chairs the strategy meeting"}'
    questions.write_bytes(b"\n".join([good, *BAD_LINES, good]))
    ended = findings("batch", questions, answers, "--store", store)
    assert ended.code == 2
    *named, last = ended.err.splitlines()
    assert [line.split(": ")[0] for line in named] == [
        f"{questions}, line {number}" for number in range(2, 2 + len(BAD_LINES))
    ]
    assert "2 questions answered" in last
    assert f"{len(BAD_LINES)} failed" in last
    records = [json.loads(line) for line in answers.read_text("utf-8").splitlines()]
    assert [one["id"] for one in records] == [1, None, None, 2, 2, 2, 2, 1]
    assert [one["status"] for one in records[1:-1]] == ["failed"] * len(BAD_LINES)
    assert all("not a question" in one["reason"] for one in records[1:-1])
    assert records[0]["status"] == records[-1]["status"] == "answered"


@pytest.mark.parametrize("name", ["itself", "by another path", "hard link", "link"])
def test_a_batch_never_overwrites_its_questions(
    store: Path, tmp_path: Path, findings: Callable[..., Ended], name: str
) -> None:
    questions = tmp_path / "asked.jsonl"
    questions.write_text('{"id": 1, "question": "who chairs"}\n', "utf-8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "link.jsonl").symlink_to(questions)
    (tmp_path / "hard.jsonl").hardlink_to(questions)
    answers = {
        "itself": questions,
        "by another path": tmp_path / "sub" / ".." / "asked.jsonl",
        "hard link": tmp_path / "hard.jsonl",
        "link": tmp_path / "link.jsonl",
    }[name]
    before = questions.read_bytes()
    ended = findings("batch", questions, answers, "--store", store)
    assert ended.code == 2
    assert len(ended.err.splitlines()) == 1
    assert "name another file" in ended.err
    assert questions.read_bytes() == before
    assert (tmp_path / "link.jsonl").is_symlink()


def test_a_batch_that_cannot_be_answered_leaves_the_earlier_answers(
    tmp_path: Path, findings: Callable[..., Ended]
) -> None:
    questions, answers = tmp_path / "asked.jsonl", tmp_path / "answers.jsonl"
    questions.write_text('{"id": 1, "question": "who chairs"}\n', "utf-8")
    answers.write_text("earlier\n", "utf-8")
    assert findings("batch", questions, answers, "--store", tmp_path / "none").code == 2
    assert answers.read_text("utf-8") == "earlier\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["answers.jsonl", "asked.jsonl"]


def test_where_no_line_is_a_question_nothing_is_written(
    tmp_path: Path, findings: Callable[..., Ended]
) -> None:
    (tmp_path / "asked.jsonl").write_text("who chairs?\n", "utf-8")
    ended = findings("batch", tmp_path / "asked.jsonl", tmp_path / "answers.jsonl")
    assert ended.code == 2
    assert "line 1: not a question" in ended.err
    assert not (tmp_path / "answers.jsonl").exists()


def test_answers_that_cannot_be_written_are_an_error_before_any_is_asked(
    tmp_path: Path, findings: Callable[..., Ended]
) -> None:
    questions = tmp_path / "asked.jsonl"
    questions.write_text('{"id": 1, "question": "who chairs"}\n', "utf-8")
    for answers in (tmp_path, questions / "answers.jsonl"):
        ended = findings("batch", questions, answers, "--store", tmp_path / "none")
        assert ended.code == 2
        assert len(ended.err.splitlines()) == 1
        assert "cannot be written" in ended.err
