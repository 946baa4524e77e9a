"""Who a sentence says must act: people and bodies, and never what is only spoken of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.facts.acting import who_acts


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("The lead practitioner must tell the panel.", "The lead practitioner"),
        ("Multi-agency partners need to meet weekly.", "Multi-agency partners"),
        ("Each agency should set its own frequency.", "Each agency"),
        ("Leaders of the trust should also listen.", "Leaders of the trust"),
        ("Local authorities have to arrange it.", "Local authorities"),
        ("The front door will ring back within a day.", "The front door"),
        ("You must write it down.", "You"),
        # things do not act
        ("Multi-agency training should cover this.", ""),
        ("The purpose of multi-agency safeguarding arrangements is to help.", ""),
        ("The partnership's plan should say so.", ""),
        ("Practitioners' analysis should be challenged.", ""),
        ("Decisions should be agreed by the lead practitioner.", ""),
        ("Information you need to hold.", ""),
        # what is done to people, others do
        ("Parents should be told what needs to change.", ""),
        ("Staff should be curious.", "Staff"),
        ("The officer rang.", ""),
    ],
)
def test_who_acts_is_a_person_or_a_body(sentence: str, who: str) -> None:
    assert who_acts(sentence) == who


@given(st.text())
def test_who_acts_is_words_of_the_sentence(text: str) -> None:
    assert who_acts(text) in text
