"""Quiz items over the whole shipped knowledge base: answers in their lines, nothing half true."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from bot.reading.lexicon import Lexicon, Term, read_lexicon
from learning.quiz.items import FALSE, GAP, TRUE, ItemKind, QuizItem
from learning.quiz.lines import plain, stands_alone
from learning.quiz.making import make_items
from learning.quiz.marking import is_held
from learning.quiz.terms import Terms
from learning.quiz.truth import Truth

if TYPE_CHECKING:
    from pathlib import Path

    from learning.desk import Materials
    from store.generation.opened import Generation

# Openings that lean on what stood before.
LEANS = """
    this these those that they them their it its he she his her such so but and or however also
    furthermore consequently therefore otherwise then there both another
""".split()


@pytest.fixture(scope="module")
def whole(generation: Generation) -> str:
    """Every document as small words with one blank between."""
    return " ".join(words(one.text) for one in generation.documents)


def words(text: str) -> str:
    """Give a text's words alone."""
    return f" {' '.join(re.findall(r'[a-z0-9]+', plain(text).lower()))} "


def wrong_lines(item: QuizItem) -> list[str]:
    """Give the lines that an item's wrong answers would make."""
    if item.kind is ItemKind.ORDER:
        return []
    if item.kind is ItemKind.CLAIM:
        return [item.text] if item.choices[item.answer] == FALSE else []
    wrong = [one for number, one in enumerate(item.choices) if number != item.answer]
    return [item.text.replace(GAP, one) for one in wrong]


def test_there_are_at_least_150_distinct_items(items: tuple[QuizItem, ...]) -> None:
    assert len({one.id for one in items}) == len(items) >= 150
    assert len({(one.kind, one.text, one.citations) for one in items}) == len(items)


def test_every_kind_of_item_is_there(items: tuple[QuizItem, ...]) -> None:
    counts = Counter(one.kind for one in items)
    # scenarios are made of pathways and themes: tests/using/test_practice.py
    made = set(ItemKind) - {ItemKind.SCENARIO}
    assert all(counts[kind] >= 15 for kind in made), counts


def test_items_are_about_every_document(
    items: tuple[QuizItem, ...], generation: Generation
) -> None:
    asked = {one.passage.source.id for item in items for one in item.citations}
    assert asked == {one.source.id for one in generation.documents}


def test_the_same_seed_gives_the_same_items(materials: Materials) -> None:
    lexicon = read_lexicon(materials.generation.side / "lexicon")
    first = make_items(materials.generation, lexicon, 5, materials.pathways)
    assert make_items(materials.generation, lexicon, 5, materials.pathways) == first
    assert {one.choices for one in first} != {one.choices for one in materials.items}


def test_documents_without_a_lexicon_are_asked_about_all_the_same(
    materials: Materials, tmp_path: Path
) -> None:
    made = make_items(materials.generation, read_lexicon(tmp_path), 5)
    assert {one.kind for one in made} == {ItemKind.NUMBER, ItemKind.AGENCY, ItemKind.CLAIM}


def test_a_letter_that_only_ignoring_case_makes_like_another_is_no_fault() -> None:
    terms = Terms(
        Lexicon([Term(term="initial meeting", says="A meeting.", kind="meeting")]), known=[]
    )
    text = "Call the İnitial meeting."
    [swap] = terms.find(text)
    assert (text[swap.start : swap.end], swap.instead) == ("İnitial meeting", ())


def test_the_answer_is_in_the_source_line(items: tuple[QuizItem, ...]) -> None:
    assert [one.text for one in items if not is_held(one)] == []


def test_no_gap_can_be_filled_from_the_rest_of_the_line(items: tuple[QuizItem, ...]) -> None:
    gaps = [one for one in items if GAP in one.text]
    assert [one.text for one in gaps if words(one.key) in words(one.text)] == []


def test_choices_are_distinct_and_hold_the_answer(items: tuple[QuizItem, ...]) -> None:
    for item in items:
        plain_choices = [one.casefold() for one in item.choices]
        assert len(set(plain_choices)) == len(plain_choices) == (2 if TRUE in item.choices else 4)
        assert 0 <= item.answer < len(item.choices)


def test_no_wrong_answer_makes_a_line_of_the_documents(
    items: tuple[QuizItem, ...], whole: str
) -> None:
    # sought as the wrong words among their neighbours, wherever those stand
    assert [line for item in items for line in wrong_lines(item) if words(line) in whole] == []


def test_no_document_says_the_wrong_words_of_the_same_thing(
    items: tuple[QuizItem, ...], generation: Generation
) -> None:
    truth = Truth(generation)
    borne_out = []
    for item in items:
        if GAP not in item.text:
            continue
        start = item.text.index(GAP)
        line = item.text.replace(GAP, item.key)
        wrong = [one for number, one in enumerate(item.choices) if number != item.answer]
        borne_out += [
            one for one in wrong if not truth.is_nowhere(line, (start, start + len(item.key)), one)
        ]
    assert borne_out == []


def test_lines_stand_on_their_own(items: tuple[QuizItem, ...]) -> None:
    for item in items:
        if item.kind is ItemKind.ORDER:
            continue
        first = re.findall(r"[a-z']+", (item.lead or item.text).lower())[0]
        assert first not in LEANS, item.text
        if not item.lead:
            assert item.text[0].isupper() or item.text[0].isdigit() or item.text.startswith(GAP)


def test_as_many_claims_are_true_as_false(items: tuple[QuizItem, ...]) -> None:
    answers = Counter(one.choices[one.answer] for one in items if one.kind is ItemKind.CLAIM)
    assert abs(answers[TRUE] - answers[FALSE]) <= 1


def test_a_line_is_asked_as_a_claim_once(items: tuple[QuizItem, ...]) -> None:
    lines = [one.citations for one in items if one.kind is ItemKind.CLAIM]
    assert len(set(lines)) == len(lines)


def test_only_one_order_of_the_steps_follows_the_pathway(
    items: tuple[QuizItem, ...], materials: Materials
) -> None:
    steps = {
        (route.title, step.label): step.id for route in materials.pathways for step in route.steps
    }
    ways = {
        (route.title, step.id, branch.step)
        for route in materials.pathways
        for step in route.steps
        for branch in step.branches
    }
    for item in items:
        if item.kind is not ItemKind.ORDER:
            continue
        shown = dict(line.split(". ", 1) for line in item.text.split("\n"))
        for number, choice in enumerate(item.choices):
            order = [steps[item.heading, shown[letter]] for letter in choice.split(", ")]
            pairs = itertools.pairwise(order)
            follows = all((item.heading, *pair) in ways for pair in pairs)
            assert follows == (number == item.answer), item.text


@pytest.mark.parametrize(
    "line",
    [
        "This should be a multi-agency response of all the agencies.",
        "They should be senior enough to decide for their agency.",
        "However, the thresholds are not rigorously evaluated at meetings.",
        "If it goes past 45 working days, the social worker records why.",
        "Check your own partnership's procedures before relying on them.",
        "Reviews of serious cases keep finding that the following holds:",
        "too short to ask",
    ],
)
def test_a_line_that_leans_on_others_is_not_asked(line: str) -> None:
    assert not stands_alone(line)


def test_a_change_that_another_line_bears_out_is_no_wrong_answer(generation: Generation) -> None:
    truth = Truth(generation)
    line = "Reasonable grounds decision: within nine working days where possible."
    span = (line.index("nine"), line.index("nine") + 4)
    assert not truth.is_nowhere(line, span, "five")
    assert truth.is_nowhere(line, span, "eleven")
