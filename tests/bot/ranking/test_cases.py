"""A told case is answered by the rule that it falls under, whatever else is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import wiring
from bot.answering.searching import search
from bot.ranking.cases import among_rules, rank_case
from bot.ranking.retriever import EVERYTHING
from bot.reading.asks import Ask, read_message
from settings import Settings
from store.publishing.live import generations_folder, publish
from tests.store.texts import built

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bot.assistant import Library
    from store.models.embedding import OnnxEmbedder

RULES = """# Rules for boarding lodges

## Moves

A young lodger must not be moved to another lodge until a planning meeting has been held. The \
lodge steward decides whether the meeting is held in person.

## Night visits

A steward who finds a stranger in a lodger's room at night must write to the regulator within two \
days, and say what was done.

## Money

Pocket money is paid each Saturday, and receipts are kept for a year.

## Staff

New stewards shadow a colleague for a month before they hold the keys.
"""
MOVE = (
    "I am a link worker and one of mine has been in the same lodge since he was nine. Yesterday I"
    " heard by chance that they want him in another one by Monday because it is cheaper. He is in"
    " bits, and nobody has sat down together about it. "
)
NEITHER_HERE_NOR_THERE = (
    " It has rained all week and the boiler man came on Tuesday. Tea was late, so everybody was"
    " grumpy. The cook has put in her notice and there is a fete on Sunday. I was off with a cold"
    " for a day and my colleague covered for me. "
)
STRANGER = "A steward walked in on a man none of us knew in a girl's bedroom at two in the morning."
SENT_AWAY = (
    "One of the young ones has been told he is off to the lodge across town tomorrow and nobody sat"
    " down about it."
)


@pytest.fixture(scope="module")
def lodges(
    tmp_path_factory: pytest.TempPathFactory, embedder: OnnxEmbedder, model_export: Path
) -> Callable[[], Library]:
    """What answers from the rules alone."""
    folder = tmp_path_factory.mktemp("lodges")
    publish(folder, built({"lodges.md": RULES}, embedder, generations_folder(folder)).name, keep=2)
    return wiring.make_library(Settings(store=folder, model_export=model_export))


@pytest.mark.parametrize("ask", ["Can they do that?", "What has to happen first, and who decides?"])
def test_an_ask_that_says_nothing_by_itself_is_searched_by_what_is_told(
    lodges: Callable[[], Library], ask: str
) -> None:
    asked = read_message(MOVE + ask).whole
    _, ranking, _ = rank_case(lodges(), asked, EVERYTHING, None)
    assert ranking.evidence[0].passage.heading.endswith("Moves")


@pytest.mark.parametrize(("told", "rule"), [(STRANGER, "Night visits"), (SENT_AWAY, "Moves")])
def test_the_part_of_a_case_that_a_rule_speaks_of_finds_it_whatever_else_is_told(
    lodges: Callable[[], Library], told: str, rule: str
) -> None:
    asked = read_message(
        f"{told}{NEITHER_HERE_NOR_THERE}Who holds it now and what do I have to do?"
    ).whole
    _, ranking, _ = rank_case(lodges(), asked, EVERYTHING, None)
    first = [one.passage.heading.rsplit(" > ", 1)[-1] for one in ranking.evidence[:2]]
    assert rule in first


@pytest.mark.parametrize(
    ("told", "rule"),
    [
        ("They shifted one of my lads to a new lodge without telling us.", "Moves"),
        ("Found some man in a girl's room at midnight.", "Night visits"),
    ],
)
def test_few_words_told_say_what_an_ask_is_about_that_would_be_surely_answered_without(
    lodges: Callable[[], Library], told: str, rule: str
) -> None:
    asked = read_message(f"{told} Should I write or keep receipts?").whole
    assert not asked.is_of_a_case
    found = search(lodges(), asked, (), EVERYTHING)
    assert found.evidence[0].passage.heading.endswith(rule)


def test_an_ask_that_says_nothing_by_itself_is_judged_by_what_is_told_too(
    lodges: Callable[[], Library],
) -> None:
    asked = read_message(f"{STRANGER}{NEITHER_HERE_NOR_THERE}Can I stop it?").whole
    _, _, judged = rank_case(lodges(), asked, EVERYTHING, None)
    assert judged.outcome == "answered"


def test_what_no_rule_speaks_of_is_declined_however_much_is_told(
    lodges: Callable[[], Library],
) -> None:
    asked = read_message(
        "My car failed its test on Friday and the garage has no room until the week after next. My"
        " sister is lending me hers until then. How much can they charge me?"
    ).whole
    _, _, judged = rank_case(lodges(), asked, EVERYTHING, None)
    assert judged.outcome == "declined"


def test_an_ask_that_names_what_it_is_about_is_not_drowned_by_the_case(
    lodges: Callable[[], Library],
) -> None:
    asked = read_message(f"{MOVE} How long are pocket money receipts kept in a lodge?").whole
    _, ranking, _ = rank_case(lodges(), asked, EVERYTHING, None)
    assert ranking.evidence[0].passage.heading.endswith("Money")


@pytest.mark.parametrize(
    ("ask", "keeps"),
    [("what do I do next", False), ("what did inspectors say about such homes", True)],
)
def test_what_inspectors_saw_answers_nobody_who_asks_what_to_do(
    library: Callable[[], Library], ask: str, *, keeps: bool
) -> None:
    held = library()
    among = among_rules(held, Ask(ask), None)
    is_left_out = among is not None and not among[held.retriever.table.is_finding].any()
    assert is_left_out is not keeps
