"""What masking leaves of a detail changes nothing of what is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.privacy.identifiers import Detail
from bot.privacy.masking import mask
from bot.privacy.unmasked import without_details

if TYPE_CHECKING:
    from bot.assistant import Assistant

ASKED = "can a gp surgery call a strategy meeting"
JOINED = ["for [{}]", ", {} [{}]", "whose {} is [{}]", "({} [{}])", "about [name], {} [{}]"]


@pytest.mark.parametrize("kind", Detail)
def test_a_placeholder_goes_with_the_words_that_only_join_it(kind: Detail) -> None:
    for form in JOINED:
        detail = form.format(*[kind] * form.count("{}"))
        assert without_details(f"{ASKED} {detail}?") == f"{ASKED}?"
        assert without_details(f"{detail}: {ASKED}") == ASKED
    assert without_details(f"[{kind}]") == f"[{kind}]"


@pytest.mark.parametrize(
    ("masked", "asked"),
    [
        ("does [name] need to consent", "does they need to consent"),
        ("can I refer [name] to social care", "can I refer them to social care"),
        ("[name] is missing. who do I ring", "they is missing. who do I ring"),
        ("is the form [yes/no] needed", "is the form [yes/no] needed"),
    ],
)
def test_a_person_that_something_is_said_of_stays_as_a_pronoun(masked: str, asked: str) -> None:
    assert without_details(masked) == asked


@pytest.mark.parametrize(
    "details",
    [
        "for Jamie Bloggs born 3 May 2011",
        "for a child, NHS number 943 476 5919",
        "for Jamie Bloggs who lives at 14 Park Road, CW1 2AB",
        "about Jamie, mum's mobile is 07700 900123",
    ],
)
def test_details_change_neither_outcome_nor_first_quote(assistant: Assistant, details: str) -> None:
    assert mask(details).kinds
    plain, named = (assistant.reply(one) for one in (f"{ASKED}?", f"{ASKED} {details}?"))
    assert named.masked
    assert type(named.outcome) is type(plain.outcome)
    assert named.outcome.statements[0] == plain.outcome.statements[0]  # type: ignore[union-attr]
