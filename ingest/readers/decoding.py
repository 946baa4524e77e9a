"""The bytes of a text file as text: which encoding they are in, or why they are no text."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from ingest.readers.layout import UnreadableError, clean
from ingest.readers.planted import warn_of_unseen

if TYPE_CHECKING:
    from pathlib import Path

# Longer ones first: the mark of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
# Labels that mean another encoding than they say (WHATWG Encoding Standard, section 4.2), and
# one in which markup can be hidden from whoever looks at the bytes.
_MEANT = {"iso8859-1": "windows-1252", "ascii": "windows-1252", "utf-7": ""}
# In text of this kind a control character is an accident and dropped; above it, it is no text.
_FEW_CONTROLS = 2
_MAX_CONTROL_SHARE = 0.02
_CONTROL = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b")) + b"\x7f"
# What English documents saved as Windows-1252 hold beyond ASCII: its punctuation, and letters
# of borrowed words and names, each beside a plain letter. Other encodings give other characters
# for these bytes, but not only these and not so few.
_ENGLISH_SIGNS = "£€‘’“”–—…•·°©®™½¼¾×§«»\u00a0"
_ENGLISH_LETTERS = "àáâäåæçèéêëìíîïñòóôöøùúûüßÀÁÂÄÅÇÈÉÊËÍÏÑÓÔÖØÚÜœ"
_AMONG_LETTERS = re.compile(rf"(?<=[A-Za-z])[{_ENGLISH_LETTERS}]|[{_ENGLISH_LETTERS}](?=[A-Za-z])")
_MAX_LETTER_SHARE, _MAX_SIGN_SHARE = 0.05, 0.15
# UTF-8 read as Windows-1252 shows these.
_TWICE_ENCODED = re.compile("â€|Â[\u00a0£©°·]|Ã[\u0080-\u00bf]")
_LONGEST_CHARACTER = 4
# A text that is not empty says something in so many characters, all but always.
_OPENING = 1_000


def read_text(path: Path, declared: re.Pattern[bytes] | None = None) -> tuple[str, list[str]]:
    """Give the text of a file, line ends and hidden characters cleaned, and warnings.

    ``declared`` finds the name of the encoding that the file gives of itself.

    Raises:
        UnreadableError: it is empty, or not text of an encoding that can be told.
        OSError: it cannot be opened.
    """
    data = path.read_bytes()
    text, warning = decode(data, declared)
    if not clean(text[:_OPENING]).strip() and not clean(text).strip():
        msg = "is empty: leave it out or replace it"
        raise UnreadableError(msg)
    return text, [*([warning] if warning else []), *warn_of_unseen(text)]


def decode(data: bytes, declared: re.Pattern[bytes] | None = None) -> tuple[str, str]:
    """Give the text and a warning, empty where the encoding is plain; see ``read_text``.

    Raises:
        UnreadableError: it is not text of an encoding that can be told.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_strictly(data[len(mark) :], encoding), ""
    if encoding := _find_wide(data):
        return _decode_strictly(data, encoding), ""
    controls = len(data) - len(data.translate(None, _CONTROL))
    if controls > max(_FEW_CONTROLS, _MAX_CONTROL_SHARE * len(data)):
        msg = "is not text (it holds binary data): give it its right extension"
        raise UnreadableError(msg)
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError as error:
        return _decode_legacy(data, error, _find_declared(data, declared))


def _decode_strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if error.start >= len(data) - _LONGEST_CHARACTER:  # cut off inside the last character
            return data[: error.start].decode(encoding)
        msg = f"is not valid {encoding.upper()} (byte {error.start}): save it again as UTF-8"
        raise UnreadableError(msg) from error


def _find_wide(data: bytes) -> str:
    """Give the encoding of two or four bytes a character that the text is evidently in."""
    if b"\x00" not in data:
        return ""
    for encoding in _WIDE:
        width = 4 if "32" in encoding else 2
        try:
            text = data[: len(data) - len(data) % width].decode(encoding)
        except UnicodeDecodeError:
            continue
        plain = sum(character in "\t\n\r" or " " <= character <= "~" for character in text)
        if plain >= 0.7 * len(text):
            return encoding
    return ""


def _find_declared(data: bytes, declared: re.Pattern[bytes] | None) -> str:
    match = declared.search(data[:2048]) if declared else None
    if not match:
        return ""
    try:
        name = codecs.lookup(match[1].decode("ascii")).name
    except (LookupError, UnicodeDecodeError):
        return ""
    return _MEANT.get(name, name)


def _decode_legacy(data: bytes, error: UnicodeDecodeError, declared: str) -> tuple[str, str]:
    """Give text that is not UTF-8 by what it declares, or as Windows-1252 if that is plain."""
    if declared and declared != "utf-8":
        return _decode_strictly(data, declared), ""
    if error.start >= len(data) - _LONGEST_CHARACTER and error.reason == "unexpected end of data":
        return data[: error.start].decode("utf-8"), "ends inside a character: is it whole?"
    text = data.decode("windows-1252", "replace")
    foreign = [character for character in text if character > "~"]
    letters = len(_AMONG_LETTERS.findall(text))
    signs = sum(character in _ENGLISH_SIGNS for character in foreign)
    if (
        letters + signs < len(foreign)
        or letters > max(1, _MAX_LETTER_SHARE * len(text))
        or signs > max(2, _MAX_SIGN_SHARE * len(text))
        or _TWICE_ENCODED.search(text)
    ):
        msg = f"is not valid UTF-8 (byte {error.start}): save it again as UTF-8"
        raise UnreadableError(msg) from error
    first = text[error.start] if error.start < len(text) else foreign[0]
    return text, f"is not UTF-8: read as Windows-1252 (its first '{first}' is byte {error.start})"
