"""Text is read in the encoding that it is evidently in; what cannot be told is refused."""

from __future__ import annotations

import re

import pytest

from ingest.readers.decoding import decode
from ingest.readers.layout import UnreadableError

TEXT = "The café’s naïve staff paid £20 – then “rang” the hub.\n"
META = re.compile(rb"charset=([\w-]+)")


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"],
)
def test_every_unicode_encoding_is_read_without_a_word(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == (TEXT, "")


def test_plain_windows_1252_is_read_and_said() -> None:
    text, warning = decode(TEXT.encode("windows-1252"))
    assert text == TEXT
    assert "read as Windows-1252" in warning


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("charset=iso-8859-1 " + TEXT, "windows-1252"),
        ("charset=windows-1250 Zażółć gęślą jaźń i zadzwoń.", "windows-1250"),
        ("charset=shift_jis 子どもの安全", "shift_jis"),
    ],
)
def test_an_encoding_that_the_file_declares_is_used(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), META) == (text, "")


@pytest.mark.parametrize(
    "data",
    [
        "Zażółć gęślą jaźń i zadzwoń do nas.".encode("windows-1250"),
        "Позвоните в полицию сейчас.".encode("windows-1251"),
        "A caf\u00e9 \u2019".encode() + b"\xff and more text follows here",
        "The café’s staff".encode("mac-roman") + b" and more of them",
    ],
    ids=["Polish", "Russian", "damaged UTF-8", "Macintosh"],
)
def test_an_encoding_that_cannot_be_told_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableError, match="save it again as UTF-8"):
        decode(data)


def test_a_control_character_is_no_reason_to_refuse_a_text() -> None:
    assert decode(b"Ring the \x07hub\x00 today, then write down what was said.\n")[0]
