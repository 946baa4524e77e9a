"""The words of rich text (RTF 1.9.1) that change what is seen, and its character sets."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

TOKEN = re.compile(
    rb"\\bin(?P<bin>\d{1,9}) ?|\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?"
    rb"|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z])|(?P<brace>[{}])|(?P<line>[\r\n]+)"
    rb"|(?P<text>[^\\{}\r\n]+)"
)
# Groups whose words are not on the page: tables of fonts and styles, pictures, codes of fields,
# comments. A group that opens with \* and is not known is one too.
UNSEEN = frozenset(
    "fonttbl colortbl stylesheet info pict ftnsep ftnsepc aftnsep aftnsepc fldinst "
    "annotation atnid atnauthor atndate atntime "
    "nonshppict object themedata datastore xmlnstbl listtable listoverridetable revtbl rsidtbl "
    "generator filetbl private falt sp shprslt panose tc xe txe rxe bkmkstart bkmkend operator "
    "author "
    "title mmathPr latentstyles objdata".split()
)
# Groups that open with \* and are on the page all the same.
SEEN = frozenset(
    "footnote shptxt shpinst shp shpgrp shppict do dptxbxtext ud fldrslt moMath pntext".split()
)
BREAKS = {"par": "\n\n", "sect": "\n\n", "page": "\n\n", "line": "\n", "lbr": "\n", "tab": "\t"}
SIGNS = {"emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
          "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ",
          "qmspace": " "}  # fmt: skip
ESCAPED = {b"~": " ", b"_": "-", b"-": "", b"\n": "\n\n", b"\r": "\n\n"}
# Character sets of fonts (\fcharset) that are not that of the file.
CHARSETS = {0: "cp1252", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253",
             162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257",
             204: "cp1251", 222: "cp874", 238: "cp1250", 77: "mac_roman"}  # fmt: skip
HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
# Words that are read apart from the page's own; heads and feet say what the file is.
HEADS = "header headerl headerr headerf footer footerl footerr footerf".split()
STORIES = {"footnote": "note", "shptxt": "box", "dptxbxtext": "box", **dict.fromkeys(HEADS, "head")}


def styled_levels(data: bytes) -> Iterator[tuple[int, int]]:
    """Give the levels of the styles that make headings, by their numbers."""
    start = data.find(b"{\\stylesheet")
    sheet = data[start : start + 200_000] if start >= 0 else b""
    for one in re.finditer(
        rb"\{[^{}]{0,300}?\\s(\d{1,4})(?!\d)[^{};]{0,500}? ([^{};\\]{1,99});", sheet
    ):
        if match := HEADING.match(one[2].decode("latin-1").strip()):
            yield int(one[1]), int(match[1])


def codec(name: str) -> str:
    """Give a character set that Python knows; that of Windows for one that it does not."""
    name = {"cp10000": "mac_roman", "cp65001": "utf-8", "cp0": "cp1252"}.get(name, name)
    try:
        codecs.lookup(name)
    except LookupError:
        return "cp1252"
    return name
