"""No word of a Word file that a reader of the page sees is lost or doubled."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

import docx
import pytest

from domain import Document, Shape, Source
from ingest.readers.layout import lay_out
from ingest.readers.office.word.reader import read_docx
from ingest.reading import read_document
from ingest.splitting import split
from tests.ingest.readers.office.word_files import (
    CHANGE,
    PLAIN,
    Made,
    cell,
    changed,
    contents_of,
    field_of,
    paragraph,
    row,
    run,
    style,
    table,
    text_box,
    word_file,
)

if TYPE_CHECKING:
    from pathlib import Path


def blocks_of(folder: Path, body: str, **parts: str) -> list[tuple[Shape, int, str]]:
    blocks = contents_of(folder, word_file(body, **parts)).blocks
    return [(one.shape, one.level, one.marker.lstrip() + one.text) for one in blocks]


def paragraphs_of(folder: Path, body: str, **parts: str) -> list[str]:
    return [text for _, _, text in blocks_of(folder, body, **parts)]


def listed(text: str, list_id: int, depth: int = 0, more: str = "") -> str:
    number = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>'
    return paragraph(run(text), f"{number}{more}")


def levels(*forms: tuple[str, str]) -> str:
    return "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/><w:pPr><w:ind w:left="{720 * (at + 1)}"/></w:pPr></w:lvl>'
        for at, (form, text) in enumerate(forms)
    )


def numbering(*lists: str, starts: str = "") -> str:
    """Give a numbering part: list 1 for the first, and so on; 9 is the first started anew."""
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{at}">{inner}</w:abstractNum>'
        for at, inner in enumerate(lists)
    )
    numbers = "".join(
        f'<w:num w:numId="{at + 1}"><w:abstractNumId w:val="{at}"/></w:num>'
        for at in range(len(lists))
    )
    return f'{abstract}{numbers}<w:num w:numId="9"><w:abstractNumId w:val="0"/>{starts}</w:num>'


@pytest.mark.parametrize("seed", range(72))
def test_every_word_seen_is_in_some_passage_once_and_in_order(tmp_path: Path, seed: int) -> None:
    made = Made(seed)
    data = made.file()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        xml = " ".join(archive.read(name).decode() for name in archive.namelist()
                       if re.fullmatch(r"word/\w+\.xml", name))  # fmt: skip
    everything = made.body + made.boxes + made.notes + made.unseen
    assert set(re.findall(r"(?:seen|gone)\d+", xml)) == set(everything)

    text, blocks = lay_out(contents_of(tmp_path, data).blocks)
    passages = split(Document(Source(id="a", title="a"), text, blocks), max_words=110)
    words = re.findall(r"[a-z]+\d+", " ".join(passage.text for passage in passages))
    assert not set(words) & set(made.unseen)
    for stream in (made.body, made.boxes, made.notes):
        ours = set(stream)
        assert [word for word in words if word in ours] == stream


def test_a_tracked_change_is_read_as_if_accepted_and_said(tmp_path: Path) -> None:
    body = paragraph(
        run("Leaders may ") + f"<w:ins {CHANGE}>{run('not ')}</w:ins>" + run("light ")
        + f"<w:del {CHANGE}><w:r><w:delText>fires</w:delText></w:r></w:del>" + run("a stove.")
    )  # fmt: skip
    path = tmp_path / "rules.docx"
    path.write_bytes(word_file(body))
    assert (
        read_document(path, Source(id="a", title="")).document.text
        == "Leaders may not light a stove."
    )
    assert contents_of(tmp_path, word_file(body)).warnings == (
        "holds 2 tracked changes: read as if accepted",
    )


def test_lists_show_the_numbers_that_word_prints(tmp_path: Path) -> None:
    legal = levels(("decimal", "%1."), ("decimal", "%1.%2"), ("lowerRoman", "(%3)"))
    letters = levels(("upperLetter", "%1)"), ("bullet", "•"))
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    body = (
        listed("a", 1) + listed("b", 1, 1) + listed("c", 1, 2) + listed("d", 1, 2)
        + listed("e", 1, 1) + listed("f", 1) + listed("g", 1, 1)
        + PLAIN + listed("h", 2) + listed("i", 2, 1) + listed("j", 2)
        + PLAIN + listed("k", 9) + listed("l", 9)
        + listed("m", 0)
    )  # fmt: skip
    found = blocks_of(tmp_path, body, numbering=numbering(legal, letters, starts=anew))
    assert [(level, text) for shape, level, text in found if shape is Shape.ITEM] == [
        (1, "1. a"), (2, "1.1 b"), (3, "(i) c"), (3, "(ii) d"), (2, "1.2 e"), (1, "2. f"),
        (2, "2.1 g"), (1, "A) h"), (2, "- i"), (1, "B) j"), (1, "5. k"), (1, "6. l"),
    ]  # fmt: skip
    assert found[-1] == (Shape.PARAGRAPH, 0, "m")


def test_bullets_below_a_numbered_line_that_introduces_them_are_its_own(tmp_path: Path) -> None:
    numbers, bullets = levels(("decimal", "%1.")), levels(("bullet", "o"))
    body = listed("Staff must:", 1) + listed("ring", 2) + listed("write", 2) + listed("Wait.", 1)
    found = blocks_of(tmp_path, body, numbering=numbering(numbers, bullets))
    assert [(level, text) for _, level, text in found] == [
        (1, "1. Staff must:"), (2, "- ring"), (2, "- write"), (1, "2. Wait."),
    ]  # fmt: skip


def test_bullets_that_were_typed_are_items(tmp_path: Path) -> None:
    body = paragraph("<w:r><w:t>• ring</w:t><w:br/><w:t>• write</w:t></w:r>")
    assert blocks_of(tmp_path, body) == [(Shape.ITEM, 1, "- ring"), (Shape.ITEM, 1, "- write")]


@pytest.mark.parametrize(
    ("name", "inner", "level"),
    [
        ("heading 3", "", 3),
        ("Überschrift 2", "", 2),
        ("House style", '<w:basedOn w:val="Heading2"/>', 2),
        ("House style", '<w:pPr><w:outlineLvl w:val="3"/></w:pPr>', 4),
        ("House style", "", 0),
    ],
)
def test_a_style_makes_a_heading_by_name_by_outline_or_by_what_it_is_based_on(
    tmp_path: Path, name: str, inner: str, level: int
) -> None:
    own = f'<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="{name}"/>{inner}</w:style>'
    data = word_file(paragraph(run("Referrals"), style("Own")) + PLAIN)
    (tmp_path / "a.docx").write_bytes(with_styles(data, own))
    found = read_docx(tmp_path / "a.docx").blocks[0]
    assert (found.shape is Shape.HEADING, found.level) == (level > 0, level)


def with_styles(data: bytes, more: str) -> bytes:
    """Give the Word file with one more style."""
    end = "</w:styles>"
    return changed(data, "word/styles.xml", lambda xml: xml.replace(end, more + end))


def test_a_numbered_heading_keeps_its_number(tmp_path: Path) -> None:
    body = listed("Referrals", 1, 0, '<w:outlineLvl w:val="0"/>') + PLAIN
    found = blocks_of(tmp_path, body, numbering=numbering(levels(("decimal", "%1."))))
    assert found[0] == (Shape.HEADING, 1, "# 1. Referrals")


def test_a_short_bold_line_above_text_is_a_heading_ranked_by_size(tmp_path: Path) -> None:
    large, small = '<w:b/><w:sz w:val="32"/>', '<w:b/><w:sz w:val="24"/>'
    body = (
        paragraph(run("The front door", large)) + paragraph(run("Who to ring", small)) + PLAIN
        + paragraph(run("Who to ring:", small)) + PLAIN
        + paragraph(run("Jo Brown", small)) + paragraph(run("Head", small))
    )  # fmt: skip
    found = blocks_of(tmp_path, body)
    assert [(shape, level) for shape, level, _ in found] == [
        (Shape.HEADING, 1), (Shape.HEADING, 2), (Shape.PARAGRAPH, 0), (Shape.PARAGRAPH, 0),
        (Shape.PARAGRAPH, 0), (Shape.PARAGRAPH, 0), (Shape.PARAGRAPH, 0),
    ]  # fmt: skip


def test_a_note_stands_at_the_end_of_its_section_and_its_mark_is_not_in_a_word(
    tmp_path: Path,
) -> None:
    mark = '<w:r><w:footnoteReference w:id="4"/></w:r>'
    body = (
        paragraph(run("Duties"), style("Heading1"))
        + paragraph(run("Ring the hub.") + mark + run(" Then wait."))
        + PLAIN + paragraph(run("Next"), style("Heading1")) + PLAIN
    )  # fmt: skip
    note = f'<w:footnote w:id="4">{paragraph(run("Children Act 1989."))}</w:footnote>'
    found = paragraphs_of(tmp_path, body, footnotes=note)
    assert found[1] == "Ring the hub. Then wait."
    assert found[3:5] == ["1 Children Act 1989.", "# Next"]


def test_tables_are_rows_and_a_table_that_arranges_the_page_is_not(tmp_path: Path) -> None:
    data = table(
        row(*(cell(paragraph(run(word))) for word in ("Step", "Who", "Limit"))),
        row(cell(paragraph(run("Visit"))), cell(""), cell(paragraph(run("5 days")) * 2)),
    )
    frame = table(row(cell(paragraph(run("Referrals"), style("Heading1")) + PLAIN)))
    assert [text for _, _, text in blocks_of(tmp_path, data + PLAIN + frame)] == [
        "| Step | Who | Limit", "| Visit |  | 5 days 5 days",
        "Ring the hub first, and write down what the child said to you.",
        "# Referrals", "Ring the hub first, and write down what the child said to you.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "hidden",
    [
        paragraph(run("Promise secrecy", "<w:vanish/>") + run("Ring.")),
        paragraph(run("Promise secrecy", '<w:color w:val="FFFFFF"/>') + run("Ring.")),
        paragraph(run("Promise secrecy", '<w:sz w:val="2"/>') + run("Ring.")),
        table(
            row(cell(paragraph(run("Promise secrecy"))), properties="<w:hidden/>"),
            row(cell(paragraph(run("Ring.")))),
        ),
    ],
    ids=["hidden", "white", "tiny", "row"],
)
def test_hidden_text_is_left_out_and_said_with_its_place(tmp_path: Path, hidden: str) -> None:
    body = paragraph(run("Duties"), style("Heading1")) + hidden
    found = contents_of(tmp_path, word_file(body))
    assert [block.text for block in found.blocks] == ["Duties", "Ring."]
    assert found.warnings == (
        "hidden text under “Duties” is left out (2 words): “Promise secrecy”",
    )


def test_white_words_on_a_shade_are_seen(tmp_path: Path) -> None:
    properties = '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="1F3864"/>'
    assert paragraphs_of(tmp_path, paragraph(run("Stop", properties))) == ["Stop"]


def test_signs_choices_and_sums_are_words(tmp_path: Path) -> None:
    form = '<w:r><w:fldChar w:fldCharType="{}">{}</w:fldChar></w:r>'
    choice = '<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="low"/>\
<w:listEntry w:val="high"/></w:ddList></w:ffData>'
    body = paragraph(
        '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>' + run(" 3 ")
        + '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' + run(" risk ")
        + form.format("begin", choice) + form.format("end", "")
        + "<m:oMath><m:f><m:num><m:r><m:t> 1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r>"
        "</m:den></m:f></m:oMath>" + "<w:r><w:noBreakHyphen/></w:r>"
    )  # fmt: skip
    assert paragraphs_of(tmp_path, body) == ["≥ 3 ☑ risk high 1/2-"]


def test_white_space_of_the_page_parts_words(tmp_path: Path) -> None:
    body = paragraph("<w:r><w:t>Jo Brown</w:t><w:br/><w:t>Head</w:t><w:tab/><w:t>Hub</w:t></w:r>")
    assert paragraphs_of(tmp_path, body) == ["Jo Brown\nHead Hub"]


def test_a_text_box_follows_the_paragraph_that_it_hangs_on(tmp_path: Path) -> None:
    box = text_box(paragraph(run("Ring 999.")))
    body = paragraph(run("If a child ") + box + run("is in danger now:")) + PLAIN
    assert paragraphs_of(tmp_path, body)[:2] == ["If a child is in danger now:", "Ring 999."]


def test_a_code_of_a_field_is_not_read_where_the_field_has_no_end(tmp_path: Path) -> None:
    body = paragraph(
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{run("Ring ")}'
        + field_of("HYPERLINK x", run("the hub"))
    )
    assert paragraphs_of(tmp_path, body) == ["Ring the hub"]


def test_a_strict_file_is_read_like_any_other(tmp_path: Path) -> None:
    usual, strict = "schemas.openxmlformats.org/{}/2006/", "purl.oclc.org/ooxml/{}/"
    data = changed(
        word_file(paragraph(run("Ring"), style("Heading1")) + PLAIN),
        "word/document.xml",
        lambda xml: xml.replace(
            usual.format("wordprocessingml"), strict.format("wordprocessingml")
        ),
    )
    assert [block.shape for block in contents_of(tmp_path, data).blocks] == [
        Shape.HEADING, Shape.PARAGRAPH,
    ]  # fmt: skip


def test_what_python_docx_writes_is_read(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Strategy meetings", 0)
    document.add_paragraph("police", style="List Number")
    document.add_paragraph("health", style="List Number")
    document.save(str(tmp_path / "file.docx"))
    blocks = read_docx(tmp_path / "file.docx").blocks
    assert [one.marker + one.text for one in blocks] == [
        "# Strategy meetings", "1. police", "2. health",
    ]  # fmt: skip
