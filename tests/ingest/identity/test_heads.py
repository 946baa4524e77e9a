"""What stands at the head or foot of pages dates a document whose opening does not."""

from __future__ import annotations

import zipfile
from datetime import date
from typing import TYPE_CHECKING

import pytest
from docx import Document as WordFile
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from dates import in_words
from domain import Kind, Shape, Source
from ingest.identity.identifying import identify
from ingest.readers.layout import RawBlock
from ingest.reading import read_document
from store.generation.records import dump_source, load_source

if TYPE_CHECKING:
    from pathlib import Path

TITLE = "Missing children procedure"
WORDS = "Whoever notices that a child is missing rings the front door within one hour."


def write_word(path: Path, foot: str) -> None:
    file = WordFile()
    file.add_heading(TITLE, 0)
    file.add_paragraph(WORDS)
    file.sections[0].footer.paragraphs[0].text = foot
    file.save(str(path))


def write_pdf(path: Path, foot: str) -> None:
    canvas = Canvas(str(path), pagesize=A4)
    for number in range(1, 5):
        canvas.setFont("Helvetica-Bold", 20 if number == 1 else 13)
        canvas.drawString(72, 760, TITLE if number == 1 else f"Step {number}")
        canvas.setFont("Helvetica", 11)
        for line in range(20):
            canvas.drawString(72, 720 - 16 * line, f"{WORDS} This is step {number}.{line}.")
        canvas.drawString(72, 40, f"{foot} | Page {number} of 4")
        canvas.showPage()
    canvas.save()


def write_odt(path: Path, foot: str) -> None:
    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for short, name in (("office", "office"), ("text", "text"), ("style", "style"))
    )
    body = f'<text:h text:outline-level="1">{TITLE}</text:h><text:p>{WORDS}</text:p>'
    page = (
        f"<style:header><text:p/></style:header><style:footer><text:p>{foot} | "
        "<text:page-number>1</text:page-number></text:p></style:footer>"
    )
    with zipfile.ZipFile(path, "w") as file:
        file.writestr(
            "content.xml",
            f"<office:document-content {names}><office:body><office:text>{body}</office:text>"
            "</office:body></office:document-content>",
        )
        file.writestr(
            "styles.xml",
            f"<office:document-styles {names}><office:master-styles><style:master-page "
            f'style:name="Standard">{page}</style:master-page></office:master-styles>'
            "</office:document-styles>",
        )


def write_rtf(path: Path, foot: str) -> None:
    page = f"{{\\footer\\pard {foot} | {{\\field{{\\*\\fldinst PAGE}}{{\\fldrslt 1}}}}\\par}}"
    title = f"\\pard\\outlinelevel0 {TITLE}\\par"
    path.write_text(f"{{\\rtf1\\ansi{page}{title}\\pard {WORDS}\\par}}", "ascii")


@pytest.mark.parametrize(
    ("write", "name"),
    [(write_word, "a.docx"), (write_pdf, "a.pdf"), (write_odt, "a.odt"), (write_rtf, "a.rtf")],
)
@pytest.mark.parametrize(
    ("foot", "published", "edition"),
    [
        ("Ayle procedures, version 3, June 2024", date(2024, 6, 1), "3"),
        ("Ayle procedures, reviewed May 2025", date(2025, 5, 1), ""),
        ("Ayle procedures, last updated: 14 June 2024", date(2024, 6, 14), ""),
    ],
)
def test_a_foot_dates_a_file_and_is_never_quoted(
    tmp_path: Path, write: object, name: str, foot: str, published: date, edition: str
) -> None:
    path = tmp_path / name
    assert callable(write)
    write(path, foot)
    read = read_document(path, Source(name, "", kind=Kind.OTHER))
    source = read.document.source
    assert (source.title, source.published, source.edition) == (TITLE, published, edition)
    assert "Ayle" not in read.document.text


@pytest.mark.parametrize(
    ("said", "fact", "day"),
    [
        ("Reviewed May 2025", "published", date(2025, 5, 1)),
        ("This procedure was last reviewed in Sept. 2025.", "published", date(2025, 9, 1)),
        ("Published June 2019. Reviewed May 2025", "published", date(2019, 6, 1)),
        ("Version 3 (June 2024)", "published", date(2024, 6, 1)),
        ("Issue 4: 06/2024", "published", date(2024, 6, 1)),
        ("Last revision: Jun 2024", "published", date(2024, 6, 1)),
        ("Last updated 14/06/2024", "published", date(2024, 6, 14)),
        ("In force from June 2024", "effective_from", date(2024, 6, 1)),
        # neither a plan nor a number of cases
        ("A plan that is reviewed in May 2025 counts.", "published", None),
        ("Version 3 of 12 children in 2024", "published", None),
    ],
)
def test_a_month_dates_a_document_as_a_day_does(said: str, fact: str, day: date | None) -> None:
    blocks = [RawBlock(Shape.HEADING, TITLE, 1), RawBlock(Shape.PARAGRAPH, said),
              RawBlock(Shape.PARAGRAPH, WORDS)]  # fmt: skip
    facts = identify(blocks, {}, "a").facts
    assert facts.get(fact) == day
    # no day is said that nothing gives
    told = load_source(
        dump_source(Source("a", TITLE, **{fact: day, "months": facts.get("months", ())}))
    )
    has_day = bool(day) and said.startswith("Last updated 14")
    assert told.said(fact) == (in_words(day) if has_day and day else f"{day:%B %Y}" if day else "")


def test_a_report_that_prints_no_day_of_its_own_is_asked_about() -> None:
    title = RawBlock(Shape.HEADING, "Area SEND inspection of Ayle Local Area Partnership", 1)
    days = RawBlock(Shape.PARAGRAPH, "Inspection dates: 4 to 8 March 2030")
    found = identify(
        [title, days, RawBlock(Shape.PARAGRAPH, WORDS)], {"created": "2030-05-14"}, "a"
    )
    assert found.facts["inspected_to"] == date(2030, 3, 8)
    assert ("published" in found.facts, found.doubts) == (False, ("published",))


@pytest.mark.parametrize(
    ("said", "dated"),
    [
        ("Reviewed May 2025", "reviewed May 2025"),
        ("Last reviewed 12 May 2025", "reviewed 12 May 2025"),
        ("Published June 2019. Reviewed May 2025", "June 2019"),
    ],
)
def test_a_review_is_not_said_to_be_a_publication(said: str, dated: str) -> None:
    blocks = [RawBlock(Shape.HEADING, TITLE, 1), RawBlock(Shape.PARAGRAPH, said),
              RawBlock(Shape.PARAGRAPH, WORDS)]  # fmt: skip
    facts = identify(blocks, {}, "a").facts
    known = {name: facts.get(name, "") for name in ("published", "dated_by")}
    source = Source("a", TITLE, **known, months=facts.get("months", ()))
    assert load_source(dump_source(source)) == source
    assert source.dated == dated
