"""Sheets to read: the seven-minute briefing of one page, and the handout of who does what."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from drafting.kinds.quoted import act, asked, found, known_first, quoted, talk, told, where_held
from drafting.lines import units_of
from drafting.roles import LineRole
from drafting.sections import Form
from drafting.showing import shown
from drafting.wording import headings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafting.audiences import Audience
    from drafting.kinds.quoted import Kept
    from drafting.lines import DraftLine
    from drafting.sections import DraftSection

# What a page of A4 holds beside title, cover and headings, in rows of a briefing's small type,
# and how many characters of Arial fill a row: counted on pages that LibreOffice set.
PAGE_ROWS, ROW_CHARACTERS = 34, 108
# A passage quoted is named among the sources of its document: a row for nearly each.
SOURCE_ROWS = 0.8
TOLD_BY = (
    "Some are asked for by the letter, some by guidance: the source after each line says which."
)


def briefing(kept: Kept, audience: Audience) -> tuple[DraftSection, ...]:
    """Give minutes two to six; the aim is the first, where to look further the seventh.

    Lines that give no fact go until one page holds the rest.
    """
    sections = _minutes(kept, audience)
    while rows_of_page(sections) > PAGE_ROWS and (shorter := _shorter(kept)) != kept:
        kept = shorter
        sections = _minutes(kept, audience)
    return sections


def _minutes(kept: Kept, audience: Audience) -> tuple[DraftSection, ...]:
    return (
        told(kept),
        *asked(kept),
        quoted("expected", kept[LineRole.EXPECTED]),
        act(kept, audience),
        talk(kept, audience),
    )


def rows_of_page(sections: Sequence[DraftSection]) -> float:
    """Give how many rows the sections fill, their source notes among them."""
    return sum(map(_rows, sections))


def _rows(section: DraftSection) -> float:
    texts = [section.intro] if section.intro else []
    own = sum(-(-len(one) // ROW_CHARACTERS) for one in (*texts, *section.points))
    return own + _rows_of(section.lines)


def _rows_of(lines: Sequence[DraftLine]) -> float:
    texts = (f"{one.fact} {shown(one)} {one.caution}" for one in lines)
    sources = {one.citation.passage.id for one in lines}
    return sum(-(-len(one) // ROW_CHARACTERS) for one in texts) + SOURCE_ROWS * len(sources)


def _shorter(kept: Kept) -> Kept:
    """Give the lines without the last of the longest role that can spare one."""
    for role, lines in sorted(kept.items(), key=lambda one: -_rows_of(one[1])):
        spare = list(_spare(lines))
        if spare and len(lines) > len(spare):
            return {**kept, role: tuple(one for one in lines if one.key not in spare)}
    for role in (LineRole.BACKGROUND, LineRole.REPORTED, LineRole.QUESTION):
        if spare := list(_spare(kept[role])):
            return {**kept, role: tuple(one for one in kept[role] if one.key not in spare)}
    return kept


def _spare(lines: Sequence[DraftLine]) -> Iterator[str]:
    """Give the keys of the last line that gives no fact, with those after it that lean on it."""
    for at in reversed(range(len(lines))):
        after = next((one for one in range(at + 1, len(lines)) if not lines[one].follows),
                     len(lines))  # fmt: skip
        if not any(one.fact for one in lines[at:after]):
            yield from (one.key for one in lines[at:after])
            return


def handout(
    kept: Kept, facts: Sequence[DraftLine], audience: Audience, route: Sequence[DraftLine]
) -> tuple[DraftSection, ...]:
    """Give the facts, who does what by when, then what it rests on.

    ``route`` are a pathway's steps. What the letter asks of somebody stands in the table too; what
    names neither who nor by when is a list by itself.
    """
    steps = {one.key: one for one in route}
    expected = [
        replace(one, by=steps[one.key].by, due=steps[one.key].due) if one.key in steps else one
        for one in kept[LineRole.EXPECTED]
    ]
    held = {one.key for one in expected}
    actions = (*(one for one in route if one.key not in held), *expected)
    acting, others = _parted(actions)
    told, asked = _parted(kept[LineRole.ASKED])
    titles = headings()
    besides = (replace(quoted("expected", others, Form.TICKS), title=titles["besides"]),)
    table = (
        replace(
            quoted("expected", (*acting, *told), Form.TABLE),
            title=titles["actions"],
            intro=TOLD_BY if told and acting else "",
        ),
    )
    return (
        *known_first(facts),
        *(table if acting or told or not others else ()),
        *(besides if others else ()),
        *((quoted("asked", asked, Form.TICKS),) if asked else ()),
        found(kept),
        *where_held(kept, ("elsewhere", LineRole.ELSEWHERE), ("known", LineRole.BACKGROUND)),
        act(kept, audience),
        talk(kept, audience),
    )


def _parted(
    lines: Sequence[DraftLine],
) -> tuple[tuple[DraftLine, ...], tuple[DraftLine, ...]]:
    """Give the lines that say who or by when, with those that lean on each other, and the rest."""
    acting: list[DraftLine] = []
    others: list[DraftLine] = []
    for unit in units_of(lines):
        held = acting if any(one.who or one.limit for one in unit) else others
        held += unit
    return tuple(acting), tuple(others)
