from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docx import Document
from docx.shared import Mm
from pptx import Presentation

from bot.answering.tidying import tidy
from drafting.formats.cards_csv import COLUMNS, to_csv
from drafting.formats.markdown import to_markdown
from drafting.formats.slide_shapes import SMALLEST_POINTS
from drafting.formats.slide_templates import SlideError
from drafting.formats.slides import to_slides
from drafting.formats.word import to_word
from drafting.formats.word_shape import WordTemplateError
from drafting.roles import LineRole
from drafting.sections import Form, rows_of
from drafting.showing import MORE, cells_of, in_marks
from drafting.themes import read_themes
from drafting.wording import DraftKind, Length

if TYPE_CHECKING:
    from collections.abc import Callable

    from drafting.composing import Draft
    from drafting.lines import DraftLine
    from store.generation.opened import Generation

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
BOOK = read_themes(KNOWLEDGE)
THEMES = BOOK.theme
MADE = date(2026, 11, 22)
ALL = [(theme.id, kind) for theme in THEMES for kind in DraftKind]
QUOTED = re.compile("“([^”]+)”")


@pytest.fixture(scope="module")
def known(generation: Generation) -> set[str]:
    """Every sentence of the knowledge base as it reads on a page."""
    return {tidy(one.text) for passage in generation.passages for one in passage.sentences}


def quotes_in(text: str, draft: Draft) -> list[str]:
    """What the export says in quotation marks, but for the words of invented people."""
    ours = [draft.aim]
    for section in draft.sections:
        ours += [section.intro, *section.points, *section.notes]
    told = " ".join(ours)
    lines = {one for line in draft.lines for one in pieces(line)}
    besides = leant_on(draft)
    return [one for one in QUOTED.findall(text)
            if one in lines or (one not in told and one not in besides)]  # fmt: skip


def pieces(line: DraftLine) -> list[str]:
    """The words that an export puts in marks for a line: all of it, or each value of a row."""
    return [value for _, value in cells_of(line)] or [line.text]


def leant_on(draft: Draft) -> set[str]:
    """The sentences that lines lean on, which an export says before them."""
    return {one for line in draft.lines for one in QUOTED.findall(line.lead)}


def word_text(body: bytes) -> str:
    document = Document(BytesIO(body))
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    held = [*document.paragraphs, *(one for cell in cells for one in cell.paragraphs)]
    return "\n".join("".join(one._p.itertext()) for one in held)  # noqa: SLF001


@pytest.mark.parametrize(("theme", "kind"), ALL)
def test_every_quote_of_a_word_file_is_verbatim_and_cited(
    theme: str, kind: DraftKind, make: Callable[[str, DraftKind, Length], Draft], known: set[str]
) -> None:
    draft = make(theme, kind, Length.STANDARD)
    body = to_word(draft)
    text = word_text(body)
    quotes = quotes_in(text, draft)
    assert set(quotes) == {one for line in draft.lines for one in pieces(line)}
    assert {line.text for line in draft.lines} | leant_on(draft) <= known
    links = {
        one.target_ref for one in Document(BytesIO(body)).part.rels.values() if one.is_external
    }
    for line in draft.lines:
        source = line.citation.passage.source
        assert f"{source.title}, {source.dated}" in text
        assert f"[{draft.number_of(line)}] " in text
        assert line.address in links


@pytest.mark.parametrize(("theme", "kind"), ALL)
def test_every_quote_of_a_deck_is_verbatim_and_cited_on_its_slide(
    theme: str, kind: DraftKind, make: Callable[[str, DraftKind, Length], Draft], known: set[str]
) -> None:
    draft = make(theme, kind, Length.STANDARD)
    by_text = {one: line for line in draft.lines for one in pieces(line)}
    seen = set()
    for slide in Presentation(BytesIO(to_slides(draft))).slides:
        shown = "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        notes = slide.notes_slide.notes_text_frame
        for quote in quotes_in(shown, draft):
            if quote not in by_text and MORE in quote:
                # a title is the words of a line on its slide, cut where that is marked
                assert any(quote.strip(f" {MORE}") in one for one in by_text if one in shown)
                continue
            line = by_text[quote]
            assert line.text in known
            assert line.citation.passage.source.title in shown
            assert line.citation.passage.source.dated in shown
            assert notes is not None
            assert line.place in notes.text
            assert line.address in notes.text
            assert line.caution in shown
            seen.add(quote)
    # on a slide a row of the facts shows what is reached and how
    assert {by_text[one].key for one in seen} == {line.key for line in draft.lines}


