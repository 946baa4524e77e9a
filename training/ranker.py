"""Train the ranking network: ``python -m training.ranker``; writes bot/data/ranker.npz.

Each taught question is ranked as if it had never been taught: its own entry is hidden, with a
random part of the others, and for one in ten everything taught, so that the network also
serves documents that nobody taught. The right candidate is the sentence that it teaches.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from bot.ranker import Network
from bot.signals import SIGNALS
from settings import load_settings
from training.fitting import fit_ranking
from training.tables import make_tools
from wiring import make_embedder, make_generation

if TYPE_CHECKING:
    from bot.signals import Floats, Mask
    from training.tables import ExactRetriever

SEED = 7
QUESTIONS = 4_000
HIDDEN_UNITS = 8
EPOCHS = 8
SHARES_HIDDEN = (0.0, 0.25, 0.5)
UNTAUGHT_SHARE = 0.1
TARGET = Path(__file__).parent.parent / "bot" / "data" / "ranker.npz"


def flat_network(inputs: int) -> Network:
    """Give a network whose score is always nought, to collect signals with."""
    zero = np.zeros
    return Network(
        zero(inputs, np.float32), np.ones(inputs, np.float32), zero((inputs, 1), np.float32),
        zero((inputs, 1), np.float32), zero(1, np.float32), zero((1, 1), np.float32),
        zero(1, np.float32),
    )  # fmt: skip


def hide(retriever: ExactRetriever, row: int, random: np.random.Generator) -> Mask:
    """Give the entries to leave out when the entry at ``row`` is asked as a new question."""
    table = retriever.table
    taught = np.concatenate([table.taught.rows, table.mistaken.rows])
    hidden = np.zeros(len(retriever.generation.entries), dtype=bool)
    if random.random() < UNTAUGHT_SHARE:
        hidden[taught] = True
    else:
        share = random.choice(SHARES_HIDDEN)
        hidden[taught[random.random(len(taught)) < share]] = True
    hidden[row] = True
    return hidden


def collect(retriever: ExactRetriever, understanding, count: int) -> list[tuple[Floats, Floats]]:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """Give the signals of each question's candidates, and which candidate is right."""
    random = np.random.default_rng(SEED)
    table, entries = retriever.table, retriever.generation.entries
    lists = []
    for pick in random.permutation(len(table.taught.rows))[:count]:
        row, right = int(table.taught.rows[pick]), table.taught.sentences[pick]
        question = understanding.read(entries[row].text)
        ranking = retriever.rank(question, hidden=hide(retriever, row, random))
        labels = (ranking.candidates == right).astype(np.float32)
        if labels.any():
            lists.append((ranking.signals, labels))
    return lists


def main() -> None:
    """Collect, fit, report the loss on a tenth held aside, and write the weights."""
    settings = load_settings()
    embedder = make_embedder(settings)
    generation = make_generation(settings, embedder)
    retriever, understanding = make_tools(
        settings, generation, embedder, flat_network(len(SIGNALS))
    )
    lists = collect(retriever, understanding, QUESTIONS)
    aside = len(lists) // 10
    network = fit_ranking(lists[aside:], hidden=HIDDEN_UNITS, epochs=EPOCHS, seed=SEED)
    first = sum(
        labels[network.scores(signals)[:, 0].argmax()] for signals, labels in lists[:aside]
    )
    print(f"{len(lists)} lists; right sentence first for {first / aside:.3f} of {aside} aside")
    network.save(TARGET)


if __name__ == "__main__":
    main()
