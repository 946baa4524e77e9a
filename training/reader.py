"""Train the reader of triage: ``python -m training.reader TARGET [--aside FOLD] [--start FOLDER]``.

The upper layers of all-MiniLM-L6-v2 learn to tell messages of danger from others, long ones
whole. Half an hour on one core. TARGET is a folder: layers go into ``reader.safetensors``, the
output's weights into ``reader.npz``. With ``--start`` training goes on, slower and for fewer
steps, from what an earlier run wrote (``bot/data`` for the shipped one), and ``--share`` says
how much of the new run is written, the rest being the earlier one's; it learns windows of
long messages too, and short ones with a question beside them. Printed is what it makes, with
counted words, of messages that neither learned from. With ``--aside`` the messages of one fold of
``training.triage`` are left out, then read, and what triage makes of them is printed.
"""

from __future__ import annotations

import argparse
import random
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from sklearn.linear_model import LogisticRegression

from bot.ranking.ranker import read_weights
from bot.triage.classifier import Classifier
from bot.triage.reader import LAYERS_NAME, LONG_WORDS, OUTPUT_NAME
from bot.triage.scene import SceneReader
from bot.triage.verdict import DATA, READ_THRESHOLD
from store.models.embedding import model_folder
from training.layers.telling import SCALE, tell_apart
from training.layers.upper import Encoder, take_over, write
from training.manifest import record, record_layers
from training.material.beside import learned_windows, with_questions
from training.triage import cross_validate, folds, read, report
from training.triage_examples import compose, read_examples, read_weighing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from training.triage_examples import Example

SEED = 1
FIRST_TUNED_LAYER = 3
MAX_TOKENS = 256
# ... from the packaged model, and from an earlier run.
STEPS, LATER_STEPS = 800, 160
BATCH = 32
# Batches are cut from so many messages in the order of their length: less padding.
POOL = 256
LEARNING_RATE = 1e-4
# ... where it goes on from an earlier run.
LATER_RATE = 5e-5
# Shares of a batch, and of the many ordinary questions the share that is used at all.
DANGER_SHARE, HARD_SHARE = 0.38, 0.37
ORDINARY_USED = 0.25
# Where training goes on: how often the messages of the newest files count, and the share of the
# earlier ones and of ordinary questions that is gone over again.
COUNTS = {"eleventh": 1, "twelfth": 1, "thirteenth": 1, "fourteenth": 2, "fifteenth": 5}
# ... of which the windows of long messages are learned as well.
WINDOWED = ("fourteenth", "fifteenth")
EARLIER_USED, LATER_ORDINARY_USED = 0.4, 0.05
# What nothing, counted log-odds and the reader's weigh in short texts, in longer ones and in
# sections of long messages. Chosen, on messages that neither learned from (docs/triage.md), so
# that nearly all danger found before is found and few calm messages are raised.
WEIGHTS = {"whole": (-1.5, 0.8, 0.83), "long": (-1.35, 0.45, 1.0), "section": (0.5, 0.6, 1.0)}


def choose(examples: Sequence[Example]) -> list[int]:
    """Give the places of the messages to learn from: all but most of the ordinary questions."""
    chance = random.Random(SEED)  # noqa: S311  training data, not secrets
    return [
        place
        for place, one in enumerate(examples)
        if not one.ordinary or one.label == "danger" or chance.random() < ORDINARY_USED
    ]


def choose_later(examples: Sequence[Example]) -> list[Example]:
    """Give the messages to learn from where training goes on, each as often as it counts."""
    chance = random.Random(SEED)  # noqa: S311  training data, not secrets
    found = []
    for one in examples:
        is_asked = one.ordinary and one.label != "danger"
        share = LATER_ORDINARY_USED if is_asked else EARLIER_USED
        used = chance.random() < share
        found += [one] * COUNTS.get(one.source, int(used))
    return found


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
    chance = random.Random(SEED)  # noqa: S311  training data, not secrets
    lengths = [len(one.text) for one in examples]
    drawn = list(islice(draw(examples, lengths, chance), steps))
    # only what is drawn is worked through the lower layers
    texts = list(dict.fromkeys(examples[place].text for batch in drawn for place in batch))
    state_of = dict(zip(texts, encoder.states(texts), strict=True))
    width = state_of[texts[0]].shape[1]
    first, begin, rate = torch.randn(width) * 0.02, torch.zeros(()), LEARNING_RATE
    if start:
        take_over(encoder, start / LAYERS_NAME)
        earlier = read_weights(start / OUTPUT_NAME)
        first = torch.tensor(earlier["weight"], dtype=torch.float32) / SCALE
        begin, rate = torch.tensor(float(earlier["bias"])), LATER_RATE
    batches = (
        ([state_of[one.text] for one in batch], [one.label == "danger" for one in batch])
        for batch in ([examples[place] for place in places] for places in drawn)
    )
    weight, bias = tell_apart(encoder, batches, first, begin, rate=rate, steps=steps)
    encoder.upper.eval()
    return weight, bias


