"""A chat model's sentences between a draft's quotes: checked, numbered, and off as it comes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from drafting.formats.markdown import to_markdown
from drafting.needed.connecting import connected, to_connect
from drafting.wording import CONNECTED, DraftKind, Length
from tests.writing.model import StandIn, writer_of
from writing.evidence import units_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from domain import Written
    from drafting.composing import Draft
    from store.generation.opened import Generation

THEME = "missing"
QUOTED = "Children missing from home and at risk of exploitation are quickly and consistently"
TRUE = f"{QUOTED} identified by the integrated front door."
FALSE = "Children missing from home are rarely identified by the integrated front door."


@pytest.fixture
def draft(make: Callable[[str, DraftKind, Length], Draft]) -> Draft:
    return make(THEME, DraftKind.HANDOUT, Length.STANDARD)


def _written(generation: Generation, draft: Draft, *said: str) -> Written:
    units = units_in(to_connect(draft))
    number = next(at for at, one in enumerate(units, 1) if one.words.startswith(QUOTED))
    rests = [{"number": number, "words": QUOTED}]
    reply = "\n".join(json.dumps({"says": one, "rests_on": rests}) for one in said)
    writer = writer_of(StandIn(responses=[reply]), generation, connects=True)
    return writer.connecting("", to_connect(draft))


def test_a_checked_sentence_leads_to_its_quote(generation: Generation, draft: Draft) -> None:
    written = _written(generation, draft, TRUE, FALSE)
    assert [one.text for one in written.statements] == [TRUE]
    found = connected(draft, written)
    section = next(one for one in found.sections if TRUE in one.intro)
    line = next(one for one in section.lines if QUOTED in one.text)
    assert section.intro.endswith(f"{TRUE} [{found.number_of(line)}]")
    assert CONNECTED in found.cover
    assert found.lines == draft.lines
    text = to_markdown(found)
    assert TRUE in text
    assert FALSE not in text


def test_what_only_says_a_quote_over_is_left_out(generation: Generation, draft: Draft) -> None:
    words = next(one.words for one in units_in(to_connect(draft)) if one.words.startswith(QUOTED))
    written = _written(generation, draft, words)
    assert [one.text for one in written.statements] == [words]
    assert connected(draft, written) == draft


def test_nothing_is_asked_unless_it_is_set(generation: Generation, draft: Draft) -> None:
    model = StandIn(responses=["!fail"])
    off = writer_of(model, generation).connecting("", to_connect(draft))
    assert off.statements == ()
    assert model.told == []
    assert connected(draft, off) == draft
    failed = writer_of(model, generation, connects=True).connecting("", to_connect(draft))
    assert (failed.statements, failed.fault) == ((), "failed")


def test_a_kind_without_room_has_none(make: Callable[[str, DraftKind, Length], Draft]) -> None:
    for kind in (DraftKind.BRIEFING, DraftKind.SCRIPT, DraftKind.CARDS):
        assert to_connect(make(THEME, kind, Length.SHORT)) == ()
