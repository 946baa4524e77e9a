"""What is made of an edition is made once, and before anybody waits where it takes long."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import wiring
from pages.letters import ahead
from pages.letters.ahead import keep_ahead
from pages.library.actions import EmptyTable, start
from settings import Settings
from store.generation.manifest import read_manifest
from store.publishing.live import current_folder, generations_folder, publish
from tests.store.texts import TEXTS, built

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from store.models.embedding import OnnxEmbedder


def test_the_files_of_an_empty_table_are_made_once_of_an_edition(
    letters_store: Path, model_export: Path
) -> None:
    edition = wiring.make_editions(Settings(store=letters_store, model_export=model_export))()
    first, again = (start(edition, "http://127.0.0.1/") for _ in range(2))
    assert "base64," in str(first[-1])
    assert all(one is other for one, other in zip(first[-2:], again[-2:], strict=True))
    assert start(edition, "https://other.example/")[0] != first[0] or not first[0]
    assert edition.made(EmptyTable("http://127.0.0.1/"))[0] is first[0]


def test_of_each_edition_that_is_published_what_takes_long_is_made_ahead(
    store: Path, model_export: Path, embedder: OnnxEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    monkeypatch.setattr(ahead, "make_ahead", lambda edition: made.append(edition.generation.id))
    editions = wiring.make_editions(Settings(store=store, model_export=model_export))
    over = threading.Event()
    thread = threading.Thread(target=keep_ahead, args=(editions, over), kwargs={"looks": 0.05})
    thread.start()
    try:
        first = read_manifest(current_folder(store)).id
        assert _soon(made, [first])
        texts = {**TEXTS, "more.md": "# More\n\nA strategy meeting is held within three days.\n"}
        second = built(texts, embedder, generations_folder(store)).name
        publish(store, second, keep=2)
        assert _soon(made, [first, second])
    finally:
        over.set()
        thread.join(10)
    assert not thread.is_alive()


def _soon(made: list[str], wanted: list[str]) -> bool:
    end = time.monotonic() + 60
    while made != wanted and time.monotonic() < end:
        time.sleep(0.05)
    return made == wanted
