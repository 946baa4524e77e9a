"""Each part switched off: ``python -m evaluation.ablation QUESTIONS.jsonl ...`` prints a table.

A part that is the model or what was taught gets a store of its own, built in a temporary folder;
the others are left out of the library of the live store.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

import wiring
from bot.assistant import Assistant, Library
from bot.judging.checking import Checker
from bot.judging.judge import Judge, Judgement
from bot.ranking.ranker import weigh_signals
from bot.ranking.retriever import Retriever
from bot.ranking.signals import SIGNALS
from bot.ranking.table import Table
from bot.reading.lexicon import Lexicon
from bot.reading.understanding import Understanding, Understood
from bot.triage.failsafe import SafeTriage
from evaluation.measures.measuring import MEASURES, estimate, values_of
from evaluation.measures.questions import read_items
from evaluation.measures.running import run_assistant
from settings import Settings, load_settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.ranking.table import Floats, Mask
    from domain import Turn
    from evaluation.measures.questions import Item
    from store.search.keywords import WordShares

SHOWN = (
    "evidence recall@5", "MRR", "quote coverage", "quote precision", "refusal precision",
    "refusal recall", "false premise corrected", "right outcome",
)  # fmt: skip


class NoWords(Table):
    """No keyword search: no word counts for anything."""

    def words(self, tokens: Sequence[str], hidden: Mask | None = None) -> WordShares:
        """Have entries say nothing, whatever the stems."""
        del tokens
        return super().words((), hidden)


class NoRepair(Understanding):
    """Takes the spelling as it is."""

    def repaired(self, message: str) -> str:
        """Give the message as it was typed."""
        return message


class NoHistory(Understanding):
    """Takes every message as the first of its conversation."""

    def read(self, message: str, history: Sequence[Turn] = ()) -> Understood:
        """Give the question, whatever came before."""
        del history
        return super().read(message)


class NoJudge(Judge):
    """Finds every question answered."""

    def judge(self, *parts: object) -> Judgement:
        """Give ``answered``."""
        del parts
        return Judgement("answered", 1.0, 1.0)


class SilentChecker(Checker):
    """Says of every window that it may answer or may not."""

    def __init__(self) -> None:
        """Load nothing."""

    def scores(self, question: str, windows: list[str]) -> Floats:
        """Give nought for every window."""
        del question
        return np.zeros(len(windows), dtype=np.float32)


def variants(settings: Settings) -> Iterator[tuple[str, Library]]:
    """Give the whole system, then the system without each part that needs no other store."""
    library = wiring.make_library(settings)
    whole = library()
    yield "all parts", whole
    retriever, understanding = whole.retriever, whole.understanding
    keywords = Retriever(
        retriever.generation, retriever.network, whole.thresholds, passages=wiring.RANKED_PASSAGES
    )
    held = retriever.generation
    keywords.table = NoWords(held)
    yield "without keywords", Library(keywords, understanding, whole.judging, whole.quoting)
    nearest = weigh_signals(np.array(SIGNALS) == "sentence cosine")
    plain = Retriever(held, nearest, whole.thresholds, passages=wiring.RANKED_PASSAGES)
    yield (
        "sentence cosine instead of the ranker",
        Library(plain, understanding, whole.judging, whole.quoting),
    )
    embedder, lexicon = understanding.embedder, understanding.lexicon
    for name, reader in (
        ("without the lexicon", Understanding(embedder, Lexicon([]), held.keywords)),
        ("without spelling repair", NoRepair(embedder, lexicon, held.keywords)),
        ("without earlier turns", NoHistory(embedder, lexicon, held.keywords)),
    ):
        yield name, Library(retriever, reader, whole.judging, whole.quoting)
    judge = whole.judging
    nothing = NoJudge(judge.networks, judge.polarity, judge.checker, judge.thresholds)
    yield "without the judge", Library(retriever, understanding, nothing, whole.quoting)
    unchecked = Judge(judge.networks, judge.polarity, SilentChecker, judge.thresholds)
    yield "without the checker", Library(retriever, understanding, unchecked, whole.quoting)


def rebuilt(settings: Settings, folder: Path) -> Iterator[tuple[str, Library]]:
    """Give the system without what its store holds: what was taught, and the tuned layers."""
    untaught = folder / "knowledge"
    shutil.copytree(
        settings.knowledge, untaught, ignore=shutil.ignore_patterns("*.questions.jsonl")
    )
    bare = settings.model_copy(update={"knowledge": untaught, "store": folder / "untaught"})
    yield "without taught messages", _build(bare)
    packaged = {
        "model": wiring.find_model(settings).folder,
        "model_export": folder / "model",
        "store": folder / "packaged",
    }
    # its cosines are of another size: thresholds and weights are fitted to ours
    yield "without the tuned layers", _build(settings.model_copy(update=packaged), "calibrate")


def _build(settings: Settings, *further: str) -> Library:
    """Build the store of the settings with the commands, those named last, and open it."""
    names = ("knowledge", "store", "model", "model_export")
    environment = {f"FINDINGS_{name.upper()}": str(value)
                   for name in names if (value := getattr(settings, name))}  # fmt: skip
    for command in ("prepare", "ingest", *further):
        subprocess.run(  # noqa: S603  our own command
            [sys.executable, "-m", "cli", command],
            check=True, env=os.environ | environment, capture_output=True,
        )  # fmt: skip
    return wiring.make_library(settings)()


def measure(name: str, library: Library, sets: Mapping[str, Sequence[Item]]) -> str:
    """Give a line of the table."""
    run = run_assistant(Assistant(SafeTriage(), lambda: library), sets)
    figures = [estimate(values_of(one, run.results)).mean for one in MEASURES if one.name in SHOWN]
    return f"| {name} | {' | '.join(f'{one:.3f}' for one in figures)} |"


def main() -> None:
    """Measure every variant on the questions named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("questions", nargs="+", type=Path)
    sets = {path.stem: read_items(path) for path in parser.parse_args().questions}
    settings = load_settings()
    names = [one.name for one in MEASURES if one.name in SHOWN]
    print(f"| system | {' | '.join(names)} |\n|---|{'---|' * len(names)}")
    for name, library in variants(settings):
        print(measure(name, library, sets), flush=True)
    with tempfile.TemporaryDirectory() as folder:
        for name, library in rebuilt(settings, Path(folder)):
            print(measure(name, library, sets), flush=True)


if __name__ == "__main__":
    main()
