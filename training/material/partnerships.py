"""Questions of documents that nobody taught, and the plainest ones of the shipped documents.

Both stand in training/data/ with what a right reply rests on. The invented partnerships'
documents are asked twice: each writer's by themselves, and all of them beside the shipped ones.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from bot.placing.place import place_of
from bot.reading.asks import read_message
from evaluation.measures.metrics import covered, covers, normalise
from evaluation.measures.questions import read_items
from wiring import make_library

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.assistant import Library
    from bot.ranking.table import Floats
    from evaluation.measures.questions import Item
    from settings import Settings

DATA = Path(__file__).parents[1] / "data"
DOCUMENTS = DATA / "partnerships" / "docs"
QUESTIONS = DATA / "partnerships" / "questions"
PLAIN = DATA / "plain" / "learned.jsonl"
# Shorter texts are headings or numbers, which stand in a piece of evidence by chance.
LEAST_LETTERS = 9


def lists_of(settings: Settings, work: Path) -> Iterator[tuple[Floats, Floats]]:
    """Give the candidates' signals and which are right, for each question of the partnerships.

    ``work`` is a folder for their stores.
    """
    sets = []
    for store, items in stores_of(work):
        sets.append(items)
        yield from rank(settings.model_copy(update={"store": store}), items)
    beside = Path(shutil.copytree(settings.store, work / "beside"))
    _findings("add", *sorted(DOCUMENTS.iterdir()), "--store", beside)
    for items in sets:
        yield from rank(settings.model_copy(update={"store": beside}), items)


def stores_of(work: Path) -> Iterator[tuple[Path, tuple[Item, ...]]]:
    """Give each writer's questions with a store of the documents that they are about.

    ``work`` is a folder for the stores.
    """
    for number, path in enumerate(sorted(QUESTIONS.glob("*.jsonl"))):
        items = read_items(path)
        documents = work / f"documents-{number}"
        for area in sorted(_areas(items)):
            shutil.copytree(DOCUMENTS / area, documents / area)
        yield ingest(documents, work / f"store-{number}"), items


def ingest(documents: Path, store: Path) -> Path:
    """Make a store of a folder of documents, as the command does, and give it."""
    _findings("ingest", documents, "--store", store)
    return store


def rank(settings: Settings, items: Sequence[Item]) -> Iterator[tuple[Floats, Floats]]:
    """Give the signals of the candidates, and which are right, for each item that has any."""
    library = make_library(settings)()
    for item in items:
        found = _rank(library, item)
        if found[1].any():
            yield found


def _rank(library: Library, item: Item) -> tuple[Floats, Floats]:
    ask = read_message(item.question).whole
    place = place_of(library.belonging, library.map, ask)
    question = library.understanding.read(place.bare if place else ask.text)
    ranking = library.retriever.rank(question, among=place.among if place else None)
    right = [_is_right(library, item, one) for one in ranking.candidates.tolist()]
    return ranking.signals, np.array(right, dtype=np.float32)


def _is_right(library: Library, item: Item, candidate: int) -> bool:
    """Say whether a candidate sentence holds a piece of evidence, or a part of one."""
    passage_number, number = library.retriever.table.places[candidate]
    passage = library.generation.passages[passage_number]
    text = normalise(passage.sentences[number].text)
    if len(text) < LEAST_LETTERS or not covered(item, passage.source.id, passage.text):
        return False
    pieces = [normalise(one.text) for choices in item.pieces for one in choices
              if one.document in {"", passage.source.id}]  # fmt: skip
    return any(covers(text, one) or one in text or text in one for one in pieces)


def _areas(items: Sequence[Item]) -> set[str]:
    return {one.document.split("/")[0] for item in items for choices in item.pieces
            for one in choices}  # fmt: skip


def _findings(*arguments: object) -> None:
    command = [Path(sys.executable).with_name("findings"), *arguments]
    subprocess.run(list(map(str, command)), check=True)  # noqa: S603  our own command
