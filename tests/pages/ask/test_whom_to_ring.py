"""Beside a page without an answer stands whom to ring, and how old each number is."""

from __future__ import annotations

from datetime import date

from bot.safety.ages import Ages
from ingest.beside.partnership import Contact, Partnership, Role
from pages.ask.sources_panel import empty_panel

FRESH = Contact(
    role=Role.FRONT_DOOR, name="First Response", number="01632 960401", source="Ayle page",
    reviewed=date(2031, 3, 2),
)  # fmt: skip
OLD = FRESH.model_copy(
    update={"role": Role.POLICE, "name": "Ayle Police", "number": "101",
            "reviewed": date(2029, 6, 5)}
)  # fmt: skip
WARNS = "last checked 5 June 2029: check before you rely on it"


def test_a_number_that_was_checked_long_ago_says_so_and_the_others_since_when() -> None:
    held = Partnership(name="Ayle", contact=(FRESH, OLD))
    panel = empty_panel(Ages(held, 365, date(2031, 5, 1)))
    fresh, old = panel.split("<li>")[2:]
    assert "First Response" in fresh
    assert "checked" not in fresh
    assert WARNS in old
    assert "Checked 2 March 2031 or later, where nothing else is said." in panel


def test_where_all_are_old_no_day_stands_for_the_others() -> None:
    panel = empty_panel(Ages(Partnership(name="Ayle", contact=(OLD,)), 365, date(2031, 5, 1)))
    assert WARNS in panel
    assert "or later" not in panel
