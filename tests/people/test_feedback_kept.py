"""What people made of the answers of several replicas lies together, where their records do."""

from __future__ import annotations

import ast
import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pydantic import SecretStr

from feedback import FeedbackError, FeedbackStore, Rating, Receipt
from tests.people.conftest import fresh_database

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]


@pytest.fixture
def replica(postgres: str, tmp_path: Path) -> Callable[[str], FeedbackStore]:
    """Give the feedback of a replica of a name, all of one database."""
    address = SecretStr(fresh_database(postgres))
    return lambda name: FeedbackStore(tmp_path / name / "feedback.sqlite3", address)


def _receipt(name: str, store: FeedbackStore) -> Receipt:
    return Receipt(name, store.hash_of("who chairs it?"), "answered", "g1", "s1", ("p1",))


def test_each_replica_sees_what_people_said_at_the_others(
    replica: Callable[[str], FeedbackStore], tmp_path: Path
) -> None:
    one, two, worker = replica("one"), replica("two"), replica("worker")
    one.rate(
        _receipt("a", one), Rating(helpful=False, reasons=("old",), comment="ring 07700 900123")
    )
    two.rate(_receipt("b", two), Rating(helpful=True))
    two.rate(_receipt("a", two), Rating(helpful=False, comment="no figures"))
    one.count_declined("Courts", "g1", "what about sam@example.org")
    two.count_declined("Courts", "g1")
    [unhelpful] = worker.unhelpful(9)
    assert (unhelpful.receipt, unhelpful.comment, unhelpful.passages) == (
        "a",
        "no figures",
        ("p1",),
    )
    [theme] = worker.declined_themes()
    assert (theme.theme, theme.count, theme.questions) == ("Courts", 2, ("what about [email]",))
    [(_, helpful, not_helpful)] = worker.rated_by_month()
    assert (helpful, not_helpful) == (1, 1)
    rows = list(csv.DictReader(io.StringIO(worker.to_csv())))
    assert {row["receipt"] for row in rows} == {"a", "b"}
    # the same question is told apart from others by the same key everywhere
    assert len({row["question_hash"] for row in rows}) == 1
    assert not list(tmp_path.iterdir())


def test_a_database_that_is_not_there_is_a_fault_of_feedback(tmp_path: Path) -> None:
    store = FeedbackStore(tmp_path / "f", SecretStr("postgresql://nobody@127.0.0.1:9/none"))
    with pytest.raises(FeedbackError, match="cannot be kept or read"):
        store.count_declined("Courts", "g1")


def test_whoever_keeps_or_reads_feedback_says_where_the_records_are() -> None:
    told = []
    for path in ROOT.rglob("*.py"):
        if {"tests", ".venv", "evaluation"} & set(path.relative_to(ROOT).parts):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "FeedbackStore":
                told.append(len(node.args))  # noqa: PERF401  a comprehension of four parts
    assert len(told) >= 5
    assert set(told) == {2}