@torch.no_grad()
def blend(
    encoder: Encoder, output: tuple[torch.Tensor, torch.Tensor], start: Path, share: float
) -> tuple[torch.Tensor, torch.Tensor]:
    """Mix the trained layers with those of ``start``, in place; give the output mixed likewise.

    What an earlier run knew of other writers' messages is kept better than by training alone.
    """
    trained = [one.detach().clone() for one in encoder.parameters]
    take_over(encoder, start / LAYERS_NAME)
    for one, new in zip(encoder.parameters, trained, strict=True):
        one.lerp_(new, share)
    earlier = read_weights(start / OUTPUT_NAME)
    weight = torch.tensor(earlier["weight"], dtype=torch.float32).lerp(output[0], share)
    return weight, torch.tensor(float(earlier["bias"])).lerp(output[1], share)


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


def material(encoder: Encoder, examples: Sequence[Example], start: Path) -> list[Example]:
    """Give what to learn from where training goes on from what an earlier run wrote."""
    take_over(encoder, start / LAYERS_NAME)
    encoder.upper.eval()
    output = read_weights(start / OUTPUT_NAME)
    weight = torch.tensor(output["weight"], dtype=torch.float32)
    newest = [one for one in examples if one.source in WINDOWED and one.label != "smalltalk"]
    parts = learned_windows(
        newest, lambda texts: odds_of(encoder, texts, weight, torch.tensor(float(output["bias"])))
    )
    found = [*choose_later(examples), *parts, *with_questions(examples)]
    dangers = sum(one.label == "danger" for one in found)
    print(f"{len(found)} examples, {dangers} of danger, {len(parts)} windows", flush=True)
    return found


def report_weighed(encoder: Encoder, weight: torch.Tensor, bias: torch.Tensor) -> None:
    """Print what ``WEIGHTS`` make of messages that neither counting nor reading learned from."""
    examples = read_weighing()
    scenes = SceneReader(DATA / "triage.toml")
    classifier = Classifier(DATA / "triage.npz", scenes.concept_names)
    counted = [max(classifier.read(scenes.read(one.text)).danger) for one in examples]
    read_odds = odds_of(encoder, [scenes.spelt_out(one.text) for one in examples], weight, bias)
    signals = np.column_stack([np.ones(len(examples)), counted, read_odds])
    danger = np.array([one.label == "danger" for one in examples])
    is_long = np.array([len(one.text.split()) > LONG_WORDS for one in examples])
    for name, these in (("whole", ~is_long), ("long", is_long)):
        flagged = signals[these] @ np.array(WEIGHTS[name]) > READ_THRESHOLD
        right = danger[these]
        print(
            f"{name}: called danger {(flagged & right).sum()} of {right.sum()} dangers,"
            f" {(flagged & ~right).sum()} of {(~right).sum()} others"
        )


def report_aside(
    encoder: Encoder, examples: Sequence[Example], aside: NDArray[np.int64],
    output: tuple[torch.Tensor, torch.Tensor],
) -> None:  # fmt: skip
    """Print what triage makes of messages left aside, both log-odds weighed as fits them best."""
    read_odds = odds_of(encoder, [examples[place].text for place in aside], *output)
    corpus = read(examples)
    counted = cross_validate(corpus).danger
    both = np.column_stack([counted[aside], read_odds])
    weights = np.array([1.0 / ORDINARY_USED if examples[p].ordinary else 1.0 for p in aside])
    model = LogisticRegression(C=1.0).fit(both, corpus.danger[aside], weights)
    odds = np.full(len(examples), -np.inf)
    odds[aside] = model.decision_function(both)
    among = np.zeros(len(examples), dtype=bool)
    among[aside] = True
    print(f"weights {np.concatenate([model.intercept_, model.coef_[0]]).round(2)}")
    report(corpus, odds, among)


def main() -> None:
    """Train and write; with a fold aside, say what comes of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", type=Path, help="folder to write to")
    parser.add_argument("--aside", type=int, help="the fold of training.triage to leave out")
    parser.add_argument("--start", type=Path, help="folder of a run to go on from")
    parser.add_argument("--share", type=float, default=1.0, help="of this run in what is written,"
                        " where it went on from an earlier one, which is the rest")  # fmt: skip
    parser.add_argument("--steps", type=int, help=f"{STEPS} unless said, {LATER_STEPS} later")
    options = parser.parse_args()
    taught = read_examples()
    examples = [*taught, *compose(taught)]
    fold = folds(examples)
    used = choose(examples)
    encoder = Encoder(model_folder(), first=FIRST_TUNED_LAYER, tokens=MAX_TOKENS)
    if options.start:
        left = [one for one, its in zip(examples, fold, strict=True) if its != options.aside]
        learned = material(encoder, left, options.start)
    else:
        learned = [examples[place] for place in used if fold[place] != options.aside]
    steps = options.steps or (LATER_STEPS if options.start else STEPS)
    output = train(encoder, learned, steps=steps, start=options.start)
    if options.start:
        output = blend(encoder, output, options.start, options.share)
    options.target.mkdir(parents=True, exist_ok=True)
    write(encoder, options.target / LAYERS_NAME, mix=1.0)
    weights = {name: np.array(one) for name, one in WEIGHTS.items()}
    np.savez(options.target / OUTPUT_NAME, weight=output[0].numpy(), bias=output[1].numpy(),
             whole=weights["whole"], long=weights["long"], section=weights["section"])  # fmt: skip
    report_weighed(encoder, *output)
    if options.aside is not None:
        aside = np.array([place for place in used if fold[place] == options.aside])
        report_aside(encoder, examples, aside, output)
    model = record_layers(options.target / LAYERS_NAME, model_folder())
    record(options.target / OUTPUT_NAME, model=model)


if __name__ == "__main__":
    main()
