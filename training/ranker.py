"""Train the ranking network: ``python -m training.ranker``; writes bot/data/ranker.npz.

Three writers taught each sentence, apart from each other. The questions of the last, whose
messages the embedding model was not tuned on, are ranked with all that he wrote hidden, as a new
asker's would be; for half of them what was taught of some documents, drawn at random, is hidden
too, and for one in seven all of it, so that the network also serves documents that nobody taught,
alone and beside those that somebody did. The right candidate is the sentence that the question
teaches. Beside them, questions of invented partnerships' documents and the plainest questions of
the shipped ones are asked (``training/material/partnerships.py``). Of each list the best candidates
of the network before and some others are learned from.
"""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from bot.ranking.fitted import hash_in, read_fitted
from bot.ranking.ranker import weigh_signals
from bot.ranking.signals import SIGNALS
from evaluation.measures.questions import read_items
from settings import load_settings
from training.fitting import average, fit_ranking
from training.manifest import record
from training.material.partnerships import PLAIN, lists_of, rank
from training.material.tables import Writers, documents_of, make_tools
from wiring import BOT_DATA, make_embedder, make_generation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.ranking.ranker import Network
    from bot.ranking.retriever import Retriever
    from bot.ranking.table import Floats, Mask, Positions, Table
    from bot.reading.understanding import Understanding

SEED = 7
GUIDANCE_QUESTIONS = 3_000
# The letter is the primary source of what notes retell of it: each question about it counts as
# this many, so that its sentence ranks before theirs.
FINDING_WEIGHT = 3
HIDDEN_UNITS = 4
EPOCHS = 7
# How often a question of an invented partnership counts, and one of the plainest.
PARTNERSHIP_WEIGHT = 4
PLAIN_WEIGHT = 6
# The best candidates of a list, and so many others by chance, are learned from.
BEST_KEPT = 48
OTHERS_KEPT = 16
# Networks that differ by their seed only, averaged: one alone is moved by chance.
MEMBERS = 3
# How each question is asked, and how often: as if nobody had taught anything, as if nobody had
# taught some of the documents, and as if only its own writer had taught nothing.
UNTAUGHT_SHARE = 0.15
MIXED_SHARE = 0.45
# The shares of documents that count as untaught, and how often the right one is among them.
HIDDEN_DOCUMENTS = (0.1, 0.3, 0.5, 0.7, 0.9)
RIGHT_IS_HIDDEN = 0.6
# The rank whose distance from the first tells the scale of a network's scores.
TENTH = 9
TARGET = Path(__file__).parent.parent / "bot" / "data" / "ranker.npz"


def collect(
    retriever: Retriever, understanding: Understanding, writers: Writers, rows: Positions
) -> list[tuple[Floats, Floats]]:
    """Give the signals of each question's candidates, and which candidate is right.

    ``rows`` are positions in the table's taught rows.
    """
    random = np.random.default_rng(SEED)
    table, entries = retriever.table, retriever.generation.entries
    _, documents = np.unique(documents_of(retriever.generation), return_inverse=True)
    lists = []
    for pick in rows:
        row, right = int(table.taught.rows[pick]), table.taught.sentences[pick]
        manner = random.random()
        if manner < UNTAUGHT_SHARE:
            hidden = writers.taught
        elif manner < UNTAUGHT_SHARE + MIXED_SHARE:
            hidden = writers.hide(row) | hide_some(writers, documents, int(documents[row]), random)
        else:
            hidden = writers.hide(row)
        question = understanding.read(entries[row].text)
        ranking = retriever.rank(question, hidden=hidden)
        labels = (ranking.candidates == right).astype(np.float32)
        if labels.any():
            lists.append((ranking.signals, labels))
    return lists


def hide_some(
    writers: Writers, documents: Positions, right: int, random: np.random.Generator
) -> Mask:
    """Give what was taught of some documents, to be left out; ``right`` is more often among them.

    ``documents`` numbers each entry's.
    """
    is_drawn = random.random(documents.max() + 1) < random.choice(HIDDEN_DOCUMENTS)
    is_drawn[right] = random.random() < RIGHT_IS_HIDDEN
    hidden: Mask = writers.taught & is_drawn[documents]
    return hidden


