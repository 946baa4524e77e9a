"""PDF files into blocks, as a person reads them; run in a child process, since parsers crash."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from ingest.readers.layout import Contents


def read_pdf(path: Path) -> Contents:
    """Give the blocks of a PDF in reading order, each with its page, and what to know of it.

    Raises:
        UnreadableError: it needs a password, is damaged or too long, or holds no text.
    """
    # PDFium takes a third of a second to load, and most processes read no PDF
    from ingest.readers.pdf.document import read_pages  # noqa: PLC0415

    return read_pages(path)
