"""The walk through an OpenDocument text, cell or shape: the words that a reader of it sees.

The names are those of OpenDocument 1.3, part 3. As in Word files, every element is gone through
but the few that nobody sees.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from domain import Shape
from ingest.readers.hidden import Hidden
from ingest.readers.layout import Contents, RawBlock
from ingest.readers.office.opendocument_styles import (
    DRAW,
    OFFICE,
    SHOW,
    STYLE,
    TABLE,
    TEXT,
    OpenDocumentStyles,
)
from ingest.readers.office.sections import with_bold_headings, with_notes
from ingest.readers.office.word.styles import number, written

if TYPE_CHECKING:
    from collections.abc import Iterator

_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
# Deleted text, comments, the code of forms; what is only a name or a number for the program.
_UNSEEN = frozenset(
    {f"{TEXT}{name}" for name in (
        "tracked-changes", "note-citation", "sequence-decls", "variable-decls", "user-field-decls",
        "table-of-content-source", "alphabetical-index-source", "bibliography-source",
        "illustration-index-source", "table-index-source", "user-index-source",
        "object-index-source", "ruby-text",
    )}
    | {f"{OFFICE}{name}" for name in ("annotation", "forms", "scripts", "event-listeners")}
    | {f"{TABLE}{name}" for name in ("tracked-changes", "calculation-settings")}
    | {f"{SHOW}{name}" for name in ("header", "footer", "date-time")}
    | {f"{_SVG}{name}" for name in ("title", "desc")}
    | {f"{OFFICE}binary-data"}
)  # fmt: skip
_HIDDEN = frozenset({f"{TEXT}hidden-text", f"{TEXT}hidden-paragraph"})
_SPACES = {f"{TEXT}tab": " ", f"{TEXT}line-break": "\n"}
_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


@dataclass(slots=True)
class _OpenList:
    """A list that is being read, at one of its levels."""

    style: str
    level: int
    count: int = 0


@dataclass(slots=True)
class _TextLine:
    """The words of a paragraph, and what hangs on it."""

    pieces: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    notes: list[Any] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words; its lines stay apart."""
        lines = (" ".join(one.split()) for one in "".join(self.pieces).split("\n"))
        return "\n".join(one for one in lines if one)


