"""Train the reader of triage: ``python -m training.reader TARGET [--aside FOLD] [--start FOLDER]``.

The upper layers of all-MiniLM-L6-v2 learn to tell messages of danger from others, long ones
whole. Half an hour on one core. TARGET is a folder: layers go into ``reader.safetensors``, the
output's weights into ``reader.npz``. With ``--aside`` the messages of one fold of
``training.triage`` are left out, then read: printed is what triage makes of them, and its
classifier's log-odds are weighed against the reader's. With ``--start`` training goes on, slower,
from what an earlier run wrote, and a run without ``--aside`` takes over how that was weighed.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from sklearn.linear_model import LogisticRegression

from bot.ranking.ranker import read_weights
from bot.triage.reader import LAYERS_NAME, OUTPUT_NAME
from store.models.embedding import model_folder
from training.encoder import Encoder, take_over, write
from training.manifest import record, record_layers
from training.telling import SCALE, tell_apart
from training.triage import cross_validate, folds, read, report
from training.triage_examples import compose, read_examples

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from training.triage_examples import Example

SEED = 1
FIRST_TUNED_LAYER = 3
MAX_TOKENS = 256
STEPS = 800
BATCH = 32
# Batches are cut from so many messages in the order of their length: less padding.
POOL = 256
LEARNING_RATE = 1e-4
# ... where it goes on from an earlier run.
LATER_RATE = 5e-5
# Shares of a batch, and of the many ordinary questions the share that is used at all.
DANGER_SHARE, HARD_SHARE = 0.38, 0.37
ORDINARY_USED = 0.25


def choose(examples: Sequence[Example]) -> list[int]:
    """Give the places of the messages to learn from: all but most of the ordinary questions."""
    chance = random.Random(SEED)  # noqa: S311  training data, not secrets
    return [
        place
        for place, one in enumerate(examples)
        if not one.ordinary or one.label == "danger" or chance.random() < ORDINARY_USED
    ]


def draw(
    examples: Sequence[Example], lengths: Sequence[int], chance: random.Random
) -> Iterator[list[int]]:
    """Give batches of places without end, each of messages of like length."""
    dangers = [i for i, one in enumerate(examples) if one.label == "danger"]
    others = [i for i, one in enumerate(examples) if one.label != "danger"]
    hard = [i for i in others if not examples[i].ordinary]
    ordinary = [i for i in others if examples[i].ordinary]
    # those of a named kind are the hardest
    dangers += [i for i in dangers if examples[i].kind]
    hard += 2 * [i for i in hard if examples[i].kind]
    shares = (DANGER_SHARE, HARD_SHARE, 1 - DANGER_SHARE - HARD_SHARE)
    while True:
        groups = chance.choices((dangers, hard, ordinary), shares, k=POOL)
        pool = sorted(map(chance.choice, groups), key=lengths.__getitem__)
        batches = [pool[start : start + BATCH] for start in range(0, POOL, BATCH)]
        chance.shuffle(batches)
        yield from batches


def train(
    encoder: Encoder, examples: Sequence[Example], *, steps: int, start: Path | None = None
) -> tuple[torch.Tensor, torch.Tensor]:
    """Train the upper layers in place; give the weights and the bias of the output.

    ``start`` is a folder that an earlier run wrote to.
    """
    torch.manual_seed(SEED)
    states = encoder.states([one.text for one in examples])
    first, begin, rate = torch.randn(states[0].shape[1]) * 0.02, torch.zeros(()), LEARNING_RATE
    if start:
        take_over(encoder, start / LAYERS_NAME)
        earlier = read_weights(start / OUTPUT_NAME)
        first = torch.tensor(earlier["weight"], dtype=torch.float32) / SCALE
        begin, rate = torch.tensor(float(earlier["bias"])), LATER_RATE
    chance = random.Random(SEED)  # noqa: S311  training data, not secrets
    drawn = draw(examples, list(map(len, states)), chance)
    batches = (
        ([states[place] for place in batch], [examples[place].label == "danger" for place in batch])
        for batch in drawn
    )
    weight, bias = tell_apart(encoder, batches, first, begin, rate=rate, steps=steps)
    encoder.upper.eval()
    return weight, bias


@torch.no_grad()
def odds_of(
    encoder: Encoder, texts: Sequence[str], weight: torch.Tensor, bias: torch.Tensor
) -> NDArray[np.float64]:
    """Give the reader's log-odds of each text."""
    states = encoder.states(texts)
    order = sorted(range(len(states)), key=lambda place: len(states[place]))
    found = np.zeros(len(states))
    for start in range(0, len(order), BATCH):
        batch = order[start : start + BATCH]
        vectors = encoder.vectors([states[place] for place in batch])
        found[batch] = (vectors @ weight + bias).numpy()
    return found


def main() -> None:
    """Train and write; with a fold aside, say what comes of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", type=Path, help="folder to write to")
    parser.add_argument("--aside", type=int, help="the fold of training.triage to leave out")
    parser.add_argument("--start", type=Path, help="folder of a run to go on from")
    parser.add_argument("--steps", type=int, default=STEPS)
    options = parser.parse_args()
    taught = read_examples()
    examples = [*taught, *compose(taught)]
    fold = folds(examples)
    used = choose(examples)
    learned = [place for place in used if fold[place] != options.aside]
    encoder = Encoder(model_folder(), first=FIRST_TUNED_LAYER, tokens=MAX_TOKENS)
    weight, bias = train(encoder, [examples[place] for place in learned], steps=options.steps,
                         start=options.start)  # fmt: skip
    if options.aside is None:
        earlier = read_weights((options.start or options.target) / OUTPUT_NAME)
        whole, long, section = (earlier[name] for name in ("whole", "long", "section"))
    else:
        aside = np.array([place for place in used if fold[place] == options.aside])
        texts = [examples[place].text for place in aside]
        read_odds = odds_of(encoder, texts, weight, bias)
        corpus = read(examples)
        counted = cross_validate(corpus).danger
        both = np.column_stack([counted[aside], read_odds])
        weights = np.array([1.0 / ORDINARY_USED if examples[p].ordinary else 1.0 for p in aside])
        model = LogisticRegression(C=1.0).fit(both, corpus.danger[aside], weights)
        whole = long = section = np.concatenate([model.intercept_, model.coef_[0]])
        odds = np.full(len(examples), -np.inf)
        odds[aside] = model.decision_function(both)
        among = np.zeros(len(examples), dtype=bool)
        among[aside] = True
        report(corpus, odds, among)
    options.target.mkdir(parents=True, exist_ok=True)
    write(encoder, options.target / LAYERS_NAME, mix=1.0)
    np.savez(options.target / OUTPUT_NAME, weight=weight.numpy(), bias=bias.numpy(),
             whole=whole, long=long, section=section)  # fmt: skip
    model = record_layers(options.target / LAYERS_NAME, model_folder())
    record(options.target / OUTPUT_NAME, model=model)


if __name__ == "__main__":
    main()
