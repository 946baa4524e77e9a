"""Exact-word search: what a document's words weigh, whatever was taught of others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from store.search.keywords import KeywordIndex

if TYPE_CHECKING:
    from pathlib import Path

OWN = ["Ring the hub within an hour.", "The hub rings the school.", "Keep the form for a year."]
TAUGHT = ["who do i ring", "ring the hub or the school first", "gaffer wants the form", "a gaffer"]


def test_what_was_taught_changes_no_weight_of_a_documents_own_words(tmp_path: Path) -> None:
    alone = KeywordIndex.build(OWN, tmp_path / "alone")
    beside = KeywordIndex.build(OWN + TAUGHT, tmp_path / "beside", own=len(OWN))
    for query in (["ring", "hub"], ["form", "gaffer"]):
        shares = beside.shares(query)
        np.testing.assert_array_equal(shares[: len(OWN)], alone.shares(query))
        assert shares[len(OWN) :].max() > 0
    assert beside.holds("hub")
    assert "gaffer" not in beside.words


def test_a_word_weighs_what_lucene_says(tmp_path: Path) -> None:
    index = KeywordIndex.build(["hub hub form", "form", "the", "school bell rings twice"], tmp_path)
    # texts hold 3, 1, no and 4 words; one without any counts as one
    mean, rarity = (3 + 1 + 1 + 4) / 4, np.log(1 + (4 - 1 + 0.5) / (1 + 0.5))
    share = 2 / (2 + 1.2 * (0.5 + 0.5 * 3 / mean))
    np.testing.assert_allclose(index.shares(["hub"]), [share, 0, 0, 0], rtol=1e-6)
    once = 1 / (1 + 1.2 * (0.5 + 0.5 * 4 / mean))
    both = [rarity * share / (2 * rarity), 0, 0, rarity * once / (2 * rarity)]
    np.testing.assert_allclose(index.shares(["hub", "school"]), both, rtol=1e-6)


def test_an_index_comes_back_as_it_was_written(tmp_path: Path) -> None:
    built = KeywordIndex.build(OWN + TAUGHT, tmp_path, own=len(OWN))
    opened = KeywordIndex.load(tmp_path, len(OWN + TAUGHT), own=len(OWN))
    np.testing.assert_array_equal(opened.shares(["ring"]), built.shares(["ring"]))
    assert opened.words == built.words
