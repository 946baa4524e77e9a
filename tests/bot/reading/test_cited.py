"""Parts of laws that are named by short forms are known by what documents call them."""

from __future__ import annotations

import pytest

from bot.reading.cited import cited_in, written_out


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("who does the reg 44 visit", "who does the regulation 44 visit"),
        ("a s47, a s.47 and a sec 47", "a section 47, a section 47 and a section 47"),
        ("Para 3.12 of ch 3", "paragraph 3.12 of chapter 3"),
        # a possessive, a time and a plain word are no part of a law
        ("the girl's 15 now", "the girl's 15 now"),
        ("regular 44 visits", "regular 44 visits"),
        ("at 10 s 3:30", "at 10 s 3:30"),
    ],
)
def test_a_short_form_before_its_number_is_written_out(text: str, full: str) -> None:
    assert written_out(text) == full


def test_each_part_of_several_is_named() -> None:
    found = cited_in("Regulations 43 and 44, regs 28–30 and section 11(2)")
    assert found == {
        *(("regulation", number) for number in ("43", "44", "28", "29", "30")),
        ("section", "11"),
    }
