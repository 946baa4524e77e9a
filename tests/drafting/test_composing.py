from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from drafting.choosing import choose
from drafting.composing import Draft, DraftError, compose
from drafting.lines import make_lines
from drafting.roles import LineRole
from drafting.themes import Theme, question_theme, read_themes
from drafting.wording import AUDIENCES, SEARCHED, DraftKind, Length
from ingest.beside.pointers import POINTERS_NAME, read_pointers

if TYPE_CHECKING:
    from store.generation.opened import Generation

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
BOOK = read_themes(KNOWLEDGE)
THEMES = BOOK.theme
RULES = {LineRole.ASKED, LineRole.EXPECTED}
# Read aloud at 140 words a minute.
SEVEN_MINUTES = 7 * 140


def make(generation: Generation, theme: Theme, kind: DraftKind, length: Length) -> Draft:
    pointers = read_pointers(KNOWLEDGE / POINTERS_NAME)
    lines = make_lines(choose(theme, generation, BOOK.leans), pointers, lambda one: f"/#p-{one.id}")
    sources = [document.source for document in generation.documents]
    return compose(
        theme, lines, sources, kind=kind, audience=AUDIENCES[0], length=length,
        made=date(2026, 11, 22),
    )  # fmt: skip


@pytest.mark.parametrize("kind", list(DraftKind))
@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: str(theme.id))
def test_every_draft_is_whole(theme: Theme, kind: DraftKind, generation: Generation) -> None:
    draft = make(generation, theme, kind, Length.STANDARD)
    assert draft.aim
    assert "To be checked by a practice lead" in draft.cover[0]
    assert "Review by" in draft.cover[0]
    assert draft.further
    assert len(draft.lines) >= 5
    assert any(section.points for section in draft.sections)
    assert len(draft.sections) <= 8
    held = [{line.role for line in one.lines} for one in draft.sections]
    if kind is not DraftKind.QUIZ:
        # what is asked or expected stands with nothing else, and another area's by itself
        assert all(one <= RULES or not one & {*RULES, LineRole.ELSEWHERE} or
                   one == {LineRole.ELSEWHERE} for one in held)  # fmt: skip


@pytest.mark.parametrize("length", list(Length))
@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: str(theme.id))
def test_a_briefing_has_seven_parts_and_takes_seven_minutes(
    theme: Theme, length: Length, generation: Generation
) -> None:
    draft = make(generation, theme, DraftKind.BRIEFING, length)
    assert len(draft.outline) == 7
    spoken = [draft.aim, *draft.outline, *(f"{one.lead} {one.text}" for one in draft.lines)]
    spoken += [text for one in draft.sections for text in (one.intro, *one.points)]
    assert len(" ".join(spoken).split()) <= SEVEN_MINUTES


def test_a_full_draft_uses_every_line_of_its_theme_but_spare_questions(
    generation: Generation,
) -> None:
    for theme in THEMES:
        lines = make_lines(choose(theme, generation, BOOK.leans), {}, lambda one: one.id)
        draft = make(generation, theme, DraftKind.HANDOUT, Length.FULL)
        assert len(draft.lines) >= len(lines) - 3


def test_a_case_says_that_the_child_is_invented(generation: Generation) -> None:
    for theme in THEMES:
        draft = make(generation, theme, DraftKind.CASE, Length.SHORT)
        assert "invented. No real child" in draft.sections[0].intro


def test_a_theme_without_lines_is_refused() -> None:
    with pytest.raises(DraftError, match="hold nothing"):
        compose(
            THEMES[0], (), (), kind=DraftKind.HANDOUT, audience=AUDIENCES[0], length=Length.FULL,
            made=date(2026, 1, 1),
        )  # fmt: skip


def test_a_draft_on_a_question_says_that_its_lines_were_searched(generation: Generation) -> None:
    theme = question_theme("What is a return home interview?")
    missing = next(one for one in THEMES if one.id == "missing")
    lines = make_lines(choose(missing, generation, BOOK.leans), {}, lambda one: one.id)
    draft = compose(
        theme, lines, (), kind=DraftKind.HANDOUT, audience=AUDIENCES[0], length=Length.SHORT,
        made=date(2026, 11, 22),
    )  # fmt: skip
    assert SEARCHED in draft.cover
    assert SEARCHED not in make(generation, missing, DraftKind.HANDOUT, Length.SHORT).cover
