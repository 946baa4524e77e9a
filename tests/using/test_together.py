"""Training from several areas' letters: examples that are theirs, of the theme, praise or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import wiring
from bot.edition import Edition
from drafting.audiences import AUDIENCES
from drafting.kinds.scenarios import PRAISE, scenarios_of
from drafting.roles import LineRole
from drafting.wording import DraftKind, Length
from settings import Settings
from tests.letters import LETTERS
from using.drafts import WantedDraft, make_draft, themes_of
from using.files import draft_file
from using.together.themes import lines_of_letters, themes_of_letters

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from drafting.composing import Draft
    from store.generation.opened import Generation

THEME = "Several letters: Staff supervision"


@pytest.fixture(scope="module")
def settings(letters_store: Path, model_export: Path) -> Settings:
    return Settings(store=letters_store, model_export=model_export)


@pytest.fixture(scope="module")
def pinned(settings: Settings) -> Callable[[], Edition]:
    return wiring.make_editions(settings).pinned()


def _draft(settings: Settings, pinned: Callable[[], Edition], kind: DraftKind) -> Draft:
    wanted = WantedDraft(THEME, "", kind.value, AUDIENCES[0].name, Length.STANDARD.value)
    assistant = wiring.make_assistant(settings, lambda: pinned().library)
    made = make_draft(assistant, pinned, wanted, "http://here")
    assert made.draft, made.notice
    return made.draft


def test_a_theme_has_good_and_poor_practice_of_one_line_a_letter(
    pinned: Callable[[], Edition],
) -> None:
    theme = next(one for one in themes_of_letters(pinned()) if one.title == THEME)
    lines = lines_of_letters(pinned(), theme)
    praised = [one.text for one in lines if one.role is LineRole.PRAISED]
    wanting = {one.text for one in lines if one.role is LineRole.WANTING}
    assert praised == [LETTERS[1][3][0]]
    # a list of demands says what to improve, which is no example of how it was
    assert wanting == {LETTERS[0][5], LETTERS[2][5]}
    letters = [(one.role, one.citation.passage.source.id) for one in lines]
    assert len(set(letters)) == len(letters)


@pytest.mark.parametrize("kind", list(DraftKind))
def test_each_kind_says_whose_words_it_quotes_and_of_when(
    kind: DraftKind, settings: Settings, pinned: Callable[[], Edition]
) -> None:
    draft = _draft(settings, pinned, kind)
    assert draft.lines
    for line in draft.lines:
        source = line.citation.passage.source
        assert line.citation.quote in line.citation.passage.text
        if line.role in {LineRole.PRAISED, LineRole.WANTING}:
            assert source.area in line.group
            assert source.month in line.group
    told = draft_file(draft, "md").body.decode()
    assert "Kelshaw" in told
    assert "Brendale" in told
    assert "What the letter asks for" not in told


def test_a_question_of_praise_has_one_right_choice(pinned: Callable[[], Edition]) -> None:
    theme = next(one for one in themes_of_letters(pinned()) if one.title == THEME)
    asked = [
        one for one in scenarios_of(lines_of_letters(pinned(), theme), None)
        if one.question == PRAISE
    ]  # fmt: skip
    assert [one.choices[0] for one in asked] == [LETTERS[1][3][0]]
    assert {one.role for one in asked[0].lines[1:]} == {LineRole.WANTING}


def test_themes_of_letters_are_offered_where_several_areas_are_held(
    pinned: Callable[[], Edition], generation: Generation
) -> None:
    def none(*_: object) -> None:
        pytest.fail("what is offered needs no search")

    assert THEME in themes_of(pinned).titles
    assert themes_of_letters(Edition(generation, none)) == ()  # type: ignore[arg-type]
