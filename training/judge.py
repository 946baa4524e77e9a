"""Train the judge: ``python -m training.judge``; writes bot/data/judge.npz.

Its examples are taught messages, asked as if they had not been taught: questions (answered),
mistaken messages (corrected) and questions about what is missing (declined); and messages out
of scope (declined): those of training/data/out_of_scope.txt, and any files of public questions
named on the command line (JSON lines with a ``text``).
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from bot.judging import CLASSES, judge_signals
from bot.polarity import read_polarity
from bot.ranker import read_network
from settings import load_settings
from store.entries import EntryKind
from training.fitting import average, fit_classes
from training.ranker import TARGET
from training.tables import Writers, make_tools
from wiring import make_embedder, make_generation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.polarity import Polarity
    from bot.signals import Floats, Mask
    from bot.understanding import Understanding
    from store.generation import Generation
    from training.tables import ExactRetriever

SEED = 11
PER_OUTCOME = 1_000
HALF = 0.5
# Small networks that differ by their seed only, averaged: one alone corrects 0 to 5 of the 81
# development questions that rest on no false premise.
MEMBERS = 6
HIDDEN_UNITS = 2
EPOCHS = 10
# How often each outcome is met in the field, which the weights restore: most messages have
# an answer, few rest on a false premise.
SHARES = {"answered": 0.78, "corrected": 0.09, "missing": 0.09, "outside": 0.04}
_KINDS = (EntryKind.QUESTION, EntryKind.MISTAKEN, EntryKind.MISSING)
# Of each named file; everyday messages out of scope are few beside what is missing.
PUBLIC_QUESTIONS = 100
OUT_OF_SCOPE = Path(__file__).parent / "data" / "out_of_scope.txt"
JUDGE_TARGET = TARGET.with_name("judge.npz")


def hide(generation: Generation, writers: Writers, row: int, random: np.random.Generator) -> Mask:
    """Give the entries to leave out, so that the message at ``row`` is a new asker's.

    All that its writer taught is hidden. What is missing was taught by one writer, in three to
    five wordings of one thing: half of the time all wordings are hidden, so that the judge
    learns to decline what nobody foresaw.
    """
    asked = generation.entries[row]
    if asked.kind is not EntryKind.MISSING:
        return writers.hide(row)
    first: Mask = writers.taught & ~writers.second
    hidden = writers.second.copy() if random.random() < HALF else first
    if random.random() < HALF:
        hidden |= np.array([entry.missing == asked.missing for entry in generation.entries])
    hidden[row] = True
    return hidden


def collect(
    retriever: ExactRetriever,
    understanding: Understanding,
    polarity: Polarity,
    writers: Writers,
    outside: Sequence[str],
) -> tuple[Floats, Floats]:
    """Give the signals of the examples and their classes, as numbers of ``CLASSES``."""
    random = np.random.default_rng(SEED)
    generation = retriever.generation
    rows: list[Floats] = []
    classes: list[int] = []

    def add(text: str, hidden: Mask | None, number: int) -> None:
        question = understanding.read(text)
        ranking = retriever.rank(question, hidden=hidden)
        if len(ranking.candidates):
            held = generation.passages
            signals = judge_signals(
                retriever.table, question, ranking, held, polarity, hidden=hidden
            )
            rows.append(signals)
            classes.append(number)

    for number, kind in enumerate(_KINDS):
        of_kind = [i for i, entry in enumerate(generation.entries) if entry.kind is kind]
        for row in map(int, random.permutation(of_kind)[:PER_OUTCOME]):
            add(generation.entries[row].text, hide(generation, writers, row, random), number)
    for text in outside:
        add(text, None, CLASSES.index("outside"))
    return np.stack(rows), np.array(classes, dtype=np.float32)


def read_outside(paths: Sequence[str]) -> list[str]:
    """Give the messages out of scope: the list beside this script, then the named files'."""
    texts = OUT_OF_SCOPE.read_text("utf-8").splitlines()
    for path in paths:
        lines = Path(path).read_text("utf-8").splitlines()[:PUBLIC_QUESTIONS]
        texts += [json.loads(line)["text"] for line in lines]
    return texts


def weigh(classes: Floats) -> Floats:
    """Give each example's weight, so that the outcomes count as ``SHARES`` says."""
    counts = Counter(classes.tolist())
    shares = [SHARES[outcome] for outcome in CLASSES]
    return np.array([shares[int(c)] / counts[c] for c in classes], dtype=np.float32) * len(classes)


def main() -> None:
    """Collect, fit, report on a tenth held aside, and write the weights."""
    settings = load_settings()
    embedder = make_embedder(settings)
    generation = make_generation(settings, embedder)
    retriever, understanding = make_tools(settings, generation, embedder, read_network(TARGET))
    polarity = read_polarity(Path(settings.knowledge) / "lexicon" / "polarity.toml")
    outside = read_outside(sys.argv[1:])
    signals, classes = collect(
        retriever, understanding, polarity, Writers(generation, settings.knowledge), outside
    )
    order = np.random.default_rng(SEED).permutation(len(classes))
    signals, classes = signals[order], classes[order]
    aside = len(classes) // 10
    weights = weigh(classes[aside:])
    network = average([
        fit_classes(
            signals[aside:], classes[aside:], weights,
            hidden=HIDDEN_UNITS, epochs=EPOCHS, seed=seed,
        )
        for seed in range(MEMBERS)
    ])  # fmt: skip
    guesses = network.scores(signals[:aside]).argmax(axis=1)
    for number, outcome in enumerate(CLASSES):
        picked = classes[:aside] == number
        shares = [float((guesses[picked] == other).mean()) for other in range(len(CLASSES))]
        print(outcome, dict(zip(CLASSES, [round(share, 2) for share in shares], strict=True)))
    network.save(JUDGE_TARGET)


if __name__ == "__main__":
    main()
