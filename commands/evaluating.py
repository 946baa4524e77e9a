"""``findings evaluate``: retrieval and answers measured on questions whose evidence is known."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import wiring
from evaluation.measures.questions import read_items
from evaluation.measures.report import render_comparison, render_report
from evaluation.measures.results import dump_run, read_run
from evaluation.measures.running import run_assistant, run_tutorial

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.assistant import Library
    from evaluation.measures.questions import Item
    from evaluation.measures.results import Run
    from settings import Settings


def evaluate_questions(
    settings: Settings, questions: Sequence[Path], *, tutorial: bool, against: Path | None,
    as_json: bool,
) -> None:  # fmt: skip
    """Ask the questions of the files and print the measures, or the run as one JSON object.

    Raises:
        FindingsError: a file cannot be read, or the store is missing or damaged.
    """
    sets = {path.stem: read_items(path) for path in questions}
    earlier = read_run(against) if against else None
    library = wiring.make_library(settings)
    runs = [run_assistant(wiring.make_assistant(settings, library), sets)]
    if as_json:
        print(dump_run(runs[0]))
        return
    if tutorial:
        runs.append(_run_tutorial(settings, library(), sets))
    print(render_report(runs))
    if earlier:
        print(f"\n{render_comparison(runs[0], earlier)}")


def _run_tutorial(settings: Settings, library: Library, sets: Mapping[str, Sequence[Item]]) -> Run:
    from evaluation.tutorial import Text, Tutorial  # noqa: PLC0415  8 s of imports

    with tempfile.TemporaryDirectory() as folder:
        pipeline = Tutorial(Path(folder), wiring.find_model(settings).folder)
        pipeline.add(Text(one.source.id, one.text) for one in library.generation.documents)
        return run_tutorial(pipeline, sets)
