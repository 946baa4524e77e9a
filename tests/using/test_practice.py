"""What is practised rests on the documents' words, and one choice alone is right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.edition import Edition
from drafting.roles import RULES
from learning.quiz.items import GAP, ItemKind
from learning.quiz.lines import plain
from learning.quiz.marking import explained, mark
from using import parts
from using.practising.cards import flashcards_held
from using.practising.scenarios import scenarios_held

if TYPE_CHECKING:
    from store.generation.opened import Generation


@pytest.fixture(scope="module")
def edition(generation: Generation) -> Edition:
    """The shipped documents, without a search."""

    def none(*_: object) -> None:
        pytest.fail("practice needs no search")

    return Edition(generation, none)  # type: ignore[arg-type]


def test_each_choice_of_a_scenario_is_explained_by_words_of_a_document(edition: Edition) -> None:
    scenarios = edition.made(scenarios_held)
    assert len(scenarios) >= 20
    texts = {one.source.id: one.text for one in edition.generation.documents}
    for one in scenarios:
        assert one.kind is ItemKind.SCENARIO
        assert len(set(one.choices)) == len(one.citations) == len(explained(one)) == 3
        assert all(cited.quote in texts[cited.passage.source.id] for cited in one.citations)
        right = [number for number in range(3) if mark(one, number).is_right]
        assert right == [one.answer]
        assert explained(one)[one.answer] == f"{one.key}: right."
    assert {one.answer for one in scenarios} == {0, 1, 2}


def test_no_other_choice_comes_next_where_a_pathway_divides(edition: Edition) -> None:
    asked = [one for one in edition.made(scenarios_held) if "What comes next" in one.lead]
    assert len(asked) >= 10
    routes = {one.title: one for one in edition.made(parts.pathways).pathways}
    for item in asked:
        route = routes[item.heading]
        by_label = {one.label: one for one in route.steps}
        assert not any(by_label[choice].area for choice in item.choices)
        begun = [one for one in route.steps if f" {one.label.rstrip('?.')}: " in item.lead]
        next_ones = {
            route.step(branch.step).label for one in begun for branch in one.branches
        } & set(item.choices)
        assert next_ones == {item.key}
        # whoever rings for help at once is never told that it is wrong
        assert not any("999" in one for one in item.choices if one != item.key)


def test_a_card_asks_for_what_its_quote_holds(edition: Edition) -> None:
    cards = edition.made(flashcards_held)
    assert len(cards) >= 40
    assert len({one.id for one in cards}) == len(cards)
    for one in cards:
        assert one.line.citation.quote in one.line.citation.passage.text
        if not one.line.is_number:
            _, gap, after = one.front.rpartition(GAP)
            assert gap
            assert after.strip() in f"{one.line.text} {plain(one.line.citation.quote)}"
        if one.front.startswith("Who must?"):
            assert one.line.role in RULES
