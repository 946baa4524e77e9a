"""Changing a draft: quoted lines are kept or left out, never reworded; our words are free."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dates import in_words

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from drafting.composing import Draft
    from drafting.lines import DraftLine
    from drafting.sections import DraftSection

# How a line of a section's words begins; any other line is part of its introduction.
POINT, NOTE = "- ", "> "


def words_of(section: DraftSection) -> str:
    """Give our words in a section as text to edit: introduction, points, facilitator's notes."""
    intro = [section.intro] if section.intro else []
    points = [POINT + point for point in section.points]
    return "\n".join([*intro, *points, *(NOTE + note for note in section.notes)])


REVIEWED = "Checked by {by} on {on}."
SAID = "{reviewed} Comment: {comment}"


def reviewed(draft: Draft, by: str, comment: str, on: date) -> Draft:
    """Give the draft with who checked it, when, and what they say; as it was where nobody did.

    What a practice lead says stands on the cover, so that it is in every file.
    """
    who, said = " ".join(by.split()), " ".join(comment.split())
    if not who:
        return draft
    told = REVIEWED.format(by=who, on=in_words(on))
    if said:
        told = SAID.format(reviewed=told, comment=said)
    return replace(draft, cover=(*draft.cover, told))


def edited(draft: Draft, aim: str, kept: Sequence[Collection[str]], words: Sequence[str]) -> Draft:
    """Give the draft with the ``kept`` lines (by key) and the ``words`` of each section.

    A line that makes sense only after another is left out with it. A section with nothing left
    goes too.
    """
    sections = [
        _with_words(replace(section, lines=_kept(section.lines, keys)), text)
        for section, keys, text in zip(draft.sections, kept, words, strict=True)
    ]
    held = tuple(one for one in sections if one.lines or one.intro or one.points or one.notes)
    return replace(draft, aim=aim.strip(), sections=held)


def _kept(lines: Sequence[DraftLine], keys: Collection[str]) -> tuple[DraftLine, ...]:
    kept: list[DraftLine] = []
    is_in = False
    for line in lines:
        is_in = line.key in keys and (is_in or not line.follows)
        if is_in:
            kept.append(line)
    return tuple(kept)


def _with_words(section: DraftSection, text: str) -> DraftSection:
    rows = [row.strip() for row in text.splitlines() if row.strip()]
    marks = (POINT.strip(), NOTE.strip())
    return replace(
        section,
        intro=" ".join(row for row in rows if not row.startswith(marks)),
        points=_marked(rows, POINT),
        notes=_marked(rows, NOTE),
    )


def _marked(rows: Sequence[str], mark: str) -> tuple[str, ...]:
    sign = mark.strip()
    found = (row.removeprefix(sign).strip() for row in rows if row.startswith(sign))
    return tuple(one for one in found if one)
