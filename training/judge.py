"""Train the judge: ``python -m training.judge``; writes bot/data/judge.npz.

Its examples are taught messages, asked as if they had not been taught: questions (answered),
mistaken messages (corrected) and questions about what is missing (declined).
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from bot.judging import OUTCOMES, judge_signals
from bot.polarity import read_polarity
from bot.ranker import read_network
from settings import load_settings
from store.entries import EntryKind
from training.fitting import fit_classes
from training.ranker import SHARES_HIDDEN, TARGET
from training.tables import make_tools
from wiring import make_embedder, make_generation

if TYPE_CHECKING:
    from bot.polarity import Polarity
    from bot.signals import Floats, Mask
    from bot.understanding import Understanding
    from store.generation import Generation
    from training.tables import ExactRetriever

SEED = 11
PER_OUTCOME = 1_500
HIDDEN_UNITS = 12
EPOCHS = 14
# How often each outcome is met in the field, which the weights restore: most messages have
# an answer, few rest on a false premise.
SHARES = {"answered": 0.70, "corrected": 0.08, "declined": 0.22}
_KINDS = (EntryKind.QUESTION, EntryKind.MISTAKEN, EntryKind.MISSING)
JUDGE_TARGET = TARGET.with_name("judge.npz")


def hide(generation: Generation, row: int, random: np.random.Generator) -> Mask:
    """Give the entries to leave out: the message itself, its siblings in part, others in part.

    What is missing is taught in three to five wordings of one thing; half of the time all of
    them are hidden, so that the judge learns to decline what nobody foresaw.
    """
    entries = generation.entries
    taught = np.array([entry.kind in _KINDS for entry in entries])
    hidden = taught & (random.random(len(entries)) < random.choice(SHARES_HIDDEN))
    asked = entries[row]
    if asked.kind is EntryKind.MISSING and random.random() < 0.5:  # noqa: PLR2004
        hidden |= np.array([entry.missing == asked.missing for entry in entries])
    hidden[row] = True
    return hidden


def collect(
    retriever: ExactRetriever, understanding: Understanding, polarity: Polarity
) -> tuple[Floats, Floats]:
    """Give the signals of the examples and their classes, as numbers of ``OUTCOMES``."""
    random = np.random.default_rng(SEED)
    generation = retriever.generation
    rows, classes = [], []
    for number, kind in enumerate(_KINDS):
        of_kind = [i for i, entry in enumerate(generation.entries) if entry.kind is kind]
        for row in random.permutation(of_kind)[:PER_OUTCOME]:
            hidden = hide(generation, int(row), random)
            question = understanding.read(generation.entries[int(row)].text)
            ranking = retriever.rank(question, hidden=hidden)
            rows.append(
                judge_signals(
                    retriever.table, question, ranking, generation.passages, polarity,
                    hidden=hidden,
                )  # fmt: skip
            )
            classes.append(number)
    return np.stack(rows), np.array(classes, dtype=np.float32)


def weigh(classes: Floats) -> Floats:
    """Give each example's weight, so that the outcomes count as ``SHARES`` says."""
    counts = Counter(classes.tolist())
    shares = [SHARES[outcome] for outcome in OUTCOMES]
    return np.array([shares[int(c)] / counts[c] for c in classes], dtype=np.float32) * len(classes)


def main() -> None:
    """Collect, fit, report on a tenth held aside, and write the weights."""
    settings = load_settings()
    embedder = make_embedder(settings)
    generation = make_generation(settings, embedder)
    retriever, understanding = make_tools(settings, generation, embedder, read_network(TARGET))
    polarity = read_polarity(Path(settings.knowledge) / "lexicon" / "polarity.toml")
    signals, classes = collect(retriever, understanding, polarity)
    order = np.random.default_rng(SEED).permutation(len(classes))
    signals, classes = signals[order], classes[order]
    aside = len(classes) // 10
    network = fit_classes(
        signals[aside:], classes[aside:], weigh(classes[aside:]),
        hidden=HIDDEN_UNITS, epochs=EPOCHS, seed=SEED,
    )  # fmt: skip
    guesses = network.scores(signals[:aside]).argmax(axis=1)
    for number, outcome in enumerate(OUTCOMES):
        picked = classes[:aside] == number
        shares = [float((guesses[picked] == other).mean()) for other in range(len(OUTCOMES))]
        print(outcome, dict(zip(OUTCOMES, [round(share, 2) for share in shares], strict=True)))
    network.save(JUDGE_TARGET)


if __name__ == "__main__":
    main()
