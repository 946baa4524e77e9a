"""Questions and sentences read together: what is read, and what the checker makes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from bot.judging.checking import Checker, window
from settings import load_settings
from store.models.embedding import ModelError
from wiring import make_checker

if TYPE_CHECKING:
    from pathlib import Path

    from store.generation.opened import Generation

LOCK = "The lock at Grindley Brook was rebuilt in 1921 by a crew of forty."
BOATS = "Boats may moor beside the lock for two nights."
KEY = "The keeper keeps the key of the winding gear in the lock house."


@pytest.fixture(scope="module")
def checker(model_export: Path) -> Checker:
    return make_checker(load_settings(model_export=model_export))


@pytest.mark.parametrize(
    ("question", "right"),
    [
        ("when was the lock rebuilt", LOCK),
        ("how long can i moor by the lock", BOATS),
        ("who has the key to the winding gear", KEY),
    ],
)
def test_the_sentence_that_answers_scores_highest(
    checker: Checker, question: str, right: str
) -> None:
    sentences = [LOCK, BOATS, KEY]
    scores = checker.scores(question, sentences)
    assert sentences[int(scores.argmax())] == right
    # in log-odds: well ahead of the next
    assert np.diff(np.sort(scores))[-1] > 1


def test_what_no_sentence_answers_scores_low(checker: Checker) -> None:
    assert checker.scores("how much does a mooring cost", [LOCK, KEY]).max() < 0


def test_a_score_does_not_depend_on_what_is_read_beside_it(checker: Checker) -> None:
    alone = checker.scores("when was the lock rebuilt", [LOCK])
    together = checker.scores("when was the lock rebuilt", [BOATS, LOCK, KEY])
    assert abs(alone[0] - together[1]) < 0.01


def test_a_window_holds_the_sentence_its_neighbours_and_its_heading(
    generation: Generation,
) -> None:
    passage = next(one for one in generation.passages if len(one.sentences) > 4 and one.headings)
    text = window(passage, 2)
    for number, sentence in enumerate(passage.sentences):
        assert (" ".join(sentence.text.split()) in text) == (1 <= number <= 3)
    assert text.startswith(" ".join(passage.heading.split()))


def test_a_missing_export_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="findings prepare"):
        make_checker(load_settings(model_export=tmp_path / "model"))
