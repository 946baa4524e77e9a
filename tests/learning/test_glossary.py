"""The glossary explains the documents' words, and says where each explanation comes from."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning.glossary import EVERYDAY, Glossary, GlossaryEntry, abbreviations_in, unexplained

if TYPE_CHECKING:
    from learning.desk import Materials

DSL = GlossaryEntry(
    "designated safeguarding lead", "Leads in a school.", ("DSL",), ("safeguarding head",), "role",
    None, "a source",
)  # fmt: skip
CORE = GlossaryEntry(
    "core group", "Carries out the plan.", ("CG",), (), "meeting", None, "a source"
)
GROUNDS = GlossaryEntry(
    "conclusive grounds decision", "Says yes or no.", ("CG",), (), "law", None, "a page"
)
POLICE = GlossaryEntry("police", "Looks for missing children.", (), (), "agency", None, "a source")
SMALL = Glossary([GROUNDS, DSL, POLICE, CORE])


def test_every_abbreviation_of_the_documents_is_explained(materials: Materials) -> None:
    # what a scan of the letter left between its words
    assert unexplained(materials.generation, materials.glossary) == ("BS", "LEDGA")


def test_the_abbreviations_that_are_looked_for_are_those_that_staff_meet() -> None:
    text = (
        "The DSL rang CSC; A&E, CP-IS and SCiES know. iART too. An All-Age plan, at 9 AM? No: NG76."
    )
    found = ["DSL", "CSC", "A&E", "CP-IS", "SCiES", "iART", "AM", "NG76"]
    assert list(abbreviations_in(text)) == found


def test_every_entry_is_one_plain_sentence_with_a_line_or_a_source(materials: Materials) -> None:
    for entry in materials.glossary.entries:
        assert entry.says.endswith("."), entry.term
        assert not re.search(r"[a-z]{3}\. ", entry.says), entry.term
        assert entry.citation or entry.source, entry.term


def test_an_entry_quotes_its_document(materials: Materials) -> None:
    cited = [entry for entry in materials.glossary.entries if entry.citation]
    texts = {one.source.id: one.text for one in materials.generation.documents}
    assert len(cited) > 250
    for entry in cited:
        assert entry.citation is not None
        assert entry.citation.quote in texts[entry.citation.passage.source.id]


def test_every_entry_is_under_one_letter(materials: Materials) -> None:
    glossary = materials.glossary
    listed = [entry for letter in glossary.letters for entry in glossary.of_letter(letter)]
    assert listed == list(glossary.entries)


@pytest.mark.parametrize("asked", ["DSL", "dsl", "designated safeguarding", "safeguarding head"])
def test_an_entry_is_found_by_its_abbreviation_its_name_and_everyday_words(asked: str) -> None:
    assert SMALL.search(asked)[0] is DSL


def test_nothing_typed_finds_nothing() -> None:
    assert SMALL.search("  ?") == ()


def test_an_abbreviation_with_two_meanings_marks_both() -> None:
    (place,) = SMALL.mark_terms("Bring it to the CG.")
    assert set(place.entries) == {CORE, GROUNDS}


def test_a_plural_and_a_capital_are_the_same_term() -> None:
    text = "Core groups meet."
    (place,) = SMALL.mark_terms(text)
    assert text[place.start : place.end] == "Core groups"


def test_an_abbreviation_in_small_letters_is_a_word() -> None:
    assert SMALL.mark_terms("a cg and a dsl") == ()


def test_an_everyday_word_is_not_marked() -> None:
    assert "police" in EVERYDAY
    assert SMALL.mark_terms("The police came.") == ()


def test_only_the_first_place_is_marked() -> None:
    assert len(SMALL.mark_terms("The DSL, a DSL, any DSL")) == 1


@given(st.lists(st.sampled_from(["DSL", "CG", "core group", "police", " ", "x", "'s", "\n"])))
def test_marked_places_lie_in_the_text_in_order_and_apart(words: list[str]) -> None:
    text = "".join(words)
    places = SMALL.mark_terms(text)
    assert all(0 <= one.start < one.end <= len(text) for one in places)
    assert all(one.end <= two.start for one, two in itertools.pairwise(places))


_ALPHABET = st.sampled_from("abAB-& .")


@given(
    st.sets(st.text(_ALPHABET, min_size=1, max_size=4).filter(str.strip), min_size=1),
    st.text(_ALPHABET, max_size=12),
)
def test_the_longest_term_of_all_is_found_at_each_place(names: set[str], text: str) -> None:
    glossary = Glossary(
        GlossaryEntry(one, "It is one.", (), (), "term", None, "a source") for one in names
    )
    forms = sorted((*names, *(f"{one}s" for one in names)), key=len, reverse=True)
    pattern = "|".join(map(re.escape, forms))
    longest = re.finditer(rf"(?<![\w@])(?:{pattern})(?!\w)", text, re.IGNORECASE)
    places = {(one.start(), one.end()) for one in longest}
    assert {(one.start, one.end) for one in glossary.mark_terms(text)} <= places
    assert not places or glossary.mark_terms(text)
