"""What documents say an abbreviation stands for is known when somebody asks with it."""

from __future__ import annotations

import pytest

from bot.reading.lexicon import Lexicon
from bot.reading.shortened import as_meanings, shortened_in
from store.search.keywords import stem, words_of


@pytest.mark.parametrize(
    ("text", "short", "name"),
    [
        ("The emergency duty team (EDT) answers.", "EDT", "emergency duty team"),
        ("Refer to the multi-agency risk assessment conference (MARAC).", "MARAC",
         "multi agency risk assessment conference"),
        ("by the Department for Education (‘DfE’) in May", "DfE", "department for education"),
        ("five youth\njustice workers (YJWs) came", "YJW", "youth justice workers"),
    ],
)  # fmt: skip
def test_a_name_before_its_abbreviation_is_found(text: str, short: str, name: str) -> None:
    assert shortened_in([text]) == {short: (name,)}


@pytest.mark.parametrize(
    "text",
    [
        "They met at the hall (EDT) on Monday.",
        "The police (who came) left.",
        "Ask the duty. Emergency team (DET).",
    ],
)
def test_other_words_before_brackets_are_no_name(text: str) -> None:
    assert shortened_in([text]) == {}


def test_either_stands_for_the_other() -> None:
    lexicon = Lexicon([]).knowing(
        as_meanings(shortened_in(["the Larkrise Ambulance Service (LAS)", "duty team (DT)"]))
    )
    assert stem("team") in lexicon.expand(words_of("who runs the DT"))
    # without its first word too
    assert stem("las") in lexicon.expand(words_of("is the ambulance service involved"))
    # an English word is none of them
    assert not lexicon.expand(words_of("what las is that"))


def test_one_of_many_senses_is_left_out() -> None:
    texts = [f"the {one} team (AT)" for one in ("ash", "art", "aid", "arc")]
    assert shortened_in(texts) == {}
