"""How Findings grows: knowledge bases of many passages, generated, built and measured.

``python -m evaluation.many.scaling build STORE --like STORE --passages N`` publishes a generated
collection: documents put together of paragraphs of those held, some words of each exchanged, with
vectors near to those held (to embed a hundred thousand passages takes hours, and changes nothing of
what is measured). ``measure STORE`` opens one and prints a row: passages, vectors, CPU seconds to
open it, resident megabytes, CPU seconds of a warm question, and recall@10 of its search against an
exact one. ``builds --like STORE --sizes 1000 5000`` builds each size again and again: every build
must be published, each with recall@10 of at least 0.99.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import numpy as np

import wiring
from domain import Block, Document, FindingsError, Source
from evaluation.measures.questions import read_items
from ingest.folder.collecting import Collected
from settings import load_settings
from store.generation.planning import plan
from store.publishing.live import open_current
from store.publishing.locking import writing
from using.publishing import publish_plan

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from settings import Settings
    from store.generation.opened import Generation
    from store.models.embedding import Embedder, Vectors

QUESTIONS = Path(__file__).parent.parent / "questions" / "guidance-dev.jsonl"
LEAST_RECALL = 0.99
NEIGHBOURS = 10
PROBES = 200
# The share of a generated document's words that are exchanged.
EXCHANGED = 0.1
# How far a generated vector lies from one that is held: a cosine of some 0.9.
APART = 0.45
MEGABYTE = 1e6


@dataclass(frozen=True, slots=True)
class Measured:
    """What one knowledge base costs."""

    passages: int
    vectors: int
    open_seconds: float
    resident_bytes: int
    question_seconds: float
    recall: float

    def line(self) -> str:
        """Give it as a row of a table."""
        return (
            f"| {self.passages:,} | {self.vectors:,} | {self.open_seconds:.2f} | "
            f"{self.resident_bytes / MEGABYTE:.0f} | {self.question_seconds:.3f} | "
            f"{self.recall:.4f} |"
        )


class NearbyEmbedder:
    """Gives each text a vector near to one that is held, the same for the same text."""

    def __init__(self, embedder: Embedder, held: Vectors) -> None:
        """Take what embeds questions, and vectors of real words."""
        self._embedder = embedder
        self._held = held
        self.name = embedder.name

    def embed(self, texts: Sequence[str], *, asked: bool | Sequence[bool] = False) -> Vectors:
        """Give unit vectors; those of questions are the model's own."""
        if asked is True:
            return self._embedder.embed(texts, asked=True)
        seeds = [int.from_bytes(hashlib.blake2b(one.encode(), digest_size=8).digest())
                 for one in texts]  # fmt: skip
        made = self._held[[seed % len(self._held) for seed in seeds]].astype(np.float32)
        apart = np.stack(
            [np.random.default_rng(one).standard_normal(made.shape[1]) for one in seeds]
        )
        made += APART * apart / np.linalg.norm(apart, axis=1, keepdims=True)
        return np.asarray(made / np.linalg.norm(made, axis=1, keepdims=True), dtype=np.float32)


def documents_like(generation: Generation, seed: int) -> Iterator[Collected]:
    """Give documents without end, each of paragraphs of those held with words exchanged."""
    draw = random.Random(seed)  # noqa: S311  no secret
    held = [one for one in generation.documents if len(one.blocks) > 1]
    words = sorted({word for one in held for word in one.text.split() if word.isalpha()})
    number = 0
    while True:
        like = draw.choice(held)
        first = draw.randrange(len(like.blocks))
        text, blocks = "", []
        # each is as long as the one that it is like
        for block in (*like.blocks[first:], *like.blocks[:first]):
            said = like.text[block.start : block.end].split(" ")
            said = [draw.choice(words) if one.isalpha() and draw.random() < EXCHANGED else one
                    for one in said]  # fmt: skip
            start = len(text) + 2 if text else 0
            text = f"{text}\n\n{' '.join(said)}" if text else " ".join(said)
            blocks.append(Block(block.shape, start, len(text), block.level))
        number += 1
        source = Source(
            f"generated/{number:06}.md", f"{like.source.title} {number}", kind=like.source.kind,
            area=like.source.area, published=like.source.published,
        )  # fmt: skip
        yield Collected(Document(source, text, tuple(blocks)), ())


