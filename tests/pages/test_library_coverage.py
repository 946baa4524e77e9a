from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

from bot.quoting.writer import QuoteWriter
from bot.ranking.fitted import read_fitted
from feedback import FeedbackStore
from pages.library.coverage import coverage_markup
from settings import Settings
from wiring import BOT_DATA

if TYPE_CHECKING:
    from pathlib import Path

    from bot.assistant import Library
    from store.generation.opened import Generation


def shown(generation: Generation, feedback: Path) -> str:
    quoting = QuoteWriter(generation.pointers, margins=read_fitted(BOT_DATA).margins)
    library = cast("Library", SimpleNamespace(generation=generation, quoting=quoting))
    return coverage_markup(library, Settings(feedback=feedback))


def test_declined_questions_are_counted_by_theme(generation: Generation, tmp_path: Path) -> None:
    store = FeedbackStore(tmp_path / "feedback.sqlite3")
    store.count_declined("Strategy discussions", "g")
    store.count_declined("Strategy discussions", "g")
    store.count_declined("<b>another</b>", "g", "What is <i>this</i>?")
    markup = shown(generation, tmp_path / "feedback.sqlite3")
    assert "3 declined so far" in markup
    assert 'data-label="Questions">2<' in markup
    assert "<b>another" not in markup
    assert "<i>" not in markup


def test_nothing_declined_is_said_and_makes_no_file(generation: Generation, tmp_path: Path) -> None:
    assert "No question has been declined yet" in shown(generation, tmp_path / "none.sqlite3")
    assert not list(tmp_path.iterdir())


def test_feedback_that_cannot_be_read_is_said(generation: Generation, tmp_path: Path) -> None:
    damaged = tmp_path / "feedback.sqlite3"
    damaged.write_bytes(b"no database" * 100)
    assert "cannot be read" in shown(generation, damaged)
