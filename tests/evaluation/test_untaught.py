"""Documents that nobody prepared, of places that do not exist: a gate against falls."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

import wiring
from evaluation.measures.measuring import MEASURES, values_of
from evaluation.measures.questions import read_items
from evaluation.measures.running import run_assistant
from settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.assistant import Assistant
    from evaluation.measures.questions import Item
    from evaluation.measures.results import Run
    from tests.conftest import Ended

SETS = Path(__file__).parents[2] / "evaluation" / "fictional"


@pytest.fixture(params=["first", "second"])
def run(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    model_export: Path,
    findings: Callable[..., Ended],
) -> Run:
    folder = SETS / request.param
    assert findings("ingest", folder / "docs", "--store", tmp_path).code == 0
    assistant = wiring.make_assistant(Settings(store=tmp_path, model_export=model_export))
    return run_assistant(assistant, {request.param: read_items(folder / "questions.jsonl")})


@pytest.fixture
def beside_the_shipped(
    tmp_path: Path, whole_store: Path, model_export: Path, findings: Callable[..., Ended]
) -> Assistant:
    """All the fictional documents added to the shipped ones, of which people taught a lot."""
    store = shutil.copytree(whole_store, tmp_path / "store")
    folders = [SETS / name / "docs" for name in ("first", "second")]
    assert findings("add", *folders, "--store", store).code == 0
    return wiring.make_assistant(Settings(store=store, model_export=model_export))


def added(name: str) -> list[Item]:
    """Give a set's questions, the documents called as they are where a folder was added."""
    return [
        replace(one, pieces=tuple(
            tuple(replace(piece, document=f"docs/{piece.document}") for piece in choices)
            for choices in one.pieces
        ))
        for one in read_items(SETS / name / "questions.jsonl")
    ]  # fmt: skip


def mean(run: Run, name: str) -> float:
    (measure,) = (one for one in MEASURES if one.name == name)
    return float(np.nanmean(values_of(measure, run.results)))


@pytest.mark.slow
def test_documents_that_nobody_taught_are_answered_from(run: Run) -> None:
    # measured: right outcomes 0.76 and 0.72, refusals 0.67 and 0.64 precise, 0.50 and 0.75
    # complete, recall 0.90 and 0.83, MRR 0.82 and 0.68, quotes that carry evidence 0.57 and 0.50
    assert mean(run, "risk escalated") == 1
    assert mean(run, "evidence recall@5") >= 0.79
    assert mean(run, "MRR") >= 0.67
    assert mean(run, "quote precision") >= 0.49
    assert mean(run, "right outcome") >= 0.71
    assert mean(run, "refusal precision") >= 0.62
    assert mean(run, "refusal recall") >= 0.47


@pytest.mark.slow
def test_what_was_taught_drowns_no_document_that_was_not(beside_the_shipped: Assistant) -> None:
    # measured: 0.73 and 0.67; before messages and words were counted apart 0.50 and 0.29
    for name, least in ("first", 0.69), ("second", 0.63):
        found = run_assistant(beside_the_shipped, {name: added(name)})
        assert mean(found, "evidence recall@5") >= least
