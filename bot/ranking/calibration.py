"""Another embedding model in the place of the one that rankers and judges were fitted with.

Each model gives cosines of its own size: what one puts at 0.9, another puts at 0.7. A calibration
is how the cosines of one become those of the other, found by comparing the same kinds of pairs:
questions that people taught of one sentence, each question with the nearest of others, and with a
sentence drawn by chance. All signals and thresholds then are what they were fitted as.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from domain import FindingsError
from store.generation.entries import EntryKind
from store.generation.manifest import LESSONS_NAME
from store.generation.records import load_lessons

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bot.ranking.fitted import Fitted
    from bot.ranking.table import Floats, Mask, Positions
    from store.generation.opened import Generation

CALIBRATION_NAME = "calibration.json"
SEED = 3
# Pairs of each kind that are compared at most, and at least: fewer say little of a model.
MOST_PAIRS = 1_000
LEAST_PAIRS = 100
# In so many blocks, to spare memory.
BLOCKS = 8
# The shares of all pairs whose greatest cosine is compared.
SHARES = tuple(round(one, 3) for one in np.linspace(0.01, 0.99, 50).tolist())


class CalibrationError(FindingsError):
    """The embedding model is another than that of rankers and judges, and none says how it is."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Cosines of one model, ``own``, and those of the other that they stand for, both rising."""

    own: tuple[float, ...]
    fitted: tuple[float, ...]

    def __call__(self, cosines: Floats) -> Floats:
        """Give the cosines that the other model would have given, in the same order."""
        return np.interp(cosines, self.own, self.fitted).astype(np.float32)

    def own_of(self, cosine: float) -> float:
        """Give the cosine of its own that stands for one of the other model."""
        return float(np.interp(cosine, self.fitted, self.own))


def shares_of(generation: Generation, asked: Mask | None = None) -> tuple[float, ...]:
    """Give the cosines below which ``SHARES`` of a generation's pairs lie.

    ``asked`` marks the entries to compare with others; all that are taught questions if None.

    Raises:
        CalibrationError: too little is taught.
    """
    entries, vectors = generation.entries, generation.vectors
    kinds = {kind: [row for row, one in enumerate(entries) if one.kind is kind]
             for kind in (EntryKind.QUESTION, EntryKind.SENTENCE)}  # fmt: skip
    questions = np.array(kinds[EntryKind.QUESTION], dtype=np.intp)
    lesson_of = _lessons(generation)
    lessons = np.array([lesson_of.get(entries[row].text, -1) for row in questions.tolist()])
    of_sentence: dict[tuple[int, int], list[int]] = {}
    for number, row in enumerate(questions.tolist()):
        of_sentence.setdefault((entries[row].passage, entries[row].sentence), []).append(number)
    random = np.random.default_rng(SEED)
    pairs: list[tuple[int, int, int]] = []
    for number in random.permutation(len(questions)).tolist():
        own = entries[questions[number]]
        others = [one for one in of_sentence[own.passage, own.sentence]
                  if lessons[one] != lessons[number]]  # fmt: skip
        if others and (asked is None or asked[questions[number]]):
            strange = int(random.choice(kinds[EntryKind.SENTENCE]))
            pairs.append((number, int(random.choice(others)), strange))
        if len(pairs) == MOST_PAIRS:
            break
    if len(pairs) < LEAST_PAIRS:
        msg = (
            f"{generation.directory}: too little is taught to calibrate by ({len(pairs)} questions "
            f"of sentences that somebody else taught too, {LEAST_PAIRS} needed): ingest the "
            "documents that come with Findings into a store of its own, run 'findings calibrate' "
            f"on it, and copy its {CALIBRATION_NAME}"
        )
        raise CalibrationError(msg)
    held = np.asarray(vectors[questions])
    first, second, strange_rows = (np.array(column) for column in zip(*pairs, strict=True))
    cosines = [
        (held[first] * held[second]).sum(axis=1),
        (held[first] * vectors[strange_rows]).sum(axis=1),
        *(_nearest(held, lessons, some) for some in np.array_split(first, BLOCKS)),
    ]
    return tuple(np.quantile(np.concatenate(cosines), SHARES).tolist())


def _nearest(held: Floats, lessons: Floats, some: Positions) -> Floats:
    """Give how near the nearest question of another lesson is to each of some questions."""
    cosines = held[some] @ held.T
    cosines[lessons[some][:, None] == lessons] = -1
    nearest: Floats = cosines.max(axis=1)
    return nearest


def _lessons(generation: Generation) -> dict[str, int]:
    """Give the number of the lesson that each taught question stands in."""
    held = load_lessons((generation.directory / LESSONS_NAME).read_bytes())
    lessons = enumerate(lesson for taught in held.values() for lesson in taught)
    return {text: number for number, lesson in lessons for text in lesson.questions}


def calibrate(generation: Generation, fitted: Fitted) -> Scale:
    """Give how the cosines of a generation's model become those of the fitted one.

    Raises:
        CalibrationError: too little is taught.
    """
    own = np.maximum.accumulate([-1.0, *shares_of(generation), 1.0])
    return Scale(tuple(own.tolist()), (-1.0, *fitted.cosines, 1.0))


def write_calibration(path: Path, scale: Scale, *, model: str, fitted: str) -> None:
    """Write the scale of ``model``, of use with what was fitted with the model ``fitted``.

    Raises:
        CalibrationError: it cannot be written.
    """
    raw = {"model": model, "fitted": fitted, "own": scale.own, "theirs": scale.fitted}
    try:
        path.write_text(json.dumps(raw, indent=1) + "\n", "utf-8")
    except OSError as error:
        msg = f"{path}: cannot be written ({error.strerror}): give leave to write there"
        raise CalibrationError(msg) from error


def read_scale(path: Path, model: str, fitted: str) -> Scale | None:
    """Give how cosines of ``model`` become those of ``fitted``; None where they are one.

    Raises:
        CalibrationError: they are not, and ``path`` is no calibration of the two.
    """
    if model == fitted:
        return None
    remedy = "run 'findings calibrate'"
    if not path.is_file():
        msg = f"the embedding model is {model}, ranker and judges are fitted to {fitted}: {remedy}"
        raise CalibrationError(msg)
    try:
        raw: dict[str, Any] = json.loads(path.read_bytes())
        of = (raw["model"], raw["fitted"])
        own, theirs = (tuple(map(float, raw[name])) for name in ("own", "theirs"))
    except (OSError, ValueError, LookupError, TypeError) as error:
        msg = f"{path}: damaged ({type(error).__name__}): {remedy}"
        raise CalibrationError(msg) from error
    if of != (model, fitted):
        msg = f"{path}: of the models {of[0]} and {of[1]}, not {model} and {fitted}: {remedy}"
        raise CalibrationError(msg)
    if len(own) != len(theirs) or not (_rises(own) and _rises(theirs)):
        msg = f"{path}: damaged (its cosines do not rise from -1 to 1): {remedy}"
        raise CalibrationError(msg)
    return Scale(own, theirs)


def _rises(cosines: Sequence[float]) -> bool:
    ends = (-1.0, *cosines, 1.0)
    return len(cosines) > 1 and all(a <= b for a, b in pairwise(ends))
