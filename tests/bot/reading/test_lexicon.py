"""Everyday words and abbreviations stand for the documents' words."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.judging.polarity import Polarity
from bot.reading.lexicon import Lexicon, LexiconError, Term, read_lexicon
from store.search.keywords import stem, words_of

KNOWLEDGE = Path(__file__).parents[3] / "knowledge"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("A&E", "emergency"), ("cops", "police"), ("kids", "children"), ("CAMHS", "mental")],
)
def test_the_shipped_lexicon_knows_what_staff_type(typed: str, meant: str) -> None:
    lexicon = read_lexicon(KNOWLEDGE / "lexicon")
    assert stem(meant) in lexicon.expand(words_of(typed))


def test_a_phrase_is_found_inside_a_question() -> None:
    lexicon = Lexicon(
        [Term(term="missing", says="Not where they should be.", also=("done a runner",))]
    )
    assert lexicon.expand(words_of("he has done a runner again")) == (stem("missing"),)


def test_a_broken_lexicon_is_named(tmp_path: Path) -> None:
    (tmp_path / "terms.toml").write_text("[[term]\n", "utf-8")
    with pytest.raises(LexiconError, match=r"terms\.toml"):
        read_lexicon(tmp_path)


def test_a_negated_judgement_counts_as_its_opposite() -> None:
    polarity = Polarity(["robust"], ["weak"], ["not"], [["high", "low"]])
    clash = polarity.compare("why are plans so robust", "plans are not robust")[0]
    agree = polarity.compare("why are plans weak", "plans are not robust")[0]
    assert clash == 1.0
    assert agree == 0.0


def test_antonyms_meet() -> None:
    polarity = Polarity([], [], [], [["high", "low"]])
    assert polarity.compare("is it high", "it is low")[-1] == 1.0
    assert polarity.compare("is it high", "it is high")[-1] == 0.0
