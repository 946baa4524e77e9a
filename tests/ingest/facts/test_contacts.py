"""Contacts are found in any document, each with the words that say whose it is."""

from __future__ import annotations

import pytest

from domain import Document, Source
from ingest.facts.contacts import find_contacts
from ingest.readers.layout import clean, lay_out
from ingest.readers.text.markdown import read_markdown
from ingest.splitting import split


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("| Who | Number |\n| --- | --- |\n| The hub | 01632 960001 |", [("hub", "01632 960001")]),
        ("## Night team\n\nTelephone: (01632) 960 002", [("Night team", "(01632) 960 002")]),
        (
            "The hub 01632 960001 in office hours, night team 01632 960002.",
            [("hub", "01632 960001"), ("night team", "01632 960002")],
        ),
        ("Write to the desk at desk@moor.example first.", [("desk", "desk@moor.example")]),
        ("Ring Childline on 0800 1111.", [("Childline", "0800 1111")]),
        ("In 2021-22 there were 01632 cases and £01234567.", []),
    ],
)
def test_a_number_comes_with_whose_it_is(text: str, found: list[tuple[str, str]]) -> None:
    laid_out, blocks = lay_out(read_markdown(clean(text)).blocks)
    document = Document(Source(id="made.md", title="Made"), laid_out, blocks)
    held = find_contacts(split(document, max_words=110))
    assert [one.value for one in held] == [value for _, value in found]
    for one, (who, _) in zip(held, found, strict=True):
        assert who in one.who


def test_a_line_of_hours_alone_is_one_too() -> None:
    text = "## The hub\n\n- 01632 960001\n- open Monday to Friday, 9am to 5pm"
    laid_out, blocks = lay_out(read_markdown(clean(text)).blocks)
    document = Document(Source(id="made.md", title="Made"), laid_out, blocks)
    (number, hours) = find_contacts(split(document, max_words=110))
    assert (number.value, number.hours, hours.value, hours.hours) == (
        "01632 960001",
        False,
        "",
        True,
    )


@pytest.mark.parametrize(
    "text", ["Lines are open on Sundays", "We answer until NOON", "The desk is open from midday"]
)
def test_hours_without_a_digit_are_found(text: str) -> None:
    laid_out, blocks = lay_out(read_markdown(clean(f"## Duty desk\n\n{text}")).blocks)
    document = Document(Source(id="made.md", title="Made"), laid_out, blocks)
    (held,) = find_contacts(split(document, max_words=110))
    assert held.hours
    assert not held.value
