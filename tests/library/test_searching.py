from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.lexicon import read_lexicon
from bot.reading.understanding import Understanding
from library.searching import may_hold, search_meaning, search_words, terms_of

if TYPE_CHECKING:
    from store.generation.opened import Generation
    from store.models.embedding import OnnxEmbedder

LEXICON = Path(__file__).parents[2] / "knowledge" / "lexicon"


def test_phrases_in_quotes_are_one_term_and_signs_around_words_are_dropped() -> None:
    assert terms_of('“front  door”, police? "strategy meeting" -') == (
        "front door", "strategy meeting", "police",
    )  # fmt: skip


def test_every_hit_holds_every_term_as_whole_words(generation: Generation) -> None:
    hits = search_words(generation.passages, "POLICE missing")
    assert hits
    documents = {one.source.id: one for one in generation.documents}
    for hit in hits:
        text = documents[hit.passage.source.id].text
        found = {text[start:end].lower() for start, end in hit.marks}
        assert found == {"police", "missing"}


def test_no_passage_with_the_words_is_left_out(generation: Generation) -> None:
    words = re.compile(r"\bemergency\s+department\b", re.IGNORECASE)
    expected = {one.id for one in generation.passages if words.search(one.text)}
    found = {hit.passage.id for hit in search_words(generation.passages, '"emergency department"')}
    assert found == expected


def test_straight_and_curly_signs_find_each_other(generation: Generation) -> None:
    straight = search_words(generation.passages, "children's")
    assert straight
    assert search_words(generation.passages, "children’s") == straight


def test_a_part_of_a_word_is_not_the_word(generation: Generation) -> None:
    assert not search_words(generation.passages, "exploitat")


@given(st.text(max_size=40))
def test_any_query_is_searched_without_error_and_marks_lie_in_their_passage(
    generation: Generation, query: str
) -> None:
    for hit in search_words(generation.passages[:20], query):
        assert hit.marks
        assert all(hit.passage.start <= start < end <= hit.passage.end for start, end in hit.marks)


@pytest.mark.parametrize(
    "query",
    ["police", "POLICE missing", '"strategy discussion"', "the", "the child", "children's",
     "s.47", "A&E", "72 hours", "multi-agency", "O’Brien", "isn't", "café", "exploitat", "- §",
     "", "section 47 enquiry", "under 18", "partner’s"],
)  # fmt: skip
def test_the_index_leaves_no_hit_out(generation: Generation, query: str) -> None:
    every = search_words(generation.passages, query)
    assert search_words(may_hold(generation, query), query) == every
    assert search_words(may_hold(generation, query), query, 5) == every[:5]


@given(st.data())
def test_nor_of_words_as_documents_print_them(generation: Generation, data: st.DataObject) -> None:
    text = data.draw(st.sampled_from([*generation.passages])).text
    start = data.draw(st.integers(0, len(text)))
    words = text[start : start + data.draw(st.integers(1, 40))]
    query = data.draw(st.sampled_from([words, f'"{words}"', words.upper()]))
    every = search_words(generation.passages, query)
    assert search_words(may_hold(generation, query), query) == every


def test_only_passages_that_the_index_names_are_read(generation: Generation) -> None:
    passages = [*may_hold(generation, "exploitation panel")]
    assert 0 < len(passages) < len(generation.passages) / 5
    name = passages[-1].source.id
    assert [*may_hold(generation, "exploitation panel", {name})] == [
        one for one in passages if one.source.id == name
    ]


@pytest.mark.parametrize("query", ["(a+)+$" * 40, "\\", "[", '"' * 50, ".*" * 100, "%00\x00"])
def test_signs_of_a_pattern_are_only_signs(generation: Generation, query: str) -> None:
    search_words(generation.passages, query)


def test_meaning_finds_what_other_words_say(generation: Generation, embedder: OnnxEmbedder) -> None:
    understanding = Understanding(embedder, read_lexicon(LEXICON), generation.keywords)
    question = "who do I ring when a kid is in danger right now"
    hits = search_meaning(generation, understanding, question, count=8)
    assert len(hits) == len({one.passage.id for one in hits}) == 8
    assert any("999" in one.passage.text for one in hits)
    for hit in hits:
        sentences = [one.start + hit.passage.start for one in hit.passage.sentences]
        assert hit.lines[0][0] in sentences
    assert search_meaning(generation, understanding, " ?! ", count=8) == ()


def test_meaning_is_looked_for_in_the_documents_named_alone(
    generation: Generation, embedder: OnnxEmbedder
) -> None:
    understanding = Understanding(embedder, read_lexicon(LEXICON), generation.keywords)
    question = "who do I ring when a kid is in danger right now"
    everywhere = search_meaning(generation, understanding, question, count=8)
    # one of those that answer least
    last = everywhere[-1].passage.source.id
    hits = search_meaning(generation, understanding, question, count=3, among={last})
    assert {one.passage.source.id for one in hits} == {last}
    assert search_meaning(generation, understanding, question, count=3, among=frozenset()) == ()
