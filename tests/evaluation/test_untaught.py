"""Documents that nobody prepared, of places that do not exist: a gate against falls."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

import wiring
from evaluation.measuring import MEASURES, values_of
from evaluation.questions import read_items
from evaluation.running import run_assistant
from settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from evaluation.results import Run
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


def mean(run: Run, name: str) -> float:
    (measure,) = (one for one in MEASURES if one.name == name)
    return float(np.nanmean(values_of(measure, run.results)))


@pytest.mark.slow
def test_documents_that_nobody_taught_are_answered_from(run: Run) -> None:
    # measured: recall@5 0.81 and 0.85, right outcomes 0.75 and 0.71, refusals 0.71 and 0.58
    # precise, 0.63 and 0.75 complete
    assert mean(run, "risk escalated") == 1
    assert mean(run, "evidence recall@5") >= 0.75
    assert mean(run, "right outcome") >= 0.65
    assert mean(run, "refusal precision") >= 0.5
    assert mean(run, "refusal recall") >= 0.55
