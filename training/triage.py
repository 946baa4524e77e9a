"""Train the weights of ``bot/triage/``: ``python -m training.triage [FURTHER_QUESTIONS ...]``.

Prints the figures of a cross-validation that holds out whole kinds of message, then writes
``bot/data/triage.npz``. With ``--danger`` only the classifier of danger is learned anew.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]  # has no types
from sklearn.linear_model import LogisticRegression

from bot.courtesies import is_smalltalk
from bot.triage.classifier import weighed
from bot.triage.features import BLOCKS, BUCKETS, CONCEPT_WEIGHT, Concepts, blocks, sections
from bot.triage.scene import Scene, SceneReader
from bot.triage.verdict import DATA, SMALLTALK_LENGTH, THRESHOLD
from training.manifest import record
from training.triage_examples import Example, compose, read_examples

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]
    Floats = NDArray[np.float64]

SEED = 20261128
FOLDS = 5
# Inverse of the regularisation strength, and what a message counts for in training: those
# written for triage fully, the many ordinary questions half, danger and small talk double.
STRENGTH = 30.0
ORDINARY_WEIGHT = 0.5
DANGER_WEIGHT = 2.0
SMALLTALK_WEIGHT = 2.0
# A window of a message without danger, beside the message itself.
WINDOW_WEIGHT = 0.5
# The few long messages, where the whole and its windows are weighed.
LONG_WEIGHT = 5.0
COMPOSED_WEIGHT = 0.3


@dataclass(frozen=True, slots=True)
class Corpus:
    """The features of every message and of every window; a message's own row comes first."""

    examples: Sequence[Example]
    scenes: Sequence[Scene]
    features: csr_matrix
    owner: NDArray[np.int64]
    rows: Sequence[range]

    @property
    def danger(self) -> Flags:
        """Whether each message is danger."""
        return np.array([one.label == "danger" for one in self.examples])

    @property
    def first(self) -> NDArray[np.int64]:
        """Each message's own row."""
        return np.array([rows[0] for rows in self.rows], dtype=np.int64)


def read(examples: Sequence[Example]) -> Corpus:
    """Give the features of messages and their windows."""
    reader = SceneReader(DATA / "triage.toml")
    concepts = Concepts(reader.concept_names)
    scenes = [reader.read(example.text) for example in examples]
    ends, columns, values = [0], [], []
    rows: list[range] = []
    for scene in scenes:
        every = sections(scene)[0].every
        rows.append(range(len(ends) - 1, len(ends) - 1 + len(every)))
        sorts = blocks(scene)
        present, absent = concepts.read(scene, sections(scene)[:1])
        for part, dense in zip(every, concepts.spread(present, absent), strict=True):
            size = 0
            for (number, weight), grams in zip(BLOCKS, sorts, strict=True):
                found = np.concatenate([block.within(part) for block in grams])
                columns.append(found + number * BUCKETS)
                values.append(np.full(len(found), weight / np.sqrt(max(len(found), 1))))
                size += len(found)
            there = np.flatnonzero(dense)
            columns.append(there + len(BLOCKS) * BUCKETS)
            values.append(np.full(len(there), CONCEPT_WEIGHT))
            ends.append(ends[-1] + size + len(there))
    shape = (len(ends) - 1, len(BLOCKS) * BUCKETS + concepts.width)
    features = csr_matrix((np.concatenate(values), np.concatenate(columns), ends), shape=shape)
    features.sum_duplicates()
    owner = np.repeat(np.arange(len(rows)), [len(one) for one in rows])
    return Corpus(examples, scenes, features, owner, rows)


def fit(features: csr_matrix, positive: Flags, weights: Floats) -> LogisticRegression:
    """Give a classifier of positive against all others; rows without weight are left out."""
    used = weights > 0
    model = LogisticRegression(C=STRENGTH, solver="liblinear", random_state=SEED)
    return model.fit(features[used], positive[used], sample_weight=weights[used])


