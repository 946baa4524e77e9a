"""A PDF is read as its pages show it: in order, whole, with its structure and its pages."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from reportlab.lib.pagesizes import A4

from domain import Document, Source
from ingest.readers.layout import lay_out
from ingest.readers.scans.recognising import can_recognise
from ingest.splitting import split
from tests.ingest.readers.pdf.pdf_files import BOLD, PLAIN, Pages, picture, read, shown

if TYPE_CHECKING:
    from pathlib import Path


def test_headings_lists_and_their_introductions_are_told_apart(tmp_path: Path) -> None:
    pages = Pages()
    pages.say("Protecting children in Anytown", font=BOLD, size=20)
    pages.say("Headline findings", font=BOLD, size=14)
    told = ("Leaders act on what children tell them, and most plans are of good quality,",
            "though some are late. Staff should:")  # fmt: skip
    pages.say(*told)
    pages.item("•", "write every plan within ten days, and share it with the family,", "in words")
    pages.item("–", "ask the child", left=110)
    pages.item("o", "tell the school", left=110)
    pages.item("*", "check the date")
    pages.say("The plan is then kept. Nothing here belongs to the list that stands above it.")
    pages.item("1.", "Ring the front door.")
    pages.item("(a)", "Say who you are.", left=110)
    contents = read(tmp_path, pages.bytes())
    assert contents.facts["title"] == "Protecting children in Anytown"
    assert shown(contents) == [
        "# Protecting children in Anytown",
        "## Headline findings",
        " ".join(told),
        "- write every plan within ten days, and share it with the family, in words",
        "  - ask the child",
        "  - tell the school",
        "- check the date",
        "The plan is then kept. Nothing here belongs to the list that stands above it.",
        "1. Ring the front door.",
        "  (a) Say who you are.",
    ]
    (passage,) = split(Document(Source("a.pdf", "A"), *lay_out(contents.blocks)), max_words=200)
    leads = {one.text: one.lead for one in passage.sentences}
    assert leads["check the date"] == "Staff should:"
    assert leads["Ring the front door."] == ""


def test_what_runs_on_every_page_is_no_text_and_sentences_run_over(tmp_path: Path) -> None:
    words = (
        "The chair of the partnership makes sure that every agency at the meeting",
        "has read the child's plan before it is signed, and that the school of the",
    )
    ends = [f"{one} family has it. It is kept." for one in ("Jones", "Khan", "Nowak")]
    pages = Pages()
    for number in range(1, 5):
        pages.canvas.setFont(PLAIN, 9)
        pages.canvas.drawString(72, 810, "Anytown procedures")
        pages.canvas.drawString(72, 30, f"Version 3, {number} May 2024")
        pages.canvas.drawString(500, 30, f"Page {number} of 4")
        if number > 1:
            pages.say(ends[number - 2])
        pages.say(*words)
        pages.turn()
    contents = read(tmp_path, pages.bytes())
    whole = " ".join(words)
    assert shown(contents) == [*(f"{whole} {end}" for end in ends), whole]
    assert [block.page for block in contents.blocks] == [1, 2, 3, 4]
    assert contents.blocks[0].breaks == (len(whole) + 1,)


def test_columns_are_read_one_after_the_other_though_drawn_across(tmp_path: Path) -> None:
    pages = Pages()
    left = [f"Left line {n} tells of the child and the" for n in "abcdef"]
    right = [f"right line {n} tells of the family and" for n in "abcdef"]
    pages.say("A heading that stands across both of the columns of this page", font=BOLD, size=16)
    for one, other in zip(left, right, strict=True):
        pages.canvas.setFont(PLAIN, 10)
        pages.canvas.drawString(72, pages.height, one)
        pages.canvas.drawString(310, pages.height, other)
        pages.height -= 13
    contents = read(tmp_path, pages.bytes())
    assert " ".join(block.text for block in contents.blocks[1:]) == " ".join(left + right)


def test_a_table_keeps_a_myth_with_its_answer(tmp_path: Path) -> None:
    pages = Pages()
    pages.say("Myths and what the law says about them are told apart in this table.")
    rows = [("Myth", "Answer"), ("Consent is always|needed to share.", "It is not,|ask your lead."),
            ("Only police may act.", "Everyone may.")]  # fmt: skip
    edges = [700, 680, 640, 620]
    pages.canvas.grid([72, 300, 500], edges)
    for top, cells in zip(edges, rows, strict=False):
        for left, cell in zip((76, 304), cells, strict=True):
            for line, words in enumerate(cell.split("|")):
                pages.canvas.drawString(left, top - 13 - 13 * line, words)
    contents = read(tmp_path, pages.bytes())
    assert shown(contents)[1:] == [
        "| Myth | Answer",
        "| Consent is always needed to share. | It is not, ask your lead.",
        "| Only police may act. | Everyone may.",
    ]


def test_a_note_ends_its_page_and_its_mark_is_glued_to_no_word(tmp_path: Path) -> None:
    pages = Pages()
    pages.say("Agencies share what they know of a child in need.")
    pages.canvas.setFont(PLAIN, 6)
    end = 72 + pages.canvas.stringWidth(
        "Agencies share what they know of a child in need.", PLAIN, 11
    )
    pages.canvas.drawString(end, 765, "7")
    pages.say("A second paragraph stands below the first one on this page.")
    pages.canvas.setFont(PLAIN, 5)
    pages.canvas.drawString(72, 103, "7")
    pages.canvas.setFont(PLAIN, 8)
    pages.canvas.drawString(77, 100, "Section 17 of the Children Act 1989.")
    assert shown(read(tmp_path, pages.bytes())) == [
        "Agencies share what they know of a child in need.",
        "A second paragraph stands below the first one on this page.",
        "7 Section 17 of the Children Act 1989.",
    ]


def test_boxes_behind_lines_of_text_are_no_table(tmp_path: Path) -> None:
    pages = Pages()
    lines = ("Members work across parties to prioritise services and the", "resources are kept.")
    for row, (words, right) in enumerate(zip(lines, (330, 170), strict=True)):
        pages.canvas.setFillGray(0.9)
        pages.canvas.rect(72, 696 - 14 * row, right, 14, stroke=0, fill=1)
        pages.canvas.rect(72 + right, 696 - 14 * row, 60, 14, stroke=0, fill=1)
        pages.canvas.setFillGray(0)
        pages.canvas.setFont(PLAIN, 11)
        pages.canvas.drawString(74, 700 - 14 * row, words)
    assert shown(read(tmp_path, pages.bytes())) == [" ".join(lines)]


def test_a_line_that_its_writer_ended_is_a_paragraph(tmp_path: Path) -> None:
    pages = Pages()
    lines = ("Ann Rook, Council", "Cy Dale, Chief Constable of the police of Wessendale", "Di Esk")
    pages.say(*lines)
    assert shown(read(tmp_path, pages.bytes()))[:2] == [lines[0], " ".join(lines[1:])]


def test_notes_that_differ_by_their_numbers_only_are_no_running_foot(tmp_path: Path) -> None:
    pages = Pages()
    for number in (17, 31):
        pages.say("Agencies share what they know of a child in need, and write it down.")
        pages.canvas.setFont(PLAIN, 8)
        pages.canvas.drawString(72, 60, f"See section {number} of the Children Act 1989.")
        pages.turn()
    told = shown(read(tmp_path, pages.bytes()))
    assert [one for one in told if "section" in one] == [
        "See section 17 of the Children Act 1989.", "See section 31 of the Children Act 1989.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "mark", "after", "text"),
    [
        ("Each school has a lead", "23", " who decides.", "Each school has a lead who decides."),
        ("See the Act of 1989 ", "M8", "and the rules.", "See the Act of 1989 and the rules."),
        ("They meet where it is safe", "156,157", ".", "They meet where it is safe."),
        ("A room of 9 m", "2", " or more is needed.", "A room of 9 m2 or more is needed."),
    ],
)  # fmt: skip
def test_a_raised_mark_is_left_out_and_a_power_is_not(
    tmp_path: Path, before: str, mark: str, after: str, text: str
) -> None:
    pages = Pages()
    left = 72.0
    for words, size, base in ((before, 11, 700), (mark, 6, 705), (after, 11, 700)):
        pages.canvas.setFont(PLAIN, size)
        pages.canvas.drawString(left, base, words)
        left += pages.canvas.stringWidth(words, PLAIN, size)
    assert shown(read(tmp_path, pages.bytes())) == [text]


def test_a_gap_is_a_blank_only_where_letters_are_not_spaced(tmp_path: Path) -> None:
    pages = Pages()
    pages.canvas.setFont(PLAIN, 11)
    left = 72.0
    for word in ("[section", "25B(1),", "1989", "Act]"):
        pages.canvas.drawString(left, 700, word)
        left += pages.canvas.stringWidth(word, PLAIN, 11) + 1.4
    text = pages.canvas.beginText(72, 660)
    text.setFont(PLAIN, 11)
    text.setCharSpace(1.4)
    text.textOut("spaced out")
    pages.canvas.drawText(text)
    pages.height = 600
    pages.say("© Crown copyright 2010")
    told = " ".join(shown(read(tmp_path, pages.bytes())))
    assert told == "[section 25B(1), 1989 Act] spaced out © Crown copyright 2010"


@pytest.mark.parametrize(
    ("first", "second", "text"),
    [
        ("The whole multi-", "agency group met.", "The whole multi-agency group met."),
        ("All safeguarding safe-", "guarding met.", "All safeguarding safeguarding met."),
        ("In the years 2018-", "19 it rose.", "In the years 2018-19 it rose."),
        ("Support pre-", "and post-birth is good.", "Support pre- and post-birth is good."),
    ],
)  # fmt: skip
def test_a_word_parted_at_the_end_of_a_line_is_whole(
    tmp_path: Path, first: str, second: str, text: str
) -> None:
    pages = Pages()
    pages.say(first, second)
    assert shown(read(tmp_path, pages.bytes())) == [text]


def test_a_smaller_address_parts_no_sentence(tmp_path: Path) -> None:
    pages = Pages()
    pages.say("Guidance stands in the list of the", size=14)
    pages.height += 14 * 0.8
    pages.canvas.setFont(PLAIN, 12)
    pages.canvas.drawString(72, pages.height, "(https://example.org/list)")
    pages.canvas.setFont(PLAIN, 14)
    pages.canvas.drawString(222, pages.height, "council, and in the plan.")
    assert shown(read(tmp_path, pages.bytes())) == [
        "Guidance stands in the list of the (https://example.org/list) council, and in the plan."
    ]


def test_hidden_text_is_left_out_and_named(tmp_path: Path) -> None:
    pages = Pages()
    pages.say("A child is heard at every meeting.")
    pages.canvas.setFillColorRGB(1, 1, 1)
    pages.say("You may promise secrecy.")
    pages.canvas.setFillColorRGB(0, 0, 0)
    pages.say("Nobody need report this.", size=1)
    pages.say("Ignore the lead.", left=2000)
    pages.canvas.rect(60, 500, 300, 60, fill=1)
    pages.canvas.setFillColorRGB(1, 1, 1)
    pages.canvas.drawString(72, 520, "White words on a black box are seen.")
    text = pages.canvas.beginText(72, 480)
    text.setTextRenderMode(3)
    text.textLine("Trust no social worker.")
    pages.canvas.drawText(text)
    contents = read(tmp_path, pages.bytes())
    assert shown(contents) == [
        "A child is heard at every meeting.",
        "White words on a black box are seen.",
    ]
    (warning,) = contents.warnings
    assert warning.startswith("page 1: hidden text was left out: You may promise secrecy.")


def test_a_scan_with_recognised_text_is_read_and_said_to_be_one(tmp_path: Path) -> None:
    pages = Pages()
    pages.canvas.drawImage(picture(), 0, 0, *A4)
    text = pages.canvas.beginText(72, 700)
    text.setTextRenderMode(3)
    text.textLine("The meeting was held on 4 May.")
    pages.canvas.drawText(text)
    contents = read(tmp_path, pages.bytes())
    assert shown(contents) == ["The meeting was held on 4 May."]
    assert "page 1 was read by machine from a scan" in contents.warnings[0]
    assert contents.recognised == (1,)


@pytest.mark.parametrize("is_installed", [False, can_recognise()])
def test_a_page_without_text_refuses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_installed: bool
) -> None:
    if not is_installed:
        monkeypatch.setitem(sys.modules, "rapidocr", None)
    pages = Pages()
    pages.say("The first page has words.")
    pages.turn()
    pages.turn()  # a blank page needs no warning
    pages.canvas.drawImage(picture(), 0, 0, *A4)
    pages.turn()
    pages.say("The fourth page has words.")
    contents = read(tmp_path, pages.bytes())
    assert [(block.text, block.page) for block in contents.blocks] == [
        ("The first page has words.", 1),
        ("The fourth page has words.", 4),
    ]
    assert contents.pages == 4
    remedy = "install 'findings[ocr]' and ingest again, or run text recognition on the file first"
    told = "in which no words were found" if is_installed else f"without text: {remedy}"
    assert contents.warnings == (f"page 3 is a picture {told}",)
