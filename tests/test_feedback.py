from __future__ import annotations

import csv
import io
import sqlite3
import threading
from typing import TYPE_CHECKING

import pytest

from feedback import COLUMNS, FeedbackError, FeedbackStore, Rating, Receipt

if TYPE_CHECKING:
    from pathlib import Path

RECEIPT = Receipt("a1", "hash", "answered", "g1", "s1", ("p1", "p2"))


def rows(store: FeedbackStore) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(store.to_csv())))


def test_a_rating_is_exported_with_its_receipt(tmp_path: Path) -> None:
    store = FeedbackStore(tmp_path / "new" / "feedback.sqlite3")
    store.rate(RECEIPT, Rating(helpful=False, reasons=("It is out of date",), comment="no figures"))
    (row,) = rows(store)
    assert tuple(row) == COLUMNS
    assert row["passages"] == '["p1", "p2"]'
    assert (row["helpful"], row["comment"]) == ("0", "no figures")


def test_rating_an_answer_again_replaces_the_first_rating(tmp_path: Path) -> None:
    store = FeedbackStore(tmp_path / "feedback.sqlite3")
    store.rate(RECEIPT, Rating(helpful=True))
    store.rate(RECEIPT, Rating(helpful=False))
    assert [row["helpful"] for row in rows(store)] == ["0"]


def test_identifying_details_in_a_comment_are_masked(tmp_path: Path) -> None:
    path = tmp_path / "feedback.sqlite3"
    FeedbackStore(path).rate(RECEIPT, Rating(helpful=True, comment="ring 07700 900123"))
    assert b"900123" not in path.read_bytes()


@pytest.mark.parametrize("formula", ["=1+1", "'=1+1", "＝1+1"])  # noqa: RUF001
def test_a_comment_that_looks_like_a_formula_is_exported_as_text(
    tmp_path: Path, formula: str
) -> None:
    store = FeedbackStore(tmp_path / "feedback.sqlite3")
    store.rate(RECEIPT, Rating(helpful=True, comment=formula))
    assert rows(store)[0]["comment"] == f"'{formula}"


def test_the_same_question_has_the_same_hash_here_and_another_elsewhere(tmp_path: Path) -> None:
    here, there = (FeedbackStore(tmp_path / name) for name in ("a", "b"))
    assert here.hash_of("Who  runs it?") == here.hash_of("who runs it?")
    assert here.hash_of("who runs it?") != there.hash_of("who runs it?")


def test_declined_questions_are_counted_by_theme_without_their_text(tmp_path: Path) -> None:
    path = tmp_path / "feedback.sqlite3"
    store = FeedbackStore(path)
    for theme in ("Missing children", "Missing children", "Courts"):
        store.count_declined(theme, "g1")
    found = [(one.theme, one.count, one.questions) for one in store.declined_themes()]
    assert found == [("Missing children", 2, ()), ("Courts", 1, ())]


def test_declined_questions_are_kept_masked_where_that_is_allowed(tmp_path: Path) -> None:
    store = FeedbackStore(tmp_path / "feedback.sqlite3")
    store.count_declined("Courts", "g1", "what about sam@example.org")
    (theme,) = store.declined_themes()
    assert theme.questions == ("what about [email]",)


def test_without_a_file_there_is_nothing_to_export(tmp_path: Path) -> None:
    store = FeedbackStore(tmp_path / "none")
    assert rows(store) == []
    assert store.declined_themes() == ()
    assert not (tmp_path / "none").exists()


def test_a_file_that_is_no_database_is_a_clear_error(tmp_path: Path) -> None:
    path = tmp_path / "feedback.sqlite3"
    path.write_text("not a database, but long enough to be read as one" * 20)
    with pytest.raises(FeedbackError, match="cannot be kept or read"):
        FeedbackStore(path).rate(RECEIPT, Rating(helpful=True))


def test_many_threads_may_rate_at_once(tmp_path: Path) -> None:
    store = FeedbackStore(tmp_path / "feedback.sqlite3")

    def rate(number: int) -> None:
        store.rate(Receipt(str(number), "h", "answered", "g", "s", ()), Rating(helpful=True))

    threads = [threading.Thread(target=rate, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with sqlite3.connect(tmp_path / "feedback.sqlite3") as connection:
        assert connection.execute("SELECT count(*) FROM ratings").fetchone() == (12,)
    connection.close()
