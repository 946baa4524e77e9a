"""The steps from a PDF file to its blocks, in order; run in a child process."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.readers.layout import Contents, UnreadableError, clean, heads_of
from ingest.readers.limits import allow_pages
from ingest.readers.pdf.blocks import Blocks
from ingest.readers.pdf.check import REFUSED_SHARE, compare, letters_of
from ingest.readers.pdf.contents import contents_in
from ingest.readers.pdf.drawn.page import read_page
from ingest.readers.pdf.drawn.tables import tag_tables
from ingest.readers.pdf.headings import TITLE_SIZE, find_headings, read_outline
from ingest.readers.pdf.lines import lines_of
from ingest.readers.pdf.pieces import body_size, pieces_of
from ingest.readers.pdf.running import without_running
from ingest.readers.scans.recognising import EXTRA, MOST_SCANS, allow_all, can_recognise, recognise

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ingest.readers.pdf.drawn.page import Page
    from ingest.readers.pdf.lines import Line
    from ingest.readers.pdf.piece import Piece

PDF_MAX_PAGES = 5_000
_LISTED = 10
_SHOWN = 60
_INSTALL = f"install '{EXTRA}' and ingest again, or run text recognition on the file first"
# Fewer hidden letters are remains of an edit.
_HIDDEN_LETTERS = 8
_GARBLED_SHARE = 0.02
_WORDS = re.compile(r"[^\W\d_]{3,}")
# So many words say what a document is.
_SAYING_WORDS = 3
# A date as a PDF writes it (ISO 32000-1, 7.9.4).
_PDF_DAY = re.compile(r"(?:D:)?(\d{4})(\d\d)(\d\d)")


def read_pages(path: Path) -> Contents:
    """Give the blocks of a PDF in reading order, each with its page.

    Running heads, feet, page numbers and tables of contents are left out, notes end the page that
    they stand on; what nobody can see is left out and named in the warnings.

    Raises:
        UnreadableError: it needs a password, is damaged or too long, or holds no text.
    """
    document = _open(path)
    try:
        count = len(document)
        if count > PDF_MAX_PAGES:
            msg = f"has {count:,} pages, more than {PDF_MAX_PAGES:,}: split it"
            raise UnreadableError(msg)
        allow_pages(count)
        pages: list[Page] = []
        faults: list[str] = []
        for index in range(count):
            try:
                pages.append(tag_tables(read_page(document, index)))
            except pypdfium2.PdfiumError:
                faults.append(f"page {index + 1} is damaged and was not read")
        pages, unread = _recognised(document, pages)
        outline = read_outline(document)
        if not any(page.words for page in pages):
            _refuse(pages, faults)
        lines, running = without_running(pages, [lines_of(page) for page in pages])
        pieces = pieces_of(lines)
        listed = contents_in(pieces)
        contents = [one for place, one in enumerate(pieces) if place in listed]
        pieces = [one for place, one in enumerate(pieces) if place not in listed]
        levels = find_headings(pieces, outline)
        made = Blocks(pieces, levels)
        for held in [*running, *(one.lines for one in contents)]:
            for line in held:
                made.leave_out(line.page, line.text)
        unseen = [one for page in pages for one in page.hidden]
        raw = {page.number: page.letters for page in pages}
        recognised = tuple(page.number for page in pages if page.is_scan or page.is_recognised)
        lost, share = compare(raw, made.letters)
        if share > REFUSED_SHARE:
            msg = (
                f"{share:.0%} of its letters would be lost or doubled: save it again as PDF or Word"
            )
            raise UnreadableError(msg)
        facts = {
            **_metadata(document), "title": _title(pieces, levels), "running": _said(running),
            "heads": heads_of(clean(line.text) for held in running for line in held),
        }  # fmt: skip
        facts = {name: said for name, said in facts.items() if said}
        warnings = (*faults, *_warnings(pages), *unread, *lost)
        left_out = (*made.left_out, *unseen)
        return Contents(made.blocks, facts, warnings, count, recognised, left_out)
    finally:
        document.close()


def _recognised(
    document: pypdfium2.PdfDocument, pages: Sequence[Page]
) -> tuple[list[Page], list[str]]:
    """Read the pictures among the pages, where the extra for that is there, with warnings."""
    scans = [one.number for one in pages if not one.words and one.has_images]
    left = allow_all(len(scans))
    warnings: list[str] = []
    if can_recognise() and len(scans) > left:
        warnings.append(f"page {scans[left]} and later pictures were not read, as they are more "
                        f"than {MOST_SCANS}: split the file")  # fmt: skip
    read: list[Page] = []
    for page in pages:
        if page.number not in scans[:left]:
            read.append(page)
            continue
        words, unread = recognise(document, page.number - 1)
        if unread:
            warnings.append(f"page {page.number}: {unread} lines or marks could not be read")
        letters = letters_of("".join(one.text for one in words)) if words else page.letters
        read.append(replace(page, words=words, is_recognised=bool(words), letters=letters))
    return read, warnings


def _open(path: Path) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            msg = "is encrypted and needs a password to open: save a copy without a password"
        elif error.err_code == pdfium.FPDF_ERR_SECURITY:
            msg = "is encrypted in a way that is not known: save a copy without encryption"
        else:
            msg = "is a damaged PDF: save it again from the program that made it"
        raise UnreadableError(msg) from error


def _refuse(pages: Sequence[Page], faults: Sequence[str]) -> None:
    """Say why no page of the file has words."""
    if any(page.has_images for page in pages):
        what = "no words were found in them" if can_recognise() else _INSTALL
        msg = f"holds no text, only pictures: {what}"
    elif any(page.hidden for page in pages):
        msg = "holds no text that can be seen: leave it out or replace it"
    elif faults:
        msg = "is a damaged PDF: save it again from the program that made it"
    else:
        msg = "holds no text, its pages are blank: leave it out or replace it"
    raise UnreadableError(msg)


def _warnings(pages: Sequence[Page]) -> list[str]:
    warnings = []
    pictures = [str(one.number) for one in pages if not one.words and one.has_images]
    if pictures:
        more = f" and {len(pictures) - _LISTED} more" if len(pictures) > _LISTED else ""
        what = "in which no words were found" if can_recognise() else f"without text: {_INSTALL}"
        warnings.append(f"page {', '.join(pictures[:_LISTED])}{more} is a picture {what}")
    for page in pages:
        if page.is_scan or page.is_recognised:
            warnings.append(
                f"page {page.number} was read by machine from a scan: check quotes against the page"
            )
        elif sum(map(len, page.hidden)) >= _HIDDEN_LETTERS:
            said = clean(" ".join(page.hidden))
            shown = f"{said[:_SHOWN]}..." if len(said) > _SHOWN else said
            warnings.append(f"page {page.number}: hidden text was left out: {shown}")
        letters = sum(len(word.text) for word in page.words)
        if page.unmapped > _GARBLED_SHARE * letters:
            warnings.append(
                f"page {page.number}: {page.unmapped} letters of its fonts have no meaning:"
                " run text recognition on the file"
            )
    return warnings


def _metadata(document: pypdfium2.PdfDocument) -> dict[str, str]:
    """Give what the file says of itself: a witness, which ``ingest/identity`` may disbelieve."""
    said = document.get_metadata_dict(skip_empty=True)
    made = _PDF_DAY.match(said.get("CreationDate", ""))
    return {
        "metadata_title": said.get("Title", ""), "author": said.get("Author", ""),
        "created": "-".join(made.groups()) if made else "",
    }  # fmt: skip


def _said(running: Sequence[Sequence[Line]]) -> str:
    """Give the words that run on most pages; empty where they say nothing."""
    lines = Counter(clean(line.text) for held in running for line in held)
    said = [one for one, _ in lines.most_common() if len(_WORDS.findall(one)) >= _SAYING_WORDS]
    return said[0] if said else ""


def _title(pieces: Sequence[Piece], levels: dict[int, int]) -> str:
    """Give the largest heading of the first page with text, where it stands out."""
    body = body_size([line for one in pieces for line in one.lines])
    first = min((one.page for one in pieces), default=0)
    heads = [one for place, one in enumerate(pieces) if place in levels and one.page == first]
    sizes = [one.lines[0].size for one in heads]
    if not heads or max(sizes) < TITLE_SIZE * body:
        return ""
    largest = heads[sizes.index(max(sizes))]
    return clean(largest.read()[0])