def fit_danger(corpus: Corpus, weights: Floats, among: Flags) -> LogisticRegression:
    """Give a classifier of danger, learned from the messages ``among`` all and their windows.

    Every window of a message without danger is without danger; of a message with it, only the
    window counts that a classifier of whole messages finds the most dangerous.
    """
    danger = corpus.danger
    used = np.zeros(len(corpus.owner))
    calm = (among & ~danger)[corpus.owner]
    used[calm] = weights[corpus.owner[calm]] * WINDOW_WEIGHT
    own = corpus.first[among]
    used[own] = weights[among]
    positive = danger[corpus.owner]
    model = fit(corpus.features, positive, used)
    scores = model.decision_function(corpus.features)
    for index in map(int, np.flatnonzero(among & danger)):
        rows = corpus.rows[index]
        if len(rows) > 1:
            used[rows[1 + int(np.argmax(scores[list(rows[1:])]))]] = weights[index]
    return fit(corpus.features, positive, used)


def whole(corpus: Corpus, scores: Floats) -> Floats:
    """Give what each message is judged by as a whole, from the scores of all rows."""
    return np.array(
        [
            weighed(scene, sections(scene)[0], scores[list(rows)], scene.concepts)
            for scene, rows in zip(corpus.scenes, corpus.rows, strict=True)
        ]
    )


def fit_whole(read_: Floats, danger: Flags, weights: Floats) -> LogisticRegression:
    """Give the classifier that weighs a message and its windows."""
    model = LogisticRegression(C=1.0, max_iter=5000, random_state=SEED)
    return model.fit(read_, danger, sample_weight=weights)


def folds(examples: Sequence[Example]) -> NDArray[np.int64]:
    """Give the fold of each message; those of one kind share theirs."""
    random = np.random.default_rng(SEED)
    found = random.integers(0, FOLDS, len(examples))
    kinds = sorted({one.kind for one in examples if one.kind})
    fold_of = dict(zip(kinds, random.permutation(len(kinds)) % FOLDS, strict=True))
    for index, one in enumerate(examples):
        if one.kind:
            found[index] = fold_of[one.kind]
    return found


@dataclass(frozen=True, slots=True)
class Judged:
    """Log-odds of messages by classifiers that did not learn from them."""

    danger: Floats
    smalltalk: Floats
    # what each message is weighed by as a whole
    whole: Floats


def weights_of(corpus: Corpus) -> Floats:
    """Give what each message counts for where danger is learned."""
    ordinary = np.array([example.ordinary for example in corpus.examples])
    weights = np.where(ordinary, ORDINARY_WEIGHT, 1.0)
    weights[corpus.danger] *= DANGER_WEIGHT
    # Ordinary questions that describe a live scene by the plainest words teach nothing useful.
    acute = np.array(["acute" in scene.concepts for scene in corpus.scenes])
    weights[ordinary & ~corpus.danger & acute] = 0.0
    return weights


def smalltalk_weights_of(corpus: Corpus) -> Floats:
    """Give what each message counts for where small talk is learned."""
    return np.array(
        [
            (ORDINARY_WEIGHT if one.ordinary else 1.0)
            * (SMALLTALK_WEIGHT if one.label == "smalltalk" else 1.0)
            for one in corpus.examples
        ]
    )


def whole_weights_of(corpus: Corpus) -> Floats:
    """Give what each message counts for where wholes are weighed."""
    each = [
        COMPOSED_WEIGHT if one.composed else LONG_WEIGHT if len(rows) > 1 else 1.0
        for one, rows in zip(corpus.examples, corpus.rows, strict=True)
    ]
    weights: Floats = weights_of(corpus) * np.array(each)
    return weights


def cross_validate(corpus: Corpus) -> Judged:
    """Judge each message by classifiers that saw neither it nor others of its kind."""
    fold = folds(corpus.examples)
    courteous = np.array([one.label == "smalltalk" for one in corpus.examples])
    weights, talk_weights = weights_of(corpus), smalltalk_weights_of(corpus)
    own = corpus.features[corpus.first]
    rows, talk = np.zeros(len(corpus.owner)), np.zeros(len(fold))
    for number in range(FOLDS):
        model = fit_danger(corpus, weights, fold != number)
        test = (fold == number)[corpus.owner]
        rows[test] = model.decision_function(corpus.features[test])
        model = fit(own, courteous, np.where(fold != number, talk_weights, 0.0))
        talk[fold == number] = model.decision_function(own[fold == number])
    read_ = whole(corpus, rows)
    odds = np.zeros(len(fold))
    weigh = whole_weights_of(corpus)
    for number in range(FOLDS):
        seen = fold != number
        model = fit_whole(read_[seen], corpus.danger[seen], weigh[seen])
        odds[~seen] = model.decision_function(read_[~seen])
    return Judged(odds, talk, read_)


