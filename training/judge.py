"""Train the judges: ``python -m training.judge [--public FOLDER... --checker FOLDER]``.

Two networks are written to bot/data/. ``judge.npz`` is for sentences that people taught. Its
examples are each writer's messages, asked as if he had taught nothing: questions (answered) and
mistaken messages (corrected); the plainest questions (answered); what is missing, asked as if the
last writer had taught nothing (declined); and messages out of scope (declined): those of
training/data/ and questions of the public sets. ``answerability.npz`` is for sentences that
nobody taught. Its examples are questions of the public sets, put to stores of their passages: as
they are, and once more with the passages that answer left out; the last writer's messages, asked
as if nobody had taught anything; and messages out of scope. ``--checker`` names what
``training.checker --aside`` wrote, and only questions that it has not seen are asked; without it
this network is not fitted.
Noted in the manifest is the weight of the checker where the first network is in doubt.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from bot.judging.checking import LAYERS_NAME, OUTPUT_NAME, Checker
from bot.judging.judge import (
    CLASSES,
    SIGNALS,
    UNTAUGHT_SIGNALS,
    log_odds,
    untaught_signals,
)
from bot.ranking.fitted import hash_in, read_fitted
from evaluation.public import ingest, read_set
from settings import load_settings
from store.models.embedding import Model, OnnxEmbedder, model_folder
from store.models.exporting import export_model
from training.fitting import average, fit_classes
from training.manifest import record
from training.material.asked import (
    Examples,
    ask_bare,
    ask_outside,
    ask_plain,
    ask_taught,
    ask_untaught,
    read_outside,
)
from training.material.tables import SUFFIXES, Writers
from training.ranker import TARGET
from wiring import BOT_DATA, make_checker, make_embedder

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.ranking.ranker import Network
    from bot.ranking.table import Floats

SEED = 11
# Small networks that differ by their seed only, averaged: one alone is moved by chance.
MEMBERS = 6
HIDDEN_UNITS = 2
UNTAUGHT_HIDDEN_UNITS = 8
EPOCHS = 10
# How often each outcome counts, near to how often it is met. 'corrected' counts for more: at
# 0.09 one false premise in four was noticed, at 0.18 three in five, while true premises called
# false went from 2 to 4 in a hundred (tuning questions).
SHARES = {"answered": 0.66, "corrected": 0.18, "missing": 0.10, "outside": 0.06}
UNTAUGHT_SHARES = {"answered": 0.64, "missing": 0.24, "outside": 0.12}
# Signals are cut off at so many standard deviations. In a store of three sentences, a word that
# none of them holds lies twelve from the mean: whatever was asked was called answered.
UNTAUGHT_LIMIT = 2.0
JUDGE_TARGET = TARGET.with_name("judge.npz")
UNTAUGHT_TARGET = TARGET.with_name("answerability.npz")


def open_checker(folder: Path, work: Path, *, threads: int) -> Checker:
    """Load what ``training.checker`` wrote into ``folder``, exported into ``work``."""
    export_model(Model(model_folder(), folder / LAYERS_NAME), work / "checker", precision="int8")
    return Checker(OnnxEmbedder(work / "checker", threads=threads), folder / OUTPUT_NAME)


def fit(
    parts: Sequence[tuple[Floats, Floats]], shares: Mapping[str, float], *, hidden: int,
    limit: float = np.inf,
) -> Network:  # fmt: skip
    """Fit the members on all but a tenth, print what they say of that tenth, and average them.

    The examples of each part count as much as those of another.
    """
    signals, classes = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    weights = np.concatenate([weigh(classes, shares) for _, classes in parts])
    order = np.random.default_rng(SEED).permutation(len(classes))
    signals, classes, weights = signals[order], classes[order], weights[order]
    aside = len(classes) // 10
    network = average([
        fit_classes(
            signals[aside:], classes[aside:], weights[aside:],
            hidden=hidden, epochs=EPOCHS, seed=seed, limit=limit,
        )
        for seed in range(MEMBERS)
    ])  # fmt: skip
    guesses = network.scores(signals[:aside]).argmax(axis=1)
    for outcome in shares:
        of_it = classes[:aside] == CLASSES.index(outcome)
        found = {other: round(float((guesses[of_it] == n).mean()), 2)
                 for n, other in enumerate(CLASSES)}  # fmt: skip
        print(f"{outcome}, {int(of_it.sum())} aside: {found}")
    return network


def weigh_check(network: Network, signals: Floats, classes: Floats) -> float:
    """Give the weight of the checker's first score that best tells answers where in doubt.

    A row of ``signals`` ends with those of the checker; its log-odds and the network's add up to
    the least logistic loss.
    """
    odds = log_odds(network.scores(signals[:, : len(SIGNALS)]))
    doubtful = np.abs(odds) < read_fitted(BOT_DATA).thresholds.doubtful
    odds, checks = odds[doubtful], signals[doubtful, len(SIGNALS)]
    signs = np.where(classes < CLASSES.index("missing"), 1, -1)[doubtful]
    shares = weigh(classes, SHARES)[doubtful]
    tried = np.arange(0, 2, 0.01)
    losses = [np.average(np.logaddexp(0, -signs * (odds + one * checks)), weights=shares)
              for one in tried]  # fmt: skip
    return float(tried[np.argmin(losses)])


def weigh(classes: Floats, shares: Mapping[str, float]) -> Floats:
    """Give each example's weight: outcomes count as ``shares`` says, and together as one."""
    counts = Counter(CLASSES[int(one)] for one in classes)
    weights = [shares[CLASSES[int(one)]] / counts[CLASSES[int(one)]] for one in classes]
    return np.array(weights, dtype=np.float32)


