"""The measures stay in range, ignore what must not count, and match a reference library."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from sklearn.metrics import ndcg_score

from domain import Turn
from evaluation.measures.metrics import COVER_SHARE, covered, covers, ndcg, recall, reciprocal_rank
from evaluation.measures.questions import Item, RightWords

PIECES = 4
found_lists = st.lists(
    st.frozensets(st.integers(0, PIECES - 1), max_size=PIECES), min_size=1, max_size=14
)
# each piece in one passage: gains do not depend on the order
disjoint = st.permutations(range(10)).flatmap(
    lambda order: st.lists(st.integers(0, 3), min_size=10, max_size=10).map(
        lambda sizes: [
            frozenset(range(10 * place, 10 * place + size))
            for place, size in zip(order, sizes, strict=True)
        ]
    )
)


def item(*pieces: tuple[RightWords, ...]) -> Item:
    return Item("1", "who?", (Turn("a", "b"),), "fact", "manager", answerable=True, pieces=pieces)


@given(found_lists)
def test_recall_grows_with_depth_and_stays_a_share(found: list[frozenset[int]]) -> None:
    recalls = [recall(found, PIECES, depth) for depth in range(len(found) + 1)]
    assert recalls == sorted(recalls)
    assert recalls[0] == 0
    assert recalls[-1] <= 1


@given(found_lists)
def test_ndcg_and_mrr_are_shares_and_nought_together(found: list[frozenset[int]]) -> None:
    assert 0 <= ndcg(found) <= 1
    assert 0 <= reciprocal_rank(found) <= 1
    assert (ndcg(found) == 0) == (reciprocal_rank(found) == 0)


@given(found_lists)
def test_what_lies_beyond_the_first_ten_changes_nothing(found: list[frozenset[int]]) -> None:
    assert ndcg(found) == ndcg(found[:10])
    assert reciprocal_rank(found) == reciprocal_rank(found[:10])


@given(disjoint)
def test_ndcg_is_that_of_scikit_learn_where_no_passage_repeats_another(
    found: list[frozenset[int]],
) -> None:
    gains = [len(one) for one in found]
    assume(any(gains))
    ranking = np.arange(len(gains), 0, -1)
    assert ndcg(found) == pytest.approx(ndcg_score([gains], [ranking], k=10))


@given(found_lists)
def test_the_greedy_order_itself_has_an_ndcg_of_one(found: list[frozenset[int]]) -> None:
    assume(any(found))
    left, best, seen = list(found[:10]), [], frozenset[int]()
    assume(any(left))
    while left:
        pick = max(left, key=lambda one: len(one - seen))
        left.remove(pick)
        best.append(pick)
        seen |= pick
    assert ndcg(best) == pytest.approx(1)


def test_the_reciprocal_rank_is_that_of_the_first_passage_with_evidence() -> None:
    nothing, something = frozenset[int](), frozenset({0})
    assert reciprocal_rank([nothing, nothing, something, something]) == pytest.approx(1 / 3)


@given(st.text("abc de", min_size=20, max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_a_piece_cut_by_an_edge_counts_from_six_tenths(piece: str, start: int, end: int) -> None:
    kept = piece[start:end]
    if len(kept) >= math.ceil(COVER_SHARE * len(piece)):
        assert covers(kept, piece)


def test_less_than_six_tenths_does_not_cover() -> None:
    piece = "Partners do not share what they know about children who go missing."
    assert not covers(piece[: len(piece) // 2], piece)
    assert not covers("x" + piece[-20:], piece)


def test_white_space_and_bold_marks_do_not_matter() -> None:
    wanted = item((RightWords("note.md", "chaired by  a team manager"),))
    assert covered(wanted, "note.md", "It is **chaired** by\na team manager.") == {0}


def test_a_piece_counts_in_its_own_document_only() -> None:
    wanted = item((RightWords("note.md", "chaired by a team manager"),))
    assert covered(wanted, "other.md", "chaired by a team manager") == frozenset()


def test_an_acceptable_passage_serves_in_place_of_its_piece() -> None:
    wanted = item(
        (
            RightWords("letter.txt", "chaired by a team manager"),
            RightWords("note.md", "a manager chairs"),
        ),
        (RightWords("letter.txt", "held within five days"),),
    )
    assert covered(wanted, "note.md", "There a manager chairs it.") == {0}
