"""What something is comes before what is said of it in passing; labels and particulars do not."""

from __future__ import annotations

import pytest

from bot.quoting.defining import defining, meaning_asked, without_terms
from bot.quoting.spans import Span
from bot.quoting.standing import is_of_the_file, with_what_it_leads_to
from domain import Evidence, Kind, Part, Passage, Sentence, Shape, Source


def spans(*texts: str, heading: str = "Meetings") -> list[Span]:
    """Give the sentences of one paragraph."""
    whole = " ".join(texts)
    starts = [whole.index(one) for one in texts]
    sentences = tuple(
        Sentence(one, start, start + len(one), Shape.PARAGRAPH)
        for one, start in zip(texts, starts, strict=True)
    )
    passage = Passage("1", Source("a", "Notes", kind=Kind.LOCAL), (heading,), Part.GUIDANCE, (),
                      whole, 0, len(whole), sentences)  # fmt: skip
    evidence = Evidence(passage, 1.0, (0.5,) * len(texts))
    return [Span(evidence, n, n) for n in range(len(texts))]


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("what is a core group?", {"core", "group"}),
        ("whats a core group", {"core", "group"}),
        ("what does core group mean", {"core", "group"}),
        ("definition of a core group pls", {"core", "group"}),
        ("what do they actually mean by core group, is it just us", {"core", "group"}),
        ("what is the number for the core group", set()),
        ("what is the next step after a core group", set()),
        ("who is in a core group", set()),
    ],
)
def test_a_question_of_meaning_is_told(question: str, named: set[str]) -> None:
    assert meaning_asked(question) == named


def test_what_it_is_comes_before_what_it_is_not() -> None:
    held = spans(
        "A core group does not replace the panel.",
        "The core group was praised.",
        "A core group is the small team that carries out a plan.",
    )
    named = meaning_asked("what is a core group")
    assert [one.quote for one in defining(named, held)] == [held[2].quote]
    assert held[0] not in defining(named, held[:2])


def test_what_is_denied_within_a_meaning_denies_none() -> None:
    held = spans(
        "A core group was praised.",
        "A core group is any team – no matter how small – that carries out a plan.",
    )
    assert defining(meaning_asked("what is a core group"), held) == held[1:]


def test_a_dash_before_what_a_term_means_is_one() -> None:
    held = spans("A core group was praised.", "Core group - The team that carries out a plan.")
    assert defining(meaning_asked("what is a core group"), held) == held[1:]


def test_what_stands_under_its_name_is_given_in_its_order() -> None:
    held = spans("Nurses come too.", "The lead calls it.", heading="Core group")
    ranked = [held[1], held[0]]
    assert defining(meaning_asked("what is a core group"), ranked) == held


def test_a_label_is_quoted_with_what_it_announces() -> None:
    held = spans("Core group.", "The small team that carries out a plan.")
    assert with_what_it_leads_to(held[0]).quote.endswith("carries out a plan.")
    assert with_what_it_leads_to(held[1]) == held[1]


@pytest.mark.parametrize(
    ("text", "is_of_it"),
    [
        ("Agreed by the board on 11 March.", True),
        ("Version 4.", True),
        ("Status: mandatory for all partner agencies.", True),
        ("Review the plan within two weeks.", False),
        ("Agreed actions are sent to the lead.", False),
    ],
)
def test_a_documents_own_particulars_are_told(text: str, is_of_it: bool) -> None:  # noqa: FBT001
    (one,) = spans(text)
    assert is_of_the_file(one.sentences[0]) is is_of_it


def test_who_asks_for_somebody_gets_no_meaning_of_a_word() -> None:
    held = spans("Missing: a child nobody can find.", "The carer rings the police.")
    assert without_terms("who has to be told of a missing child", held) == [held[1]]
    assert without_terms("who is a missing child", held) == held
    assert without_terms("when is it told", held[:1]) == held[:1]
