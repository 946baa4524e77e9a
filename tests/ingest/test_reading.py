"""A file becomes a document whose words are the file's; what cannot be read says why."""

from __future__ import annotations

import re
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from domain import Block, Document, Shape, Source
from ingest.readers.layout import UnreadableError, clean, lay_out
from ingest.readers.text.html import read_html
from ingest.readers.text.markdown import read_markdown
from ingest.readers.text.plain import read_plain
from ingest.reading import read_document
from tests.ingest.files import HOSTILE, WORKER, pdf, word

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
LETTER = KNOWLEDGE / "letters" / "cheshire-east-jtai-2022.txt"
NOTES = sorted((KNOWLEDGE / "guidance").glob("*.md"))
# Lines as people type them, marks of structure among them, and hard white space.
LINES = st.lists(
    st.text(st.sampled_from("aB éz.:,;!?|#*-–•1)( \t\u00a0"), max_size=30), max_size=30
).map("\n".join)


def read(path: Path) -> Document:
    return read_document(path, Source(id=path.name, title=""), WORKER).document


def made(folder: Path, name: str, data: bytes) -> Document:
    path = folder / name
    path.write_bytes(data)
    return read(path)


def letters_of(text: str) -> str:
    """Give the letters and digits alone."""
    return "".join(character for character in text if character.isalnum())


def blocks_of(document: Document) -> list[tuple[Shape, str]]:
    return [(block.shape, document.text[block.start : block.end]) for block in document.blocks]


