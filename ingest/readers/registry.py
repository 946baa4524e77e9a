"""Which reader reads which file: one line a format, and what a file's first bytes say it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.readers.layout import Contents, UnreadableError
from ingest.readers.office.excel import read_xlsx
from ingest.readers.office.opendocument import read_odp, read_ods, read_odt
from ingest.readers.office.powerpoint import read_pptx
from ingest.readers.office.rtf.reader import read_rtf
from ingest.readers.office.word.reader import read_docx
from ingest.readers.pdf.reader import read_pdf
from ingest.readers.text.html import read_html_file
from ingest.readers.text.mail import read_eml
from ingest.readers.text.markdown import read_markdown_file
from ingest.readers.text.plain import read_plain_file
from ingest.readers.text.separated import read_separated

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_TEXT, _PDF, _ZIP, _OLD, _RICH = "text", "PDF", "zip", "old Office", "rich text"


@dataclass(frozen=True, slots=True)
class Format:
    """How files of one suffix are read.

    ``content`` is what they are inside, ``max_megabytes`` the largest that is read, ``seconds``
    the work that a small one may take, ``needs`` the heavy modules of ``read``.
    """

    read: Callable[[Path], Contents]
    content: str = _TEXT
    max_megabytes: int = 25
    seconds: int = 20
    needs: tuple[str, ...] = ()


READERS: dict[str, Format] = {
    ".txt": Format(read_plain_file),
    ".md": Format(read_markdown_file, needs=("lxml.html.defs", "markdown_it", "yaml")),
    ".html": Format(read_html_file, needs=("lxml.etree",)),
    ".htm": Format(read_html_file, needs=("lxml.etree",)),
    ".pdf": Format(
        read_pdf, _PDF, max_megabytes=100, seconds=60, needs=("ingest.readers.pdf.document",)
    ),
    ".docx": Format(read_docx, _ZIP, max_megabytes=100, seconds=60),
    ".pptx": Format(read_pptx, _ZIP, max_megabytes=100, seconds=60),
    ".xlsx": Format(read_xlsx, _ZIP, max_megabytes=100, seconds=60),
    ".odt": Format(read_odt, _ZIP, max_megabytes=100, seconds=60),
    ".odp": Format(read_odp, _ZIP, max_megabytes=100, seconds=60),
    ".ods": Format(read_ods, _ZIP, max_megabytes=100, seconds=60),
    ".rtf": Format(read_rtf, _RICH, seconds=60),
    ".csv": Format(read_separated),
    ".tsv": Format(read_separated),
    ".eml": Format(read_eml, needs=("lxml.etree",)),
}
FORMATS = tuple(READERS)

# What an office program writes that is not read, and as what it can save the same words.
_BETTER = {
    **dict.fromkeys((".doc", ".dot", ".wps", ".pages"), ("an older or other text format", ".docx")),
    **dict.fromkeys((".xls", ".xlt", ".xlsb", ".numbers"), ("an older or other sheet", ".xlsx")),
    **dict.fromkeys((".ppt", ".pps", ".key"), ("an older or other slide format", ".pptx")),
    **dict.fromkeys((".docm", ".dotm"), ("a Word file that may hold macros", ".docx")),
    **dict.fromkeys((".xlsm", ".xltm"), ("an Excel file that may hold macros", ".xlsx")),
    **dict.fromkeys((".pptm", ".ppsm"), ("a PowerPoint file that may hold macros", ".pptx")),
}

# First bytes, what such a file is inside, what a person calls it, and the extension it should have.
_SIGNATURES = (
    (b"%PDF-", _PDF, "a PDF", ".pdf"),
    (b"PK\x03\x04", _ZIP, "an Office file or other zip archive", ".docx, .pptx or .xlsx"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OLD, "an old Office file", ".doc, .ppt or .xls"),
    (b"{\\rtf", _RICH, "rich text", ".rtf"),
)
_HEAD_BYTES = 16


def find_format(path: Path) -> Format:
    """Give the format that ``path`` is named for.

    Raises:
        UnreadableError: no reader reads it, or its first bytes are those of another format.
        OSError: it cannot be opened.
    """
    suffix = path.suffix.lower()
    if suffix in _BETTER:
        what, better = _BETTER[suffix]
        msg = f"is {what} ({suffix}), which is not read: save it as {better}"
        raise UnreadableError(msg)
    if suffix not in READERS:
        msg = f"format {suffix or 'unknown'} is not read: use {', '.join(FORMATS)}"
        raise UnreadableError(msg)
    form = READERS[suffix]
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    for opening, content, name, better in _SIGNATURES:
        if not head.startswith(opening) or content == form.content:
            continue
        if (content, form.content) == (_OLD, _ZIP):
            continue  # an Office file with a password looks so: its reader tells the two apart
        msg = f"is {name} inside, not {suffix}: give it its extension, {better}"
        raise UnreadableError(msg)
    return form
