"""Which sentences are quoted, and how."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.tidying import tidy
from bot.quoting.selecting import MAX_CHARACTERS_OF_A_LIST
from bot.quoting.writer import QuoteWriter, nearest_quotes
from bot.ranking.fitted import read_fitted
from domain import (
    Citation,
    Evidence,
    Part,
    Passage,
    Sentence,
    Shape,
    Source,
    Statement,
    UngroundedError,
)
from wiring import BOT_DATA

MARGINS = read_fitted(BOT_DATA).margins
QUOTING = QuoteWriter({}, margins=MARGINS)


def make_evidence(texts: list[str], weights: list[float]) -> Evidence:
    whole = " ".join(texts)
    sentences, start = [], 0
    for text in texts:
        sentences.append(Sentence(text, start, start + len(text), Shape.PARAGRAPH))
        start += len(text) + 1
    source = Source("a.md", "A")
    passage = Passage(
        "0" * 12, source, ("A",), Part.GUIDANCE, (), whole, 0, len(whole), tuple(sentences)
    )
    return Evidence(passage, max(weights), tuple(weights))


def test_a_clear_best_sentence_is_quoted_alone() -> None:
    evidence = make_evidence(["Ring the front door.", "Cats sleep a lot."], [0.9, 0.05])
    statements = QUOTING.write("who do I ring", [evidence])
    assert [one.text for one in statements] == ["Ring the front door."]


def test_sentences_near_the_best_are_quoted_too() -> None:
    evidence = make_evidence(["Ring the front door.", "Tell your lead."], [0.8, 0.75])
    (statement,) = QUOTING.write("what now", [evidence])
    assert statement.text == "Ring the front door. Tell your lead."


def test_sentences_apart_are_quoted_apart() -> None:
    texts = ["Ring the front door.", "Have some tea.", "Tell your lead."]
    evidence = make_evidence(texts, [0.8, 0.01, 0.75])
    statements = QUOTING.write("what now", [evidence])
    assert [one.text for one in statements] == ["Ring the front door.", "Tell your lead."]


def test_a_sentence_that_leans_brings_the_one_before() -> None:
    evidence = make_evidence(["Hold a meeting.", "This is urgent."], [0.01, 0.9])
    statements = QUOTING.write("is it urgent", [evidence])
    assert statements[0].text == "Hold a meeting. This is urgent."


def make_list(weights: list[float]) -> Evidence:
    """Give evidence of an introducing line and two items."""
    lead, *items = texts = ["Staff should:", "listen;", "write it down."]
    whole = "Staff should:\n\n- listen;\n- write it down."
    sentences = [Sentence(lead, 0, len(lead), Shape.PARAGRAPH)]
    for text in items:
        start = whole.index(text)
        sentences.append(Sentence(text, start, start + len(text), Shape.ITEM, lead=texts[0]))
    passage = Passage(
        "1" * 12, Source("b.md", "B"), ("B",), Part.GUIDANCE, (), whole, 0, len(whole),
        tuple(sentences),
    )  # fmt: skip
    return Evidence(passage, max(weights), tuple(weights))


def test_a_wanted_list_is_quoted_whole_with_what_introduces_it() -> None:
    (statement,) = QUOTING.write("list what staff should do", [make_list([0, 0.9, 0.01])])
    assert statement.text == "Staff should:\n- listen;\n- write it down."


def test_words_that_introduce_a_list_bring_it_along() -> None:
    (statement,) = QUOTING.write("what must I do", [make_list([0.9, 0.01, 0.01])])
    assert statement.text.endswith("- write it down.")


def test_one_item_answers_a_question_for_one_thing() -> None:
    (statement,) = QUOTING.write("do I write it down", [make_list([0.01, 0.01, 0.9])])
    assert statement.text == "write it down."


def test_quotes_stay_within_their_characters() -> None:
    long = "Word " * 60 + "end."
    evidence = make_evidence([long] * 8, [0.8] * 8)
    statements = QUOTING.write("list everything", [evidence])
    assert sum(len(one.text) for one in statements) <= MAX_CHARACTERS_OF_A_LIST


def make_passages(texts: list[str]) -> list[Evidence]:
    """Give evidence of a passage for each text, hardly less near than the one before."""
    found = [make_evidence([text], [0.8 - at / 100]) for at, text in enumerate(texts)]
    return [
        replace(one, passage=replace(one.passage, id=f"{at}" * 12)) for at, one in enumerate(found)
    ]


def test_a_third_passage_is_quoted_where_all_is_short() -> None:
    long = [f"{name} {'word ' * 50}end." for name in ("Ann", "Bob", "Cat")]
    assert len(QUOTING.write("what now", make_passages(long))) == 2
    short = [*long[:2], "Ring the front door."]
    assert len(QUOTING.write("what now", make_passages(short))) == 3
    beside = make_evidence(["Tea is served.", *long], [0.01, 0.8, 0.79, 0.78])
    (statement,) = QUOTING.write("what now", [beside])
    assert statement.text == " ".join(long)


def test_what_is_said_again_in_more_words_is_quoted_once() -> None:
    said = "Within 5 days of a move the school lead should send a pupil's protection file on."
    lead = "Records are kept. "
    first, again = make_evidence([said], [0.8]), make_evidence([f"{said[:-1]} safely."], [0.79])
    again = replace(again, passage=replace(again.passage, id="2" * 12))
    assert len(QUOTING.write("how soon is the file sent", [first, again])) == 1
    later = make_evidence([lead.strip(), f"This {said[:-1]} safely."], [0.01, 0.79])
    later = replace(later, passage=replace(later.passage, id="3" * 12))
    assert len(QUOTING.write("how soon is the file sent", [first, later])) == 1


def test_nothing_is_said_without_evidence() -> None:
    assert QUOTING.write("what", []) == ()
    assert nearest_quotes([]) == ()


@given(st.text(min_size=1, max_size=30))
def test_words_that_are_not_in_the_passage_cannot_be_cited(words: str) -> None:
    passage = make_evidence(["Ring the front door."], [0.5]).passage
    if words in passage.text:
        assert Citation(passage, words).quote == words
    else:
        with pytest.raises(UngroundedError):
            Citation(passage, words)


def test_a_statement_without_a_citation_cannot_be_made() -> None:
    with pytest.raises(UngroundedError):
        Statement("Everything is fine.", ())


def test_a_tidy_quote_has_no_bold_marks_and_no_pointer() -> None:
    assert tidy("**Ring** it.\n[Tees procedures] Go.") == "Ring it. Go."


def test_who_signs_off_is_no_list_and_signs_are() -> None:
    texts = [f"Line {n} is about forms." for n in range(8)]
    evidence = make_evidence(texts, [0.9, *[0.3] * 7])
    (one,) = QUOTING.write("who signs off the form", [evidence])
    assert one.text == texts[0]
    (whole,) = QUOTING.write("what are signs of harm", [evidence])
    assert whole.text == " ".join(texts)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("how are boats checked", "(Regs 45/46)"),
        (
            "how are boats checked",
            "Further guidance on boats can be found at https://boats.example",
        ),
        ("how are boats checked", "See annex C."),
    ],
)
def test_words_that_only_point_to_others_are_not_quoted(question: str, text: str) -> None:
    evidence = make_evidence([text, "The master checks each boat."], [0.9, 0.5])
    assert [one.text for one in QUOTING.write(question, [evidence])] == [
        "The master checks each boat."
    ]
    assert QUOTING.write(question, [make_evidence([text], [0.9])])


def test_where_more_stands_is_quoted_for_who_asks_where() -> None:
    text = "Further guidance on boats can be found in the harbour's handbook."
    evidence = make_evidence([text, "The master checks each boat."], [0.9, 0.1])
    assert QUOTING.write("where is the guidance on boats", [evidence])[0].text == text


def test_one_case_that_is_told_is_no_rule() -> None:
    told, rule = (
        make_evidence(["The master told the girl."], [0.9]),
        make_evidence(["Tell."], [0.5]),
    )
    told = replace(told, passage=replace(told.passage, headings=("Boats", "Case study 2")))
    assert [one.text for one in QUOTING.write("who tells the girl", [told, rule])] == ["Tell."]
    first = QUOTING.write("is there an example of telling the girl", [told, rule])[0]
    assert first.text == "The master told the girl."


def test_another_part_of_the_law_is_not_the_one_that_is_named() -> None:
    texts = ["Regulation 45 asks for a review.", "Under regulations 43 and 44 someone visits."]
    evidence = make_evidence(texts, [0.9, 0.8])
    statements = QUOTING.write("how often is the regulation 44 visit", [evidence])
    assert [one.text for one in statements] == texts[1:]
