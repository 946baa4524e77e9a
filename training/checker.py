"""Train the checker: ``python -m training.checker TARGET --public FOLDER... --keep FOLDER``.

The upper layers of all-MiniLM-L6-v2 learn to read a question together with a few sentences and
to tell whether these answer it. Right pairs: questions of the public sets and messages of the
first two writers, with the sentences that answer. Wrong pairs: other sentences of the same
document; what is found when the passages that answer are left out; what is found for questions
without an answer. TARGET is a folder: layers go into ``checker.safetensors``, the output's
weights into ``checker.npz``. ``--aside`` leaves out every other block of public questions, so
that these can be asked as unseen ones.
"""

from __future__ import annotations

import argparse
import random
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch

from bot.judging.checking import LAYERS_NAME, OUTPUT_NAME, window
from bot.ranking.ranker import read_network
from evaluation.public import ingest, read_lines, read_set
from settings import load_settings
from store.generation.entries import EntryKind
from store.models.embedding import model_folder
from training.layers.telling import tell_apart
from training.layers.upper import Encoder, write
from training.manifest import record, record_layers
from training.material.tables import Writers, documents_of, make_tools
from training.ranker import TARGET as RANKER
from wiring import make_embedder, make_generation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.ranking.table import Mask
    from settings import Settings
    from store.generation.opened import Generation
    from store.models.embedding import Embedder

SEED = 9
FIRST_TUNED_LAYER = 2
STEPS = 1_400
BATCH = 32
LEARNING_RATE = 1e-4
RIGHT_SHARE = 0.4
# Wrong pairs of a question: from the right document, and found elsewhere.
SAME_DOCUMENT = 3
FOUND = 6
# Public questions of a block, which share their passages.
BLOCK = 30
TAUGHT, MISSING = 12_000, 3_000

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class ReadPair:
    """A question, the sentences read with it, and whether they answer it."""

    question: str
    window: str
    right: bool


def is_aside(number: int) -> bool:
    """Say whether a public question, by its number in its set, is kept from a trial training."""
    return number // BLOCK % 2 == 1


class Collector:
    """Pairs from one store."""

    def __init__(self, settings: Settings, embedder: Embedder, chance: random.Random) -> None:
        """Open the store of the settings."""
        self.generation = make_generation(settings, embedder)
        self._retriever, self._reader = make_tools(
            settings, self.generation, embedder, read_network(RANKER)
        )
        self._chance = chance
        self.pairs: list[ReadPair] = []

    def add(self, question: str, places: Sequence[Place], count: int, *, right: bool) -> None:
        """Take up to ``count`` of the places, with one sentence around each, or none, or two."""
        for passage, number in self._chance.sample(places, min(count, len(places))):
            around = self._chance.choice((0, 1, 1, 2))
            text = window(self.generation.passages[passage], number, around)
            asked = self._chance.choice((question, question.lower().rstrip("?. ")))
            self.pairs.append(ReadPair(asked, text, right))

    def find(self, question: str, hidden: Mask | None = None) -> list[Place]:
        """Give the sentences found first for a question, ``hidden`` entries left out."""
        ranking = self._retriever.rank(self._reader.read(question), hidden=hidden)
        best = np.argsort(-ranking.scores)[:FOUND]
        return [self._retriever.table.places[one] for one in ranking.candidates[best]]


def places_of(generation: Generation) -> dict[str, list[Place]]:
    """Give every sentence of each document."""
    places: dict[str, list[Place]] = {}
    for passage, whole in enumerate(generation.passages):
        of_document = places.setdefault(whole.source.id, [])
        of_document.extend((passage, number) for number in range(len(whole.sentences)))
    return places


def collect_public(collector: Collector, folder: Path, *, aside: bool) -> list[ReadPair]:
    """Give the pairs of a public set whose passages the collector's store holds."""
    passages = collector.generation.passages
    places = places_of(collector.generation)
    document_of = documents_of(collector.generation)
    answers = read_answers(folder)
    for number, question in enumerate(read_set(folder).questions):
        if aside and is_aside(number):
            continue
        hidden: Mask = np.isin(document_of, list(question.passages))
        collector.add(question.text, collector.find(question.text, hidden), FOUND, right=False)
        for document in question.passages:
            right = [
                place for place in places[document]
                if answers[number].is_in(passages[place[0]].sentences[place[1]].text)
            ]  # fmt: skip
            near = {(p, n + step) for p, n in right for step in (-1, 0, 1)}
            wrong = [place for place in places[document] if place not in near]
            collector.add(question.text, right, 2, right=True)
            if right:
                collector.add(question.text, wrong, SAME_DOCUMENT, right=False)
    return collector.pairs


@dataclass(frozen=True, slots=True)
class AnswerWords:
    """What answers a public question: whole sentences, or a few words within one."""

    sentences: tuple[str, ...]
    spans: tuple[str, ...]

    def is_in(self, sentence: str) -> bool:
        """Say whether a sentence holds the answer, or is one of those that do."""
        plain = _plain(sentence)
        return any(plain in one or one in plain for one in self.sentences) or any(
            re.search(rf"(?<!\w){re.escape(one)}(?!\w)", sentence) for one in self.spans
        )


