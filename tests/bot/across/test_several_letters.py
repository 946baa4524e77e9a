"""Several areas' letters asked at once: a quote of each that says so, counted, and no other's."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

import wiring
from bot.across.answering import of_several_letters
from bot.across.asked import asked_of_letters
from bot.across.conditions import condition_in
from bot.answering.grounding import cited
from bot.answering.replying import answer
from bot.answering.searching import search
from bot.placing.editions import letters_of_a_year
from bot.ranking.retriever import EVERYTHING
from bot.reading.asks import Ask, read_message
from bot.shaping.comparing.areas import areas_asked, compare_areas
from bot.shaping.shapes import shaped
from domain import Answer, Inventory, Refusal
from settings import Settings
from themes.taxonomy import Side

if TYPE_CHECKING:
    from pathlib import Path

    from bot.assistant import Library
    from domain import Outcome


@pytest.fixture(scope="module")
def library(letters_store: Path, model_export: Path) -> Library:
    return wiring.make_library(Settings(store=letters_store, model_export=model_export))()


def _asked(library: Library, text: str) -> Outcome | None:
    return of_several_letters(library, text, EVERYTHING)


def _quotes(found: Outcome | None) -> dict[str, str]:
    assert isinstance(found, Answer)
    for one in found.statements:
        assert one.citations[0].passage.source.area in one.head + one.side
    return {one.head or one.side: one.text for one in found.statements}


@pytest.mark.parametrize(
    ("text", "said", "count"),
    [
        ("Which areas were told to improve supervision?", {
            "Brendale (20 June 2022)": "The regularity of staff supervision across agencies.",
            "Kelshaw, May 2019 (12 May 2019)":
                "The quality and regularity of supervision for social workers.",
        }, "2 of 4 letters hold"),
        ("which areas were told to improve supervision since 2020", {
            "Brendale (20 June 2022)": "The regularity of staff supervision across agencies.",
        }, "1 of 3 letters holds"),
        ("In the serious youth violence letters, which areas were told to improve supervision?", {
            "Brendale (20 June 2022)": "The regularity of staff supervision across agencies.",
        }, "1 of 2 letters holds"),
        ("What does good look like for strategy meetings?", {
            "Brendale (20 June 2022)": "Strategy meetings are timely and well attended by health,"
                                       " police and schools.",
        }, "1 of 4 letters holds"),
        ("What does a good stratergy meeting look like according to inspectors", {
            "Brendale (20 June 2022)": "Strategy meetings are timely and well attended by health,"
                                       " police and schools.",
        }, "1 of 4 letters holds"),
        ("supervision in Kelshaw, Brendale and Orrinport - how do they compare?", {
            "Brendale (20 June 2022)": "The regularity of staff supervision across agencies.",
            "Kelshaw, May 2019 (12 May 2019)":
                "The quality and regularity of supervision for social workers.",
            "Kelshaw, March 2024 (3 March 2024)":
                "Supervision of social workers is regular, reflective and well recorded.",
        }, "3 of 4 letters hold"),
        ("which letters mention Operation Encompass", {
            "Brendale (20 June 2022)": "Information is shared well between the police and schools"
                                       " through Operation Encompass.",
        }, "1 of 4 letters holds"),
        (("Of Kelshaw and Orrinport, which areas need to improve strategy"
         " meetings"), {
            "Kelshaw, May 2019 (12 May 2019)":
                "The attendance of health services at strategy meetings.",
            "Orrinport (9 October 2023)": "The timeliness of strategy meetings.",
        }, "2 of 3 letters hold"),
    ],
)  # fmt: skip
def test_areas_are_given_with_a_quote_each_and_counted(
    text: str, said: dict[str, str], count: str, library: Library
) -> None:
    found = _asked(library, text)
    assert _quotes(found) == said
    assert isinstance(found, Answer)
    assert found.top.startswith(count)
    assert "Searched: " in found.note


def test_two_letters_of_one_area_stand_side_by_side(library: Library) -> None:
    found = _asked(library, "How has supervision in Kelshaw changed between its two letters?")
    assert isinstance(found, Answer)
    assert found.sides == ("Kelshaw, 12 May 2019", "Kelshaw, 3 March 2024")
    assert [(one.side, one.text) for one in found.statements] == [
        (found.sides[0], "The quality and regularity of supervision for social workers."),
        (found.sides[1], "Supervision of social workers is regular, reflective and well recorded."),
    ]
    alone = _asked(library, "How has Brendale changed between its two letters?")
    assert isinstance(alone, Refusal)
    assert "One letter of Brendale is held here, of 20 June 2022" in alone.message


def test_of_two_areas_neither_answers_for_the_other(library: Library) -> None:
    text = "Do Brendale and Orrinport both have good strategy meetings?"
    found = compare_areas(library, areas_asked(library, text), text, EVERYTHING)
    assert found is not None
    assert {one.side for one in found.statements} == {"Brendale", "Orrinport"}
    for one in found.statements:
        assert one.citations[0].passage.source.area == one.side


@pytest.mark.parametrize(
    "text",
    [
        "Which other areas were told to improve supervision, as Kelshaw was?",
        "which areas besides Kelshaw were told to improve supervision",
        "Who else was told to improve supervision apart from Kelshaw?",
    ],
)
def test_who_asks_for_others_than_a_place_gets_all_but_that(library: Library, text: str) -> None:
    found = _asked(library, text)
    assert set(_quotes(found)) == {"Brendale (20 June 2022)"}
    assert isinstance(found, Answer)
    assert found.top.startswith("1 of 2 letters holds")


@pytest.mark.parametrize(
    "text",
    [
        "compare how Brendale and Orrinport do strategy meetings",
        "how does Brendale compare to Orrinport on strategy meetings?",
        "How do Brendale and Orrinport differ on strategy meetings",
    ],
)
def test_areas_that_are_compared_share_a_head_without_their_names(
    text: str, library: Library
) -> None:
    found = compare_areas(library, areas_asked(library, text), text, EVERYTHING)
    assert found is not None
    assert {one.head for one in found.statements} == {"Strategy meetings"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("What did the letter ask health to improve in Orrinport?",
         ["Children's access to mental health services."]),
        ("everything social workers must improve in Brendale", []),
        ("what must health improve in Norwick", []),
    ],
)  # fmt: skip
def test_what_an_agency_must_do_in_an_area_is_of_its_letters_alone(
    text: str, said: list[str], library: Library
) -> None:
    found = shaped(library, read_message(text), EVERYTHING, is_first=True)
    assert [one.text for one in found.statements] == said if isinstance(found, Answer) else not said


@pytest.mark.parametrize(
    "asked",
    [
        "what did Brendale get praised for",
        "Brendale - strengths",
        "what do ofsted & co say is going well in Brendale",
    ],
)
def test_what_is_good_somewhere_is_the_whole_list_of_it(asked: str, library: Library) -> None:
    outcome = answer(library, asked, (), EVERYTHING, library.quoting).outcome
    assert isinstance(outcome, Answer)
    assert [one.extent for one in outcome.statements] == ["2 of 2"]


def test_a_letter_of_another_year_is_not_answered_from_the_one_that_is_held(
    library: Library,
) -> None:
    text = "In the 2016 letter to Brendale what did it say about strategy meetings"
    outcome = answer(library, text, (), EVERYTHING, library.quoting).outcome
    assert isinstance(outcome, Refusal)
    assert outcome.message.startswith("No letter of Brendale of 2016 is held here; the one held is")
    assert "20 June 2022" in outcome.message
    text = "what did Kelshaw's 2019 letter say about supervision"
    outcome = answer(library, text, (), EVERYTHING, library.quoting).outcome
    assert {one.passage.source.dated for one in cited(outcome)} == {"12 May 2019"}
    # of both years, and since a year, is no condition
    for text in (
        "Kelshaw in 2019 and the 2024 letter", "Kelshaw since the 2019 letter",
        "who went on the home visit in 2016",
    ):  # fmt: skip
        assert library.of_a_year(text, None) is None
    undated = [replace(one.source, published=None, inspected_from=None, inspected_to=None,
                       title="A letter", edition="", id="letter")
               for one in library.generation.documents]  # fmt: skip
    assert letters_of_a_year("the 2016 letter", None, undated, library.map) is None


def test_what_is_named_of_one_area_and_belongs_to_another_is_said_so(library: Library) -> None:
    text = "What do inspectors say about Orrinport's Operation Encompass notifications?"
    outcome = answer(library, text, (), EVERYTHING, library.quoting).outcome
    assert isinstance(outcome, Refusal)
    assert "speaks of “Encompass”; what is held of Brendale does." in outcome.message.replace(
        "“Operation”", "“Encompass”"
    )
    assert not {one.passage.source.area for one in cited(outcome)} - {"Orrinport"}


def test_letters_of_a_subject_are_listed(library: Library) -> None:
    found = _asked(library, "Which areas had a JTAI on serious youth violence?")
    assert isinstance(found, Inventory)
    assert [one.area for one in found.sources] == ["Brendale", "Kelshaw"]


@pytest.mark.parametrize(
    "text",
    [
        "Which areas were told to improve their custody suites?",
        "Which areas use the graded care profile?",
        "Which areas were told to improve supervision in 2012?",
    ],
)
def test_where_no_letter_says_so_that_is_said(text: str, library: Library) -> None:
    assert isinstance(_asked(library, text), Refusal)


@pytest.mark.parametrize(
    "text",
    [
        "Which areas of the child's life should an assessment cover?",
        "What is a strategy meeting?",
        "What areas should I look at when I visit?",
        "What does Brendale need to improve?",
        "How has the law changed?",
        "What does Brendale have to improve, full list please",
        "What areas should the risk assessment cover?",
    ],
)
def test_what_asks_for_no_letters_is_answered_as_ever(text: str, library: Library) -> None:
    assert _asked(library, text) is None


@pytest.mark.parametrize(
    ("text", "topic", "side", "years"),
    [
        ("which councils need to improve audits between 2016 and 2019", "audits", Side.WEAKNESS,
         (2016, 2019)),
        ("who was praised for early help after 2019?", "early help", Side.STRENGTH, (2020, 0)),
        ("where was supervision criticised before 2020", "supervision", Side.WEAKNESS, (0, 2019)),
        ("What do all the letters say about MARAC?", "MARAC", None, (0, 0)),
        ("Which areas do early help well?", "early help", Side.STRENGTH, (0, 0)),
        ("areas where early help was praised since 2020", "early help", Side.STRENGTH, (2020, 0)),
        ("any councils where nobody rang the school", "nobody rang the school", None, (0, 0)),
        ("which letters say kids wait too long for a talking therapy they need",
         "kids wait too long for a talking therapy they need", Side.WEAKNESS, (0, 0)),
    ],
)  # fmt: skip
def test_side_topic_and_years_are_read(
    text: str, topic: str, side: Side | None, years: tuple[int, int]
) -> None:
    asked = asked_of_letters(text)
    assert asked is not None
    assert asked.side is side
    assert topic in asked.topic
    assert (asked.condition.first, asked.condition.last) == years


def test_of_two_places_named_each_is_found_by_turns(library: Library) -> None:
    # the one says much more of it than the other
    asked = Ask("reflective supervision of social workers in Kelshaw and Brendale")
    found = search(library, asked, (), EVERYTHING)
    areas = [one.passage.source.area for one in found.evidence[:6]]
    assert areas == ["Kelshaw", "Brendale"] * 3


def test_what_was_gathered_shows_what_else_was_found(library: Library) -> None:
    text = "supervision in Kelshaw versus supervision in Brendale"
    found = answer(library, text, (), EVERYTHING, library.quoting)
    quoted = {one.passage.id for one in cited(found.outcome)}
    assert isinstance(found.outcome, Answer)
    assert found.outcome.sides
    listed = [one.passage.id for one in found.evidence]
    # the quoted ones first
    assert set(listed[: len(quoted)]) == quoted
    assert len(listed) > len(quoted)
    assert {one.passage.source.area for one in found.evidence} == {"Kelshaw", "Brendale"}


@pytest.mark.parametrize("text", ["which SEND reports say children wait", "how many send letters"])
def test_reports_of_one_sort_are_the_only_ones_asked(text: str) -> None:
    _, condition = condition_in(text)
    assert condition.subject == "SEND"
