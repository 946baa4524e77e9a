"""Triage: whether a message describes a child in danger now, is small talk, or is a question.

Runs first, on the raw text, without store or model: a linear classifier over hashed features
(trained by ``python -m training.triage``) and explicit rules, which set how sure the classifier
must be. It errs towards danger: a miss costs more than steps that somebody did not need.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import category

import numpy as np

from bot import smalltalk
from bot.triage.kinds import DangerKind, KindReader, WriterKind, unquoted
from bot.triage.scene import BUCKETS, Scene, SceneReader, feature_weight, hashed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from domain import Turn

DATA = Path(__file__).parent.parent / "data"


class Verdict(StrEnum):
    """What a message is, before anything is searched."""

    DANGER = "danger"
    SMALLTALK = "smalltalk"
    QUESTION = "question"


class Manner(StrEnum):
    """How a message speaks, by its words alone."""

    FRAMED = "framed"  # of study, of another time, of nothing urgent
    ACUTE = "acute"  # of somebody in danger, by the plainest words
    GENERAL = (
        "general"  # opens as a question or names a document, and nothing places it here and now
    )
    HARM = "harm"  # of a harm
    PLAIN = "plain"


# Log-odds above which a message of each manner counts as danger, from the cross-validation that
# training.triage prints (docs/triage.md): as low as false alarms under 1 in 200 ordinary
# questions allow.
THRESHOLDS = {
    Manner.FRAMED: 1.2,
    Manner.ACUTE: -3.3,
    Manner.GENERAL: -1.3,
    Manner.HARM: -1.2,
    Manner.PLAIN: -0.3,
}
SMALLTALK_THRESHOLD = 0.0
# ... for one that opens with a courtesy and asks nothing, and for one that asks.
COURTESY_THRESHOLD = -3.5
ASKING_THRESHOLD = 1.5
# Log-odds of danger above which only plain courtesies are small talk.
SMALLTALK_DANGER = -4.0
# Small talk is short; a page of one letter is none.
SMALLTALK_LENGTH = 150
HARMS = frozenset(
    {
        *("injury", "medical", "suicide", "weapon", "threat", "taken"),
        *("missing", "alone", "stranger", "abuse", "peril"),
    }
)
_OPENERS = frozenset(
    {
        *("what", "whats", "which", "when", "how", "who", "whos", "whose", "why", "where"),
        *("do", "does", "did", "is", "are", "can", "could", "should", "would", "will", "must"),
        *("if", "explain", "define"),
    }
)
# A longer message is judged by windows too, and they must be surer: there are many of them.
WINDOW_WORDS = 50
SHORT_WINDOW_WORDS = 20
WINDOW_MARGIN = 1.5
ACUTE_WINDOW = -2.0
# Earlier messages that a follow-up may lean on.
HISTORY_TURNS = 2


def manner(scene: Scene) -> Manner:
    """Give how the message speaks; the rules that need no classifier."""
    concepts = scene.concepts
    if "frame" in concepts and "present" not in concepts:
        return Manner.FRAMED
    opens = bool(scene.words) and scene.words[0] in _OPENERS
    general = (opens or "topic" in concepts) and not concepts & {"here", "present"}
    if "acute" in concepts and not general:
        return Manner.ACUTE
    if general:
        return Manner.GENERAL
    return Manner.HARM if concepts & HARMS else Manner.PLAIN


def is_smalltalk(scene: Scene, score: float, danger: float) -> bool:
    """Whether a short message is small talk; both scores are the classifiers' log-odds."""
    if smalltalk.covers(scene.words):
        return True
    if danger > SMALLTALK_DANGER or smalltalk.is_foreign_to(scene.words):
        return False
    if smalltalk.may_be(scene.words):
        return score > COURTESY_THRESHOLD
    return score > (ASKING_THRESHOLD if smalltalk.asks(scene.words) else SMALLTALK_THRESHOLD)


class Triage:
    """Judges messages; holds the word lists and the classifier's weights."""

    def __init__(
        self,
        weights: Path = DATA / "triage.npz",
        words: Path = DATA / "triage.toml",
        kinds: Path = DATA / "danger_kinds.toml",
    ) -> None:
        """Load them; raises OSError, ValueError or KeyError where one is missing or broken."""
        self._reader = SceneReader(words)
        self._kinds = KindReader(kinds)
        with np.load(weights) as stored:
            self._danger: NDArray[np.float32] = stored["danger"].astype(np.float32)
            self._smalltalk: NDArray[np.float32] = stored["smalltalk"].astype(np.float32)
            self._bias: NDArray[np.float32] = stored["bias"]

    def judge(self, message: str, history: Sequence[Turn] = ()) -> Verdict:
        """Give what the message is; earlier turns count where it follows up a danger."""
        scene = self._reader.read(message)
        if not scene.words:
            smiles = any(category(sign) == "So" for sign in message)
            return Verdict.SMALLTALK if smiles else Verdict.QUESTION
        if "foreign" in scene.concepts:
            return Verdict.DANGER
        danger, courteous = self._scores(scene)
        if danger > THRESHOLDS[manner(scene)] or self._holds_danger(scene):
            return Verdict.DANGER
        if len(message) <= SMALLTALK_LENGTH and is_smalltalk(scene, courteous, danger):
            return Verdict.SMALLTALK
        if self._follows_danger(scene, history):
            return Verdict.DANGER
        return Verdict.QUESTION

    def writer(self, message: str) -> WriterKind:
        """Give who writes the message, as far as its words tell; staff where they do not."""
        words = self._reader.words(message)
        return self._kinds.writer(message, words, self._reader.words(unquoted(message)))

    def kind(self, message: str) -> DangerKind:
        """Give what kind of danger a message is about that ``judge`` calls danger."""
        return self._kinds.kind(self._reader.words(message), self.writer(message))

    def _scores(self, scene: Scene) -> tuple[float, float]:
        """Give the log-odds of danger and of small talk."""
        danger, courteous = float(self._bias[0]), float(self._bias[1])
        for block, buckets in enumerate(hashed(scene)):
            if not buckets:
                continue
            at = np.fromiter(buckets, dtype=np.int64, count=len(buckets)) + block * BUCKETS
            scale = feature_weight(block, len(buckets))
            danger += scale * float(self._danger[at].sum())
            courteous += scale * float(self._smalltalk[at].sum())
        return danger, courteous

    def _holds_danger(self, scene: Scene) -> bool:
        """Whether a part of a long message is danger by itself."""
        for part in self._windows(scene):
            kind = manner(part)
            least = ACUTE_WINDOW if kind is Manner.ACUTE else THRESHOLDS[kind] + WINDOW_MARGIN
            if self._scores(part)[0] > least:
                return True
        return False

    def _windows(self, scene: Scene) -> Iterator[Scene]:
        if len(scene.words) > WINDOW_WORDS:
            for size in (WINDOW_WORDS, SHORT_WINDOW_WORDS):
                for start in range(0, len(scene.words), size // 2):
                    yield self._reader.scene(scene.words[start : start + size])

    def _follows_danger(self, scene: Scene, history: Sequence[Turn]) -> bool:
        """Whether the message asks what to do next about a danger told before."""
        # who asks what a document or inspectors say is back at work; the steps stay on the page
        asks_of_now = scene.concepts & {"them", "call", "me", "here"}
        if scene.concepts & {"frame", "study"} or not asks_of_now:
            return False
        return any(self.judge(turn.question) is Verdict.DANGER for turn in history[-HISTORY_TURNS:])
