"""Drafts on any theme of the shipped documents, of any kind and length."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.reading.lexicon import read_lexicon
from drafting.audiences import AUDIENCES
from drafting.choosing import choose
from drafting.composing import compose
from drafting.lines import make_lines
from drafting.themes import read_themes
from ingest.beside.pointers import POINTERS_NAME, read_pointers
from learning.quiz.making import make_items

if TYPE_CHECKING:
    from collections.abc import Callable

    from drafting.composing import Draft
    from drafting.lines import DraftLine
    from drafting.wording import DraftKind, Length
    from learning.quiz.items import QuizItem
    from store.generation.opened import Generation

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
BOOK = read_themes(KNOWLEDGE)
THEMES = BOOK.theme
MADE = date(2026, 11, 22)


@pytest.fixture(scope="module")
def quiz(generation: Generation) -> tuple[QuizItem, ...]:
    return make_items(generation, read_lexicon(KNOWLEDGE / "lexicon"), 1)


@pytest.fixture(scope="module")
def make(
    generation: Generation, quiz: tuple[QuizItem, ...]
) -> Callable[[str, DraftKind, Length], Draft]:
    pointers = read_pointers(KNOWLEDGE / POINTERS_NAME)
    terms = read_lexicon(KNOWLEDGE / "lexicon").terms

    @cache
    def lines_of(theme_id: str) -> tuple[DraftLine, ...]:
        theme = next(one for one in THEMES if one.id == theme_id)
        chosen = choose(theme, generation, BOOK.leans)
        return make_lines(chosen, pointers, lambda passage: f"http://127.0.0.1/#p-{passage.id}")

    @cache
    def one(theme_id: str, kind: DraftKind, length: Length) -> Draft:
        theme = next(one for one in THEMES if one.id == theme_id)
        lines = lines_of(theme_id)
        sources = [document.source for document in generation.documents]
        return compose(
            theme, lines, sources, kind=kind, audience=AUDIENCES[0], length=length, made=MADE,
            quiz=quiz, terms=terms,
        )  # fmt: skip

    return one