def main() -> None:
    """Collect, fit, report on a tenth held aside, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--public", nargs="+", type=Path, default=[], help="folders of public sets")
    parser.add_argument("--checker", type=Path, help="folder of a checker trained with --aside")
    parser.add_argument("--keep", type=Path, help="folder for their stores; unset: thrown away")
    options = parser.parse_args()
    settings = load_settings()
    embedder = make_embedder(settings)
    sets = [read_set(folder) for folder in options.public]
    examples = Examples(settings, embedder)
    writers = Writers(examples.generation, settings.knowledge)
    ask_taught(examples, writers, read_outside(sets))
    ask_plain(examples)
    taught = fit([examples.arrays()], SHARES, hidden=HIDDEN_UNITS)
    taught.save(JUDGE_TARGET)
    model = hash_in(embedder.name)
    # neither the layers nor the checker have seen the last writer's messages
    examples = Examples(settings, embedder, make_checker(settings))
    ask_taught(examples, writers, read_outside([]), asked=[len(SUFFIXES) - 1])
    weight = weigh_check(taught, *examples.arrays())
    print(f"the checker's weight where in doubt: {weight:.2f}")
    record(JUDGE_TARGET, model=model, signals=SIGNALS, outputs=CLASSES, check_weight=weight)
    if not options.checker:
        return
    with tempfile.TemporaryDirectory() as temporary:
        checker = open_checker(options.checker, Path(temporary), threads=settings.threads)
        examples = Examples(settings, embedder, checker)
        ask_bare(examples, writers)
        outside = read_outside([])
        ask_outside(examples, outside, writers.taught)
        parts = [examples.arrays()]
        for public in sets:
            store = ingest(public, (options.keep or Path(temporary)) / public.name)
            examples = Examples(settings.model_copy(update={"store": store}), embedder, checker)
            ask_untaught(examples, public)
            ask_outside(examples, outside)
            parts.append(examples.arrays())
    rows = [(untaught_signals(signals), classes) for signals, classes in parts]
    untaught = fit(rows, UNTAUGHT_SHARES, hidden=UNTAUGHT_HIDDEN_UNITS, limit=UNTAUGHT_LIMIT)
    untaught.save(UNTAUGHT_TARGET)
    record(UNTAUGHT_TARGET, model=model, signals=UNTAUGHT_SIGNALS, outputs=CLASSES)


if __name__ == "__main__":
    main()
