"""What an ask says of who told something is left out; what is asked for stays."""

from __future__ import annotations

import pytest

from bot.reading.witness import wants_rules, without_witness


@pytest.mark.parametrize(
    ("ask", "left"),
    [
        ("what did inspectors say about missing children", "about missing children"),
        ("What did Ofsted think of the front door?", "of the front door?"),
        ("what did the 2022 letter find on gangs", "on gangs"),
        ("were inspectors happy with health visiting", "with health visiting"),
        ("what concerned inspectors about supervision", "about supervision"),
        ("how good is supervision, according to the inspectors", "how good is supervision"),
        # nothing else would be left
        ("what did the inspectors find?", "what did the inspectors find?"),
        ("who inspects children's homes", "who inspects children's homes"),
        ("what should we tell the police", "what should we tell the police"),
    ],
)
def test_who_told_it_is_no_part_of_what_is_looked_for(ask: str, left: str) -> None:
    assert without_witness(ask).strip("?") == left.strip("?")


@pytest.mark.parametrize(
    ("ask", "rules"),
    [
        ("what should I do next?", True),
        ("who can help with this?", True),
        ("what did inspectors say should happen?", False),
        ("which places had the same?", False),
    ],
)
def test_what_letters_say_is_no_ask_for_rules(ask: str, *, rules: bool) -> None:
    assert wants_rules(ask) is rules