class OpenDocumentReader:
    """Gathers blocks and warnings, one part of a file after another."""

    def __init__(self, styles: OpenDocumentStyles) -> None:
        """Take the file's styles."""
        self._styles = styles
        self._blocks: list[RawBlock] = []
        self._below: list[tuple[int, list[RawBlock]]] = []
        self._bold: dict[int, tuple[int, str]] = {}  # block that may be a heading: size, text
        self._warnings: list[str] = []
        self._hidden, self._heading = Hidden(), ""
        self._counts: dict[tuple[str, int], int] = {}  # where a list that goes on had come to
        self._notes = self._page = self._pages = 0

    def contents(self) -> Contents:
        """Give all that was read."""
        blocks = with_notes(with_bold_headings(self._blocks, self._bold), self._below)
        return Contents(
            blocks, warnings=(*self._hidden.lines(), *self._warnings), pages=self._pages
        )

    def read(self, element: Any, *, at: _OpenList | None = None) -> None:  # noqa: ANN401  as above
        """Read what a text, a section, a box, a cell or an item holds."""
        for child in element:
            if child.tag in _UNSEEN:
                continue
            if child.tag in {f"{TEXT}p", f"{TEXT}h"}:
                self._paragraph(child, at)
                at = at and replace(at, count=0)  # a second paragraph of an item has no sign
            elif child.tag == f"{TEXT}list":
                self._list(child, at)
            elif child.tag == f"{TABLE}table":
                self._table(child)
            elif child.tag == f"{TEXT}section" and child.get(f"{TEXT}display", "true") != "true":
                self._say_hidden(words_of(child))
            else:
                self.read(child, at=at)

    def _paragraph(self, paragraph: Any, at: _OpenList | None) -> None:  # noqa: ANN401  as above
        line = self._line(paragraph)
        text = line.text
        name = paragraph.get(f"{TEXT}style-name")
        level = number(paragraph.get(f"{TEXT}outline-level"), 1)
        is_title = self._styles.is_title(name)
        if text and (is_title or paragraph.tag == f"{TEXT}h"):
            level = 1 if is_title else level
            self._add(Shape.HEADING, " ".join(text.split()), level, "#" * level + " ")
        elif text and at:
            sign = self._sign(at) if at.count else " "
            marker = "  " * (at.level - 1) + sign + " "
            self._add(Shape.ITEM, " ".join(text.split()), at.level, marker)
        elif text:
            if "\n" not in text and (size := self._styles.bold_size(paragraph)):
                self._bold[len(self._blocks)] = (size, text)
            self._add(Shape.PARAGRAPH, text)
        for words in line.hidden:
            self._say_hidden(words)
        for box in line.boxes:
            self.read(box)
        for note in line.notes:
            self._note(note)

    def _line(self, paragraph: Any) -> _TextLine:  # noqa: ANN401  as above
        line = _TextLine()
        if self._is_hidden(paragraph):
            line.hidden.append(words_of(paragraph))
        else:
            self._walk(paragraph, line)
        return line

    def _walk(self, element: Any, line: _TextLine) -> None:  # noqa: ANN401  as above
        line.pieces.append(" ".join((element.text or "").split("\n")))
        for child in element:
            if child.tag == f"{TEXT}s":
                line.pieces.append(" ")
            elif child.tag in _SPACES:
                line.pieces.append(_SPACES[child.tag])
            elif child.tag == f"{TEXT}note":
                line.notes.append(child)
            elif child.tag in {f"{DRAW}text-box", f"{DRAW}custom-shape", f"{TABLE}table"}:
                line.boxes.append(child)
            elif child.tag in _HIDDEN or self._is_hidden(child):
                line.hidden.append(words_of(child) or child.get(f"{TEXT}string-value", ""))
            elif child.tag not in _UNSEEN:
                self._walk(child, line)
            line.pieces.append(" ".join((child.tail or "").split("\n")))

    def _is_hidden(self, element: Any) -> bool:  # noqa: ANN401  as above
        if any(one.get(f"{TEXT}is-hidden") == "true" for one in element.iterchildren(*_HIDDEN)
               if one.tag == f"{TEXT}hidden-paragraph"):  # fmt: skip
            return True
        name = element.get(f"{TEXT}style-name")
        return self._styles.says(name, "text", f"{TEXT}display") == "none"

    def _list(self, element: Any, above: _OpenList | None) -> None:  # noqa: ANN401  as above
        name = element.get(f"{TEXT}style-name") or (above.style if above else "")
        level = above.level + 1 if above else 1
        goes_on = (
            element.get(f"{TEXT}continue-numbering") == "true"
            or element.get(f"{TEXT}continue-list") is not None
        )
        start = number(self._level_says(name, level, "start-value"), 1)
        count = self._counts.get((name, level), 0) if goes_on else start - 1
        for item in element:
            if item.tag not in {f"{TEXT}list-item", f"{TEXT}list-header"}:
                continue
            is_item = item.tag == f"{TEXT}list-item"
            own = number(item.get(f"{TEXT}start-value"), count + 1)
            count = own if is_item else count
            self.read(item, at=_OpenList(name, level, count if is_item else 0))
        self._counts[name, level] = count

    def _level_says(self, name: str, level: int, attribute: str) -> str | None:
        found = self._styles.list_level(name, level)
        return None if found is None else found.get(f"{TEXT}{attribute}")

    def _sign(self, at: _OpenList) -> str:
        found = self._styles.list_level(at.style, at.level)
        if found is None or found.tag != f"{TEXT}list-level-style-number":
            return "-"
        form = found.get(f"{STYLE}num-format", "1")
        if not form:
            return "-"
        shown = written(at.count, _FORMS.get(form, "decimal"))
        return f"{found.get(f'{STYLE}num-prefix', '')}{shown}{found.get(f'{STYLE}num-suffix', '')}"

    def _note(self, note: Any) -> None:  # noqa: ANN401  as above
        self._notes += 1
        citation = note.find(f"{TEXT}note-citation")
        mark = "" if citation is None else words_of(citation)
        outer, bold, self._blocks, self._bold = self._blocks, self._bold, [], {}
        for part in note.iterfind(f"{TEXT}note-body"):
            self.read(part)
        blocks, self._blocks, self._bold = self._blocks, outer, bold
        if blocks and blocks[0].shape is Shape.PARAGRAPH:
            blocks[0] = replace(blocks[0], marker=f"{mark or self._notes} ")
        self._below.append((len(self._blocks), blocks))

    def _table(self, table: Any) -> None:  # noqa: ANN401  as above
        """Read a table in a text; one of a single column, or with another in it, is a frame."""
        rows = list(self._rows(table))
        cells = [list(cells_of(row)) for row in rows]
        arranges = max(map(len, cells), default=0) <= 1 or any(
            next(cell.iter(f"{TABLE}table"), None) is not None for row in cells for cell in row
        )
        for row in cells:
            if arranges:
                for cell in row:
                    self.read(cell)
            else:
                self._row([self._cell(cell) for cell in row])

    def _rows(self, table: Any) -> Iterator[Any]:  # noqa: ANN401  as above
        """Give the rows that are shown; what the others hold is said."""
        for child in table:
            if child.tag == f"{TABLE}table-row":
                if child.get(f"{TABLE}visibility", "visible") == "visible":
                    yield child
                else:
                    self._say_hidden(words_of(child))
            elif child.tag.startswith(f"{TABLE}table-") and child.tag not in _UNSEEN:
                yield from self._rows(child)

    def _row(self, cells: list[str]) -> None:
        text = " | ".join(cells).rstrip(" |").strip()
        if text.strip(" |"):
            self._add(Shape.ROW, text, 0, "| ")

    def _cell(self, cell: Any) -> str:  # noqa: ANN401  as above
        """Give the words of a cell in one line; what hangs on it comes after the row."""
        words: list[str] = []
        for part in cell.iter(f"{TEXT}p", f"{TEXT}h"):
            if any(one.tag in _UNSEEN or one.tag == f"{TEXT}note" for one in part.iterancestors()):
                continue
            line = self._line(part)
            words.append(" ".join(line.text.split()))
            for hidden in line.hidden:
                self._say_hidden(hidden)
            for note in line.notes:
                self._note(note)
        return " ".join(one for one in words if one)

    def _add(self, shape: Shape, text: str, level: int = 0, marker: str = "") -> None:
        self._blocks.append(RawBlock(shape, text, level, marker, self._page))
        if shape is Shape.HEADING:
            self._heading = text

    def _say_hidden(self, text: str) -> None:
        self._hidden.add(text, self._heading)


def cells_of(row: Any, *, with_covered: bool = False) -> Iterator[Any]:  # noqa: ANN401  as above
    """Give the cells of a row, those that a merged one covers only where asked for."""
    for cell in row:
        if cell.tag == f"{TABLE}table-cell" or (
            with_covered and cell.tag == f"{TABLE}covered-table-cell"
        ):
            yield cell


def words_of(element: Any) -> str:  # noqa: ANN401  as above
    """Give all words within an element, seen or not."""
    return " ".join(" ".join(element.itertext()).split())
