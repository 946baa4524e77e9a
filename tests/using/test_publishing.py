"""What is planned is published by a function that asks nobody and says what it did."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from store.generation.planning import plan
from store.publishing.live import open_current, published
from tests.store.texts import MEETINGS, SIDE, TEXTS, collected
from using.publishing import WithdrawalError, publish_plan

if TYPE_CHECKING:
    from pathlib import Path

    from store.models.embedding import OnnxEmbedder


def test_what_withdraws_more_than_it_adds_has_to_be_meant_and_each_step_says_what_it_did(
    store: Path, embedder: OnnxEmbedder
) -> None:
    before = open_current(store, model=embedder.name)
    planned = partial(plan, side=SIDE, model=embedder.name, max_words=110, previous=before)
    publishing = partial(
        publish_plan, store, embedder=embedder, keep=2, progress=lambda *_step: None
    )

    same = publishing(planned(collected(TEXTS)))
    assert (same.was_live, same.generation) == (True, before.id)

    less = planned(collected({"meetings.md": MEETINGS + "\nNew words stand here.\n"}))
    with pytest.raises(WithdrawalError, match="2 of the documents held would be withdrawn"):
        publishing(less)
    assert published(store) == (before.id,)

    done = publishing(less, may_withdraw=True)
    assert published(store) == (done.generation, before.id)
    assert done.changes.changed == ("meetings.md",)
    assert done.changes.withdrawn == ("front-door.md", "missing.md")
    assert not done.was_live
