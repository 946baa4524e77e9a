"""A script to read aloud: each quote is opened by who says it, and when."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from drafting.kinds.quoted import act, asked, quoted, talk, told
from drafting.roles import LineRole
from drafting.wording import NOTHING

if TYPE_CHECKING:
    from drafting.audiences import Audience
    from drafting.kinds.quoted import Kept
    from drafting.lines import DraftLine
    from drafting.sections import DraftSection

# Words read aloud in a minute, with a breath after each line.
SPOKEN_WORDS = 130
_OPENS = {
    LineRole.FOUND: "Inspectors wrote in {title}, {dated}:",
    LineRole.PRAISED: "Of what worked well, inspectors wrote in {title}, {dated}:",
    LineRole.WANTING: "Of what did not, inspectors wrote in {title}, {dated}:",
    LineRole.ASKED: "The letter {title}, {dated}, asks for this:",
    LineRole.REPORTED: "{title}, {dated}, reports:",
    LineRole.EXPECTED: "{title}, {dated}, says what is expected:",
    LineRole.BACKGROUND: "From {title}, {dated}, to know besides:",
}
AGAIN = "and, from the same:"


def spoken_script(kept: Kept, audience: Audience) -> tuple[DraftSection, ...]:
    """Give what to say: found, expected, what to do and a question to end with."""
    sections = (
        told(kept),
        *asked(kept),
        quoted("expected", kept[LineRole.EXPECTED]),
        act(kept, audience),
        talk(kept, audience),
    )
    return tuple(_spoken(one) for one in sections if one.lines or one.intro != NOTHING)


def _spoken(section: DraftSection) -> DraftSection:
    lines: list[DraftLine] = []
    before = ""
    for line in section.lines:
        source = line.citation.passage.source
        opening = _OPENS.get(line.role, "").format(title=source.title, dated=source.dated)
        opens = AGAIN if opening == before else opening
        before = opening
        lines.append(replace(line, lead=f"{opens} {line.lead}".strip()))
    words = sum(len(f"{one.lead} {one.text}".split()) for one in lines)
    words += len(" ".join((section.intro, *section.points)).split())
    return replace(section, lines=tuple(lines), minutes=max(1, round(words / SPOKEN_WORDS)))
