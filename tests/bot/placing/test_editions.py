"""An old edition is never quoted as current, and is found when it is asked for by its date."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.placing.editions import asked_day
from domain import Kind, Source

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Ended

OLDER = Source(
    "a.md", "Working with Families 2018", published=date(2018, 7, 1), kind=Kind.LOCAL,
    replaced_by="b.md", replaced_on=date(2023, 12, 15),
)  # fmt: skip


@pytest.mark.parametrize(
    ("question", "day"),
    [
        ("As at 2019, how soon is a family visited?", date(2019, 12, 31)),
        ("How soon was a family visited, as at 3 May 2020?", date(2020, 5, 3)),
        ("How soon was a family visited as of May 2020?", date(2020, 5, 28)),
        ("What did the 2018 edition say of visits?", date(2018, 12, 31)),
        ("Which rule applied on 1 January 2020?", date(2020, 1, 1)),
        ("What rule was in force in 2021?", date(2021, 12, 31)),
        ("What does Working with Families 2018 say of visits?", date(2018, 12, 31)),
        ("What does Working with Families 2023 say of visits?", None),
        ("How soon is a family visited?", None),
        ("Mum moved here in 2018. How soon is a family visited?", None),
        ("Born 2018, as of now: how soon is she visited?", None),
    ],
)
def test_only_what_asks_as_at_a_time_is_answered_as_at_it(question: str, day: date | None) -> None:
    assert asked_day(question, [OLDER]) == day


PROCEDURE = """# Visits to families: procedure

{words}

## When

{rule}
"""
ENTRY = """[[document]]
path = "{path}"
title = "Visits to families: procedure"
publisher = "Ayle Council"
published = {day}
kind = "local procedure"
area = "Ayle"
"""
QUESTION = "How soon must a health visitor visit the family of a newborn baby?"


def test_an_answer_quotes_the_edition_that_is_in_force(
    tmp_path: Path, findings: Callable[..., Ended]
) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    rules = {"old.md": "fourteen", "new.md": "ten"}
    for name, days in rules.items():
        rule = f"A health visitor must visit the family of a newborn baby within {days} days."
        (folder / name).write_text(PROCEDURE.format(words="For all staff.", rule=rule), "utf-8")
    entries = [ENTRY.format(path="old.md", day="2018-07-01"),
               ENTRY.format(path="new.md", day="2023-12-15")]  # fmt: skip
    (folder / "sources.toml").write_text("\n".join(entries), "utf-8")
    store = tmp_path / "store"
    assert "old.md: replaced by new.md" in findings("ingest", folder, "--store", store).err
    now = findings("ask", QUESTION, "--store", store).out
    assert ("within ten days" in now, "fourteen" in now) == (True, False)
    then = findings("ask", f"As at 2019: {QUESTION}", "--store", store).out
    assert ("within fourteen days" in then, "within ten days" in then) == (True, False)
    assert "Superseded: a later edition, new.md, replaces it from 15 December 2023." in then
    before = findings("ask", f"As at 2010: {QUESTION}", "--store", store).out
    assert ("fourteen days" in before, "ten days" in before) == (False, False)
    assert "superseded" in findings("sources", "--store", store).out
