"""The linear classifiers of triage: log-odds of danger and of small talk.

Every window of a message is scored, and the message itself; a second, small classifier weighs
these against each other and against how the whole speaks, so that a calm whole outweighs a window
that would be a weak sign by itself. Time is linear in the message.
"""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from bot.triage.features import BLOCKS, BUCKETS, CONCEPT_WEIGHT, Concepts, blocks, bounds, sections
from bot.triage.manner import Manner, manner

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from bot.triage.features import JudgedTogether
    from bot.triage.scene import Scene

    Floats = NDArray[np.float64]

# Concepts of a section of several windows that weigh in its whole.
_WEIGHED = ("frame", "past", "calm", "study", "present", "now", "here")


class Odds(NamedTuple):
    """Log-odds: of danger in each section of a message, and that it is small talk.

    ``places`` says where each section lies, as shares of the message.
    """

    danger: tuple[float, ...]
    places: tuple[tuple[float, float], ...]
    smalltalk: float


def weighed(
    scene: Scene, section: JudgedTogether, scores: Floats, known: frozenset[str]
) -> list[float]:
    """Give what a section is judged by.

    ``scores`` are those of the section itself, then of its windows; ``known`` its concepts.
    """
    mine = manner(scene.opening if section.whole.start == 0 else "", known)
    manners = [float(mine is one) for one in Manner]
    whole, parts = float(scores[0]), scores[1:]
    if not len(parts):
        return [whole, *[0.0] * 6, *manners, *[0.0] * len(_WEIGHED)]
    ordered = sorted(parts.tolist(), reverse=True)
    mean = sum(ordered) / len(ordered)
    spread = [ordered[0], ordered[min(1, len(ordered) - 1)], mean, log(len(ordered))]
    own = [float(name in known) for name in _WEIGHED]
    return [0.0, whole, *spread, 1.0, *manners, *own]


class Classifier:
    """Trained weights, read from ``triage.npz``."""

    def __init__(self, path: Path, concepts: Sequence[str]) -> None:
        """Load them; raises OSError, ValueError or KeyError where they are missing or broken."""
        self._concepts = Concepts(concepts)
        with np.load(path) as stored:
            weights = [stored[name].astype(np.float32) for name in ("danger", "smalltalk")]
            self._bias = stored["bias"].astype(np.float32)
            self._whole = stored["whole"].astype(np.float64)
        size = len(BLOCKS) * BUCKETS
        if any(len(one) != size + self._concepts.width for one in weights):
            message = f"{path} does not fit the word lists: run python -m training.triage"
            raise ValueError(message)
        self._pairs = [self._concepts.square(one[size:]) for one in weights]
        self._absent = [one[-self._concepts.missing :].copy() for one in weights]
        # both weights of a bucket stand together
        self._grams = np.stack([one[:size] for one in weights], axis=1)

    def read(self, scene: Scene) -> Odds:
        """Give the log-odds of a message."""
        found = sections(scene)
        scores, there = self._scores(scene, found)
        signals: list[list[float]] = []
        at = 0
        for section in found:
            rows = slice(at, at + len(section.every))
            known = self._concepts.known(there[at])
            signals.append(weighed(scene, section, scores[0, rows], known))
            at = rows.stop
        danger = np.array(signals) @ self._whole[1:] + self._whole[0]
        length = len(scene.stream)
        places = tuple((one.whole.start / length, one.whole.end / length) for one in found)
        return Odds(tuple(danger.tolist()), places, float(scores[1, 0]))

    def _scores(
        self, scene: Scene, found: Sequence[JudgedTogether]
    ) -> tuple[Floats, NDArray[np.float32]]:
        """Give both log-odds of every section and window, and what is there in each."""
        starts, ends = bounds(found)
        total = np.repeat(self._bias[:, None].astype(np.float64), len(starts), axis=1)
        for (number, weight), grams in zip(BLOCKS, blocks(scene), strict=True):
            sums = np.zeros((2, len(starts)))
            counts = np.zeros(len(starts))
            for block in grams:
                first = block.offsets[starts]
                last = block.offsets[np.maximum(ends - block.size + 1, starts)]
                counts += last - first
                running = np.zeros((len(block.buckets) + 1, 2))
                weights = self._grams[block.buckets + number * BUCKETS]
                np.cumsum(weights, axis=0, dtype=np.float64, out=running[1:])
                sums += (running[last] - running[first]).T
            total += weight * sums / np.sqrt(np.maximum(counts, 1))
        there, absent = self._concepts.read(scene, found)
        some = np.flatnonzero(there.any(axis=1))
        held = there[some]
        for row, (pairs, missing) in enumerate(zip(self._pairs, self._absent, strict=True)):
            # a window without concepts has no pairs of them
            concepts = np.zeros(len(starts))
            concepts[some] = ((held @ pairs) * held).sum(axis=1)
            total[row] += CONCEPT_WEIGHT * (concepts + absent @ missing)
        return total, there
