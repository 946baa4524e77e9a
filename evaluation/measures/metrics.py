"""Measures of a ranking and of a reply, as docs/evaluation.md defines them."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evaluation.measures.questions import Item, RightWords

# A passage whose edge cuts through a piece covers it with this share of it in one run.
COVER_SHARE = 0.6
DEPTH = 10


def normalise(text: str) -> str:
    """Give the text as evidence is compared: bold marks dropped, white space single."""
    return re.sub(r"\s+", " ", text.replace("**", "")).strip()


def covers(text: str, piece: str) -> bool:
    """Say whether a passage's words cover a piece of evidence; both normalised, none empty."""
    need = math.ceil(COVER_SHARE * len(piece))
    return (
        piece in text
        # cut at its end, at its beginning, or at both
        or piece[:need] in text
        or piece[-need:] in text
        or (len(text) >= need and text in piece)
    )


def covered(item: Item, document: str, text: str) -> frozenset[int]:
    """Give the positions of the item's pieces that words of a document cover."""
    words = normalise(text)

    def serves(piece: RightWords) -> bool:
        return (not piece.document or piece.document == document) and covers(
            words, normalise(piece.text)
        )

    return frozenset(
        index for index, choices in enumerate(item.pieces) if any(map(serves, choices))
    )


def recall(found: Sequence[frozenset[int]], pieces: int, depth: int) -> float:
    """Give the share of the pieces that the first ``depth`` passages cover together."""
    together: frozenset[int] = frozenset().union(*found[:depth])
    return len(together) / pieces


def reciprocal_rank(found: Sequence[frozenset[int]]) -> float:
    """Give 1 / rank of the first passage that covers any piece, 0 beyond the first ten."""
    return next((1 / rank for rank, one in enumerate(found[:DEPTH], 1) if one), 0.0)


def ndcg(found: Sequence[frozenset[int]]) -> float:
    """Give nDCG@10: gain is the pieces newly covered; the ideal is the greedy best order."""
    top = list(found[:DEPTH])
    ideal: list[frozenset[int]] = []
    left, seen = list(top), frozenset[int]()
    while left:
        best = max(left, key=lambda one: len(one - seen))
        left.remove(best)
        ideal.append(best)
        seen |= best
    best_gain = _gain(ideal)
    return _gain(top) / best_gain if best_gain else 0.0


def _gain(found: Sequence[frozenset[int]]) -> float:
    total, seen = 0.0, frozenset[int]()
    for rank, one in enumerate(found, 1):
        total += len(one - seen) / math.log2(rank + 1)
        seen |= one
    return total