@pytest.mark.parametrize("kind", list(DraftKind))
def test_no_text_on_a_slide_is_too_small_and_no_slide_is_empty(
    kind: DraftKind, make: Callable[[str, DraftKind, Length], Draft]
) -> None:
    for slide in Presentation(BytesIO(to_slides(make("main", kind, Length.FULL)))).slides:
        texts = [shape.text_frame for shape in slide.shapes if shape.has_text_frame]
        runs = [run for frame in texts for one in frame.paragraphs for run in one.runs]
        assert all(run.font.size.pt >= SMALLEST_POINTS for run in runs if run.font.size)
        assert sum(bool(frame.text.strip()) for frame in texts) >= 2


@pytest.mark.parametrize(("theme", "kind"), ALL)
def test_every_line_of_markdown_has_its_source(
    theme: str, kind: DraftKind, make: Callable[[str, DraftKind, Length], Draft]
) -> None:
    draft = make(theme, kind, Length.STANDARD)
    text = to_markdown(draft).replace("\\", "")
    for line in draft.lines:
        assert f"{in_marks(line)} [{draft.number_of(line)}]" in text
        assert f"{draft.number_of(line)}. {line.place}. Passage: <{line.address}>" in text


def test_each_choice_of_a_quiz_question_has_a_row_of_its_own(
    make: Callable[[str, DraftKind, Length], Draft],
) -> None:
    draft = make("missing", DraftKind.QUIZ, Length.STANDARD)
    word = word_text(to_word(draft)).splitlines()
    slides = Presentation(BytesIO(to_slides(draft))).slides
    shown = [one.text_frame.text.splitlines() for slide in slides for one in slide.shapes]
    slide_rows = [row for rows in shown for row in rows]
    for point in draft.sections[0].points:
        question, *choices = rows_of(point)
        if not choices:
            assert "In your own words" in question
            continue
        assert len(choices) >= 2
        assert question in slide_rows
        assert set(choices) <= set(slide_rows)
        assert any(row.startswith(question) for row in word)
        assert all(any(row.endswith(f"☐ {choice}") for row in word) for choice in choices)


def test_the_answer_key_of_a_quiz_begins_a_page(
    make: Callable[[str, DraftKind, Length], Draft],
) -> None:
    word = Document(BytesIO(to_word(make("missing", DraftKind.QUIZ, Length.SHORT))))
    apart = [one.text for one in word.paragraphs if one.paragraph_format.page_break_before]
    assert apart == ["Answer key"]


def test_a_key_names_no_document_between_its_answers(
    make: Callable[[str, DraftKind, Length], Draft],
) -> None:
    draft = make("main", DraftKind.QUIZ, Length.STANDARD)
    groups = {line.group for section in draft.sections for line in section.lines}
    word = Document(BytesIO(to_word(draft)))
    assert groups
    assert not groups & {
        one.text for one in word.paragraphs if one.style and one.style.name == "Heading 2"
    }
    key = to_markdown(draft).split("## Answers to the scenarios")[1].split("## To know by heart")[0]
    assert "1. C) A panel is right" in key.replace("\\", "")
    assert not [one for one in groups if f"*{one}*" in key]


def test_what_the_letter_asks_of_somebody_stands_in_the_table_of_who_acts(
    make: Callable[[str, DraftKind, Length], Draft],
) -> None:
    draft = make("priority", DraftKind.HANDOUT, Length.STANDARD)
    told = next(one for one in draft.sections if one.form is Form.TABLE)
    asked = [one for one in told.lines if one.role is LineRole.ASKED]
    assert asked
    assert all(one.who or one.limit or one.follows for one in asked)
    listed = [line for one in draft.sections if one.form is Form.TICKS for line in one.lines]
    assert not {one.key for one in asked} & {one.key for one in listed}


