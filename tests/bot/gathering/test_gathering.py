"""What is found of all documents together is kept with a generation, and is what is found anew."""

from __future__ import annotations

import json
import shutil
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pytest

import wiring
from bot.gathering.kept import grouped, groups_in, is_stale, packed, part_of, unpacked
from bot.gathering.writing import gather
from bot.privacy.held import Phrases
from settings import Settings
from store.generation.gathered import GATHERED_NAME, write_gathered
from store.generation.manifest import changed_files
from store.generation.opened import Generation
from store.generation.planning import plan
from store.publishing.live import current_folder, open_current
from tests.store.texts import SIDE, TEXTS, collected
from using.publishing import publish_plan

if TYPE_CHECKING:
    from pathlib import Path

    from bot.gathering.kept import Arrays
    from store.models.embedding import OnnxEmbedder

PARTS = ("contacts", "filed", "heads", "limits", "names", "shortened", "survey", "titles")


def refuse() -> Arrays:
    pytest.fail("it was found anew")


@pytest.fixture
def gathered(store: Path) -> Generation:
    folder = current_folder(store)
    gather(folder)
    return Generation(folder)


@pytest.fixture(scope="module")
def kept_store(whole_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = shutil.copytree(whole_store, tmp_path_factory.mktemp("kept") / "store")
    gather(current_folder(store))
    return store


def test_each_part_is_kept_hashed_and_found_no_second_time(gathered: Generation) -> None:
    assert changed_files(gathered.directory, gathered.manifest) == []
    for name in PARTS:
        assert part_of(gathered, name, refuse)
    assert part_of(gathered, "limits", refuse)["places"].tolist() != []


@pytest.mark.parametrize(
    "question",
    [
        "Who do I ring out of hours about a child?",
        "How soon must the return home interview follow?",
        "What does the guidance say about Leeds?",
        "who signs the Sorting Slip",
        "What does the Alder Protocol say about Mondays?",
    ],
)
def test_an_answer_is_the_same_whether_its_parts_were_kept_or_found_for_it(
    whole_store: Path, kept_store: Path, model_export: Path, question: str
) -> None:
    replies = [
        wiring.make_assistant(Settings(store=store, model_export=model_export)).reply(question)
        for store in (whole_store, kept_store)
    ]
    assert replies[0] == replies[1]


def test_a_part_that_is_damaged_or_of_other_rules_is_found_anew(gathered: Generation) -> None:
    path = gathered.directory / GATHERED_NAME / "limits.npz"
    path.write_bytes(path.read_bytes()[:-20])
    assert part_of(gathered, "limits", lambda: {"anew": np.ones(1)}).keys() == {"anew"}
    assert not is_stale(gathered)
    shutil.rmtree(path.parent)
    write_gathered(gathered.directory, "other rules", {"limits": {"old": np.ones(1)}})
    other = Generation(gathered.directory)
    assert part_of(other, "limits", lambda: {"anew": np.ones(1)}).keys() == {"anew"}
    assert is_stale(other)


def test_what_was_found_by_other_rules_is_found_anew_at_the_next_ingest(
    store: Path, embedder: OnnxEmbedder
) -> None:
    write_gathered(current_folder(store), "other rules", {})
    before = open_current(store, model=embedder.name)
    planned = partial(plan, collected(TEXTS), side=SIDE, model=embedder.name, max_words=110)
    publish = partial(publish_plan, store, embedder=embedder, keep=2, progress=lambda *_told: None)
    assert not publish(planned(previous=before)).was_live
    now = open_current(store, model=embedder.name)
    assert not is_stale(now)
    assert part_of(now, "heads", refuse)
    assert publish(planned(previous=now)).was_live


def test_groups_and_phrases_come_back_as_they_were() -> None:
    groups = groups_in(grouped({"b": [3, 1], "a": []}).arrays())
    assert [groups.of(one).tolist() for one in ("b", "a", "other")] == [[3, 1], [], []]
    assert json.dumps(unpacked(packed({"é": [1, None]})), ensure_ascii=False) == '{"é": [1, null]}'
    phrases = Phrases.of([("weir", "house"), ("sorting", "slip")])
    assert ("weir", "house") in phrases
    assert ("weir", "slip") not in phrases
    assert "weir" not in phrases
    assert ("weir", "house") not in Phrases.of([])
