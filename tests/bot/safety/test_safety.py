"""The safety steps: their numbers are data with a page and a day, and they are always given."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.safety.ages import Ages, with_ages
from bot.safety.steps import NATIONAL, Safety
from bot.triage.kinds import DangerKind, WriterKind
from domain import Answer, Citation, Part, Passage, Refusal, Source, Statement
from ingest.beside.partnership import (
    PARTNERSHIP_NAME,
    Partnership,
    PartnershipError,
    Role,
    read_partnership,
)

SHIPPED = Path("knowledge") / PARTNERSHIP_NAME
NOTE = Path("knowledge/guidance/cheshire-east-local-pathway.md").read_text(encoding="utf-8")
NUMBERS = re.compile(r"(?<![\w,/])(?:999|101|116 \d{3}|0\d{2,4} \d[\d ]{2,}\d)(?!\w)")
TODAY = date(2026, 11, 28)
EVERYONE = [(writer, kind) for writer in WriterKind for kind in DangerKind]


def _steps(
    *places: Path, writer: WriterKind = WriterKind.STAFF, kind: DangerKind = DangerKind.OTHER,
    today: date = TODAY, check_days: int = 365,
) -> str:  # fmt: skip
    return Safety(lambda: places, check_days=check_days, today=lambda: today).steps(
        writer, kind
    ).steps  # fmt: skip


@pytest.fixture
def partnership() -> Partnership:
    return read_partnership(SHIPPED)


def test_the_note_gives_each_number_to_the_team_that_the_data_name(
    partnership: Partnership,
) -> None:
    for role, line in (
        (Role.FRONT_DOOR, r"\(ChECS\), the front door \| {} \({}"),
        (Role.OUT_OF_HOURS, r"\(Emergency Duty Team\) \| {}"),
        (Role.CHILDREN, r"Childline \(for children\) \| {}"),
        (Role.ADULTS, r"NSPCC Helpline \| {}"),
    ):
        contact = partnership.get(role)
        assert contact
        assert re.search(line.format(contact.number, contact.option), NOTE), role
        assert contact.hours in NOTE
        assert contact.address in NOTE


@pytest.mark.parametrize(("writer", "kind"), EVERYONE)
def test_999_comes_first_and_every_other_number_has_its_page_and_day(
    writer: WriterKind, kind: DangerKind, partnership: Partnership
) -> None:
    for places in ((SHIPPED,), ()):
        steps = _steps(*places, writer=writer, kind=kind)
        said, _, note = steps.partition("\n\n*")
        numbers = NUMBERS.findall(said)
        assert numbers[0] == "999"
        assert said.splitlines()[2].startswith("1. **")
        held = {one.number: one for one in (partnership if places else NATIONAL).contact}
        for number in set(numbers) - {"999"}:
            day = held[number].reviewed
            assert held[number].source in note
            assert f"{day.day} {day:%B %Y}" in note


def test_numbers_whose_check_is_old_say_so_and_fresh_ones_do_not() -> None:
    reviewed = read_partnership(SHIPPED).contact[0].reviewed
    fresh = _steps(SHIPPED, today=reviewed + timedelta(days=365))
    assert "days ago" not in fresh
    old = _steps(SHIPPED, today=reviewed + timedelta(days=366))
    assert "last reviewed more than 365 days ago" in old
    assert "more than 30 days ago" in _steps(SHIPPED, today=TODAY, check_days=30)


def test_no_local_fact_stands_in_the_code(partnership: Partnership) -> None:
    local = {one.number for one in partnership.contact} - {"101", "0800 1111"}
    words = {*partnership.areas, "ChECS", "Emergency Duty"} | local
    code = Path("bot/safety/steps.py").read_text("utf-8") + Path(
        "ingest/beside/partnership.py"
    ).read_text("utf-8")
    assert not {word for word in words if word in code}
    assert not any(word in _steps() for word in words)


@pytest.mark.parametrize("kind", list(DangerKind))
def test_a_child_gets_plain_words_and_childline_and_nothing_meant_for_staff(
    kind: DangerKind,
) -> None:
    safety = Safety(lambda: [SHIPPED], check_days=365)
    outcome = safety.steps(WriterKind.CHILD, kind)
    assert not outcome.for_staff
    assert "999" in outcome.steps
    assert "0800 1111" in outcome.steps
    for word in (
        "designated",
        "lead",
        "refer",
        "ChECS",
        "sign",
        "indicator",
        "social care",
        "tool",
    ):
        assert word not in outcome.steps
    said = outcome.steps.partition("\n\n*")[0]
    sentences = re.split(r"[.!?]\s", said.replace("*", ""))
    assert max(len(one.split()) for one in sentences) <= 20
    assert len(said.split()) < 130


@pytest.mark.parametrize("kind", [one for one in DangerKind if one is not DangerKind.STAFF])
def test_a_parent_gets_numbers_without_jargon(kind: DangerKind) -> None:
    steps = _steps(SHIPPED, writer=WriterKind.PARENT, kind=kind)
    for number in ("999", "0300 123 5012", "0300 123 5022", "0808 800 5000", "0800 1111", "101"):
        assert number in steps
    assert "designated" not in steps
    assert "front door" not in steps


def test_a_grown_up_in_despair_is_not_told_about_a_child_first() -> None:
    steps = _steps(SHIPPED, kind=DangerKind.STAFF)
    assert steps.index("116 123") < steps.index("Is a child at risk too")


@pytest.mark.parametrize(
    ("first", "second", "number"),
    [
        ("sound", None, "0300 123 5012"),
        ("broken", "sound", "0300 123 5012"),
        (None, "sound", "0300 123 5012"),
        ("broken", "broken", "your local council's"),
        (None, None, "your local council's"),
    ],
)
def test_the_first_sound_file_is_used_and_else_what_holds_in_the_whole_country(
    tmp_path: Path, first: str | None, second: str | None, number: str
) -> None:
    places = []
    for name, state in (("first", first), ("second", second)):
        path = tmp_path / name
        places.append(path)
        if state:
            path.write_text(SHIPPED.read_text("utf-8") if state == "sound" else "name = [", "utf-8")
    assert number in _steps(*places)


def test_a_file_that_breaks_while_serving_does_not_take_the_numbers_away(tmp_path: Path) -> None:
    path = tmp_path / PARTNERSHIP_NAME
    path.write_text(SHIPPED.read_text("utf-8"), "utf-8")
    safety = Safety(lambda: [path], check_days=365)
    path.write_text("[[contact]]\nnumber = 3", "utf-8")
    assert "0300 123 5012" in safety.steps().steps
    path.write_text(SHIPPED.read_text("utf-8").replace("0300 123 5012", "0300 999 0000"), "utf-8")
    assert "0300 999 0000" in safety.steps().steps


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (("reviewed = 2025-02-26\n", ""), "reviewed"),
        (('source = "Cheshire East Council, early years safeguarding page"\n', ""), "source"),
        (('number = "101"', 'number = "ring us"'), "number"),
        (('role = "police"', 'role = "children"'), "children is there twice"),
        (('role = "police"', 'role = "friend"'), "role"),
        (('name = "Samaritans"', 'name = "Samaritans"\nnickname = "x"'), "nickname"),
    ],
)
def test_a_contact_that_lacks_something_is_refused_by_name(
    tmp_path: Path, change: tuple[str, str], named: str
) -> None:
    path = tmp_path / PARTNERSHIP_NAME
    path.write_text(SHIPPED.read_text("utf-8").replace(*change), "utf-8")
    with pytest.raises(PartnershipError, match=named):
        read_partnership(path)


@pytest.mark.parametrize(
    ("text", "dated", "said"),
    [
        ("Ring 0300 123 5012.", None, "last reviewed 26 February 2025, more than 365 days ago"),
        ("Ring 01632 960 111.", date(2025, 11, 1), "stands in a document last dated 1 November"),
        ("Ring 01632 960 111.", None, "No day is known on which 01632 960 111 was checked"),
        ("Ring 01632 960 111.", TODAY, ""),
        ("Ring nobody.", None, ""),
    ],
)
def test_a_number_that_is_quoted_says_how_old_its_check_is(
    partnership: Partnership, text: str, dated: date | None, said: str
) -> None:
    ages = Ages(partnership, 365, TODAY)
    source = Source("note.md", "Note", published=dated)
    passage = Passage("id", source, (), Part.TEXT, (), text, 0, len(text), ())
    statement = Statement(text, (Citation(passage, text),), "Mind.")
    answer = with_ages(Answer((statement,)), ages)
    refusal = with_ages(Refusal("None.", (Citation(passage, text),)), ages)
    assert isinstance(answer, Answer)
    assert isinstance(refusal, Refusal)
    caution = answer.statements[0].caution
    assert caution.startswith("Mind.")
    assert said in caution
    assert (caution == "Mind.") == (not said) == (refusal.message == "None.")
    assert said in refusal.message
