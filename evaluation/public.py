"""Documents that nobody prepared: ``python -m evaluation.public FOLDER... [--keep FOLDER]``.

Each FOLDER is a public question set (corpus.jsonl, queries.jsonl, qrels.tsv). Its passages
become text files, ``findings ingest`` builds a store of them, and its questions are put to the
retriever and to the tutorial pipeline in the same run. ``--keep`` holds on to both stores.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

import wiring
from evaluation.tutorial import Text, Tutorial
from settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from settings import Settings

DEPTH = 10
# The share of answerable questions that must still be answered.
KEPT_SHARE = 0.95


@dataclass(frozen=True, slots=True)
class PublicQuestion:
    """A question of a public set with the passages that answer it; none where unanswerable."""

    text: str
    passages: frozenset[str]


@dataclass(frozen=True, slots=True)
class PublicSet:
    """A question set and its passages, by their names as files."""

    name: str
    passages: tuple[Text, ...]
    questions: tuple[PublicQuestion, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a system did with a set: reciprocal ranks, how sure it was, what it declined."""

    ranks: NDArray[np.float64]
    sureness: NDArray[np.float64]
    declined: NDArray[np.bool_]

    def mean_rank(self, questions: Sequence[PublicQuestion]) -> float:
        """Give the mean reciprocal rank over the answerable questions."""
        return float(np.mean(self.ranks[[bool(one.passages) for one in questions]]))

    def caught(self, questions: Sequence[PublicQuestion]) -> float:
        """Give the share of unanswerable questions below 95% of the answerable ones."""
        answerable = np.array([bool(one.passages) for one in questions])
        if answerable.all():
            return np.nan
        threshold = np.quantile(self.sureness[answerable], 1 - KEPT_SHARE)
        return float(np.mean(self.sureness[~answerable] < threshold))

    def declined_share(self, questions: Sequence[PublicQuestion], *, answerable: bool) -> float:
        """Give the share declined of the questions that have an answer, or of those without."""
        of_them = [bool(one.passages) is answerable for one in questions]
        return float(np.mean(self.declined[of_them])) if any(of_them) else np.nan


def read_set(folder: Path) -> PublicSet:
    """Give the public set that a folder holds."""
    answers: dict[str, set[str]] = {}
    for line in (folder / "qrels.tsv").read_text("utf-8").splitlines():
        question, passage, *_ = line.split("\t")
        answers.setdefault(question, set()).add(passage)
    corpus = read_lines(folder / "corpus.jsonl")
    names = {one["id"]: f"{number:06}.txt" for number, one in enumerate(corpus)}
    return PublicSet(
        folder.name,
        tuple(Text(names[one["id"]], f"{one['title']}\n\n{one['text']}\n") for one in corpus),
        tuple(
            PublicQuestion(one["text"], frozenset(names[id_] for id_ in answers.get(one["id"], ())))
            for one in read_lines(folder / "queries.jsonl")
        ),
    )


def ingest(public: PublicSet, folder: Path) -> Path:
    """Give a store of the set's passages, built by ``findings ingest`` from files."""
    store, texts = folder / "store", folder / "texts"
    texts.mkdir(parents=True, exist_ok=True)
    for one in public.passages:
        (texts / one.document).write_text(one.text, "utf-8")
    command = [sys.executable, "-m", "cli", "ingest", str(texts), "--store", str(store)]
    subprocess.run(command, check=True)  # noqa: S603  our own command
    return store


def ask_findings(settings: Settings, public: PublicSet) -> Outcome:
    """Rank every question of the set in the store of the settings."""
    library = wiring.make_library(settings)()
    ranks, sureness, declined = [], [], []
    for one in public.questions:
        question = library.understanding.read(one.text)
        ranking = library.retriever.rank(question)
        found = [e.passage.source.id for e in ranking.evidence]
        ranks.append(_reciprocal_rank(found, one))
        judgement = library.judge(question, ranking)
        sureness.append(judgement.answerable)
        declined.append(judgement.outcome == "declined")
    return Outcome(np.array(ranks), np.array(sureness), np.array(declined))


def ask_tutorial(tutorial: Tutorial, public: PublicSet) -> Outcome:
    """Search every question of the set with the tutorial pipeline."""
    ranks, sureness = [], []
    for one in public.questions:
        found = tutorial.search_with_cosines(one.text, DEPTH)
        ranks.append(_reciprocal_rank([words.document for words, _ in found], one))
        sureness.append(found[0][1] if found else -1.0)
    return Outcome(np.array(ranks), np.array(sureness), np.zeros(len(ranks), dtype=bool))


def measure_set(settings: Settings, folder: Path, kept: Path) -> str:
    """Give a line of the table for the set in ``folder``; stores are built in ``kept``."""
    public = read_set(folder)
    store = ingest(public, kept)
    ours = ask_findings(settings.model_copy(update={"store": store}), public)
    is_new = not (kept / "tutorial").is_dir()
    tutorial = Tutorial(kept / "tutorial", wiring.find_model(settings).folder)
    if is_new:
        tutorial.add(public.passages)
    theirs = ask_tutorial(tutorial, public)
    first, second = ours.mean_rank(public.questions), theirs.mean_rank(public.questions)
    cells = [
        public.name, str(len(public.questions)), f"{first:.3f}", f"{second:.3f}",
        f"{(1 - first) / (1 - second):.2f}",
        f"{ours.caught(public.questions):.2f}", f"{theirs.caught(public.questions):.2f}",
        f"{ours.declined_share(public.questions, answerable=True):.2f}",
        f"{ours.declined_share(public.questions, answerable=False):.2f}",
    ]  # fmt: skip
    return f"| {' | '.join(cells)} |"


def read_lines(path: Path) -> list[dict[str, Any]]:
    """Give the records of a file with one JSON object a line."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def _reciprocal_rank(documents: Sequence[str], question: PublicQuestion) -> float:
    """Give 1 / rank of the first right document, each counted where it comes first."""
    ranked = enumerate(dict.fromkeys(documents), 1)
    return next((1 / rank for rank, one in ranked if one in question.passages), 0.0)


def main() -> None:
    """Measure the sets named on the command line and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--keep", type=Path, help="folder for the stores; unset: thrown away")
    options = parser.parse_args()
    settings = load_settings()
    print("| set | questions | MRR | tutorial's | (1 - MRR) / tutorial's | unanswerable caught |"
          " tutorial's | answerable declined | unanswerable declined |\n"
          "|---|---|---|---|---|---|---|---|---|")  # fmt: skip
    with tempfile.TemporaryDirectory() as temporary:
        for folder in options.folders:
            kept = (options.keep or Path(temporary)) / folder.name
            print(measure_set(settings, folder, kept), flush=True)


if __name__ == "__main__":
    main()