def test_a_word_file_is_a4_and_says_at_its_foot_what_it_is(
    make: Callable[[str, DraftKind, Length], Draft],
) -> None:
    section = Document(BytesIO(to_word(make("nrm", DraftKind.BRIEFING, Length.SHORT)))).sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert round(section.page_width / Mm(1)) == 210
    assert round(section.page_height / Mm(1)) == 297
    assert "to be checked by a practice lead" in section.footer.paragraphs[0].text


def test_cards_are_rows_that_no_spreadsheet_runs(
    make: Callable[[str, DraftKind, Length], Draft], known: set[str]
) -> None:
    draft = make("nrm", DraftKind.CARDS, Length.SHORT)
    first, *rows = csv.reader(io.StringIO(to_csv(draft)))
    assert first == list(COLUMNS)
    assert len(rows) == len(draft.lines)
    for (front, back, place, address), line in zip(rows, draft.lines, strict=True):
        assert front
        assert line.text in known
        assert back.startswith(f"“{line.text}”")
        assert (place, address) == (line.place, line.address)
        assert front[0] not in "=+-@"


def test_files_take_the_look_of_the_house(
    make: Callable[[str, DraftKind, Length], Draft], tmp_path: Path
) -> None:
    draft = make("nrm", DraftKind.HANDOUT, Length.SHORT)
    house = Document()
    house.styles["Heading 1"].font.name = "Georgia"
    house.add_paragraph("Text of the template.")
    house.save(str(tmp_path / "house.docx"))
    word = Document(BytesIO(to_word(draft, tmp_path / "house.docx")))
    assert word.styles["Heading 1"].font.name == "Georgia"
    assert "Text of the template." not in [one.text for one in word.paragraphs]
    deck = Presentation()
    deck.slides.add_slide(deck.slide_layouts[0])
    deck.slide_masters[0].name = "Of the house"
    deck.save(str(tmp_path / "house.pptx"))
    shown = Presentation(BytesIO(to_slides(draft, tmp_path / "house.pptx")))
    assert shown.slide_masters[0].name == "Of the house"
    assert draft.title in shown.slides[0].shapes.title.text_frame.text
    with pytest.raises(WordTemplateError, match="gone"):
        to_word(draft, tmp_path / "gone.docx")
    with pytest.raises(SlideError, match="gone"):
        to_slides(draft, tmp_path / "gone.pptx")


def test_markup_in_a_title_does_nothing_in_markdown(
    make: Callable[[str, DraftKind, Length], Draft],
) -> None:
    from dataclasses import replace  # noqa: PLC0415

    draft = replace(
        make("nrm", DraftKind.CASE, Length.SHORT), title="<script> ![x](http://a) # `b`"
    )
    first = to_markdown(draft).splitlines()[0]
    assert first == r"# \<script\> \!\[x\]\(http\://a\) \# \`b\`"


def test_control_characters_do_not_break_a_file(
    make: Callable[[str, DraftKind, Length], Draft],
) -> None:
    from dataclasses import replace  # noqa: PLC0415

    draft = replace(make("nrm", DraftKind.CASE, Length.SHORT), aim="a\x00b\x0bc")
    assert "abc" in word_text(to_word(draft))
    assert Presentation(BytesIO(to_slides(draft))).slides


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_opens_every_export(
    make: Callable[[str, DraftKind, Length], Draft], tmp_path: Path
) -> None:
    for kind in DraftKind:
        draft = make("missing", kind, Length.STANDARD)
        (tmp_path / f"w-{kind.name}.docx").write_bytes(to_word(draft))
        (tmp_path / f"s-{kind.name}.pptx").write_bytes(to_slides(draft))
    for pattern in ("*.docx", "*.pptx"):
        files = sorted(tmp_path.glob(pattern))
        command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile",
                   "--convert-to", "pdf", "--outdir", str(tmp_path), *map(str, files)]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=240)
        for file in files:
            assert file.with_suffix(".pdf").stat().st_size > 5000
    # a page of a PDF says so of itself, but for the one object that lists them
    briefing = (tmp_path / "w-BRIEFING.pdf").read_bytes()
    assert len(re.findall(rb"/Type */Page\b", briefing)) == 1
