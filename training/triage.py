"""Train the weights of ``bot/triage/``: ``python -m training.triage [FURTHER_QUESTIONS ...]``.

Prints the figures of a grouped cross-validation, then writes ``bot/data/triage.npz``.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]  # has no types
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from bot.triage.scene import BLOCK_WEIGHTS, BUCKETS, Scene, SceneReader, feature_weight, hashed
from bot.triage.verdict import SMALLTALK_LENGTH, THRESHOLDS, Manner, is_smalltalk, manner

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

DATA = Path("bot/data")
KNOWLEDGE = Path("knowledge")
SEED = 20261122
FOLDS = 5
# Inverse of the regularisation strength, and what a message counts for in training: those
# written for triage fully, the many ordinary questions half, danger and small talk double.
STRENGTH = 30.0
ORDINARY_WEIGHT = 0.5
DANGER_WEIGHT = 2.0
SMALLTALK_WEIGHT = 2.0


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled message; ``ordinary`` where it was written as a question, not for triage."""

    text: str
    label: str
    ordinary: bool = False


def read_examples(further: Iterable[Path] = ()) -> list[Example]:
    """Give the labelled messages, the questions of the knowledge base, and further questions."""
    examples = [
        Example(row["text"], row["label"])
        for name in ("triage.jsonl", "triage_more.jsonl", "triage_third.jsonl")
        for row in map(json.loads, (DATA / name).read_text(encoding="utf-8").splitlines())
    ]
    # Taught questions that do describe a child in danger now.
    taught = (DATA / "triage_taught.jsonl").read_text(encoding="utf-8").splitlines()
    live = {json.loads(line)["text"] for line in taught}
    for path in sorted(KNOWLEDGE.rglob("*.questions.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            examples += [
                Example(text, "danger" if text in live else "question", ordinary=True)
                for text in (*row.get("questions", ()), *row.get("mistaken", ()))
            ]
    for path in further:
        examples += [
            Example(json.loads(line)["text"], "question", ordinary=True)
            for line in path.read_text(encoding="utf-8").splitlines()
        ]
    return examples


def matrix(scenes: Sequence[Scene]) -> csr_matrix:
    """Give the features of the scenes, one row each."""
    starts, columns, values = [0], [], []
    for scene in scenes:
        for block, buckets in enumerate(hashed(scene)):
            if buckets:
                columns += [bucket + block * BUCKETS for bucket in sorted(buckets)]
                values += [feature_weight(block, len(buckets))] * len(buckets)
        starts.append(len(columns))
    return csr_matrix((values, columns, starts), shape=(len(scenes), len(BLOCK_WEIGHTS) * BUCKETS))


def fit(
    features: csr_matrix, positive: NDArray[np.bool_], weights: NDArray[np.float64]
) -> LogisticRegression:
    """Give a classifier of positive against all others."""
    model = LogisticRegression(C=STRENGTH, solver="liblinear", random_state=SEED)
    return model.fit(features, positive, sample_weight=weights)


def main() -> None:
    """Cross-validate, print, train on everything, write the weights."""
    examples = read_examples(map(Path, sys.argv[1:]))
    labels = np.array([example.label for example in examples])
    ordinary = np.array([example.ordinary for example in examples])
    danger = labels == "danger"
    courteous = labels == "smalltalk"
    base = np.where(ordinary, ORDINARY_WEIGHT, 1.0)
    weights = base * np.where(danger, DANGER_WEIGHT, 1.0)
    talk_weights = base * np.where(courteous, SMALLTALK_WEIGHT, 1.0)
    reader = SceneReader(DATA / "triage.toml")
    scenes = [reader.read(example.text) for example in examples]
    # Ordinary questions that describe a live scene by the plainest words teach nothing useful.
    live = ordinary & ~danger & np.array([manner(scene) is Manner.ACUTE for scene in scenes])
    weights = np.where(live, 0.0, weights)
    features = matrix(scenes)
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=SEED)
    scores, talk = np.zeros(len(examples)), np.zeros(len(examples))
    for train, test in folds.split(features, np.char.add(labels, ordinary.astype(str))):
        model = fit(features[train], danger[train], weights[train])
        scores[test] = model.decision_function(features[test])
        model = fit(features[train], courteous[train], talk_weights[train])
        talk[test] = model.decision_function(features[test])
    manners = np.array([manner(scene) for scene in scenes])
    flagged = scores > np.array([THRESHOLDS[Manner(name)] for name in manners])
    for name in (*Manner, "all"):
        among = (manners == name) | (name == "all")
        print(
            f"{name}: danger {np.sum(among & danger)}, missed {np.sum(among & danger & ~flagged)};"
            f" hard others {np.sum(among & ~danger & ~ordinary)}, false alarms"
            f" {np.sum(among & flagged & ~danger & ~ordinary)}; ordinary questions"
            f" {np.sum(among & ~danger & ordinary)}, false alarms"
            f" {np.sum(among & flagged & ~danger & ordinary)}"
        )
    short = np.array([len(example.text) <= SMALLTALK_LENGTH for example in examples])
    taken = short & ~flagged
    taken &= np.array(list(map(is_smalltalk, scenes, talk, scores)))
    print(
        f"small talk {courteous.sum()}, recognised {np.sum(taken & courteous)}; taken for it:"
        f" {np.sum(taken & ordinary)} ordinary questions, {np.sum(taken & danger)} dangers,"
        f" {np.sum(taken & ~ordinary & ~danger & ~courteous)} other questions"
    )
    models = [fit(features, danger, weights), fit(features, courteous, talk_weights)]
    np.savez_compressed(
        DATA / "triage.npz",
        danger=models[0].coef_[0].astype(np.float16),
        smalltalk=models[1].coef_[0].astype(np.float16),
        bias=np.array([model.intercept_[0] for model in models], dtype=np.float32),
    )


if __name__ == "__main__":
    main()
