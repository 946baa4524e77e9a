"""OpenDocument texts, sheets and slides into blocks, as a reader of the page sees them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from domain import Shape
from ingest.readers.layout import Contents, RawBlock, UnreadableError, heads_of
from ingest.readers.office.opendocument_styles import (
    DRAW,
    NAMES,
    OFFICE,
    SHOW,
    STYLE,
    TABLE,
    TEXT,
    OpenDocumentStyles,
)
from ingest.readers.office.opendocument_text import OpenDocumentReader, cells_of, words_of
from ingest.readers.office.packages import Package
from ingest.readers.office.word.styles import number

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_MANIFEST = "{" + NAMES + "manifest:1.0}encryption-data"
_FURNITURE = frozenset({"header", "footer", "date-time", "page-number", "notes-page", "page"})
_NOTE_MARK = "Speaker's note: "
# At the head and foot of pages; of a slide they are shapes.
_HEADS = frozenset(
    f"{STYLE}{name}{which}" for name in ("header", "footer") for which in ("", "-left", "-first")
)
# A repeated row or cell is written out this often at most; beyond it fills a sheet to its edge.
_MOST_REPEATS = 500
_MOST_COLUMNS = 20_000
_PROGRAM = "LibreOffice"


def read_odt(path: Path) -> Contents:
    """Give the blocks of an OpenDocument text (.odt); deletions and hidden text are left out.

    Raises:
        UnreadableError: not an OpenDocument file, damaged, protected, too large unpacked.
    """
    return _read(path, ".odt", "text")


def read_ods(path: Path) -> Contents:
    """Give the sheets of an OpenDocument spreadsheet (.ods), each under its name.

    Raises:
        UnreadableError: as for a text.
    """
    return _read(path, ".ods", "spreadsheet")


def read_odp(path: Path) -> Contents:
    """Give the slides of an OpenDocument presentation (.odp), each under its title or number.

    Raises:
        UnreadableError: as for a text.
    """
    return _read(path, ".odp", "presentation")


def _read(path: Path, suffix: str, kind: str) -> Contents:
    with Package(path, _PROGRAM, suffix) as package:
        return _contents_of(package, suffix, kind)


def _contents_of(package: Package, suffix: str, kind: str) -> Contents:
    manifest = package.part("META-INF/manifest.xml")
    if manifest is not None and next(manifest.iter(_MANIFEST), None) is not None:
        msg = f"is protected with a password: save a copy without one as {suffix}"
        raise UnreadableError(msg)
    root = package.part("content.xml")
    body = None if root is None else root.find(f"{OFFICE}body/{OFFICE}{kind}")
    if body is None:
        msg = f"not an OpenDocument file ({suffix}): save it again from the program that made it"
        raise UnreadableError(msg)
    styles = package.part("styles.xml")
    reader = _PageReader(OpenDocumentStyles(styles, root))
    try:
        if kind == "text":
            reader.read(body)
        elif kind == "spreadsheet":
            reader.sheets(body)
        else:
            reader.slides(body)
    except RecursionError as error:
        raise package.damaged(error) from error
    heads = {"heads": said} if (said := heads_of(_heads(styles))) else {}
    return replace(reader.contents(), facts=package.facts() | heads)


def _heads(styles: Any) -> Iterator[str]:  # noqa: ANN401  as above
    """Give the lines at the head or foot of pages: they say what the file is, unquoted."""
    pages = () if styles is None else styles.iter(f"{STYLE}master-page")
    for part in (part for page in pages for part in page if part.tag in _HEADS):
        for line in part.iter(f"{TEXT}p", f"{TEXT}h"):
            yield words_of(line)


class _PageReader(OpenDocumentReader):
    """Reads sheets and slides too, which hold texts."""

    def sheets(self, body: Any) -> None:  # noqa: ANN401  as above
        """Read the sheets of a spreadsheet."""
        for table in body.iterfind(f"{TABLE}table"):
            title = " ".join(table.get(f"{TABLE}name", "").split())
            style = table.get(f"{TABLE}style-name")
            if self._styles.says(style, "table", f"{TABLE}display") == "false":
                self._warnings.append(f"sheet “{title}” is hidden and left out")
                continue
            unseen = _hidden_columns(table)
            rows: list[list[str]] = []
            for row in self._rows(table):
                cells: list[str] = []
                for cell in cells_of(row, with_covered=True):
                    repeats = number(cell.get(f"{TABLE}number-columns-repeated"), 1)
                    text = self._cell(cell) if cell.tag == f"{TABLE}table-cell" else ""
                    cells += [text] * (
                        min(repeats, _MOST_REPEATS) if text else repeats % _MOST_COLUMNS
                    )
                shown = [text for at, text in enumerate(cells) if at not in unseen]
                if any(text for at, text in enumerate(cells) if at in unseen):
                    self._say_hidden(
                        " ".join(cells[at] for at in sorted(unseen) if at < len(cells))
                    )
                repeats = number(row.get(f"{TABLE}number-rows-repeated"), 1)
                if any(shown):
                    rows += [shown] * min(repeats, _MOST_REPEATS)
            if rows:
                self._add(Shape.HEADING, title, 1, "# ")
            used = sorted({at for row in rows for at, text in enumerate(row) if text})
            first = next((n for n, row in enumerate(rows) if sum(map(bool, row)) > 1), len(rows))
            for at, row in enumerate(rows):
                if at < first:
                    self._add(Shape.PARAGRAPH, next(text for text in row if text))
                else:
                    self._row([row[column] if column < len(row) else "" for column in used])

    def slides(self, body: Any) -> None:  # noqa: ANN401  as above
        """Read the slides of a presentation."""
        slides = list(body.iterfind(f"{DRAW}page"))
        self._pages = len(slides)
        for self._page, slide in enumerate(slides, 1):
            style = slide.get(f"{DRAW}style-name")
            if self._styles.says(style, "drawing-page", f"{SHOW}visibility") == "hidden":
                self._warnings.append(f"slide {self._page} is hidden and left out")
                continue
            start, title = len(self._blocks), ""
            for shape in slide:
                if shape.get(f"{SHOW}class") == "title":
                    title = " ".join(f"{title} {words_of(shape)}".split())
                elif shape.tag == f"{SHOW}notes":
                    self._spoken(shape)
                elif shape.get(f"{SHOW}class") not in _FURNITURE:
                    self.read([shape])
            if title or len(self._blocks) > start:
                head = RawBlock(Shape.HEADING, title or f"Slide {self._page}", 1, "# ", self._page)
                self._blocks.insert(start, head)

    def _spoken(self, notes: Any) -> None:  # noqa: ANN401  as above
        for frame in notes.iter(f"{DRAW}frame"):
            if frame.get(f"{SHOW}class") == "notes":
                for line in frame.iter(f"{TEXT}p"):
                    if text := " ".join(self._line(line).text.split()):
                        self._add(Shape.PARAGRAPH, text, 0, _NOTE_MARK)


def _hidden_columns(table: Any) -> set[int]:  # noqa: ANN401  as above
    unseen: set[int] = set()
    at = 0
    for column in table.iter(f"{TABLE}table-column"):
        repeats = number(column.get(f"{TABLE}number-columns-repeated"), 1)
        if column.get(f"{TABLE}visibility", "visible") != "visible":
            unseen |= set(range(at, at + min(repeats, _MOST_COLUMNS)))
        at += repeats
    return unseen
