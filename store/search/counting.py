"""How often each stem stands in each text: counted once, joined with what was counted of others."""

from __future__ import annotations

import json
from array import array
from collections import Counter
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

# What a text without a word that carries meaning holds instead.
_NOTHING = "∅"
_STEMS = "stems"


@dataclass(frozen=True, slots=True)
class StemCounts:
    """Stems in the order in which they first stand, and each pair of a stem and a text.

    Of a pair ``words`` is the place of its stem, ``rows`` that of its text, and ``often`` how often
    the one stands in the other. ``lengths`` counts the stems of each text.
    """

    stems: Sequence[str]
    words: NDArray[np.int32]
    rows: NDArray[np.int32]
    often: NDArray[np.int32]
    lengths: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class TextWords:
    """What is counted of texts: documents' own, what was taught, and the own texts by each word."""

    own: StemCounts
    taught: StemCounts
    holding: Mapping[str, int]

    def save(self, path: Path) -> None:
        """Write it into one file."""
        arrays: dict[str, Any] = {"holding": _packed(self.holding)}
        for name, counts in ("own", self.own), ("taught", self.taught):
            arrays[f"{name}_{_STEMS}"] = _packed(counts.stems)
            for one in fields(StemCounts)[1:]:
                values = getattr(counts, one.name)
                arrays[f"{name}_{one.name}"] = values.astype(
                    np.min_scalar_type(int(values.max(initial=0)))
                )
        np.savez(path, **arrays)


def load_words(path: Path) -> TextWords:
    """Give what a file holds.

    Raises:
        OSError, ValueError, KeyError, EOFError: it cannot be read.
    """
    with np.load(path, allow_pickle=False) as held:

        def counts(name: str) -> StemCounts:
            arrays = [held[f"{name}_{one.name}"] for one in fields(StemCounts)[1:]]
            values = (one.astype(np.int32) for one in arrays)
            return StemCounts(_unpacked(held[f"{name}_{_STEMS}"]), *values)

        return TextWords(counts("own"), counts("taught"), _unpacked(held["holding"]))


def _packed(value: object) -> NDArray[np.uint8]:
    return np.frombuffer(json.dumps(value, ensure_ascii=False).encode(), dtype=np.uint8)


def _unpacked(array: NDArray[np.uint8]) -> Any:  # noqa: ANN401  whatever was packed
    return json.loads(array.tobytes())


def count_stems(texts: Iterable[Sequence[str]]) -> StemCounts:
    """Count the stems of texts; a text is its stems."""
    places: dict[str, int] = {}
    words, rows, counts, lengths = array("i"), array("i"), array("i"), array("i")
    for row, text in enumerate(texts):
        tokens = text or [_NOTHING]
        lengths.append(len(tokens))
        for token, count in Counter(tokens).items():
            words.append(places.setdefault(token, len(places)))
            rows.append(row)
            counts.append(count)
    values = (np.array(one, dtype=np.int32) for one in (words, rows, counts, lengths))
    return StemCounts([*places], *values)


def join_words(every: Sequence[TextWords]) -> TextWords:
    """Give what was counted of some texts after another, as if it had been counted at once."""
    holding: Counter[str] = Counter()
    for one in every:
        holding.update(one.holding)
    own, taught = [one.own for one in every], [one.taught for one in every]
    return TextWords(_joined(own), _joined(taught), holding)


def _joined(every: Sequence[StemCounts]) -> StemCounts:
    places: dict[str, int] = {}
    words, rows, before = [], [], 0
    for one in every:
        own = np.array([places.setdefault(stem, len(places)) for stem in one.stems], dtype=np.int32)
        words.append(own[one.words])
        rows.append(one.rows + np.int32(before))
        before += len(one.lengths)
    often, lengths = (
        np.concatenate([getattr(one, name) for one in every]) for name in ("often", "lengths")
    )
    return StemCounts([*places], np.concatenate(words), np.concatenate(rows), often, lengths)
