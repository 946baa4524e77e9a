"""PDF files into blocks; run in the child process, since parsers hang and crash."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.readers.layout import Contents, UnreadableError
from ingest.readers.plain import read_plain

if TYPE_CHECKING:
    from pathlib import Path

PDF_MAX_PAGES = 2_000


def read_pdf(path: Path) -> Contents:
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
    return Contents(read_plain("\n\n".join(pages)), pages=len(pages))