def build(
    store: Path, like: Generation, settings: Settings, *, seed: int,
    passages: int = sys.maxsize, vectors: int = sys.maxsize,
) -> Generation:  # fmt: skip
    """Publish a generated collection of at least so many passages or vectors, and open it.

    Raises:
        FindingsError: it could not be published.
    """
    embedder = NearbyEmbedder(wiring.make_embedder(settings), np.asarray(like.vectors[: like.own]))
    words = sum(one.passages for one in like.manifest.documents) / len(like.sources)
    collected: list[Collected] = []
    source = documents_like(like, seed)
    planned = None
    while planned is None or (
        len(planned.knowledge.passages) < passages and len(planned.knowledge.entries) < vectors
    ):
        held = planned.knowledge if planned else None
        share = 0.0
        if held:
            share = max(len(held.passages) / passages, len(held.entries) / vectors)
        more = len(collected) * (1 / share - 1) * 1.05 if share else 1 + min(passages, 100) / words
        collected += [next(source) for _ in range(1 + int(more))]
        planned = plan(
            collected, side={}, model=embedder.name, max_words=settings.max_words, previous=None
        )
    with writing(store):
        publish_plan(store, planned, embedder, keep=1, progress=lambda *_: None)
    return open_current(store, model=embedder.name)


def recall_of(generation: Generation, seed: int) -> float:
    """Give the share of the nearest ten, by an exact search, that the index gives for probes.

    Each lies between two vectors that are held.
    """
    draw = np.random.default_rng(seed)
    own = np.asarray(generation.vectors[: generation.own])
    rows = draw.integers(0, len(own), (PROBES, 2))
    hits = 0
    for one, other in rows:
        probe = 0.65 * own[one] + 0.35 * own[other]
        probe = np.asarray(probe / np.linalg.norm(probe), dtype=np.float32)
        likeness = own @ probe
        least = np.partition(likeness, -NEIGHBOURS)[-NEIGHBOURS]
        found = list(generation.nearest(probe, NEIGHBOURS))
        hits += int((likeness[found] >= least - 1e-5).sum())
    return hits / (NEIGHBOURS * PROBES)


def measure(settings: Settings) -> Measured:
    """Measure the live knowledge base of the settings in this process."""
    library = wiring.make_library(settings)
    assistant = wiring.make_assistant(settings, library)
    wiring.make_embedder(settings)
    before = time.process_time()
    generation = library().generation
    opened = time.process_time() - before
    asked = [one.question for one in read_items(QUESTIONS)]
    for one in asked:
        assistant.reply(one)
    spent = []
    for one in asked:
        start = time.process_time()
        assistant.reply(one)
        spent.append(time.process_time() - start)
    return Measured(
        len(generation.passages), len(generation.entries), opened, resident(), median(spent),
        recall_of(generation, 0),
    )  # fmt: skip


def resident() -> int:
    """Give how many bytes of memory this process holds."""
    said = Path("/proc/self/status").read_text("ascii")
    return int(said.split("VmRSS:")[1].split()[0]) * 1024


def build_often(like: Generation, settings: Settings, size: int, times: int) -> tuple[int, float]:
    """Build a size so many times; give how often it was published, and the least recall."""
    published, least = 0, 1.0
    for seed in range(times):
        with tempfile.TemporaryDirectory() as folder:
            try:
                made = build(Path(folder), like, settings, seed=seed, vectors=size)
            except FindingsError as error:
                print(f"{size:,} vectors, seed {seed}: {error}", flush=True)
                continue
            published += 1
            least = min(least, recall_of(made, seed))
            made.close()
    return published, least


def main() -> int:
    """Do what the command line asks for; 1 where a build was not published or found too little."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("build", "measure", "builds"))
    parser.add_argument("store", type=Path, nargs="?", help="of build and measure")
    parser.add_argument("--like", type=Path, help="the store whose documents are varied")
    parser.add_argument("--passages", type=int, default=5_000)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 5_000, 20_000, 60_000])
    parser.add_argument("--times", type=int, default=30)
    options = parser.parse_args()
    settings = load_settings()
    if options.what == "measure":
        print(measure(settings.model_copy(update={"store": options.store})).line())
        return 0
    model = wiring.make_embedder(settings).name
    like = open_current(options.like or settings.store, model=model)
    if options.what == "build":
        made = build(options.store, like, settings, seed=0, passages=options.passages)
        print(f"{len(made.passages):,} passages, {len(made.entries):,} vectors")
        return 0
    is_right = True
    for size in options.sizes:
        published, least = build_often(like, settings, size, options.times)
        is_right &= published == options.times and least >= LEAST_RECALL
        print(f"| {size:,} | {published} of {options.times} | {least:.4f} |", flush=True)
    return 0 if is_right else 1


if __name__ == "__main__":
    sys.exit(main())
