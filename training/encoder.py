"""Tune the embedding model: ``python -m training.encoder TARGET [--without SUFFIX] [--steps N]``.

The upper layers of all-MiniLM-L6-v2 learn to bring together what was taught of one sentence: the
sentence, the messages of its several writers, and what a missing thing is called with the
messages that ask for it. With ``--pairs SHARE`` that share of the steps learns from invented
sentences of many more topics instead (``training/data/pairs/``). The lower layers and the word
vectors stay as they are, so their output is worked out once; the tuned layers are written as half
floats, which ``findings prepare`` puts into the model. ``--without`` leaves out one writer's files,
so that his messages can be asked as a new asker's; ``--after`` goes on from layers that were
written before (docs/training.md).
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
from safetensors.torch import load_file, save_file

from settings import load_settings
from store.generation.entries import EntryKind
from store.models.embedding import Model
from training.manifest import record_layers
from training.material.pairs import TaughtTogether, read_pairs
from training.material.tables import Writers
from wiring import find_model, make_embedder, make_generation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from store.generation.opened import Generation

SEED = 5
# Layers below this one stay as they are, so that what they give is worked out once and a step
# costs the upper three only.
FIRST_TUNED_LAYER = 3
STEPS = 500
BATCH = 64
# Every other batch is drawn from so many documents, so that its members are hard to tell apart.
DOCUMENTS_OF_A_HARD_BATCH = 4
LEARNING_RATE = 1e-4
WARM_UP = 0.1
# Cosines are multiplied by this before the softmax, as sentence-transformers' ranking loss does.
SCALE = 20.0
MAX_TOKENS = 128
# Without the instructions for them, half floats take eight times as long as whole ones.
_HALF_IS_QUICK = "AVX512" in torch.backends.cpu.get_cpu_capability()
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


class Encoder:
    """The model cut in two: below, states worked out once; above, layers that are trained."""

    def __init__(
        self, folder: Path, *, first: int = FIRST_TUNED_LAYER, tokens: int = MAX_TOKENS
    ) -> None:
        """Load the sentence-transformers model in ``folder``; layers from ``first`` are trained.

        ``tokens`` of a text are read at most.
        """
        self._tokens = tokens
        model: Any = Model(folder).load()
        self._tokenizer = model.tokenizer
        self._inner = model[0].auto_model
        for parameter in self._inner.parameters():
            parameter.requires_grad = False
        layers = self._inner.encoder.layer
        self.first = first
        self._lower, self.upper = layers[:first], layers[first:]
        self.packaged = {name: one.clone() for name, one in self.upper.named_parameters()}
        self.parameters = list(self.upper.parameters())
        for parameter in self.parameters:
            parameter.requires_grad = True

    @torch.no_grad()
    def states(
        self, texts: Sequence[str], others: Sequence[str] | None = None
    ) -> list[torch.Tensor]:
        """Give the token states below the tuned layers, one tensor a text.

        With ``others``, each text is read together with the other in its place.
        """
        order = sorted(
            range(len(texts)), key=lambda row: len(texts[row]) + len(others[row] if others else "")
        )
        result: list[torch.Tensor] = [torch.empty(0)] * len(texts)
        for start in range(0, len(order), BATCH):
            rows = order[start : start + BATCH]
            tokens = self._tokenizer(
                [texts[row] for row in rows], [others[row] for row in rows] if others else None,
                padding=True, truncation=True, max_length=self._tokens, return_tensors="pt",
            )  # fmt: skip
            mask = tokens["attention_mask"]
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=_HALF_IS_QUICK):
                state = self._inner.embeddings(input_ids=tokens["input_ids"])
                state = _through(self._lower, state, mask.float())
            for row, one, count in zip(rows, state, mask.sum(1), strict=True):
                result[row] = one[:count].to(torch.bfloat16).clone()
        return result

    def vectors(self, states: Sequence[torch.Tensor]) -> torch.Tensor:
        """Give unit vectors of texts from their states, one a row."""
        # lengths in eights: fewer shapes to prepare kernels for
        longest = (max(map(len, states)) + 7) // 8 * 8
        padded = torch.zeros(len(states), longest, states[0].shape[1])
        mask = torch.zeros(len(states), longest)
        for row, one in enumerate(states):
            padded[row, : len(one)] = one.float()
            mask[row, : len(one)] = 1
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=_HALF_IS_QUICK):
            state = _through(self.upper, padded, mask)
        total = (state.float() * mask[:, :, None]).sum(1)
        return torch.nn.functional.normalize(total / mask.sum(1, keepdim=True), dim=-1)


def _through(layers: Any, state: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:  # noqa: ANN401
    """Pass states through layers of transformers, whose types it does not publish."""
    hidden = ((1 - mask) * -1e4)[:, None, None, :]
    for layer in layers:
        given = layer(state, hidden)
        state = given[0] if isinstance(given, tuple) else given
    return state


def mix_batches(
    taught: Sequence[TaughtTogether], pairs: Sequence[TaughtTogether], share: float
) -> Iterator[list[TaughtTogether]]:
    """Give batches without end, that ``share`` of them from the pairs."""
    chance = random.Random(SEED)  # noqa: S311  training data, not secrets
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


def loss_of(
    words: torch.Tensor, first: torch.Tensor, second: torch.Tensor, batch: Sequence[TaughtTogether]
) -> torch.Tensor:
    """Give the ranking loss with in-batch negatives, of messages to words and to each other."""
    right = torch.arange(len(batch))
    alike = torch.tensor([
        [one is not other and one.words == other.words for other in batch] for one in batch
    ])  # fmt: skip

    def rank(asked: torch.Tensor, held: torch.Tensor) -> torch.Tensor:
        scores = (SCALE * asked @ held.T).masked_fill(alike, -1e4)
        return torch.nn.functional.cross_entropy(scores, right)

    to_words = rank(first, words) + rank(second, words) + rank(words, first) / 2
    return to_words + (rank(first, second) + rank(second, first)) / 2


def train(
    encoder: Encoder, themes: Sequence[TaughtTogether], *, steps: int,
    pairs: Sequence[TaughtTogether] = (), share: float = 0.0,
) -> None:  # fmt: skip
    """Train the upper layers in place and print the running loss.

    That ``share`` of the steps, 0 to 1, learns from ``pairs``.
    """
    torch.manual_seed(SEED)
    chance = random.Random(SEED)  # noqa: S311  training data, not secrets
    texts = list(dict.fromkeys(
        text for theme in (*themes, *pairs)
        for text in (theme.words, *(one for said in theme.messages.values() for one in said))
    ))  # fmt: skip
    states = dict(zip(texts, encoder.states(texts), strict=True))
    optimiser = torch.optim.AdamW(encoder.parameters, lr=LEARNING_RATE, weight_decay=1e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, LEARNING_RATE, total_steps=steps, pct_start=WARM_UP
    )
    encoder.upper.train()
    began, running = time.monotonic(), 0.0
    for step, batch in zip(range(steps), mix_batches(themes, pairs, share), strict=False):
        first, second = zip(*(theme.draw(chance) for theme in batch), strict=True)
        words = [theme.words for theme in batch]
        vectors = [encoder.vectors([states[text] for text in side])
                   for side in (words, first, second)]  # fmt: skip
        loss = loss_of(vectors[0], vectors[1], vectors[2], batch)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(encoder.parameters, 1.0)
        optimiser.step()
        schedule.step()
        running = 0.95 * running + 0.05 * loss.item() if step else loss.item()
        if step % 25 == 0:
            print(f"step {step}: loss {running:.2f}, {time.monotonic() - began:.0f} s", flush=True)


def write(
    encoder: Encoder, target: Path, *, mix: float, before: dict[str, torch.Tensor] | None = None
) -> None:
    """Write the tuned layers, each a mix of its weights ``before`` and its trained ones.

    Without ``before``, of its packaged ones.
    """
    encoder.upper.eval()
    prefix = "encoder.layer"
    tuned = {}
    for name, one in encoder.upper.named_parameters():
        layer, rest = name.split(".", 1)
        mixed = (before or encoder.packaged)[name] * (1 - mix) + one.detach() * mix
        tuned[f"{prefix}.{int(layer) + encoder.first}.{rest}"] = mixed.half().contiguous()
    target.parent.mkdir(parents=True, exist_ok=True)
    save_file(tuned, target)


def take_over(encoder: Encoder, source: Path) -> dict[str, torch.Tensor]:
    """Go on from the tuned layers that ``write`` wrote, and give them."""
    tuned = load_file(source)
    for name, one in encoder.upper.named_parameters():
        layer, rest = name.split(".", 1)
        one.data.copy_(tuned[f"encoder.layer.{int(layer) + encoder.first}.{rest}"].float())
    return {name: one.detach().clone() for name, one in encoder.upper.named_parameters()}


def main() -> None:
    """Tune on the live knowledge base and write the layers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", type=Path, help="the safetensors file to write")
    parser.add_argument("--without", default="", help="suffix of a writer's files to leave out")
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--mix", type=float, default=MIX)
    parser.add_argument("--pairs", type=float, default=0.0, help="share of steps on invented pairs")
    parser.add_argument("--after", type=Path, help="layers to go on from and to mix with")
    options = parser.parse_args()
    settings = load_settings()
    generation = make_generation(settings, make_embedder(settings))
    themes = collect(generation, Writers(generation, settings.knowledge), options.without)
    print(
        f"{len(themes)} themes, {sum(len(m) for t in themes for m in t.messages.values())} messages"
    )
    encoder = Encoder(find_model(settings).folder)
    before = take_over(encoder, options.after) if options.after else None
    pairs = read_pairs() if options.pairs else []
    train(encoder, themes, steps=options.steps, pairs=pairs, share=options.pairs)
    write(encoder, options.target, mix=options.mix, before=before)
    record_layers(options.target, find_model(settings).folder)


if __name__ == "__main__":
    main()
