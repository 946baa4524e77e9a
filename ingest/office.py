"""PDF and Word files into text; run in a child process, since parsers hang and crash."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from domain import Shape
from ingest.layout import RawBlock, UnreadableError
from ingest.plain import read_plain

# A zip-based file beyond these is a bomb, not a document (docs/decisions/0003).
ZIP_MAX_MEMBERS = 2_000
ZIP_MAX_BYTES = 100 * 2**20
PDF_MAX_PAGES = 2_000


def read_pdf(path: Path) -> list[RawBlock]:
    """Give the blocks of a PDF's text layer, pages joined.

    Raises:
        UnreadableError: encrypted, damaged, or a page without text.
    """
    import pypdf  # noqa: PLC0415  imported only where a PDF is read
    from pypdf.errors import PyPdfError  # noqa: PLC0415

    try:
        reader = pypdf.PdfReader(path)
        if reader.is_encrypted:
            msg = "the PDF is encrypted: save a copy without a password"
            raise UnreadableError(msg)
        if len(reader.pages) > PDF_MAX_PAGES:
            msg = f"more than {PDF_MAX_PAGES} pages: split it"
            raise UnreadableError(msg)
        pages = [page.extract_text() or "" for page in reader.pages]
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        msg = f"damaged PDF ({type(error).__name__}): save it again from the program that made it"
        raise UnreadableError(msg) from error
    empty = [str(number) for number, text in enumerate(pages, 1) if not text.strip()]
    if len(empty) == len(pages):
        msg = "the PDF holds no text, only pictures: run text recognition on it first"
        raise UnreadableError(msg)
    if empty:
        msg = f"page {', '.join(empty[:10])} holds no text: run text recognition on it first"
        raise UnreadableError(msg)
    return read_plain("\n\n".join(pages))


def read_docx(path: Path) -> list[RawBlock]:
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
    return blocks


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


def main() -> None:
    """Print the blocks of the file named on the command line as JSON, or its fault."""
    path = Path(sys.argv[1])
    try:
        blocks = read_pdf(path) if path.suffix.lower() == ".pdf" else read_docx(path)
        result: dict[str, object] = {
            "blocks": [[b.shape, b.text, b.level, b.marker] for b in blocks]
        }
    except UnreadableError as error:
        result = {"error": str(error)}
    json.dump(result, sys.stdout)


if __name__ == "__main__":
    main()
