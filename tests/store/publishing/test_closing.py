"""Generations are closed when their last reader is done, whoever else is still reading."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from bot.edition import Edition, Editions
from store.generation.opened import Generation
from store.publishing.live import current_folder
from tests.store.texts import TEXTS, built, publish_copy

if TYPE_CHECKING:
    from bot.assistant import Library
    from bot.reading.lexicon import Lexicon
    from store.models.embedding import Embedder

pytestmark = pytest.mark.usefixtures("with_index")

PUBLISHED = 20
READERS = 4


def opened() -> tuple[int, int]:
    """Give the descriptors and threads of this process, once what is ending has ended."""
    own = Path("/proc/self")
    counts = []
    for _ in range(100):
        counts.append(
            (len(list(own.joinpath("fd").iterdir())), len(list(own.joinpath("task").iterdir())))
        )
        if len(counts) > 10 and len(set(counts[-10:])) == 1:
            break
        time.sleep(0.05)
    return counts[-1]


@pytest.fixture
def store(tmp_path: Path, embedder: Embedder) -> Path:
    store = tmp_path / "store"
    model = built(TEXTS, embedder, tmp_path / "model")
    publish_copy(store, model, 0)
    return store


def opened_edition(store: Path) -> Edition:
    def open_library(generation: Generation, _lexicon: Lexicon) -> Library:
        return cast("Library", SimpleNamespace(generation=generation))

    return Edition(Generation(current_folder(store)), open_library)


def test_publishing_leaves_nothing_open_and_fails_no_reader(tmp_path: Path, store: Path) -> None:
    (model,) = (tmp_path / "model").iterdir()

    live = Editions(lambda: current_folder(store).name, lambda: opened_edition(store))
    faults: list[BaseException] = []
    seen: set[str] = set()
    is_over = threading.Event()

    def read() -> None:
        while not is_over.is_set():
            try:
                generation = live().generation
                assert generation.nearest(generation.vectors[0], 3)
                seen.add(generation.id)
            except BaseException as error:  # noqa: BLE001  every fault is one too many
                faults.append(error)
                return

    readers = [threading.Thread(target=read) for _ in range(READERS)]
    for one in readers:
        one.start()
    counts = []
    for number in range(1, PUBLISHED + 1):
        publish_copy(store, model, number)
        while f"copy-{number}" not in seen and not faults:
            time.sleep(0.01)
        if number in {2, PUBLISHED}:
            counts.append(opened())
    is_over.set()
    for one in readers:
        one.join()
    assert not faults
    (descriptors, threads), (descriptors_later, threads_later) = counts
    # one old generation may still be read, and one be ending: 11 and 6 each
    assert descriptors_later - descriptors <= 25
    assert threads_later - threads <= 14


def test_a_closed_generation_opens_again_when_it_is_asked(store: Path) -> None:
    generation = Generation(current_folder(store))
    before = generation.nearest(generation.vectors[0], 3)
    generation.close()
    generation.close()
    assert generation.nearest(generation.vectors[0], 3) == before


def test_a_generation_that_is_no_longer_held_is_closed(store: Path) -> None:
    first = opened()
    for _ in range(5):
        generation = Generation(current_folder(store))
        generation.nearest(generation.vectors[0], 3)
        del generation
    later = opened()
    assert later[0] - first[0] <= 8
    assert later[1] - first[1] <= 4
