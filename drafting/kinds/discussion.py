"""A case to talk through: an invented story in stages, at three levels and by agency."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from drafting.audiences import AUDIENCES
from drafting.kinds.cases import LEVELS, case_for
from drafting.kinds.quoted import BESIDES, act, quoted, talk, told, where_held
from drafting.roles import LineRole
from drafting.sections import DraftSection
from drafting.wording import INVENTED

if TYPE_CHECKING:
    from drafting.audiences import Audience
    from drafting.kinds.quoted import Kept

SHOW_LATER = "Show these lines only after the group has talked, and ask which of them the case met."
CHOOSE = "Choose the level that fits the group, or give each table its own."


def case_discussion(theme: str, kept: Kept, audience: Audience) -> tuple[DraftSection, ...]:
    """Give the case that fits a theme's id, with what the facilitator shows afterwards."""
    case = case_for(theme)
    invented = INVENTED.format(name=case.name)
    stages = tuple(
        DraftSection(
            f"The case, part {number}: {stage.title}",
            f"{invented} {stage.story}" if number == 1 else stage.story,
            (), stage.questions, stage.notes,
        )
        for number, stage in enumerate(case.stages, 1)
    )  # fmt: skip
    expected = kept[LineRole.ASKED] + kept[LineRole.EXPECTED]
    seen = told(kept)
    discussed = talk(kept, audience)
    return (
        *stages,
        replace(discussed, title="Questions at three levels and by agency", intro=" ".join(
            filter(None, (CHOOSE, discussed.intro))), points=(*LEVELS, *_by_agency(audience))),
        replace(
            quoted("expected", expected),
            title="Facilitator's notes: what is expected",
            notes=(SHOW_LATER,),
        ),
        replace(seen, title=f"Facilitator's notes: {seen.title[0].lower()}{seen.title[1:]}"),
        *where_held(kept, BESIDES[0]),
        act(kept, audience),
    )  # fmt: skip


def _by_agency(audience: Audience) -> tuple[str, ...]:
    """Give the questions of the audience's agency, or one of each where all are in the room."""
    if audience.agency:
        return tuple(f"{audience.name}: {one}" for one in audience.questions)
    return tuple(f"{one.name}: {one.questions[0]}" for one in AUDIENCES)
