"""Plain text keeps its pages, in time that grows with its length."""

from __future__ import annotations

import time

from domain import Shape
from ingest.readers.text.plain import read_plain

CAPITALS = """CREW PARTNERSHIP
PROCEDURE 14: WHEN CREWS DISAGREE

14.3 THE STAGES

STAGE 1 - CREW TO CREW
The crew that disagrees rings the other crew on the day, and both of them write down what was said.

=====================
LATER: 2 CREWS AT SEA
=====================
They wait, as the captain says.

4.1 Before a crossing

The two crews look together at the evidence that they have, and at what the weather is likely to be.

1. Ring the hub.

2. Wait.
"""


def test_lines_in_capitals_and_numbered_lines_above_prose_are_headings() -> None:
    heads = [(one.level, one.text) for one in read_plain(CAPITALS) if one.shape is Shape.HEADING]
    assert heads == [
        (3, "14.3 THE STAGES"),
        (4, "STAGE 1 - CREW TO CREW"),
        (2, "LATER: 2 CREWS AT SEA"),
        (3, "4.1 Before a crossing"),
    ]


def test_letters_and_small_numerals_in_brackets_number_items() -> None:
    text = "2. What to do\n\n  a) ring the hub\n  (b) wait\n  iii) go home\n"
    assert [one.text for one in read_plain(text)][1:] == ["ring the hub", "wait", "go home"]


def test_a_form_feed_begins_a_page_and_a_sentence_goes_on_over_it() -> None:
    text = (
        "Ring the hub.\n\nThey do not know\n\f\nhow to ring it.\n\nThen wait.\n\f- Write it down.\n"
    )
    assert [(block.text, block.page) for block in read_plain(text)] == [
        ("Ring the hub.", 1),
        ("They do not know how to ring it.", 1),
        ("Then wait.", 2),
        ("Write it down.", 3),
    ]
    assert {block.page for block in read_plain("Ring.\n\nWait.\n")} == {0}


def test_an_item_of_many_lines_is_read_in_time_that_grows_with_its_length() -> None:
    start = time.process_time()
    (block,) = read_plain("- Ring\n" + "and wait a little longer\n" * 80_000)
    assert len(block.text) > 1_000_000
    assert time.process_time() - start < 3


def test_a_short_line_above_one_short_sentence_is_its_heading() -> None:
    text = (
        "Supervision\n\nIssue 1, June 2026.\n\nHow often\n\n"
        "Each crew must have it every four weeks.\n\nYours sincerely\n\nAnn Ayle\n\nHead of crews\n"
    )
    assert [(one.shape, one.text) for one in read_plain(text)][2:4] == [
        (Shape.HEADING, "How often"), (Shape.PARAGRAPH, "Each crew must have it every four weeks."),
    ]  # fmt: skip
    assert "Yours sincerely" not in [
        one.text for one in read_plain(text) if one.shape is Shape.HEADING
    ]
