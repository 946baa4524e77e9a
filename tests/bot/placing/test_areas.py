"""Which places a text names, and which of them are a condition of what answers it."""

from __future__ import annotations

import pytest

from bot.placing.areas import Gazetteer, respelt
from bot.placing.belonging import Belonging
from bot.placing.condition import condition_of, without
from domain import Document, Kind, Source

GAZETTEER = Gazetteer(["Ravensmoor", "Mersey Care", "Derby and Derbyshire"])


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("leeds camhs wait", ["Leeds"]),
        ("is that so in Stoke-on-Trent or st. helens", ["Stoke-on-Trent", "St Helens"]),
        ("Kingston upon Hull's letter", ["Kingston upon Hull"]),
        ("the Greater Manchester form", ["Greater Manchester"]),
        ("ravensmoor front door", ["Ravensmoor"]),
        # ordinary words
        ("Reading the letter again", []),
        ("they bury the bad news in reading lists", []),
        ("what do they do in bury?", ["Bury"]),
        ("the Reading letter", ["Reading"]),
    ],
)
def test_places_are_found_however_they_are_typed(text: str, names: list[str]) -> None:
    assert [one.name for one in GAZETTEER.find(text)] == names


def test_the_name_of_a_documents_area_covers_the_councils_that_it_names() -> None:
    assert GAZETTEER.members("Derby and Derbyshire") == {"Derby", "Derbyshire"}
    assert "Warrington" in GAZETTEER.members("Pan-Cheshire")
    assert GAZETTEER.members("Mersey Care") == {"Mersey Care"}


@pytest.mark.parametrize(
    ("text", "told", "label", "bare"),
    [
        ("what's the Lancashire procedure", (), "Lancashire", "what's the procedure"),
        ("who do I ring in the Leeds area?", (), "Leeds", "who do I ring?"),
        ("what does Leeds do about gangs", (), "Leeds", "what does Leeds do about gangs"),
        ("who is in Leeds' team", (), "Leeds", "who is team"),
        ("who got the letter to Leeds", (), "Leeds", "who got the letter to"),
        ("what's the number", ("I'm a social worker in Salford.",), "Salford", "what's the number"),
        ("what's the number", ("GP in Leeds.",), "Leeds", "what's the number"),
        (
            "what happens then",
            ("Leeds: a boy of 14 was stabbed last night.",),
            "Leeds",
            "what happens then",
        ),
        ("what's the number", ("Somebody was seen in Leeds.",), "", ""),
        # told of a child, and of nobody's rule
        ("a boy from Leeds was found, who tells them", (), "", ""),
        ("she is moving to Leeds, who is told", (), "", ""),
        ("who is told", ("He was found in Leeds.",), "", ""),
    ],
)
def test_a_place_is_a_condition_unless_somebody_only_comes_from_it(
    text: str, told: tuple[str, ...], label: str, bare: str
) -> None:
    belonging = Belonging([], {})
    found = condition_of(belonging, text, told)
    assert (found.label if found else "") == label
    if found:
        assert without(text, belonging) == bare


def test_a_name_that_covers_others_makes_their_rules_nobodys_own() -> None:
    belonging = Belonging([], {}, ["Cheshire East", "Pan-Cheshire"])
    whose = {
        name: belonging.is_elsewhere(belonging.of_source(Source("a.md", name, area=area)))
        for name, area in [
            ("Ours", "Cheshire East"), ("Shared", "Pan-Cheshire"), ("Theirs", "Warrington"),
            ("Working Together", ""), ("Norfolk procedures", ""),
        ]
    }  # fmt: skip
    assert whose == {
        "Ours": False, "Shared": False, "Theirs": True, "Working Together": False,
        "Norfolk procedures": True,
    }  # fmt: skip


def test_a_slip_in_the_name_of_an_area_is_put_right() -> None:
    names = ["Cheshire East", "Leeds"]
    assert respelt("a plan in Chesire East", names) == "a plan in Cheshire East"
    assert respelt("what leads to a change of plan", names) == "what leads to a change of plan"


def test_a_place_that_stands_by_itself_is_where_the_ask_is_of() -> None:
    belonging = Belonging([Source("1", "Notes", area="Ravensmoor")], {})
    said = condition_of(belonging, "how often is the panel?", ("ravensmoor",))
    assert said is not None
    assert said.label == "Ravensmoor"
    told = ("the boy came from Ravensmoor",)
    assert condition_of(belonging, "how often is the panel?", told) is None


@pytest.mark.parametrize(
    ("file", "kind", "text", "area"),
    [
        # a place that others' documents are of, and that this one names
        ("ravensmoor/panel-notes.md", Kind.GUIDANCE, "The panel sits in Ravensmoor.", "Ravensmoor"),
        ("ravensmoor_panel.md", Kind.GUIDANCE, "Ravensmoor's panel sits.", "Ravensmoor"),
        ("ravensmoor/notes.md", Kind.GUIDANCE, "Leeds sent it. So did Leeds. Ravensmoor?", ""),
        ("ravensmoor/notes.md", Kind.GUIDANCE, "The panel sits.", ""),
        ("ravensmoor/statute.md", Kind.STATUTE, "Of Ravensmoor.", ""),
        # one that only the files' names tell of
        ("kelshaw_faq.md", Kind.GUIDANCE, "Kelshaw has a panel. Ask in Kelshaw.", "Kelshaw"),
        ("kelshaw_faq.md", Kind.GUIDANCE, "It has a panel.", ""),
        ("meeting_faq.md", Kind.GUIDANCE, "Meeting notes. Meeting times.", ""),
    ],
)
def test_a_document_that_says_no_place_is_of_the_one_that_it_is_filed_under(
    file: str, kind: Kind, text: str, area: str
) -> None:
    more = "Kelshaw and Meeting. Kelshaw and Meeting."
    documents = [
        Document(Source("x.md", "Rules", area="Ravensmoor"), "", ()),
        Document(Source("kelshaw_form.md", "Form"), more, ()),
        Document(Source("meeting_form.md", "Form"), more, ()),
        Document(Source(file, "Notes", kind=kind), text, ()),
    ]
    belonging = Belonging([one.source for one in documents], {}, (), documents)
    assert belonging.of_source(documents[-1].source) == frozenset({area} - {""})
