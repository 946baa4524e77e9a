"""A quote of several rows, items or paragraphs keeps a line for each."""

from __future__ import annotations

import pytest

from bot.answering.tidying import tidy


@pytest.mark.parametrize(
    ("quote", "lines"),
    [
        ("3 days | Worker\n| 9 days | Head", ["3 days | Worker", "9 days | Head"]),
        ("| 3 days | Worker\n\nThen it ends.", ["3 days | Worker", "Then it ends."]),
        ("- one\n- two\n  goes on", ["- one", "- two goes on"]),
        ("**Bold** and\nnext [a pointer]", ["Bold and next"]),
    ],
)
def test_each_row_keeps_a_line_of_its_own(quote: str, lines: list[str]) -> None:
    assert tidy(quote).split("\n") == lines
