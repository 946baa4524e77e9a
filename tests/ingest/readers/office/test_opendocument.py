"""OpenDocument texts, sheets and slides are read as a reader of the page sees them."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from ingest.readers.layout import Contents, UnreadableError
from ingest.readers.office.opendocument import read_odp, read_ods, read_odt

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office", "text": "text", "table": "table", "draw": "drawing",
        "style": "style", "presentation": "presentation", "svg": "svg-compatible",
        "manifest": "manifest", "fo": "xsl-fo-compatible",
    }.items()
)  # fmt: skip
STYLES = (
    '<style:style style:name="Unseen"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="P1" style:parent-style-name="Title"/>'
    '<style:style style:name="Title"/>'
    '<style:style style:name="Strong"><style:text-properties fo:font-weight="bold"'
    ' fo:font-size="12pt"/></style:style>'
    '<style:style style:name="Off"><style:table-properties table:display="false"/></style:style>'
    '<style:style style:name="Skip"><style:drawing-page-properties '
    'presentation:visibility="hidden"/></style:style>'
    '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" '
    'style:num-format="1" style:num-suffix="."/><text:list-level-style-number text:level="2" '
    'style:num-format="a" style:num-prefix="(" style:num-suffix=")"/></text:list-style>'
)


def file_of(kind: str, body: str, manifest: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(
            "content.xml",
            f"<office:document-content {NAMESPACES}><office:automatic-styles>{STYLES}"
            f"</office:automatic-styles><office:body><office:{kind}>{body}</office:{kind}>"
            "</office:body></office:document-content>",
        )
        if manifest:
            archive.writestr("META-INF/manifest.xml", manifest)
    return out.getvalue()


def read(folder: Path, reader: Callable[[Path], Contents], data: bytes) -> Contents:
    path = folder / "file"
    path.write_bytes(data)
    return reader(path)


def texts_of(contents: Contents) -> list[str]:
    return [block.marker + block.text for block in contents.blocks]


def test_every_word_of_a_text_that_is_seen_is_read_once_and_in_order(tmp_path: Path) -> None:
    body = """
