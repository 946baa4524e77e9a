"""Train what says how surely an untaught answer fits: ``python -m training.sureness``.

Messages are put to stores of documents that nobody taught, and searched as a person's would be:
those of the invented partnerships, and those of ``training/data/asked/``, in everyday words, to a
store of all invented sentences with some of those that answer left out. Learned is whether the
passages found first hold what a right reply rests on; of messages that nothing held answers, and of
those out of scope, they never do. The embedding model never learned from these messages. Weights go
into ``bot/data/sureness.npz``.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from sklearn.metrics import roc_auc_score

from bot.answering.searching import search
from bot.judging.checking import checks_of
from bot.judging.judge import (
    SIGNALS,
    SURE_CLASSES,
    SURE_NAME,
    SURE_SIGNALS,
    judge_signals,
    log_odds,
    sure_signals,
    untaught_signals,
)
from bot.ranking.fitted import hash_in
from bot.ranking.retriever import EVERYTHING
from bot.reading.asks import read_message
from evaluation.measures.metrics import covered
from evaluation.measures.questions import Item, RightWords
from settings import load_settings
from training.fitting import average, fit_classes
from training.manifest import record
from training.material.asked import read_outside
from training.material.pairs import PAIRS, read_pairs
from training.material.partnerships import ingest, stores_of
from training.ranker import TARGET
from wiring import make_embedder, make_library

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.assistant import Library
    from bot.ranking.ranker import Network
    from bot.ranking.table import Floats
    from settings import Settings

SEED = 17
MEMBERS = 6
HIDDEN_UNITS = 3
EPOCHS = 30
LIMIT = 2.5
# What a right reply rests on has to be in so many passages, as many as are mostly quoted.
DEPTH = 3
# Every so manieth sentence that answers messages is left out of their store.
LEFT_OUT = 4
SENTENCES_OF_A_PASSAGE = 3
# Messages out of scope that each store is asked.
OUTSIDE = 60
ASKED = PAIRS.with_name("asked")
SURE_TARGET = TARGET.with_name(SURE_NAME)


def everyday(work: Path) -> tuple[Path, tuple[Item, ...]]:
    """Give the messages in everyday words, and a store of all invented sentences but some."""
    documents = work / "documents"
    documents.mkdir(parents=True)
    sentences: dict[str, list[str]] = {}
    items = []
    for number, one in enumerate(read_pairs(ASKED)):
        is_held = bool(number % LEFT_OUT)
        sentences.setdefault(one.group, []).extend([*([one.words] if is_held else []), *one.near])
        pieces = ((RightWords("", one.words),),) if is_held else ()
        items += [
            Item(f"{number}-{writer}", text, (), "everyday", "", is_held, pieces)
            for writer, (text,) in one.messages.items()
        ]
    for one in read_pairs():
        sentences.setdefault(one.group, []).append(one.words)
    for topic, held in sentences.items():
        name = re.sub(r"[^a-z0-9]+", "-", topic.lower()).strip("-")
        starts = range(0, len(held), SENTENCES_OF_A_PASSAGE)
        passages = (" ".join(held[at : at + SENTENCES_OF_A_PASSAGE]) for at in starts)
        text = "\n\n".join((f"# {topic.capitalize()}", *passages))
        (documents / f"{name}.md").write_text(text + "\n", "utf-8")
    return ingest(documents, work / "store"), tuple(items)


def examples_of(library: Library, items: Sequence[Item]) -> Iterator[tuple[Floats, bool]]:
    """Give the signals of each item that is answered from untaught words, and what came of it."""
    for item in items:
        found = search(library, read_message(item.question).whole, (), EVERYTHING)
        ranking, passages = found.ranking, library.generation.passages
        read = found.judgement.read
        if not len(ranking.candidates) or not read:
            continue
        judge, table = library.judging, library.retriever.table
        signals = judge_signals(table, found.question, ranking, passages, judge.polarity)
        if signals[SIGNALS.index("is taught")] > 0:
            continue
        row = np.concatenate([signals, checks_of(np.array(read, np.float32))])
        odds = log_odds(judge.networks.untaught.scores(untaught_signals(row)[None, :])[0])
        held = [one.passage for one in ranking.evidence[:DEPTH]]
        is_carried = any(covered(item, one.source.id, one.text) for one in held)
        yield sure_signals(row, odds), is_carried


def collect(settings: Settings, work: Path) -> Iterator[tuple[Floats, Floats]]:
    """Give signals and outcomes for each set of documents."""
    outside = read_outside([])
    chance = np.random.default_rng(SEED)
    for store, items in (everyday(work / "everyday"), *stores_of(work)):
        library = make_library(settings.model_copy(update={"store": store}))()
        picked = chance.permutation(len(outside))[:OUTSIDE]
        others = [
            Item(f"outside-{one}", outside[one], (), "outside", "", answerable=False, pieces=())
            for one in picked
        ]
        rows, carried = zip(*examples_of(library, (*items, *others)), strict=True)
        print(f"{store.name}: {len(rows)} asked, {sum(carried)} carried", flush=True)
        yield np.stack(rows), np.array(carried, dtype=np.float32)


def fit(parts: Sequence[tuple[Floats, Floats]]) -> Network:
    """Fit the members and average them; the examples of each part count as much as another's."""
    signals, classes = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    weights = np.concatenate([np.full(len(one), 1 / len(one), np.float32) for _, one in parts])
    return average([
        fit_classes(
            signals, classes, weights, hidden=HIDDEN_UNITS, epochs=EPOCHS, seed=seed, limit=LIMIT
        )
        for seed in range(MEMBERS)
    ])  # fmt: skip


def main() -> None:
    """Collect, fit with each set left out in turn, then with all, and write the weights."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    settings = load_settings()
    with tempfile.TemporaryDirectory() as work:
        parts = list(collect(settings, Path(work)))
    for left, (signals, carried) in enumerate(parts):
        scores = fit([one for n, one in enumerate(parts) if n != left]).scores(signals)
        told = roc_auc_score(carried, scores[:, 1] - scores[:, 0])
        judged = roc_auc_score(carried, signals[:, 0])
        print(f"set {left} left out: area {told:.3f}, by the judge's odds {judged:.3f}")
    fit(parts).save(SURE_TARGET)
    model = hash_in(make_embedder(settings).name)
    record(SURE_TARGET, model=model, signals=SURE_SIGNALS, outputs=SURE_CLASSES)


if __name__ == "__main__":
    main()
