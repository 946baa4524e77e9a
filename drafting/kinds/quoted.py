"""Sections that several kinds of draft share: what was found, what applies, what to talk about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafting.lines import months_of
from drafting.roles import LineRole
from drafting.sections import DraftSection, Form
from drafting.wording import NOTHING, SAFETY, headings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drafting.audiences import Audience
    from drafting.lines import DraftLine

# What several areas' letters say, a section of each.
ELSEWHERE = (("praised", LineRole.PRAISED), ("wanting", LineRole.WANTING))
BESIDES = (("elsewhere", LineRole.ELSEWHERE), ("known", LineRole.BACKGROUND))

# The lines of a draft by what they are.
Kept = dict[LineRole, tuple["DraftLine", ...]]


def quoted(key: str, lines: Sequence[DraftLine], form: Form = Form.LIST) -> DraftSection:
    """Give a section of lines; where there is none, it says so."""
    title = headings(months_of(lines))[key]
    return DraftSection(title, "" if lines else NOTHING, tuple(lines), form=form)


def found(kept: Kept) -> DraftSection:
    """Give what inspectors found, with what others report where there is such."""
    seen = _seen(kept)
    if not kept[LineRole.REPORTED]:
        return quoted("found", seen)
    return quoted("found and reported" if seen else "reported", seen + kept[LineRole.REPORTED])


def told(kept: Kept) -> DraftSection:
    """Give one section of all that is no rule: found, reported, and known besides."""
    if not _known(kept):
        return found(kept)
    lines = _seen(kept) + kept[LineRole.REPORTED]
    key = "found and known" if _seen(kept) else "reported and known" if lines else "known"
    return quoted(key, lines + _known(kept))


def asked(kept: Kept) -> tuple[DraftSection, ...]:
    """Give what the letter asks for; several areas' letters ask nothing of anybody here."""
    lines = kept[LineRole.ASKED]
    return () if _examples(kept) and not lines else (quoted("asked", lines),)


def _examples(kept: Kept) -> tuple[DraftLine, ...]:
    return kept[LineRole.PRAISED] + kept[LineRole.WANTING]


def _seen(kept: Kept) -> tuple[DraftLine, ...]:
    """Give what inspectors found, in one area or in several."""
    return kept[LineRole.FOUND] + _examples(kept)


def where_held(
    kept: Kept, *held: tuple[str, LineRole], form: Mapping[LineRole, Form] | None = None
) -> tuple[DraftSection, ...]:
    """Give a section of each of the roles that has a line."""
    forms = form or {}
    return tuple(
        quoted(key, lines, forms.get(role, Form.LIST))
        for key, role in held
        if (lines := _known(kept) if role is LineRole.BACKGROUND else kept[role])
    )


def known_first(facts: Sequence[DraftLine], key: str = "facts") -> tuple[DraftSection, ...]:
    """Give the theme's facts as a section, each headed by what it tells; none where none is."""
    return (DraftSection(headings()[key], lines=tuple(facts), form=Form.FACTS),) if facts else ()


def without(kept: Kept, lines: Sequence[DraftLine]) -> Kept:
    """Give the lines that are kept but for those that stand elsewhere already."""
    gone = {one.key for one in lines}
    return {role: tuple(one for one in held if one.key not in gone) for role, held in kept.items()}


def talk(kept: Kept, audience: Audience) -> DraftSection:
    """Give what to talk about: the notes' own questions, and the audience's."""
    intro = (
        "The lines in quotation marks are the notes' own questions."
        if kept[LineRole.QUESTION]
        else ""
    )
    return DraftSection(headings()["discuss"], intro, kept[LineRole.QUESTION], audience.questions)


def act(kept: Kept, audience: Audience) -> DraftSection:
    """Give what to do now, with the number to ring where the documents give one."""
    return DraftSection(headings()["do"], SAFETY, _reaching(kept), audience.actions)


def _reaching(kept: Kept) -> tuple[DraftLine, ...]:
    return tuple(one for one in kept[LineRole.BACKGROUND] if one.is_number)


def _known(kept: Kept) -> tuple[DraftLine, ...]:
    """Give what is known besides, without the numbers, which stand by what to do."""
    return tuple(one for one in kept[LineRole.BACKGROUND] if not one.is_number)