def report(corpus: Corpus, odds: Floats, among: Flags, threshold: float = 0.0) -> None:
    """Print what triage makes of the messages ``among`` all."""
    ordinary = np.array([example.ordinary for example in corpus.examples])
    kinds = np.array([example.kind for example in corpus.examples])
    composed = np.array([example.composed for example in corpus.examples])
    long = np.array([len(rows) > 1 for rows in corpus.rows])
    danger = corpus.danger
    flagged = odds > threshold
    written = ~ordinary & ~composed
    for name, these in (
        ("written, kind not held out", written & (kinds == "")),
        ("written, kind held out, short", written & (kinds != "") & ~long),
        ("written, kind held out, long", written & (kinds != "") & long),
        ("composed", composed),
        ("ordinary", ordinary),
    ):
        mine = these & among
        print(
            f"{name}: danger {np.sum(mine & danger)}, missed {np.sum(mine & danger & ~flagged)};"
            f" others {np.sum(mine & ~danger)}, false alarms {np.sum(mine & ~danger & flagged)}"
        )
    calm = np.sort(odds[among & ordinary & ~danger])
    for share in (0.003, 0.005, 0.01):
        print(
            f"{share:.1%} of ordinary questions lie above {calm[int((1 - share) * len(calm))]:.2f}"
        )


def _report_smalltalk(corpus: Corpus, judged: Judged) -> None:
    ordinary = np.array([example.ordinary for example in corpus.examples])
    courteous = np.array([example.label == "smalltalk" for example in corpus.examples])
    short = np.array([len(example.text) <= SMALLTALK_LENGTH for example in corpus.examples])
    talk = [*map(is_smalltalk, (s.words for s in corpus.scenes), judged.smalltalk, judged.danger)]
    taken = short & (judged.danger <= THRESHOLD) & np.array(talk)
    print(
        f"small talk {courteous.sum()}, recognised {np.sum(taken & courteous)}; taken for it:"
        f" {np.sum(taken & ordinary)} ordinary questions, {np.sum(taken & corpus.danger)} dangers,"
        f" {np.sum(taken & ~ordinary & ~corpus.danger & ~courteous)} other questions"
    )


def main() -> None:
    """Train on everything, write the weights; cross-validate and print before."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("further", nargs="*", type=Path, help="files of further questions")
    parser.add_argument(
        "--danger", action="store_true",
        help="learn danger only, in a tenth of the time: small talk and wholes stay as they are",
    )  # fmt: skip
    options = parser.parse_args()
    examples = read_examples(options.further)
    corpus = read([*examples, *compose(examples)])
    everything = np.ones(len(corpus.examples), dtype=bool)
    if options.danger:
        with np.load(DATA / "triage.npz") as kept:
            talk, talk_bias, wholes = kept["smalltalk"], kept["bias"][1], kept["whole"]
    else:
        judged = cross_validate(corpus)
        report(corpus, judged.danger, everything, THRESHOLD)
        _report_smalltalk(corpus, judged)
        courteous = np.array([one.label == "smalltalk" for one in corpus.examples])
        own = corpus.features[corpus.first]
        talk_model = fit(own, courteous, smalltalk_weights_of(corpus))
        talk, talk_bias = talk_model.coef_[0], talk_model.intercept_[0]
        whole_model = fit_whole(judged.whole, corpus.danger, whole_weights_of(corpus))
        wholes = np.concatenate([whole_model.intercept_, whole_model.coef_[0]])
    danger_model = fit_danger(corpus, weights_of(corpus), everything)
    np.savez_compressed(
        DATA / "triage.npz",
        danger=danger_model.coef_[0].astype(np.float16),
        smalltalk=talk.astype(np.float16),
        bias=np.array([danger_model.intercept_[0], talk_bias], dtype=np.float32),
        whole=wholes.astype(np.float32),
    )
    record(DATA / "triage.npz", signals=SceneReader(DATA / "triage.toml").concept_names)


if __name__ == "__main__":
    main()
