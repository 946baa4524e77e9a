from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import MagicMock, Mock

import pytest

from domain import Class, Evidence, Kind, Part, Passage, Sentence, Shape, Source
from drafting.choosing import Chosen, choose, choose_each, from_evidence, is_usable
from drafting.lines import make_lines, shorten
from drafting.roles import LineRole
from drafting.themes import read_themes

if TYPE_CHECKING:
    from store.generation.opened import Generation

HERE = Path(__file__).parent
KNOWLEDGE = HERE.parents[1] / "knowledge"
BOOK = read_themes(KNOWLEDGE)
THEMES = BOOK.theme
# Measured 0.926 to 1.000 and 0.923 to 1.000 (docs/drafting.md).
RULES = {LineRole.ASKED, LineRole.EXPECTED, LineRole.ELSEWHERE}
LEAST_USED, LEAST_BELONGING = 0.90, 0.90


def labelled() -> dict[str, set[tuple[str, int]]]:
    """The sentences that belong to each theme, chosen by hand."""
    labels: dict[str, set[tuple[str, int]]] = {}
    for row in (HERE / "labels.jsonl").read_text("utf-8").splitlines():
        one = json.loads(row)
        labels.setdefault(one["theme"], set()).add((one["passage"], one["sentence"]))
    return labels


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.id)
def test_a_theme_chooses_what_belongs_to_it(theme, generation: Generation) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001  pytest's ids
    wanted = labelled()[theme.title.lower()]
    chosen = {(one.passage.id, one.number) for one in choose(theme, generation, BOOK.leans)}
    shared = len(chosen & wanted)
    assert shared / len(wanted) >= LEAST_USED
    assert shared / len(chosen) >= LEAST_BELONGING


def test_every_label_opens_a_sentence_of_the_documents(generation: Generation) -> None:
    passages = {one.id: one for one in generation.passages}
    for row in (HERE / "labels.jsonl").read_text("utf-8").splitlines():
        one = json.loads(row)
        sentence = passages[one["passage"]].sentences[one["sentence"]]
        assert sentence.text.startswith(one["opening"])


def test_a_line_is_in_a_draft_what_its_sentence_is(generation: Generation) -> None:
    met = set()
    for theme in THEMES:
        chosen = choose(theme, generation, BOOK.leans)
        lines = make_lines(chosen, generation.pointers, lambda one: one.id)
        for one, line in zip(chosen, lines, strict=True):
            met.add((one.passage.source.kind, one.sentence.is_a, line.role))
            if line.role is LineRole.ELSEWHERE:
                assert line.caution.startswith("From ")
    rules = {(kind, is_a) for kind, is_a, role in met if role in RULES}
    assert rules == {(Kind.FINDING, Class.EXPECTED), (Kind.GUIDANCE, Class.EXPECTED)}
    assert {kind for kind, _, role in met if role in {LineRole.FOUND, LineRole.ASKED}} == {
        Kind.FINDING
    }
    seen = {role for kind, is_a, role in met if is_a is Class.FOUND}
    assert seen == {LineRole.FOUND, LineRole.REPORTED}
    assert {role for _, is_a, role in met if is_a is Class.BACKGROUND} == {
        LineRole.BACKGROUND, LineRole.REPORTED, LineRole.QUESTION,
    }  # fmt: skip


def test_a_sentence_brings_along_what_it_leans_on_where_that_is_something_else() -> None:
    parts = ("Screen every child.", "This was late in 38 of 50 cases.")
    kinds = (Class.EXPECTED, Class.BACKGROUND)
    text = " ".join(parts)
    held = [
        Sentence(one, text.index(one), text.index(one) + len(one), Shape.PARAGRAPH, is_a=is_a)
        for one, is_a in zip(parts, kinds, strict=True)
    ]
    passage = Passage(
        "p", Source("a.md", "A", kind=Kind.NATIONAL), (), Part.TEXT, (), text, 0, len(text),
        tuple(held),
    )  # fmt: skip
    chosen = [Chosen(passage, 0, 0), Chosen(passage, 1, 0, leans=True)]
    _, line = make_lines(chosen, {}, lambda one: one.id)
    assert not line.follows
    assert line.lead == "After “Screen every child.”:"


def test_a_short_draft_holds_no_line_that_leans_on_one_left_out(generation: Generation) -> None:
    for theme in THEMES:
        lines = make_lines(choose(theme, generation, BOOK.leans), {}, lambda one: one.id)
        order = [line.key for line in lines]
        for count in range(1, len(lines)):
            kept = {line.key for line in shorten(lines, count)}
            assert len(kept) <= count
            for line in shorten(lines, count):
                if line.follows:
                    assert order[order.index(line.key) - 1] in kept


def test_what_a_note_retells_of_the_letter_is_left_to_the_letter(generation: Generation) -> None:
    assert set(generation.retold) == {"JTAI letter 2022"}
    retold = [
        (passage, number)
        for passage in generation.passages
        for number, sentence in enumerate(passage.sentences)
        if sentence.pointer == "JTAI letter 2022"
    ]
    assert retold
    assert not any(is_usable(*one, generation.retold) for one in retold)


def test_a_question_keeps_only_sentences_near_the_best(generation: Generation) -> None:
    passage = next(one for one in generation.passages if len(one.sentences) > 2)
    weights = (0.9, 0.1, *([0.0] * (len(passage.sentences) - 2)))
    chosen = from_evidence([Evidence(passage, 0.9, weights)], generation)
    assert [one.number for one in chosen] == [0]


def test_all_themes_are_chosen_for_in_one_reading(generation: Generation) -> None:
    read = Mock(wraps=generation.passages.__iter__)
    held = Mock(retold=generation.retold, passages=MagicMock(__iter__=lambda _: read()))
    chosen = choose_each(THEMES, held, BOOK.leans)
    assert read.call_count == 1
    assert len(THEMES) > 1
    assert chosen == {one.id: choose(one, generation, BOOK.leans) for one in THEMES}
