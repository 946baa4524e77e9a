"""Train the built-in words of triage: ``python -m training.triage_plain``.

Writes ``bot/triage/plainwords.py``, a small table of weights in code, so that nothing but the code
itself can damage it. Prints what it makes of the held-out messages.
"""

from __future__ import annotations

import json
import random
import textwrap
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]  # has no types
from sklearn.linear_model import LogisticRegression

from bot.triage.plain import THRESHOLD, terms
from training.triage_examples import read_examples

if TYPE_CHECKING:
    from collections.abc import Sequence

SEED = 1
TARGET = Path("bot/triage/plainwords.py")
HELD_OUT = Path("tests/bot/triage_holdout.jsonl")
# The share of the many ordinary questions that is learned from, and what each counts for.
ORDINARY_USED, ORDINARY_WEIGHT = 0.15, 0.5
DANGER_WEIGHT = 2.0
# Messages that a term must stand in; inverse strength of the penalty that leaves few terms.
LEAST = 6
STRENGTH = 0.2
# Weights are written in quarters.
PARTS = 4
# No single word speaks louder than this against danger: a date of birth in a message is no calm.
MOST_CALMING = -5
_HEAD = '''"""Words and pairs of words, and what each counts for danger (``bot/triage/plain.py``).

Written by ``python -m training.triage_plain``, not by hand.
"""

TABLE = """
'''


def _matrix(found: Sequence[set[str]], columns: dict[str, int]) -> csr_matrix:
    places = [
        (row, columns[term]) for row, one in enumerate(found) for term in one if term in columns
    ]
    rows, held = zip(*places, strict=True)
    return csr_matrix((np.ones(len(rows)), (rows, held)), shape=(len(found), len(columns)))


def main() -> None:
    """Fit, write the table, print."""
    chance = random.Random(SEED)  # noqa: S311  training data, not secrets
    examples = [
        one
        for one in read_examples()
        if not one.ordinary or one.label == "danger" or chance.random() < ORDINARY_USED
    ]
    found = [terms(one.text) for one in examples]
    counts = Counter(term for one in found for term in one)
    names = sorted(term for term, count in counts.items() if count >= LEAST)
    columns = {term: place for place, term in enumerate(names)}
    danger = np.array([one.label == "danger" for one in examples])
    weights = np.where([one.ordinary for one in examples], ORDINARY_WEIGHT, 1.0)
    weights[danger] *= DANGER_WEIGHT
    model = LogisticRegression(C=STRENGTH, l1_ratio=1.0, solver="liblinear", random_state=SEED)
    model.fit(_matrix(found, columns), danger, sample_weight=weights)
    quarters = np.maximum(np.round(model.coef_[0] * PARTS).astype(int), MOST_CALMING)
    lines = defaultdict(list)
    for name, count in zip(names, quarters, strict=True):
        if count:
            lines[int(count)].append(name)
    table = [
        f"{count} {line}"
        for count in sorted(lines, reverse=True)
        for line in textwrap.wrap("|".join(lines[count]).replace(" ", "_").replace("|", " "), 92)
    ]
    TARGET.write_text("\n".join([_HEAD.rstrip("\n"), *table, '"""\n']), encoding="utf-8")
    rows = [json.loads(line) for line in HELD_OUT.read_text(encoding="utf-8").splitlines()]
    scores = _matrix([terms(row["text"]) for row in rows], columns) @ quarters
    for label in ("danger", "question"):
        flagged = scores[[row["label"] == label for row in rows]] > THRESHOLD
        print(f"{label}: {flagged.sum()} of {len(flagged)} called danger")


if __name__ == "__main__":
    main()
