"""A rich text file is read as its page shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ingest.readers.layout import Contents, UnreadableError
from ingest.readers.office.rtf.reader import read_rtf

if TYPE_CHECKING:
    from pathlib import Path

HEAD = rb"""{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}{\f1\fnil\fcharset238 Arial CE;}}
{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 heading 1;}}{\info{\title gone}}{\header gone\par}
"""


def contents_of(folder: Path, body: bytes) -> Contents:
    path = folder / "file.rtf"
    path.write_bytes(HEAD + body + b"}")
    return read_rtf(path)


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        (rb"One {\b two}\par three", ["One two", "three"]),
        (rb"may\~{\deleted gone }{\revised not} light", ["may not light"]),
        (rb"caf\'e9 {\f1 \'b3} \u8364? \uc2\u8211\'96\'96 {\uc0\u233}x", ["caf\u00e9 ł € – éx"]),
        (rb"\u-10179?\u-8704? smile", ["\U0001f600 smile"]),
        (rb"{\field{\*\fldinst HYPERLINK gone}{\fldrslt shown}} here", ["shown here"]),
        (rb"{\*\unknown gone}kept{\*\annotation gone}{\pict 00ff}", ["kept"]),
        (rb"\{a\\b\} \ldblquote q\rdblquote\emdash x\line y\tab z", ["{a\\b} “q”—x\ny z"]),
        (rb"\pard\s1 Front door\par\pard Ring first.\par", ["# Front door", "Ring first."]),
        (
            rb"{\listtext 1.\tab}one\par{\listtext\'b7\tab}\ilvl1 two\par",
            ["1. one", "  - two"],
        ),
        (
            (
                rb"\trowd\intbl Step\cell Limit\cell\row"
                rb"\trowd\intbl Visit\par now\cell\cell\row\pard End"
            ),
            ["| Step | Limit", "| Visit now", "End"],
        ),
        (
            (
                rb"Ring.{\super\chftn{\footnote{\chftn} The note.}} Wait.\par"
                rb"\pard\s1 Next\par\pard x"
            ),
            ["Ring. Wait.", "1 The note.", "# Next", "x"],
        ),
        (
            (
                rb"before {\shp{\*\shpinst{\sp{\sn a}{\sv gone}}{\shptxt\pard boxed\par}}}after"
                rb"\par end"
            ),
            ["before after", "boxed", "end"],
        ),
        (rb"a\bin4 }}}}b", ["ab"]),
        (rb"{\b Who to ring}\par Ring the hub first.", ["# Who to ring", "Ring the hub first."]),
    ],
)
def test_the_words_of_a_page_are_read_once_and_no_other(
    tmp_path: Path, body: bytes, texts: list[str]
) -> None:
    blocks = contents_of(tmp_path, body).blocks
    assert [block.marker + block.text for block in blocks] == texts


def test_hidden_text_is_left_out_and_said(tmp_path: Path) -> None:
    found = contents_of(tmp_path, rb"\pard\s1 Rules\par\pard{\v Promise secrecy}Ring.\par")
    assert [block.text for block in found.blocks] == ["Rules", "Ring."]
    assert found.warnings == ("hidden text under “Rules” is left out (2 words): “Promise secrecy”",)


@pytest.mark.parametrize("data", [b"Plain words.", b"{\\rtf1" + b"{" * 5_000])
def test_what_is_no_rich_text_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "file.rtf"
    path.write_bytes(data)
    with pytest.raises(UnreadableError, match="save it again"):
        read_rtf(path)
