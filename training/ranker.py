"""Train the ranking network: ``python -m training.ranker``; writes bot/data/ranker.npz.

Three writers taught each sentence, apart from each other. The questions of the last, whose
messages the embedding model was not tuned on, are ranked with all that he wrote hidden, as a new
asker's would be; for one in seven everything taught is hidden, so that the network also serves
documents that nobody taught. The right candidate is the sentence that the question teaches.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from bot.ranker import weigh_signals
from bot.signals import SIGNALS
from settings import load_settings
from training.fitting import fit_ranking
from training.tables import Writers, make_tools
from wiring import make_embedder, make_generation

if TYPE_CHECKING:
    from bot.retriever import Retriever
    from bot.signals import Floats, Positions, Table
    from bot.understanding import Understanding

SEED = 7
GUIDANCE_QUESTIONS = 3_000
# The letter is the primary source of what notes retell of it: each question about it counts as
# this many, so that its sentence ranks before theirs.
FINDING_WEIGHT = 3
HIDDEN_UNITS = 4
EPOCHS = 8
UNTAUGHT_SHARE = 0.15
TARGET = Path(__file__).parent.parent / "bot" / "data" / "ranker.npz"


def collect(
    retriever: Retriever, understanding: Understanding, writers: Writers, rows: Positions
) -> list[tuple[Floats, Floats]]:
    """Give the signals of each question's candidates, and which candidate is right.

    ``rows`` are positions in the table's taught rows.
    """
    random = np.random.default_rng(SEED)
    table, entries = retriever.table, retriever.generation.entries
    lists = []
    for pick in rows:
        row, right = int(table.taught.rows[pick]), table.taught.sentences[pick]
        hidden = writers.taught if random.random() < UNTAUGHT_SHARE else writers.hide(row)
        question = understanding.read(entries[row].text)
        ranking = retriever.rank(question, hidden=hidden)
        labels = (ranking.candidates == right).astype(np.float32)
        if labels.any():
            lists.append((ranking.signals, labels))
    return lists


def draw(table: Table, writers: Writers) -> tuple[Positions, Positions]:
    """Give questions about findings and about guidance, as positions in the taught rows."""
    asked = np.flatnonzero(writers.is_last[table.taught.rows])
    asked = np.random.default_rng(SEED).permutation(asked)
    is_finding = table.is_finding[table.taught.sentences[asked]] > 0
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
    aside = [one for group in groups for one in group[: len(group) // 10]]
    findings, guidance = (group[len(group) // 10 :] for group in groups)
    lists = findings * FINDING_WEIGHT + guidance
    network = fit_ranking(lists, hidden=HIDDEN_UNITS, epochs=EPOCHS, seed=SEED)
    first = sum(labels[network.scores(signals)[:, 0].argmax()] for signals, labels in aside)
    print(f"{len(lists)} lists; right sentence first for {first / len(aside):.3f} of {len(aside)}")
    network.save(TARGET)


if __name__ == "__main__":
    main()
