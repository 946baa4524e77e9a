from __future__ import annotations

from datetime import date
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from drafting.audiences import AUDIENCES
from drafting.choosing import choose
from drafting.composing import Draft, DraftError, compose
from drafting.kinds.scenarios import scenarios_of
from drafting.lines import make_lines
from drafting.needed.facts import Must, find_facts
from drafting.needed.reaching import front_door, reached
from drafting.roles import LineRole
from drafting.sections import Form
from drafting.themes import Theme, question_theme, read_themes
from drafting.wording import SEARCHED, DraftKind, Length
from ingest.beside.pointers import POINTERS_NAME, read_pointers
from pages.draft.page import SLOTS

if TYPE_CHECKING:
    from drafting.lines import DraftLine
    from store.generation.opened import Generation

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
BOOK = read_themes(KNOWLEDGE)
THEMES = BOOK.theme
RULES = {LineRole.ASKED, LineRole.EXPECTED}
# Read aloud at 140 words a minute.
SEVEN_MINUTES = 7 * 140


_LINES: dict[str, tuple[DraftLine, ...]] = {}


def lines_of(generation: Generation, theme: Theme) -> tuple[DraftLine, ...]:
    """The lines of a theme; which they are takes a while to find."""
    if theme.id not in _LINES:
        pointers = read_pointers(KNOWLEDGE / POINTERS_NAME)
        chosen = choose(theme, generation, BOOK.leans)
        _LINES[theme.id] = make_lines(chosen, pointers, lambda one: f"/#p-{one.id}")
    return _LINES[theme.id]


def make(generation: Generation, theme: Theme, kind: DraftKind, length: Length) -> Draft:
    lines = lines_of(generation, theme)
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
    assert len(draft.sections) <= SLOTS
    # facts are each headed by what they tell
    listed = [one for one in draft.sections if one.form is not Form.FACTS]
    held = [{line.role for line in one.lines} for one in listed]
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


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: str(theme.id))
def test_every_kind_holds_the_facts_that_the_theme_gives(
    theme: Theme, generation: Generation
) -> None:
    chosen = reached(choose(theme, generation, BOOK.leans), front_door(generation))
    lines = make_lines(chosen, read_pointers(KNOWLEDGE / POINTERS_NAME), lambda one: one.id)
    facts = find_facts(lines)
    assert len(facts.named) + len(facts.missing) >= 4
    # the number of the front door is among the facts of every theme
    assert any(one.startswith(Must.NUMBER.value) for one in facts.named.values())
    for kind, length in product(DraftKind, Length):
        draft = compose(
            theme, lines, (), kind=kind, audience=AUDIENCES[0], length=length,
            made=date(2026, 11, 22),
        )  # fmt: skip
        assert set(facts.named) <= {one.key for one in draft.lines}, (kind, length)
        assert facts.told() in (*draft.cover, "")


def test_a_fact_is_in_the_words_of_its_line(generation: Generation) -> None:
    missing = next(one for one in THEMES if one.id == "missing")
    facts = find_facts(lines_of(generation, missing))
    headed = {one.fact: one for one in facts.of(lines_of(generation, missing)) if one.fact}
    assert "within 72 hours" in headed["By when: within 72 hours"].text
    # nothing is of another area, and a sentence that names nobody gives nobody
    assert LineRole.ELSEWHERE not in {one.role for one in headed.values()}
    assert headed["By when: within 72 hours"].who == ""


def test_what_no_line_gives_is_named_on_the_cover(generation: Generation) -> None:
    strengths = next(one for one in THEMES if one.id == "strengths")
    draft = make(generation, strengths, DraftKind.BRIEFING, Length.SHORT)
    assert "do not give for this theme: a time limit" in draft.cover[-1]


def test_an_audience_changes_what_is_chosen(generation: Generation) -> None:
    lines = lines_of(generation, next(one for one in THEMES if one.id == "main"))
    drafts = {
        audience.name: {
            one.key
            for one in compose(
                THEMES[0], lines, (), kind=DraftKind.BRIEFING, audience=audience,
                length=Length.STANDARD, made=date(2026, 11, 22),
            ).lines
        }
        for audience in AUDIENCES
    }  # fmt: skip
    everybody = drafts.pop(AUDIENCES[0].name)
    assert all(len(own - everybody) >= 2 for own in drafts.values())


def test_a_scenarios_choices_are_each_explained_by_a_line(generation: Generation) -> None:
    nrm = next(one for one in THEMES if one.id == "nrm")
    scenarios = scenarios_of(lines_of(generation, nrm), None)
    assert scenarios
    for one in scenarios:
        assert len(one.choices) == len(one.lines) == len(set(one.choices)) == 3
        assert all(choice in line.text for choice, line in zip(one.choices, one.lines, strict=True))
        # the right words are gone from the question, and no other choice is among them
        assert not any(choice in one.asked for choice in one.choices)


def test_a_session_plan_counts_its_minutes(generation: Generation) -> None:
    draft = make(generation, THEMES[0], DraftKind.SESSION, Length.STANDARD)
    assert sum(one.minutes for one in draft.sections) == 60
    assert draft.sections[0].points[-1].startswith("Minute 55 to 60")
