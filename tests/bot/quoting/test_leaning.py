"""A sentence that points back at another is told from one that stands by itself."""

from __future__ import annotations

import pytest

from bot.quoting.leaning import leans_back


@pytest.mark.parametrize(
    "text",
    [
        "Together, this gives a full picture of the harbour.",
        "Overall, they are seen within a day.",
        "Despite this, few boats were insured.",
        "The effect of these is not measured.",
        "In such cases the warden decides.",
        "Most of these visits are late.",
        "To close this gap, a second clerk was hired.",
        "Staff value this and ask for more.",
        "While it holds many records, none is of boats.",
        "Positively, it is read every morning.",
        "For example, the clerk writes down each call.",
        "For some children, this means a long wait.",
        "However, wardens are seldom told.",
    ],
)
def test_what_points_back_leans(text: str) -> None:
    assert leans_back(text)


@pytest.mark.parametrize(
    "text",
    [
        "Wardens see every child within a day.",
        "When a boat is missing, this must be told to the harbour at once.",
        "If a child is at risk, they should be seen the same day.",
        "During this inspection, wardens were interviewed.",
        "In this area, boats are insured.",
        "Threats such as storms are named in plans.",
        "Support for those who leave the harbour is good.",
        "While it is important that boats are insured, few are.",
        "There is a good understanding of storms.",
    ],
)
def test_what_stands_by_itself_does_not(text: str) -> None:
    assert not leans_back(text)
