"""What a fetched file is called and which format it has, by what its server says of it."""

from __future__ import annotations

import re
from email.message import Message
from typing import TYPE_CHECKING
from urllib.parse import unquote

from ingest.readers.layout import clean
from ingest.readers.registry import READERS

if TYPE_CHECKING:
    from collections.abc import Mapping

_OPEN_XML = "application/vnd.openxmlformats-officedocument"
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument"
# The media types of the formats that are read, as registered with IANA.
SUFFIXES = {
    "application/pdf": ".pdf",
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    f"{_OPEN_XML}.wordprocessingml.document": ".docx",
    f"{_OPEN_XML}.presentationml.presentation": ".pptx",
    f"{_OPEN_XML}.spreadsheetml.sheet": ".xlsx",
    f"{_OPEN_DOCUMENT}.text": ".odt",
    f"{_OPEN_DOCUMENT}.presentation": ".odp",
    f"{_OPEN_DOCUMENT}.spreadsheet": ".ods",
    "application/rtf": ".rtf",
    "text/rtf": ".rtf",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "message/rfc822": ".eml",
}
# A server that says one of these does not know: the name's ending does.
_SAYS_NOTHING = {"", "application/octet-stream", "binary/octet-stream", "application/download"}
_MOST_LETTERS = 80
_NOT_IN_NAMES = re.compile(r"[^\w.-]+")
# Names of devices, whatever follows the first dot (Windows, where a folder may be copied to).
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)


def name_of(headers: Mapping[str, str], path: str, host: str) -> tuple[str, str]:
    """Give a file's name without its ending, safe in any folder, and the ending of its format.

    The ending is empty where no reader reads what the server says that it is. ``headers`` have
    names in small letters; ``path`` is the address's.
    """
    told = _said_name(headers.get("content-disposition", "")) or unquote(path)
    last = re.split(r"[/\\]", told.rstrip("/\\"))[-1]
    stem, dot, ending = last.rpartition(".")
    named = f".{ending.lower()}" if dot else ""
    if named not in READERS:
        stem, named = last, ""
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    suffix = SUFFIXES.get(kind, "")
    if kind in _SAYS_NOTHING or (suffix == ".txt" and named and _is_text(named)):
        suffix = named
    return safe_name(stem) or safe_name(host) or "document", suffix


def _said_name(header: str) -> str:
    """Give the name in a Content-Disposition header, in either of its spellings (RFC 6266)."""
    message = Message()
    message["content-disposition"] = " ".join(header.split())
    return message.get_filename("")


def _is_text(suffix: str) -> bool:
    return READERS[suffix].content == READERS[".txt"].content


def safe_name(name: str) -> str:
    """Give a name that is safe in any folder; empty where nothing of it is."""
    kept = _NOT_IN_NAMES.sub("-", clean(name)).strip("-._")[:_MOST_LETTERS].rstrip("-._")
    return f"file-{kept}" if _DEVICE.match(kept) else kept
