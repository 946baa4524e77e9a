"""Triage: whether a message describes a child in danger now, is small talk, or is a question.

Runs first, on the raw text, without store or model: a linear classifier over hashed features
(trained by ``python -m training.triage``) and explicit rules. It errs towards danger.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from bot.scene import BLOCK_WEIGHTS, BUCKETS, Scene, SceneReader, hashed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from domain import Turn

DATA = Path(__file__).parent / "data"

# Log-odds above which a message counts as danger. Measured by cross-validation, docs/triage.md.
THRESHOLD = -2.0
SMALLTALK_THRESHOLD = 0.0
# A longer message is judged by windows too: the training messages have up to 66 words.
WINDOW_WORDS = 50
WINDOW_STEP = 20
# Earlier messages that a follow-up may lean on.
HISTORY_TURNS = 2


class Verdict(StrEnum):
    """What a message is, before anything is searched."""

    DANGER = "danger"
    SMALLTALK = "smalltalk"
    QUESTION = "question"


class Triage:
    """Judges messages; holds the word lists and the classifier's weights."""

    def __init__(
        self, weights: Path = DATA / "triage.npz", words: Path = DATA / "triage.toml"
    ) -> None:
        """Load both; raises OSError or ValueError where they are missing or broken."""
        self._reader = SceneReader(words)
        with np.load(weights) as stored:
            self._danger: NDArray[np.float32] = stored["danger"].astype(np.float32)
            self._smalltalk: NDArray[np.float32] = stored["smalltalk"].astype(np.float32)
            self._bias: NDArray[np.float32] = stored["bias"]

    def judge(self, message: str, history: Sequence[Turn] = ()) -> Verdict:
        """Give what the message is; earlier turns count where it follows up a danger."""
        scene = self._reader.read(message)
        if not scene.words:
            return Verdict.QUESTION
        danger, smalltalk = self._scores(scene)
        if danger > THRESHOLD or self._holds_danger(scene):
            return Verdict.DANGER
        if smalltalk > SMALLTALK_THRESHOLD:
            return Verdict.SMALLTALK
        if self._follows_danger(scene, history):
            return Verdict.DANGER
        return Verdict.QUESTION

    def _scores(self, scene: Scene) -> tuple[float, float]:
        """Give the log-odds of danger and of small talk."""
        danger, smalltalk = float(self._bias[0]), float(self._bias[1])
        for block, (buckets, weight) in enumerate(zip(hashed(scene), BLOCK_WEIGHTS, strict=True)):
            if not buckets:
                continue
            at = np.fromiter(buckets, dtype=np.int64, count=len(buckets)) + block * BUCKETS
            scale = weight(len(buckets))
            danger += scale * float(self._danger[at].sum())
            smalltalk += scale * float(self._smalltalk[at].sum())
        return danger, smalltalk

    def _holds_danger(self, scene: Scene) -> bool:
        """Whether a part of a long message is danger by itself."""
        return any(self._scores(part)[0] > 0 for part in self._windows(scene))

    def _windows(self, scene: Scene) -> Iterator[Scene]:
        words = scene.words
        if len(words) > WINDOW_WORDS:
            for start in range(0, len(words) - WINDOW_STEP, WINDOW_STEP):
                yield self._reader.scene(words[start : start + WINDOW_WORDS])

    def _follows_danger(self, scene: Scene, history: Sequence[Turn]) -> bool:
        if "them" not in scene.concepts and "call" not in scene.concepts:
            return False
        return any(
            self.judge(turn.question) is Verdict.DANGER for turn in history[-HISTORY_TURNS:]
        )