<text:tracked-changes><text:changed-region><text:deletion><text:p>gone1</text:p></text:deletion>
</text:changed-region></text:tracked-changes>
<text:p text:style-name="P1">Rules</text:p>
<text:h text:outline-level="2">Front<text:s text:c="2"/>door</text:h>
<text:p>May <text:change-start/><text:span>not</text:span><text:change-end/> light<text:tab/>a
stove<text:note><text:note-citation>7</text:note-citation><text:note-body><text:p>The
note.</text:p></text:note-body></text:note> here.<office:annotation><text:p>gone2</text:p>
</office:annotation><text:span text:style-name="Unseen">gone3 gone4</text:span><text:line-break/>Jo
<text:a>Brown</text:a></text:p>
<text:list text:style-name="L1"><text:list-item><text:p>one</text:p><text:list><text:list-item>
<text:p>deep</text:p></text:list-item></text:list></text:list-item><text:list-item>
<text:p>two</text:p></text:list-item></text:list>
<text:section text:display="none"><text:p>gone5</text:p></text:section>
<text:section><text:p>In a section <draw:frame><svg:title>gone6</svg:title><draw:text-box><text:p>in
a box</text:p></draw:text-box></draw:frame>after</text:p></text:section>
<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>Step</text:p>
</table:table-cell><table:table-cell><text:p>Limit</text:p></table:table-cell></table:table-row>
</table:table-header-rows><table:table-row><table:table-cell table:number-columns-spanned="2">
<text:p>Visit</text:p><text:list><text:list-item><text:p>5 days</text:p></text:list-item>
</text:list></table:table-cell><table:covered-table-cell/></table:table-row></table:table>
<text:h text:outline-level="2">Next</text:h><text:p>End.</text:p>"""
    found = read(tmp_path, read_odt, file_of("text", body))
    assert texts_of(found) == [
        "# Rules", "## Front door", "May not light a stove here.\nJo Brown", "1. one", "  (a) deep",
        "2. two", "In a section after", "in a box", "| Step | Limit", "| Visit 5 days",
        "7 The note.", "## Next", "End.",
    ]  # fmt: skip
    assert found.warnings == (
        "hidden text under “Front door” is left out (2 words): “gone3 gone4”",
        "hidden text under “Front door” is left out (1 word): “gone5”",
    )


def test_a_line_that_is_wholly_bold_heads_what_stands_below_it(tmp_path: Path) -> None:
    body = (
        '<text:p text:style-name="Strong">Key strengths</text:p><text:p>Leaders listen.</text:p>'
        '<text:p><text:span text:style-name="Strong">Ring</text:span> the police first.</text:p>'
    )
    found = read(tmp_path, read_odt, file_of("text", body))
    assert texts_of(found) == ["# Key strengths", "Leaders listen.", "Ring the police first."]


def test_sheets_show_what_is_seen_in_them(tmp_path: Path) -> None:
    def row(*texts: str, more: str = "") -> str:
        cells = (f"<table:table-cell><text:p>{text}</text:p></table:table-cell>" for text in texts)
        return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"

    blank = '<table:table-cell table:number-columns-repeated="16380"/>'
    body = (
        '<table:table table:name="Rota"><table:table-column/><table:table-column '
        'table:visibility="collapse"/><table:table-column/>'
        + row("Team", "x", "Day") + row("Hub", "secret", "Monday")
        + row("old", "", "", more='table:visibility="filter"')
        + f'<table:table-row table:number-rows-repeated="1048000">{blank}</table:table-row>'
        "</table:table>"
        '<table:table table:name="Old" table:style-name="Off">' + row("gone") + "</table:table>"
    )  # fmt: skip
    found = read(tmp_path, read_ods, file_of("spreadsheet", body))
    assert texts_of(found) == ["# Rota", "| Team | Day", "| Hub | Monday"]
    assert found.warnings[-1] == "sheet “Old” is hidden and left out"
    assert any("“secret”" in one for one in found.warnings)
    assert any("“old”" in one for one in found.warnings)


def test_slides_stand_under_their_titles_with_their_numbers(tmp_path: Path) -> None:
    def frame(place: str, inner: str) -> str:
        box = f"<draw:text-box>{inner}</draw:text-box>"
        return f'<draw:frame presentation:class="{place}">{box}</draw:frame>'

    bullets = "<text:list><text:list-item><text:p>Ring</text:p></text:list-item></text:list>"
    notes = frame("notes", "<text:p>Ask first.</text:p>")
    body = (
        f"<draw:page>{frame('title', '<text:p>Front door</text:p>')}{frame('outline', bullets)}"
        f"<draw:g><draw:custom-shape><text:p>A shape</text:p></draw:custom-shape></draw:g>"
        f"<presentation:notes>{notes}</presentation:notes></draw:page>"
        f"<draw:page draw:style-name='Skip'>{frame('title', '<text:p>gone</text:p>')}</draw:page>"
        "<draw:page><draw:frame><draw:text-box><text:p>Alone</text:p></draw:text-box></draw:frame>"
        f"{frame('footer', '<text:p>gone</text:p>')}</draw:page>"
    )
    found = read(tmp_path, read_odp, file_of("presentation", body))
    assert texts_of(found) == [
        "# Front door", "- Ring", "A shape", "Speaker's note: Ask first.", "# Slide 3", "Alone",
    ]  # fmt: skip
    assert [block.page for block in found.blocks] == [1, 1, 1, 1, 3, 3]
    assert found.pages == 3
    assert found.warnings == ("slide 2 is hidden and left out",)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"Plain words.", "not a LibreOffice file"),
        (file_of("chart", ""), "not an OpenDocument file"),
        (
            file_of("text", "", f"<manifest:manifest {NAMESPACES}><manifest:file-entry>"
                    "<manifest:encryption-data/></manifest:file-entry></manifest:manifest>"),
            "protected with a password",
        ),
    ],
)  # fmt: skip
def test_what_is_no_open_text_is_refused_with_its_reason(
    tmp_path: Path, data: bytes, reason: str
) -> None:
    with pytest.raises(UnreadableError, match=reason):
        read(tmp_path, read_odt, data)
