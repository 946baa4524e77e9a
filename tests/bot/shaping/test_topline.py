"""The top line, refusals and writing requests."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.answering.joining import gives
from bot.shaping.frames import DRAFT, request_in
from bot.shaping.topline import counted_in, top_line, without_where
from domain import (
    Answer,
    Citation,
    ListItem,
    Part,
    Passage,
    Refusal,
    Sentence,
    Shape,
    Source,
    Statement,
)

if TYPE_CHECKING:
    from bot.assistant import Assistant


def said(text: str, caution: str = "") -> Statement:
    sentence = Sentence(text, 0, len(text), Shape.PARAGRAPH)
    passage = Passage("1", Source("a.md", "Panels"), ("When",), Part.GUIDANCE, (), text, 0,
                      len(text), (sentence,))  # fmt: skip
    return Statement(text, (Citation(passage, text),), caution)


@pytest.mark.parametrize(
    ("question", "text", "line"),
    [
        ("how soon must a panel meet?", "A panel meets within ten working days.",
         "Within ten working days."),
        ("what is the deadline", "Send it by 5 January 2023.", "5 January 2023."),
        ("how many panels were there", "Inspectors saw 12 panels.", "12 panels."),
        # what a limit is counted from is not what is due by it
        ("when should a panel be held", "The report follows within five days of a panel.", ""),
        ("how long after a panel is the report due",
         "The report follows within five days of a panel.", "Within five days."),
        # of two limits neither is said
        ("how soon must a panel meet?", "Within two days, or three weeks if it can wait.", ""),
        ("who chairs a panel", "The chair has ten days to reply.", ""),
        ("how many panels were there", "Inspectors saw 12 children.", ""),
        # how long something lasts is not when it is due, and one of two lengths is neither
        ("how soon is care told of", "Care is looking after a child for 28 days or more.", ""),
        ("how long does care last", "Care lasts for 28 days or more.", "28 days."),
        ("how long is it kept", "It is kept to the end or for ten years, whichever is longer.", ""),
        # on which day something is held, and not a limit that stands beside it
        ("when does the panel meet", "The panel meets every other Tuesday at 10am.",
         "Every other Tuesday at 10am."),
        ("how often is the risk panel", ("The risk panel is fortnightly, on Mondays. It looks at"
         " children missing three times in 90 days."), "Fortnightly, on Mondays."),
        ("what day does the risk panel sit", ("The risk panel sits on the first Thursday of the"
         " month. Minutes go out within five days."), "On the first Thursday of the month."),
        ("when are minutes of the risk panel sent", ("The risk panel sits on the last Friday."
         " Minutes go out within five days."), ""),
        ("how soon do minutes go out", ("The panel sits each Friday. Minutes go out within five"
         " days."), "Within five days."),
        ("when is the panel", "The panel is on Mondays or each second Friday.", ""),
    ],
)  # fmt: skip
def test_the_top_line_is_the_quotes_own_words_or_nothing(
    question: str, text: str, line: str
) -> None:
    found = top_line(question, [said(text)])
    assert found == line
    assert found.rstrip(".").lower() in text.lower()


@pytest.mark.parametrize(
    ("text", "is_given"),
    [
        ("The panel meets every Tuesday.", True),
        ("It sits on the first Thursday of the month.", True),
        ("It is on alternate Wednesdays, at noon.", True),
        ("The desk is open Monday to Friday.", True),
        ("Fortnightly.", True),
        ("The panel is chaired by the police.", False),
    ],
)
def test_a_day_of_the_week_says_when(text: str, is_given: bool) -> None:  # noqa: FBT001
    assert gives("When does the panel meet", [said(text)]) is is_given


@pytest.mark.parametrize(
    ("question", "line"),
    [
        # the limit of another item is no answer
        ("how long before a panel does the chair talk to the child", ""),
        ("how long before a panel does the chair talk to the worker", "15 days."),
        ("may a parent bring a friend", "Number 3 of the list: “A parent may bring a friend.”"),
        ("who comes", ""),
        ("who may bring a friend", "Number 3 of the list: “A parent may bring a friend.”"),
        ("list what a parent may bring to a friend", "3 of 3 are quoted."),
    ],
)
def test_of_a_list_the_item_that_is_asked_for_is_said_above_it(question: str, line: str) -> None:
    lines = (
        "The chair talks to the child.", "The chair talks to the worker 15 days before.",
        "A parent may bring a friend.",
    )  # fmt: skip
    items = tuple(ListItem(str(n), one) for n, one in enumerate(lines, start=1))
    statement = replace(said("\n".join(lines)), items=items, extent="3 of 3")
    assert top_line(question, [statement]) == line


@pytest.mark.parametrize(
    ("other", "line"),
    [
        # as fitting, and another time: a reader chooses
        ("A panel for short stays meets within three months.", ""),
        ("A panel meets within ten working days, by letter too.", "Within ten working days."),
        ("Minutes go out within three days.", "Within ten working days."),
    ],
)
def test_no_time_is_said_above_quotes_of_which_two_give_one(other: str, line: str) -> None:
    first = said("A panel meets within ten working days.")
    question = "how soon must a panel meet?"
    assert top_line(question, [first, said(other)]) == line
    assert top_line(question, [first], beside=[first, said(other)]) == line


def test_another_areas_limit_is_not_said_without_saying_so() -> None:
    line = top_line("how soon must it meet", [said("It meets within two days.", "Another's rule.")])
    assert line == "Within two days. Another's rule."


def test_where_something_stands_is_answered_with_its_place(assistant: Assistant) -> None:
    outcome = assistant.reply(
        "Which document says a return home interview must be within 72 hours?"
    ).outcome
    assert isinstance(outcome, Answer)
    assert outcome.top.startswith("It stands in: Children missing from home and care")
    assert without_where("which document do I send to the panel") == ""


@pytest.mark.parametrize(
    ("text", "what", "about"),
    [
        ("Please draft an email to the school about a missing child", "email", "a missing child"),
        ("can you write me a referral", "referral", "making a referral"),
        ("make me some slides on county lines", "slides", "county lines"),
        ("how do I make a referral", None, ""),
        ("write down what the child said?", None, ""),
        ("I have to write a report, what should it say", None, ""),
    ],
)
def test_a_request_to_write_is_told_from_a_question(
    text: str, what: str | None, about: str
) -> None:
    found = request_in(text)
    assert (found.what if found else None) == what
    assert not found or found.about.strip() == about


def test_a_writing_request_gets_a_frame_with_the_quoted_rule_or_the_draft_page(
    assistant: Assistant,
) -> None:
    framed = assistant.reply("draft an email to the school about a child who is missing").outcome
    assert isinstance(framed, Answer)
    assert "What I ask you to do, and by when: [ ]" in framed.top
    assert any("missing" in one.text for one in framed.statements)
    made = assistant.reply("make me some slides on county lines").outcome
    assert made == Refusal(DRAFT, ())


@pytest.mark.parametrize(
    ("question", "said", "unsaid"),
    [
        ("how many children go missing", "the number of children missing", "serious case"),
        ("how many reports of missing children were there", "how many reports of", "serious case"),
        ("who is the DSL at Crewe High School", "Who may know: your safeguarding lead", "not give"),
        ("how do I make sourdough", "They tell of child exploitation", "Who may know"),
    ],
)
def test_a_refusal_names_what_was_looked_for_and_nothing_that_was_not(
    assistant: Assistant, question: str, said: str, unsaid: str
) -> None:
    outcome = assistant.reply(question).outcome
    assert isinstance(outcome, Refusal)
    assert said in outcome.message
    assert unsaid not in outcome.message


@pytest.mark.parametrize(
    ("question", "counted"),
    [
        ("how many panels were held", {"panel"}),
        ("How many agency social workers are there?", {"worker"}),
        ("of the panels, how many went on to a plan", set()),
        ("how many times a year", set()),
        ("how long does it take", set()),
    ],
)
def test_what_is_counted_is_the_plural_that_is_asked_for(question: str, counted: set[str]) -> None:
    assert counted_in(question) == counted
