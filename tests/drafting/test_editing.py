from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from domain import Citation, Part, Passage, Source
from drafting.composing import Draft
from drafting.editing import edited, reviewed, words_of
from drafting.lines import DraftLine
from drafting.roles import LineRole
from drafting.sections import DraftSection
from drafting.wording import DraftKind

WORDS = "One thing. It leads to another. A third."
PASSAGE = Passage("p1", Source("a.md", "A"), ("A", "B"), Part.GUIDANCE, (), WORDS, 0, 40, ())
plain = st.text("abc .,", min_size=1).map(str.strip).filter(bool)


def line(quote: str, *, follows: bool = False) -> DraftLine:
    return DraftLine(Citation(PASSAGE, quote), LineRole.EXPECTED, "/p1", follows=follows)


FIRST, SECOND = line("One thing."), line("It leads to another.", follows=True)
THIRD = line("A third.")


def draft(*sections: DraftSection) -> Draft:
    return Draft(DraftKind.HANDOUT, "T", "all", "aim", date(2026, 1, 1), (), sections, ())


def test_who_checked_a_draft_stands_on_its_cover_with_the_day() -> None:
    whole = draft(DraftSection("S", lines=(FIRST,)))
    on = date(2026, 2, 1)
    told = "Checked by A practice lead on 1 February 2026."
    assert reviewed(whole, "", "a comment", on) == whole
    assert reviewed(whole, " A practice\nlead ", "", on).cover == (told,)
    assert reviewed(whole, "A practice lead", "Line 2 out.", on).cover == (
        f"{told} Comment: Line 2 out.",
    )


@given(plain, st.lists(plain), st.lists(plain))
def test_our_words_survive_a_round_trip(intro: str, points: list[str], notes: list[str]) -> None:
    section = DraftSection("S", intro, points=tuple(points), notes=tuple(notes))
    again = edited(draft(section), "aim", [()], [words_of(section)]).sections[0]
    assert (again.points, again.notes) == (section.points, section.notes)
    assert again.intro == intro


def test_a_line_that_leans_on_one_left_out_goes_with_it() -> None:
    section = DraftSection("S", lines=(FIRST, SECOND, THIRD))
    kept = edited(draft(section), "aim", [{SECOND.key, THIRD.key}], [""]).sections[0].lines
    assert kept == (THIRD,)


def test_words_typed_as_a_line_key_add_nothing() -> None:
    section = DraftSection("S", "x", lines=(FIRST,))
    assert edited(draft(section), "aim", [{"p9:0"}], ["x"]).lines == ()


def test_an_emptied_section_goes() -> None:
    section = DraftSection("S", lines=(FIRST,))
    assert edited(draft(section), "aim", [()], [" \n "]).sections == ()


def test_a_passage_quoted_twice_is_one_source() -> None:
    one = draft(DraftSection("S", lines=(FIRST, THIRD)))
    assert len(one.sources) == 1
    assert one.number_of(THIRD) == 1