@pytest.mark.parametrize(("name", "data", "reason"), HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_file_is_refused_with_its_reason_in_one_line(
    tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    with pytest.raises(UnreadableError) as refusal:
        made(tmp_path, name, data)
    assert reason in str(refusal.value)
    assert "\n" not in str(refusal.value)


@given(LINES)
def test_reading_plain_text_changes_white_space_only(text: str) -> None:
    laid_out, _ = lay_out(read_plain(clean(text)))
    # a number alone on a line may be a page's, and gone
    may_lose = "1-" if re.search(r"^[\s-]*1+[\s-]*$", clean(text), re.MULTILINE) else ""
    kept, given = (
        "".join(one for one in whole if not one.isspace() and one not in may_lose)
        for whole in (laid_out, clean(text))
    )
    assert kept == given


@given(LINES)
def test_reading_markdown_keeps_every_letter_in_order(text: str) -> None:
    blocks = read_markdown(clean(text)).blocks
    laid_out, _ = lay_out(blocks)
    # the number of an item without words is gone with it
    assert letters_of(laid_out).replace("1", "") == letters_of(clean(text)).replace("1", "")


@given(LINES)
def test_blocks_are_in_order_and_apart_and_hold_every_letter(text: str) -> None:
    laid_out, blocks = lay_out(read_plain(clean(text)))
    ends = [0, *(block.end for block in blocks)]
    assert all(end <= block.start < block.end for end, block in zip(ends, blocks, strict=False))
    assert all(
        laid_out[one.start : one.end].strip() == laid_out[one.start : one.end] for one in blocks
    )


def test_reading_the_letter_changes_white_space_only() -> None:
    document = read(LETTER)
    text = clean(LETTER.read_text("utf-8"))
    assert "".join(document.text.split()) == "".join(text.split())


@pytest.mark.parametrize("path", NOTES, ids=lambda path: path.stem)
def test_reading_a_note_keeps_every_letter_of_its_body(path: Path) -> None:
    body = re.sub(r"\A---\n.*?\n---\n", "", clean(path.read_text("utf-8")), flags=re.DOTALL)
    assert letters_of(read(path).text) == letters_of(body)


def test_a_sentence_that_a_page_break_cut_is_one_again() -> None:
    paragraphs = [text for shape, text in blocks_of(read(LETTER)) if shape is Shape.PARAGRAPH]
    assert not [text for text in paragraphs if text[0].islower()]
    assert any("include reference to criminal exploitation" in text for text in paragraphs)


@pytest.mark.parametrize("number", ["3", "Page 3 of 11", "- 3 -"])
def test_the_number_of_the_page_that_cut_a_sentence_is_gone(number: str) -> None:
    text = f"They do not know how to challenge a decision of the\n\n\n{number}\n\n\nhub at all.\n"
    (block,) = read_plain(text)
    assert block.text == "They do not know how to challenge a decision of the hub at all."


def test_a_number_between_sentences_stays(tmp_path: Path) -> None:
    document = made(tmp_path, "a.txt", b"Ring the hub.\n\n3\n\nthen wait.\n")
    assert "3" in document.text.split()


def test_a_nested_bullet_knows_its_level() -> None:
    document = read(LETTER)
    police = next(
        block
        for block in document.blocks
        if document.text[block.start :].startswith("The police should improve quality")
    )
    assert (police.shape, police.level) == (Shape.ITEM, 2)


def test_hidden_characters_do_not_reach_the_document(tmp_path: Path) -> None:
    text = "Safe\u200b guard\u202eing \U000e0041the child\x07ren."
    document = made(tmp_path, "hidden.txt", text.encode())
    assert document.text == "Safe guarding the children."


def test_a_script_in_a_page_is_left_out_and_its_words_stay(tmp_path: Path) -> None:
    page = b"<h1>Front door</h1><p>Ring <b>first</b>.</p><script>alert('x')</script>"
    document = made(tmp_path, "page.html", page)
    assert blocks_of(document) == [
        (Shape.HEADING, "Front door"),
        (Shape.PARAGRAPH, "Ring first."),
    ]


def test_markup_written_as_text_stays_text(tmp_path: Path) -> None:
    document = made(tmp_path, "page.html", b"<p>Type &lt;script&gt; here.</p>")
    assert "Type <script> here." in document.text


def test_the_link_that_skips_a_pages_furniture_is_left_out() -> None:
    markup = '<a href="#main">Skip to main content</a><p>Ring <a href="#who">the hub</a>.</p>'
    (block,) = read_html(markup).blocks
    assert block.text == "Ring the hub."


def test_words_of_a_page_outside_any_paragraph_are_kept() -> None:
    blocks = read_html("<div>Loose words.<p>A paragraph.</p>More <i>loose</i> words.</div>").blocks
    assert [block.text for block in blocks] == ["Loose words.", "A paragraph.", "More loose words."]


def test_lists_and_tables_of_a_page_keep_their_shape() -> None:
    page = """<h2>Who <em>attends</em></h2><ol><li><p>Police</p><p>and</p> courts
        <ul><li>local</li></ul>too</li></ol>
        <table><tr><th>Step</th><th>Limit</th></tr><tr><td>Decision<br>made</td><td></td>
        <td>One <b>day</b></td></tr></table>"""
    blocks = read_html(page).blocks
    assert [(block.shape, block.text, block.level) for block in blocks] == [
        (Shape.HEADING, "Who attends", 2),
        (Shape.ITEM, "Police and courts", 1),
        (Shape.ITEM, "local", 2),
        (Shape.ITEM, "too", 1),
        (Shape.ROW, "Step | Limit", 2),
        (Shape.ROW, "Decision made | One day", 0),
    ]


TAGS = st.sampled_from("p div ul li table tr td th h2 b br span ol blockquote".split())
MARKUP = st.lists(
    st.one_of(
        TAGS.map("<{}>".format), TAGS.map("</{}>".format), st.sampled_from(["one ", "two.", " 3 "])
    ),
    max_size=40,
).map("".join)


@given(MARKUP)
def test_every_visible_word_of_any_page_is_in_a_block(markup: str) -> None:
    blocks = read_html(markup).blocks
    page = etree.fromstring(f"<div>{markup}", etree.HTMLParser())
    visible = "".join(page.itertext())
    assert letters_of("".join(block.text for block in blocks)) == letters_of(visible)


def test_a_page_nested_without_end_is_refused_in_seconds() -> None:
    start = time.process_time()
    with pytest.raises(UnreadableError, match="nested more deeply"):
        read_html("<div>" * 100_000 + "deep")
    assert time.process_time() - start < 2


def test_a_pdf_is_read_page_after_page(tmp_path: Path) -> None:
    document = made(tmp_path, "two.pdf", pdf("The first page ends here.", "The second goes on."))
    assert document.text.split() == "The first page ends here. The second goes on.".split()


def test_a_word_file_gives_headings_items_and_rows(tmp_path: Path) -> None:
    assert blocks_of(made(tmp_path, "meeting.docx", word())) == [
        (Shape.HEADING, "Strategy meetings"),
        (Shape.PARAGRAPH, "Children's social care chairs the meeting."),
        (Shape.ITEM, "police"),
        (Shape.ITEM, "health"),
        (Shape.ROW, "Step | Limit"),
        (Shape.ROW, "Decision on a referral | One working day"),
    ]


def test_a_document_without_a_catalogue_entry_has_its_heading_for_title(tmp_path: Path) -> None:
    document = made(tmp_path, "some-note.md", b"# Front door\n\nRing first.\n")
    assert document.source.title == "Front door"
    assert document.source.dated == "date unknown"


def test_a_heading_below_running_text_is_no_title(tmp_path: Path) -> None:
    prose = "Inspectors tracked the experiences of seven children in depth and of many more.\n"
    text = (
        f"Dear partnership\n\nThis letter says what inspectors found. {prose}\nContext\n\n{prose}"
    )
    document = made(tmp_path, "northmoor-2023.txt", text.encode())
    assert document.source.title == "northmoor 2023"


def test_front_matter_gives_what_the_catalogue_does_not(tmp_path: Path) -> None:
    note = (
        b"---\ntitle: Neglect\npublisher: Wexbourne\ndate: 2024-06-10\nurl: javascript:x\n"
        b"status: [odd]\n---\n\nRing first.\n"
    )
    source = made(tmp_path, "note.md", note).source
    assert (source.title, source.publisher, source.dated) == (
        "Neglect",
        "Wexbourne",
        "10 June 2024",
    )
    assert source.url == ""
    path = tmp_path / "note.md"
    listed = Source(id="note.md", title="Listed", published=date(2025, 1, 2))
    assert read_document(path, listed, WORKER).document.source.title == "Listed"
    assert read_document(path, listed, WORKER).document.source.dated == "2 January 2025"


def test_a_document_without_a_heading_has_its_file_name_for_title(tmp_path: Path) -> None:
    assert made(tmp_path, "some-note.txt", b"ring first.\n").source.title == "some note"


def test_a_block_span_leaves_out_its_marker(tmp_path: Path) -> None:
    document = made(tmp_path, "list.md", b"Do this:\n\n- first\n- second\n")
    assert document.text == "Do this:\n\n- first\n- second"
    assert document.blocks[1] == Block(Shape.ITEM, 12, 17, 1)