def read_answers(folder: Path) -> list[AnswerWords]:
    """Give what answers each question of a public set, in the order of its questions."""
    by_id = {one["id"]: one for one in read_lines(folder / "answers.jsonl")}
    result = []
    for line in read_lines(folder / "queries.jsonl"):
        held = by_id.get(line["id"], {})
        sentences = map(_plain, held.get("selected_sentences", ()))
        result.append(
            AnswerWords(tuple(sentences), tuple(one["text"] for one in held.get("spans", ())))
        )
    return result


def _plain(text: str) -> str:
    return "".join(text.split()).lower()


def collect_taught(collector: Collector, writers: Writers) -> list[ReadPair]:
    """Give the pairs of what the first two writers taught of the shipped documents."""
    entries = collector.generation.entries
    chance = np.random.default_rng(SEED)
    rows = {
        kind: [i for i, one in enumerate(entries) if one.kind in kinds and not writers.is_last[i]]
        for kind, kinds in (
            ("taught", {EntryKind.QUESTION, EntryKind.MISTAKEN}), ("missing", {EntryKind.MISSING}),
        )
    }  # fmt: skip
    of_document = places_of(collector.generation)
    for row in map(int, chance.permutation(rows["taught"])[:TAUGHT]):
        entry = entries[row]
        document = collector.generation.passages[entry.passage].source.id
        others = [place for place in of_document[document] if place[0] != entry.passage]
        collector.add(entry.text, [(entry.passage, entry.sentence)], 1, right=True)
        collector.add(entry.text, others, 1, right=False)
    for row in map(int, chance.permutation(rows["missing"])[:MISSING]):
        found = collector.find(entries[row].text, writers.taught)
        collector.add(entries[row].text, found[:3], 2, right=False)
    return collector.pairs


def draw(groups: Sequence[Sequence[ReadPair]], chance: random.Random) -> Iterator[tuple[int, int]]:
    """Give a group's number and a pair's in it, without end; groups count alike."""
    sides = [
        [[i for i, one in enumerate(group) if one.right is right] for right in (False, True)]
        for group in groups
    ]
    while True:
        number = chance.randrange(len(groups))
        yield number, chance.choice(sides[number][chance.random() < RIGHT_SHARE])


def train(
    encoder: Encoder, groups: Sequence[Sequence[ReadPair]], *, steps: int
) -> tuple[torch.Tensor, torch.Tensor]:
    """Train the upper layers in place; give the weights and the bias of the output."""
    torch.manual_seed(SEED)
    chance = random.Random(SEED)  # noqa: S311  training data, not secrets
    states = [
        encoder.states([one.question for one in group], [one.window for one in group])
        for group in groups
    ]
    weight = torch.randn(states[0][0].shape[1]) * 0.02
    drawn = draw(groups, chance)

    def batches() -> Iterator[tuple[list[torch.Tensor], list[bool]]]:
        while True:
            picked = [next(drawn) for _ in range(BATCH)]
            yield (
                [states[group][pair] for group, pair in picked],
                [groups[group][pair].right for group, pair in picked],
            )

    return tell_apart(encoder, batches(), weight, torch.zeros(()), rate=LEARNING_RATE, steps=steps)


def main() -> None:
    """Collect, train, and write the layers and the output."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", type=Path, help="folder to write to")
    parser.add_argument("--public", nargs="+", type=Path, required=True)
    parser.add_argument("--keep", type=Path, required=True, help="folder for their stores")
    parser.add_argument("--aside", action="store_true", help="leave out every other block")
    parser.add_argument("--steps", type=int, default=STEPS)
    options = parser.parse_args()
    settings = load_settings()
    embedder = make_embedder(settings)
    chance = random.Random(SEED)  # noqa: S311  training data, not secrets
    taught = Collector(settings, embedder, chance)
    groups = [collect_taught(taught, Writers(taught.generation, settings.knowledge))]
    for folder in options.public:
        store = ingest(read_set(folder), options.keep / folder.name)
        collector = Collector(settings.model_copy(update={"store": store}), embedder, chance)
        groups.append(collect_public(collector, folder, aside=options.aside))
    for group in groups:
        print(f"{len(group)} pairs, {sum(one.right for one in group)} right", flush=True)
    encoder = Encoder(model_folder(), first=FIRST_TUNED_LAYER)
    weight, bias = train(encoder, groups, steps=options.steps)
    write(encoder, options.target / LAYERS_NAME, mix=1.0)
    np.savez(options.target / OUTPUT_NAME, weight=weight.numpy(), bias=bias.numpy())
    model = record_layers(options.target / LAYERS_NAME, model_folder())
    record(options.target / OUTPUT_NAME, model=model)


if __name__ == "__main__":
    main()
