"""What people at a running server are shown is held against what a batch answers."""

from __future__ import annotations

import pytest

from evaluation.many.crowd import is_as_expected
from evaluation.many.visitor import Displayed

WORDS = "Who?\n\n- List:\n1. “Ring the police.”\n2. “Write it down, at once.”\n\nSources: one"


@pytest.mark.parametrize(
    ("wanted", "is_right"),
    [
        (["answered", "Ring the police.", "Write it down, at once."], True),
        (["declined", "Ring the police."], False),
        (["answered", "Ring the police.", "Keep it to yourself."], False),
        (["answered", "Write it down, twice."], False),
    ],
)
def test_outcome_and_each_quote_have_to_be_the_same(wanted: list[str], *, is_right: bool) -> None:
    assert is_as_expected(Displayed("answered", WORDS, 0.1), wanted) is is_right
