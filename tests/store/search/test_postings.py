"""The best by words are those that adding up every score would give."""

from __future__ import annotations

import numpy as np
import pytest

from store.search.keywords import KeywordIndex, stem

WORDS = [f"word{'abcdefghij'[n // 10]}{'abcdefghij'[n % 10]}" for n in range(100)]
SIZE, TAUGHT, COUNT = 3_000, 200, 40


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> KeywordIndex:
    """Texts in which a few words stand nearly everywhere and most are rare."""
    draw = np.random.default_rng(1)
    often = 1 / np.arange(1, 101)
    texts = [
        " ".join(draw.choice(WORDS, draw.integers(1, 12), p=often / often.sum()))
        for _ in range(SIZE + TAUGHT)
    ]
    return KeywordIndex.build(texts, tmp_path_factory.mktemp("index"), own=SIZE)


QUERIES = [[0], [0, 1, 2], [0, 40], [90, 95, 0, 1], [60, 61, 62], [99], []]


@pytest.mark.parametrize("query", QUERIES)
def test_the_best_are_those_of_all(index: KeywordIndex, query: list[int]) -> None:
    tokens = [stem(WORDS[one]) for one in query]
    wanted = np.arange(SIZE) % 3 > 0
    every = np.where(wanted, index.shares(tokens)[:SIZE], 0)
    best = np.argsort(-every, kind="stable")[:COUNT]
    found = index.said(tokens).best_own(COUNT, wanted)
    assert found.tolist() == best[every[best] > 0].tolist()


@pytest.mark.parametrize("query", QUERIES)
def test_some_rows_say_what_they_say_among_all(index: KeywordIndex, query: list[int]) -> None:
    tokens = [stem(WORDS[one]) for one in query]
    rows = np.array([5, 2_999, 3_000, 3_199, 0, 5])
    assert np.array_equal(index.said(tokens).of(rows), index.shares(tokens)[rows])


def test_what_is_hidden_says_nothing(index: KeywordIndex) -> None:
    hidden = np.zeros(SIZE + TAUGHT, dtype=bool)
    hidden[::2] = True
    said = index.said([stem(WORDS[0])], hidden)
    every = np.arange(SIZE + TAUGHT)
    assert not said.of(every)[::2].any()
    assert said.of(every)[1::2].any()
    assert (said.best_own(COUNT, np.ones(SIZE, dtype=bool)) % 2 == 1).all()


def test_the_row_of_a_word_that_stands_everywhere_is_seldom_read(index: KeywordIndex) -> None:
    own = index.said([]).own
    rare, common = stem(WORDS[40]), stem(WORDS[0])
    rows = own.best([common, rare], COUNT, np.ones(SIZE, dtype=bool))
    assert len(rows) < (own.bounds(common)[1] - own.bounds(common)[0]) / 4


def test_which_texts_hold_a_word_is_told_without_a_mask_of_all(index: KeywordIndex) -> None:
    token = stem(WORDS[7])
    marked = np.zeros(SIZE, dtype=bool)
    marked[index.own_rows(token)] = True
    rows = np.array([3, 0, 2_999, 17, 18, 19])
    assert index.own_stands(token, rows).tolist() == marked[rows].tolist()
    assert not index.own_stands("nowhere", rows).any()
