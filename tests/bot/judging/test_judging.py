"""Whether there is an answer: of what was taught, and of what nobody taught."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from bot.judging.checking import Checker
from bot.judging.judge import Judge
from bot.ranking.retriever import Scope
from settings import load_settings
from wiring import make_library

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bot.assistant import Library
    from bot.ranking.table import Floats
    from tests.conftest import Ended


CANAL = """# The canal

The lock at Grindley Brook was rebuilt in 1921 by a crew of forty.

Boats may moor beside the lock for two nights. The keeper keeps the key of the winding gear.
"""


@pytest.fixture(scope="module")
def library(whole_store: Path, model_export: Path) -> Library:
    return make_library(load_settings(store=whole_store, model_export=model_export))()


def outcome_of(library: Library, question: str, scope: Scope | None = None) -> tuple[str, float]:
    read = library.understanding.read(question)
    judgement = library.judge(read, library.retriever.rank(read, scope or Scope()))
    return judgement.outcome, judgement.answerable


def test_where_nothing_may_be_searched_the_question_is_declined(library: Library) -> None:
    nowhere = Scope(documents=frozenset({"no/such.md"}))
    assert outcome_of(library, "who chairs the step up meeting", nowhere) == ("declined", 0.0)


@pytest.mark.parametrize(
    "question",
    [
        "is social work caseload ok",
        "do parents have to agree before i share",
        "who runs the front door",
        "how long does the police hold last",
    ],
)
def test_a_question_that_takes_nothing_for_granted_is_not_corrected(
    library: Library, question: str
) -> None:
    assert outcome_of(library, question)[0] != "corrected"


def test_what_is_out_of_scope_has_a_small_chance_of_an_answer(library: Library) -> None:
    outcome, chance = outcome_of(library, "what is the capital of france")
    assert outcome == "declined"
    assert chance < outcome_of(library, "who chairs the step up meeting")[1]


class Says(Checker):
    """A checker that gives every window the same score."""

    def __init__(self, score: float) -> None:
        self._score = score

    def scores(self, question: str, windows: list[str]) -> Floats:
        del question
        return np.full(len(windows), self._score, dtype=np.float32)


def judged(library: Library, question: str, checker: Callable[[], Checker]) -> str:
    held, read = library.judging, library.understanding.read(question)
    judge = Judge(held.networks, held.polarity, checker, held.thresholds)
    ranking = library.retriever.rank(read)
    return judge.judge(library.retriever.table, read, ranking, library.generation.passages).outcome


def test_in_doubt_about_what_was_taught_the_checker_has_a_say(library: Library) -> None:
    question = "what does the pcso do about hotels"
    assert judged(library, question, lambda: Says(5)) == "answered"
    assert judged(library, question, lambda: Says(-5)) == "declined"


def test_out_of_doubt_the_checker_is_not_loaded(library: Library) -> None:
    assert judged(library, "can a gp surgery call a strategy meeting", pytest.fail) == "answered"
    assert judged(library, "what is the capital of france", pytest.fail) == "declined"


def test_documents_that_nobody_taught_are_judged_too(
    tmp_path: Path, model_export: Path, findings: Callable[..., Ended]
) -> None:
    (tmp_path / "canal.md").write_text(CANAL, "utf-8")
    store = tmp_path / "store"
    assert findings("ingest", tmp_path / "canal.md", "--store", store).code == 0
    canal = make_library(load_settings(store=store, model_export=model_export))()
    read = canal.understanding.read("when was the lock at grindley brook rebuilt")
    judged = canal.judge(read, canal.retriever.rank(read))
    assert judged.outcome == "answered"
    assert judged.sure > 0.8
    assert not judged.is_doubtful
    assert outcome_of(canal, "which king opened the railway museum")[0] == "declined"
