"""Tune the embedding model: ``python -m training.encoder TARGET [--without SUFFIX] [--steps N]``.

The upper layers of all-MiniLM-L6-v2 learn to bring together what was taught of one sentence: the
sentence, the messages of its several writers, and what a missing thing is called with the
messages that ask for it. With ``--pairs SHARE`` that share of the steps learns from invented
sentences of many more topics instead (``training/data/pairs/``), and with ``--teacher FOLDER``
there also how near a larger sentence-transformers model puts these to each other. The lower layers
and the word vectors stay as they are, so their output is worked out once, unless ``--whole`` lets
every layer learn; the tuned layers are written as half floats, which ``findings prepare`` puts into
the model. ``--without`` leaves out one
writer's files, so that his messages can be asked as a new asker's; ``--after`` goes on from layers
that were written before, and ``--before`` names others to mix with in the end (docs/training.md).
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path
from typing import TYPE_CHECKING

import torch

from settings import load_settings
from store.generation.entries import EntryKind
from training.layers.nearness import Teacher, distance_to_teacher, loss_of
from training.layers.upper import BATCH, FIRST_TUNED_LAYER, Encoder, take_over, write
from training.manifest import record_layers
from training.material.pairs import TaughtTogether, read_pairs
from training.material.tables import Writers
from wiring import find_model, make_embedder, make_generation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from store.generation.opened import Generation

SEED = 5
STEPS = 500
# Every other batch is drawn from so many documents, so that its members are hard to tell apart.
DOCUMENTS_OF_A_HARD_BATCH = 4
LEARNING_RATE = 1e-4
# ... where every layer learns.
WHOLE_RATE = 6e-5
WARM_UP = 0.1
# How much the teacher's cosines count beside the ranking loss.
TEACHER_WEIGHT = 3.0
# The share of the trained weights in what is written, the rest being the packaged ones
# (measured in docs/training.md).
MIX = 0.6


def collect(generation: Generation, writers: Writers, without: str) -> list[TaughtTogether]:
    """Give the themes that were taught; ``without`` names the suffix of a writer left out."""
    themes: dict[tuple[int, int, str], TaughtTogether] = {}
    for entry in generation.entries:
        if entry.kind is EntryKind.SENTENCE:
            document = generation.passages[entry.passage].source.id
            themes[entry.passage, entry.sentence, ""] = TaughtTogether(entry.text, document)
    taught = {EntryKind.QUESTION, EntryKind.MISTAKEN, EntryKind.MISSING}
    for row, entry in enumerate(generation.entries):
        writer = writers.of(row)
        if entry.kind in taught and writer != without:
            place = (entry.passage, entry.sentence, entry.missing)
            theme = themes.setdefault(place, TaughtTogether(entry.missing, "missing"))
            theme.messages.setdefault(writer, []).append(entry.text)
    return [theme for theme in themes.values() if theme.messages]


def mix_batches(
    taught: Sequence[TaughtTogether], pairs: Sequence[TaughtTogether], share: float, seed: int
) -> Iterator[list[TaughtTogether]]:
    """Give batches without end, that ``share`` of them from the pairs."""
    chance = random.Random(seed)  # noqa: S311  training data, not secrets
    of_taught, of_pairs = draw_batches(taught, chance), draw_batches(pairs, chance)
    while True:
        yield next(of_pairs if chance.random() < share else of_taught)


def draw_batches(
    themes: Sequence[TaughtTogether], chance: random.Random
) -> Iterator[list[TaughtTogether]]:
    """Give batches without end, by turns from everywhere and from few documents."""
    groups: dict[str, list[TaughtTogether]] = {}
    for theme in themes:
        groups.setdefault(theme.group, []).append(theme)
    share = BATCH // DOCUMENTS_OF_A_HARD_BATCH
    while True:
        mixed = chance.sample(list(themes), len(themes))
        for start in range(0, len(mixed) - BATCH + 1, BATCH):
            yield mixed[start : start + BATCH]
            picked = chance.sample(sorted(groups), min(DOCUMENTS_OF_A_HARD_BATCH, len(groups)))
            yield [
                theme
                for name in picked
                for theme in chance.sample(groups[name], min(share, len(groups[name])))
            ]


def texts_of(themes: Sequence[TaughtTogether]) -> list[str]:
    """Give every text of the themes once."""
    return list(dict.fromkeys(
        text for theme in themes for text in (
            theme.words, *theme.near, *(one for said in theme.messages.values() for one in said)
        )
    ))  # fmt: skip


def train(
    encoder: Encoder, themes: Sequence[TaughtTogether], *, steps: int,
    pairs: Sequence[TaughtTogether] = (), share: float = 0.0, teacher: Path | None = None,
    seed: int = SEED,
) -> None:  # fmt: skip
    """Train the upper layers in place and print the running loss.

    That ``share`` of the steps, 0 to 1, learns from ``pairs``, and there from the model in the
    folder ``teacher`` too.
    """
    torch.manual_seed(seed)
    chance = random.Random(seed)  # noqa: S311  training data, not secrets
    texts = texts_of((*themes, *pairs))
    states = dict(zip(texts, encoder.states(texts), strict=True))
    rate = LEARNING_RATE if encoder.first else WHOLE_RATE
    taught_by = None
    if teacher:
        shown = texts_of(pairs)
        taught_by = Teacher(teacher, shown, encoder.settled([states[text] for text in shown]))
    optimiser = torch.optim.AdamW(encoder.parameters, lr=rate, weight_decay=1e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, rate, total_steps=steps, pct_start=WARM_UP
    )
    encoder.upper.train()
    began, running = time.monotonic(), 0.0
    for step, batch in zip(range(steps), mix_batches(themes, pairs, share, seed), strict=False):
        first, second = zip(*(theme.draw(chance) for theme in batch), strict=True)
        near = [text for theme in batch for text in theme.near]
        sides = [[theme.words for theme in batch], first, second, *([near] if near else [])]
        vectors = [encoder.vectors([states[text] for text in side]) for side in sides]
        loss = loss_of(vectors[0], vectors[1], vectors[2], batch, vectors[3] if near else None)
        shown_texts = [text for side in sides for text in side]
        wanted = taught_by.cosines(shown_texts) if taught_by else None
        if wanted is not None:
            loss = loss + TEACHER_WEIGHT * distance_to_teacher(torch.cat(vectors), wanted)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(encoder.parameters, 1.0)
        optimiser.step()
        schedule.step()
        running = 0.95 * running + 0.05 * loss.item() if step else loss.item()
        if step % 25 == 0:
            print(f"step {step}: loss {running:.2f}, {time.monotonic() - began:.0f} s", flush=True)


def main() -> None:
    """Tune on the live knowledge base and write the layers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", type=Path, help="the safetensors file to write")
    parser.add_argument("--without", default="", help="suffix of a writer's files to leave out")
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--mix", type=float, default=MIX)
    parser.add_argument("--seed", type=int, default=SEED, help="another one for each run after")
    parser.add_argument("--pairs", type=float, default=0.0, help="share of steps on invented pairs")
    parser.add_argument("--teacher", type=Path, help="a larger model's folder, for the pairs")
    parser.add_argument("--after", type=Path, help="layers to go on from and to mix with")
    parser.add_argument("--before", type=Path, help="layers to mix with, if others")
    parser.add_argument("--whole", action="store_true", help="let the lower layers learn too")
    options = parser.parse_args()
    settings = load_settings()
    generation = make_generation(settings, make_embedder(settings))
    themes = collect(generation, Writers(generation, settings.knowledge), options.without)
    print(
        f"{len(themes)} themes, {sum(len(m) for t in themes for m in t.messages.values())} messages"
    )
    first = 0 if options.whole else FIRST_TUNED_LAYER
    encoder = Encoder(find_model(settings).folder, first=first)
    start = options.before or options.after
    before = take_over(encoder, start) if start else None
    if options.before and options.after:
        take_over(encoder, options.after)
    pairs = read_pairs() if options.pairs else []
    train(
        encoder, themes, steps=options.steps, pairs=pairs, share=options.pairs,
        teacher=options.teacher, seed=options.seed,
    )  # fmt: skip
    write(encoder, options.target, mix=options.mix, before=before)
    record_layers(options.target, find_model(settings).folder)


if __name__ == "__main__":
    main()