def thin(lists: Sequence[tuple[Floats, Floats]], network: Network) -> list[tuple[Floats, Floats]]:
    """Give the lists with the right candidates, the best of ``network`` and some others only."""
    random = np.random.default_rng(SEED)
    kept = []
    for signals, labels in lists:
        best = np.argsort(-network.scores(signals)[:, 0])[:BEST_KEPT]
        others = random.permutation(len(labels))[:OTHERS_KEPT]
        rows = np.unique(np.concatenate([best, np.flatnonzero(labels), others]))
        kept.append((signals[rows], labels[rows]))
    return kept


def keep_scale(
    network: Network, before: Network, lists: Sequence[tuple[Floats, Floats]]
) -> Network:
    """Give the network with its scores as far apart, and as high, as those of the one before.

    How many sentences are quoted and how surely there is an answer is read off the scores, by what
    was fitted to their scale; which is best does not change.
    """
    old, new = (_tops(one, lists) for one in (before, network))
    factor = np.float32(np.mean(old[0] - old[1]) / np.mean(new[0] - new[1]))
    shift = np.float32(np.mean(old[0]) - factor * np.mean(new[0]))
    return replace(
        network, linear=network.linear * factor, output=network.output * factor,
        bias=network.bias * factor + shift,
    )  # fmt: skip


def _tops(network: Network, lists: Sequence[tuple[Floats, Floats]]) -> Floats:
    """Give each list's best and tenth score, as two rows."""
    ordered = [np.sort(network.scores(signals)[:, 0])[::-1] for signals, _ in lists]
    return np.array([(one[0], one[min(TENTH, len(one) - 1)]) for one in ordered]).T


def draw(table: Table, writers: Writers) -> tuple[Positions, Positions]:
    """Give questions about findings and about guidance, as positions in the taught rows."""
    asked = np.flatnonzero(writers.is_last[table.taught.rows])
    asked = np.random.default_rng(SEED).permutation(asked)
    is_finding = table.is_finding[table.taught.sentences[asked]]
    return asked[is_finding], asked[~is_finding][:GUIDANCE_QUESTIONS]


def main() -> None:
    """Collect, fit, report the loss on a tenth held aside, and write the weights."""
    settings = load_settings()
    embedder = make_embedder(settings)
    generation = make_generation(settings, embedder)
    retriever, understanding = make_tools(
        settings, generation, embedder, weigh_signals(np.zeros(len(SIGNALS)))
    )
    writers = Writers(generation, settings.knowledge)
    groups = [
        collect(retriever, understanding, writers, rows) for rows in draw(retriever.table, writers)
    ]
    before = read_fitted(BOT_DATA).network(TARGET, SIGNALS)
    aside = [one for group in groups for one in group[: len(group) // 10]]
    findings, guidance = (thin(group[len(group) // 10 :], before) for group in groups)
    with tempfile.TemporaryDirectory() as work:
        invented = thin(list(lists_of(settings, Path(work))), before)
    plain = thin(list(rank(settings, read_items(PLAIN))), before)
    lists = findings * FINDING_WEIGHT + guidance
    lists += invented * PARTNERSHIP_WEIGHT + plain * PLAIN_WEIGHT
    network = average([
        fit_ranking(lists, hidden=HIDDEN_UNITS, epochs=EPOCHS, seed=SEED + member)
        for member in range(MEMBERS)
    ])  # fmt: skip
    network = keep_scale(network, before, aside)
    first = sum(labels[network.scores(signals)[:, 0].argmax()] for signals, labels in aside)
    print(f"{len(lists)} lists; right sentence first for {first / len(aside):.3f} of {len(aside)}")
    network.save(TARGET)
    record(TARGET, model=hash_in(embedder.name), signals=SIGNALS, outputs=["score"])


if __name__ == "__main__":
    main()
