"""Comparisons, summaries and an agency's duties, on the shipped documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.answering.rendering import SILENT, render
from bot.shaping.comparing.areas import areas_asked
from bot.shaping.comparing.asked import compared_in
from bot.shaping.duties import duties_asked
from bot.shaping.summing import summary_asked
from domain import Answer, Part, Reply
from ingest.agencies import agencies_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.assistant import Assistant, Library
    from bot.judging.judge import Judgement
    from bot.ranking.retriever import Ranking, Scope
    from bot.ranking.table import Mask, Table
    from bot.reading.understanding import Understood
    from domain import Passage


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("what is the difference between a core group and a panel?", ("core group", "panel")),
        ("core group vs panel", ("core group", "panel")),
        ("how does a core group differ from a panel", ("core group", "panel")),
        ("visits - foster carers v residential staff, who gets more",
         ("foster carers", "residential staff")),
        ("please compare what inspectors said about schools with nurses", ("schools", "nurses")),
        ("compare day and night shelters and family shelters",
         ("day and night shelters", "family shelters")),
        ("core group or panel, whats the difference", ("core group", "panel")),
        ("statement of purpose vs guide", ("statement of purpose", "guide")),
        ("core group or panel, how are they different", ("core group", "panel")),
        ("difference between the weekly call when a boy moves in and the panel",
         ("weekly call", "panel")),
        ("should I ring the helpdesk or send form B, what's the difference", None),
        ("did the report like the weekly call compared to the panel", None),
        ("what makes a difference to children", None),
        ("does the panel decide", None),
    ],
)  # fmt: skip
def test_the_two_things_of_a_comparison_are_told(text: str, sides: tuple[str, str] | None) -> None:
    found = compared_in(text)
    assert (found.sides if found else None) == sides


def test_a_question_of_two_areas_is_answered_for_each(
    assistant: Assistant, library: Callable[[], Library]
) -> None:
    text = "What is the difference between Leeds and Norfolk on return home interviews?"
    assert areas_asked(library(), text) == ("Leeds", "Norfolk")
    assert areas_asked(library(), "who does return home interviews in Leeds and Norfolk") == ()
    outcome = assistant.reply(text).outcome
    assert isinstance(outcome, Answer)
    assert outcome.sides == ("Leeds", "Norfolk")
    assert {one.side for one in outcome.statements} <= set(outcome.sides)


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("Making slides - how do Leeds (2024) and Norfolk (2025) compare on return interviews?",
         "Return interviews"),
        ("return home interviews - how did Leeds and Norfolk do", "Return home interviews"),
        ("return home interviews, Leeds vs Norfolk. who did better", "Return home interviews"),
    ],
)  # fmt: skip
def test_what_two_areas_are_compared_in_is_told_from_what_is_said_besides(
    text: str, head: str, assistant: Assistant
) -> None:
    outcome = assistant.reply(text).outcome
    assert isinstance(outcome, Answer)
    assert outcome.sides == ("Leeds", "Norfolk")
    assert {one.head for one in outcome.statements} == {head}


def test_that_things_are_compared_is_nothing_that_is_asked_of_each() -> None:
    found = compared_in("core group vs panel - whats the difference?")
    assert found is not None
    assert not found.context


def test_a_line_that_introduces_stands_on_no_side_without_its_list(assistant: Assistant) -> None:
    outcome = assistant.reply("strategy meeting vs core group, what's the difference").outcome
    assert isinstance(outcome, Answer)
    assert not any(one.text.rstrip().endswith(":") for one in outcome.statements)


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("what's the difference between section 17 and section 47?", ("section 17", "section 47")),
        ("difference between a strategy discussion and a MACE meeting",
         ("strategy discussion", "MACE meeting")),
        ("what's the difference between criminal and sexual exploitation",
         ("criminal exploitation", "sexual exploitation")),
    ],
)  # fmt: skip
def test_a_comparison_has_words_of_both_sides_under_like_heads(
    text: str, sides: tuple[str, str], assistant: Assistant
) -> None:
    reply = assistant.reply(text)
    assert isinstance(reply.outcome, Answer)
    assert reply.outcome.sides == sides
    assert {one.side for one in reply.outcome.statements} - {""} == set(sides)
    assert SILENT not in render(reply)


def test_a_comparison_says_once_at_most_where_one_side_is_silent(assistant: Assistant) -> None:
    reply = assistant.reply("nrm vs section 45 defence")
    assert isinstance(reply.outcome, Answer)
    assert len({one.head for one in reply.outcome.statements}) > 1
    assert render(reply).count(SILENT) <= 1


def test_two_things_are_compared_in_the_place_that_is_named(assistant: Assistant) -> None:
    outcome = assistant.reply("difference between section 17 and section 47 in Leeds").outcome
    assert isinstance(outcome, Answer)
    assert outcome.sides == ("section 17", "section 47")


def test_a_letter_in_short_is_its_parts_and_nobody_who_signed_it(assistant: Assistant) -> None:
    outcome = assistant.reply("Can you summarise the inspection letter for my team?").outcome
    assert isinstance(outcome, Answer)
    parts = [one.citations[0].passage.part for one in outcome.statements]
    assert list(dict.fromkeys(parts)) == [
        Part.HEADLINE, Part.PRIORITY, Part.IMPROVE, Part.STRENGTH, Part.MAIN, Part.NEXT,
    ]  # fmt: skip
    assert "3 of 3" in {one.extent for one in outcome.statements}
    assert outcome.top
    assert render(Reply(outcome)).startswith(outcome.top)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("give me a summary of the note on disruption tools", ""),
        ("overview of strategy discussions", "Strategy discussions and strategy meetings"),
        ("summarise what the letter says about supervision", ""),
        ("strategy discussions", ""),
    ],
)
def test_only_a_whole_document_is_summed_up(
    library: Callable[[], Library], text: str, title: str
) -> None:
    sources = [one.source for one in library().generation.documents]
    found = summary_asked(text, sources)
    assert (found.title if found else "") == title


def test_everything_an_agency_must_do_is_every_action_that_names_it(assistant: Assistant) -> None:
    reply = assistant.reply("everything health must do")
    assert isinstance(reply.outcome, Answer)
    text = render(reply)
    for words in ("Health leaders should ensure", "East Cheshire NHS Trust", "Fast-track health"):
        assert words in text
    assert "Asked for by inspectors: 3 of health" in reply.outcome.top
    assert "Urgent action is required" not in text


@pytest.mark.parametrize(
    ("text", "top"),
    [
        ("what needs to improve in cheshire east",
         "12 of 12 are quoted. The letter has areas for priority action besides."),
        ("what's good about cheshire east according to the letter", "6 of 6 are quoted."),
        ("list the strengths please", "6 of 6 are quoted."),
    ],
)  # fmt: skip
def test_a_part_of_the_letter_that_is_asked_for_alone_is_given_whole(
    text: str, top: str, assistant: Assistant
) -> None:
    outcome = assistant.reply(text).outcome
    assert isinstance(outcome, Answer)
    assert outcome.top == top
    assert len(outcome.statements) == 1


def test_only_a_sentence_that_begins_with_an_agency_is_its_guidance(assistant: Assistant) -> None:
    outcome = assistant.reply("what did inspectors tell health to do").outcome
    assert isinstance(outcome, Answer)
    assert "Asked for by inspectors: 3 of health" in outcome.top
    assert not any("can be healthy" in one.text for one in outcome.statements)


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("list all actions for the police", "police"),
        ("what must schools do when a child goes missing", ""),
        ("everything about county lines", ""),
    ],
)
def test_one_thing_that_an_agency_must_do_is_not_everything(text: str, agency: str) -> None:
    assert duties_asked(text, agencies_of()) == agency


def test_two_things_compared_are_judged_only_where_a_quote_needs_it(
    assistant: Assistant, library: Callable[[], Library], monkeypatch: pytest.MonkeyPatch
) -> None:
    searched, judged = list[str](), list[str]()
    retriever, judge = library().retriever, library().judging
    rank, give = retriever.rank, judge.judge

    def found(question: Understood, scope: Scope, *, among: Mask | None = None) -> Ranking:
        searched.append(question.text)
        return rank(question, scope, among=among)

    def judgement(
        table: Table, question: Understood, ranking: Ranking, passages: Sequence[Passage]
    ) -> Judgement:
        judged.append(question.text)
        return give(table, question, ranking, passages)

    monkeypatch.setattr(retriever, "rank", found)
    monkeypatch.setattr(judge, "judge", judgement)
    outcome = assistant.reply("child in need plan vs child protection plan").outcome
    assert isinstance(outcome, Answer)
    assert outcome.sides
    assert 2 * len(judged) < len(searched)
    assert len(judged) == len(set(judged))
