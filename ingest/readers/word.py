"""Word files into blocks; run in the child process, since parsers hang and crash."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from domain import Shape
from ingest.readers.layout import Contents, RawBlock, UnreadableError

if TYPE_CHECKING:
    from pathlib import Path

# A zip-based file beyond these is a bomb, not a document.
ZIP_MAX_MEMBERS = 2_000
ZIP_MAX_BYTES = 100 * 2**20


def read_docx(path: Path) -> Contents:
    """Give the blocks of a Word file, tables in place.

    Raises:
        UnreadableError: not a Word file, damaged, too large unpacked, or with a macro.
    """
    import docx  # noqa: PLC0415  imported only where a Word file is read
    from docx.opc.exceptions import PackageNotFoundError  # noqa: PLC0415
    from docx.table import Table  # noqa: PLC0415
    from lxml.etree import XMLSyntaxError  # noqa: PLC0415

    _check_zip(path)
    try:
        document = docx.Document(str(path))
    except (PackageNotFoundError, XMLSyntaxError, KeyError, ValueError, BadZipFile) as error:
        msg = f"damaged Word file ({type(error).__name__}): save it again from Word"
        raise UnreadableError(msg) from error
    blocks: list[RawBlock] = []
    for part in document.iter_inner_content():
        if isinstance(part, Table):
            rows = ([" ".join(cell.text.split()) for cell in row.cells] for row in part.rows)
            blocks += [RawBlock(Shape.ROW, " | ".join(row), 0, "| ") for row in rows if any(row)]
            continue
        text = " ".join(part.text.split())
        style = (part.style.name or "") if part.style else ""
        if not text:
            continue
        if heading := re.match(r"(?:Heading (\d)|Title)", style):
            level = int(heading[1] or 1)
            blocks.append(RawBlock(Shape.HEADING, text, level, "#" * level + " "))
        elif style.startswith("List"):
            blocks.append(RawBlock(Shape.ITEM, text, 1, "- "))
        else:
            blocks.append(RawBlock(Shape.PARAGRAPH, text))
    return Contents(blocks)


def _check_zip(path: Path) -> None:
    try:
        with ZipFile(path) as archive:
            members = archive.infolist()
    except (BadZipFile, OSError) as error:
        msg = "not a Word file (.docx): save it again from Word"
        raise UnreadableError(msg) from error
    if len(members) > ZIP_MAX_MEMBERS or sum(m.file_size for m in members) > ZIP_MAX_BYTES:
        msg = "the Word file unpacks to more than 100 MB: split it"
        raise UnreadableError(msg)
    if any(m.filename.startswith(("/", "..")) or "vbaProject" in m.filename for m in members):
        msg = "the Word file holds macros or odd paths: save it as a plain .docx"
        raise UnreadableError(msg)
