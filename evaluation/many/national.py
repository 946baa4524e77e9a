"""A country's letters: ``python -m evaluation.many.national build STORE --like STORE --letters N``.

It publishes what the store ``like`` holds besides letters, and so many letters put together of
those held: some words of each exchanged, each of an area and a day that are invented, with vectors
near to those held (``scaling.py`` says why). ``measure STORE`` opens one and prints a row: letters,
passages, CPU seconds to open it and to find its themes, resident megabytes, and CPU seconds (the
median) of a question of all letters, of one that names an area, and of one of guidance.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from dataclasses import replace
from datetime import timedelta
from itertools import product
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import numpy as np

import wiring
from domain import Block, Document, Kind
from evaluation.many.scaling import EXCHANGED, MEGABYTE, NearbyEmbedder, resident
from evaluation.measures.questions import read_items
from ingest.folder.collecting import Collected
from settings import load_settings
from store.generation.planning import plan
from store.publishing.live import open_current
from store.publishing.locking import writing
from using.publishing import publish_plan

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.assistant import Assistant
    from settings import Settings
    from store.generation.opened import Generation

QUESTIONS = Path(__file__).parent.parent / "questions" / "guidance-dev.jsonl"
# One area in so many has two letters.
TWICE = 3
_OF_ALL = (
    "Which areas were told to improve {}?", "Which areas were praised for {}?",
    "What does good look like for {}?",
)  # fmt: skip
_OF_ONE = ("What did inspectors find about {} in {}?", "What needs to improve in {1}?")
_FIRST = (
    "Alder Amber Ash Barn Beech Birch Black Bram Broad Brook Clay Cold Cran Dun East Elm Fair Fen "
    "Gold Green Hazel Hart High Holm Kings Lang Lin Long Marl Mere Mill Nor Oak Old Pen Quarn Red "
    "Rose Glen Lark Ember Sand Sel Stan Thorn Wal West Wether Whit Wood Wren Yar"
).split()
_LAST = (
    "bourne bridge burgh bury by combe cote dale den field ford gate ham hampton hurst ley mouth "
    "ness over port sea shaw stead stoke thorpe ton wardine well wick worth"
).split()


def areas(seed: int) -> Iterator[str]:
    """Give names of places that are invented, no two alike."""
    made = [f"{one}{other}" for one, other in product(_FIRST, _LAST)]
    random.Random(seed).shuffle(made)  # noqa: S311  no secret
    yield from made


def letters_like(generation: Generation, seed: int) -> Iterator[Collected]:
    """Give letters like those held, each of a place and a day that are invented; some 2,000.

    Parts and headings stand where they stood, so that each has its priority actions, its
    strengths and what needs to improve.
    """
    draw = random.Random(seed)  # noqa: S311  no secret
    held = [one for one in generation.documents if _is_letter(one)]
    words = sorted({word for one in held for word in one.text.split() if word.isalpha()})
    for number, area in enumerate(areas(seed)):
        for again in range(2 if number % TWICE == 0 else 1):
            like = draw.choice(held)
            yield letter_like(like, f"{number:05}-{again}", area, words, draw)


def _is_letter(one: Document) -> bool:
    return one.source.kind is Kind.FINDING and bool(one.source.area)


def letter_like(
    like: Document, number: str, area: str, words: Sequence[str], draw: random.Random
) -> Collected:
    """Give a letter like one that is held, of another area, some of its words exchanged."""
    its_name = re.compile(rf"\b{re.escape(like.source.area)}\b", re.IGNORECASE)
    text, blocks = "", []
    for block in like.blocks:
        said = [
            draw.choice(words)
            if one.isalpha() and one.islower() and draw.random() < EXCHANGED else one
            for one in its_name.sub(area, like.text[block.start : block.end]).split(" ")
        ]  # fmt: skip
        start = len(text) + 2 if text else 0
        text = f"{text}\n\n{' '.join(said)}" if text else " ".join(said)
        blocks.append(Block(block.shape, start, len(text), block.level))
    days = timedelta(draw.randrange(-400, 400))
    told = like.source
    source = replace(
        told, id=f"generated/{number}.md", title=its_name.sub(area, told.title), area=area,
        places=(), published=told.published and told.published + days,
        inspected_from=told.inspected_from and told.inspected_from + days,
        inspected_to=told.inspected_to and told.inspected_to + days,
    )  # fmt: skip
    return Collected(Document(source, text, tuple(blocks)), ())


def build(store: Path, like: Generation, settings: Settings, letters: int) -> Generation:
    """Publish what is held besides letters and so many letters, and open it.

    Raises:
        FindingsError: it could not be published.
    """
    embedder = NearbyEmbedder(wiring.make_embedder(settings), np.asarray(like.vectors[: like.own]))
    rest = [Collected(one, ()) for one in like.documents if not _is_letter(one)]
    made = [one for one, _ in zip(letters_like(like, 0), range(letters), strict=False)]
    planned = plan(
        rest + made, side={}, model=embedder.name, max_words=settings.max_words, previous=None
    )
    with writing(store):
        publish_plan(store, planned, embedder, keep=1, progress=lambda *_: None)
    return open_current(store, model=embedder.name)


def measure(settings: Settings) -> str:
    """Measure the live knowledge base of the settings in this process; a row of a table."""
    library = wiring.make_library(settings)
    assistant = wiring.make_assistant(settings, library)
    wiring.make_embedder(settings)
    start = time.process_time()
    edition = library()
    opened = time.process_time() - start
    start = time.process_time()
    practices = edition.practices
    _ = practices.lines, practices.of(practices.taxonomy.themes[0])
    themed = time.process_time() - start
    places = sorted({one.area for one in practices.letters})[:: max(1, len(practices.areas) // 10)]
    names = [one.title.lower() for one in practices.taxonomy.themes][::6]
    asked = (
        [one.format(name) for one in _OF_ALL for name in names],
        [
            one.format(name, place)
            for one in _OF_ONE
            for name, place in zip(names, places, strict=False)
        ],
        [one.question for one in read_items(QUESTIONS)][:20],
    )
    spent = [median(_spent(assistant, every)) for every in asked]
    return (
        f"| {len(practices.letters):,} | {len(edition.generation.passages):,} | {opened:.2f} |"
        f" {themed:.1f} | {resident() / MEGABYTE:.0f} |"
        f" {' | '.join(f'{one:.3f}' for one in spent)} |"
    )


def _spent(assistant: Assistant, questions: Iterable[str]) -> list[float]:
    spent = []
    for one in questions:
        assistant.reply(one)
        start = time.process_time()
        assistant.reply(one)
        spent.append(time.process_time() - start)
    return spent


def main() -> None:
    """Do what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("build", "measure"))
    parser.add_argument("store", type=Path, help="the store that is built or measured")
    parser.add_argument("--like", type=Path, help="the store whose letters are varied")
    parser.add_argument("--letters", type=int, default=200)
    options = parser.parse_args()
    settings = load_settings()
    if options.what == "measure":
        print(measure(settings.model_copy(update={"store": options.store})))
        return
    model = wiring.make_embedder(settings).name
    like = open_current(options.like or settings.store, model=model)
    start = time.process_time()
    made = build(options.store, like, settings, options.letters)
    print(
        f"{sum(map(_is_letter, made.documents)):,} letters, {len(made.passages):,} passages,"
        f" {len(made.entries):,} vectors, {time.process_time() - start:.0f} s of CPU, at most"
        f" {peak() / MEGABYTE:.0f} MB"
    )


def peak() -> int:
    """Give the most bytes of memory that this process held."""
    said = Path("/proc/self/status").read_text("ascii")
    return int(said.split("VmHWM:")[1].split()[0]) * 1024


if __name__ == "__main__":
    main()
