"""Word files into blocks: every word that a reader of the page sees, once, in order.

Own reading of the XML, since no library gives all of it: docs/decisions holds the comparison.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from domain import Shape
from ingest.readers.hidden import Hidden, counted
from ingest.readers.layout import Contents, RawBlock, UnreadableError, heads_of
from ingest.readers.office.packages import Package
from ingest.readers.office.sections import with_bold_headings, with_notes
from ingest.readers.office.word.lists import Lists
from ingest.readers.office.word.runs import RunLine, Runs, accept_changes
from ingest.readers.office.word.styles import Numbering, W, WordStyles, value, written

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Prose that somebody put in a style of headings is quoted as prose.
_STYLED_HEADING_MAX_CHARACTERS = 200
_BULLET = re.compile(
    r"(?P<mark>[•‣◦▪●○◼■➢❖·*–-]|o(?=\t)|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)](?=\t))\s+(?=\S)"
)
_DIAGRAM_POINT = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}pt"
_DRAWN_TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
_DRAWN_LINE = "{http://schemas.openxmlformats.org/drawingml/2006/main}p"
_NOTE_FORMS = {"footnotes": "decimal", "endnotes": "lowerRoman"}


def read_docx(path: Path) -> Contents:
    """Give the blocks of a Word file: tracked changes accepted, numbers of lists counted.

    A table of one column, or with a table in it, arranges the page: its cells are read as the
    page is. Foot- and endnotes stand as paragraphs at the end of their section. Heads and feet
    of pages, comments, and text that was hidden are left out, the last with a warning.

    Raises:
        UnreadableError: not a Word file, damaged, protected, too large unpacked, with macros.
    """
    with Package(path, "Word", ".docx") as package:
        kinds = dict(package.related("").values())
        name = kinds.get("officeDocument", "word/document.xml")
        root = package.part(name)
        if root is None or root.tag != f"{W}document":
            msg = "not a Word file (.docx): save it again from Word"
            raise UnreadableError(msg)
        try:
            return _WordReader(package, name, root).contents()
        except RecursionError as error:
            raise package.damaged(error) from error


class _WordReader:
    def __init__(self, package: Package, name: str, root: Any) -> None:  # noqa: ANN401  lxml
        self._package, self._name, self._root = package, name, root
        self._styles = WordStyles(package.related_part(name, "styles"))
        self._numbering = Numbering(package.related_part(name, "numbering"))
        self._lists = Lists(self._styles, self._numbering)
        self._runs = Runs(self._styles)
        self._changes = accept_changes(root)
        self._notes: dict[tuple[str, str], Any] = {}
        for kind in _NOTE_FORMS:
            part = package.related_part(name, kind)
            if part is not None:
                self._changes += accept_changes(part)
                self._notes |= {(kind, one.get(f"{W}id", "")): one for one in part}
        self._noted: dict[tuple[str, str], int] = {}
        self._blocks: list[RawBlock] = []
        self._bold: dict[int, tuple[int, str]] = {}  # block that may be a heading: size, text
        self._below: list[tuple[int, list[RawBlock]]] = []  # block, notes that hang on it
        self._hidden: list[tuple[int, str]] = []
        self._warnings: list[str] = []

    def contents(self) -> Contents:
        """Give the whole file."""
        body = self._root.find(f"{W}body")
        self._read(body if body is not None else self._root, is_on_paper=self._paper_is_white())
        blocks = with_bold_headings(self._blocks, self._bold)
        warnings = self._hidden_lines(blocks)
        if self._changes:
            warnings.append(
                f"holds {counted(self._changes, 'tracked change')}: read as if accepted"
            )
        warnings += self._warnings
        blocks = with_notes(blocks, self._below)
        heads = {"heads": said} if (said := heads_of(self._heads())) else {}
        return Contents(blocks, self._package.facts() | heads, tuple(warnings))

    def _heads(self) -> Iterator[str]:
        """Give the lines that stand at the head or foot of pages: they say what the file is."""
        for kind, name in self._package.related(self._name).values():
            if kind not in {"header", "footer"}:
                continue
            with suppress(UnreadableError):  # no word of it is quoted
                part = self._package.part(name)
                for one in part.iter(f"{W}p") if part is not None else ():
                    yield _squeeze(self._runs.line(one, is_on_paper=True).text)

    def _paper_is_white(self) -> bool:
        paper = self._root.find(f"{W}background")
        return paper is None or paper.get(f"{W}color", "auto").upper() in {"AUTO", "FFFFFF"}

    def _read(self, container: Any, *, is_on_paper: bool) -> None:  # noqa: ANN401  as above
        """Read what a body, a cell, a box or a note holds."""
        carried: tuple[Any, RunLine] | None = None
        for part in _within(container, "p", "tbl", "altChunk"):
            if part.tag == f"{W}p":
                line = self._runs.line(part, is_on_paper=is_on_paper)
                if carried:
                    line = carried[1].joined(line)
                carried = (part, line)
                if not _ends_nowhere(part):
                    self._paragraph(part, line, is_on_paper=is_on_paper)
                    carried = None
                continue
            if carried:
                self._paragraph(*carried, is_on_paper=is_on_paper)
                carried = None
            if part.tag == f"{W}tbl":
                self._table(part)
            else:
                self._warnings.append("holds another file within it, which is not read")
        if carried:
            self._paragraph(*carried, is_on_paper=is_on_paper)

    def _paragraph(self, paragraph: Any, line: RunLine, *, is_on_paper: bool) -> None:  # noqa: ANN401
        properties = paragraph.find(f"{W}pPr")
        chain = self._styles.chain(value(properties, "pStyle"))
        level = self._styles.heading_level(chain, properties)
        list_id, depth = self._lists.of(properties, chain)
        text = _squeeze(line.text)
        # Word counts an empty item, and not one that is hidden
        is_counted = list_id and (text or not line.hidden)
        label = self._numbering.count(list_id, depth) if is_counted else ""
        styled, is_contents = self._styles.list_level(chain)
        if not text:
            pass
        elif level and len(text) <= _STYLED_HEADING_MAX_CHARACTERS:
            self._lists.open.clear()
            heading = f"{label} {text}".strip()
            self._blocks.append(RawBlock(Shape.HEADING, heading, level, "#" * level + " "))
        elif list_id or styled:
            indent = self._lists.indent(properties, chain, list_id, depth)
            # a style of lists without numbering has its level in its name
            below = self._lists.level(list_id or chain[0].get(f"{W}styleId", ""),
                                depth if list_id else styled, indent, text)  # fmt: skip
            if label and line.is_bold:
                self._bold[len(self._blocks)] = (line.size, f"{label} {text}")
            self._item(text, below if not is_contents else styled, label or "-")
        else:
            self._text(line)
        self._aside(line, is_on_paper=is_on_paper)

    def _text(self, line: RunLine) -> None:
        """Add a paragraph that no list holds; bullets that were typed make items of its lines."""
        lines = [one for one in line.text.split("\n") if one.strip()]
        marks = [_BULLET.match(one.strip()) for one in lines]
        if any(marks):
            for one, mark in zip(lines, marks, strict=True):
                if mark:
                    indent = len(one) - len(one.lstrip())
                    sign = mark["mark"] if mark["mark"][-1] in ".)" else "-"
                    text = _squeeze(one.strip()[mark.end() :])
                    self._item(text, self._lists.level(mark["mark"][-1], 0, indent, text), sign)
                else:
                    self._blocks.append(RawBlock(Shape.PARAGRAPH, _squeeze(one)))
            return
        self._lists.open.clear()
        text = "\n".join(map(_squeeze, lines))
        if line.is_bold and len(lines) == 1:
            self._bold[len(self._blocks)] = (line.size, text)
        self._blocks.append(RawBlock(Shape.PARAGRAPH, text))

    def _item(self, text: str, level: int, sign: str) -> None:
        self._blocks.append(RawBlock(Shape.ITEM, text, level, "  " * (level - 1) + sign + " "))

    def _aside(self, line: RunLine, *, is_on_paper: bool) -> None:
        """Read what hangs on a paragraph: boxes and diagrams after it, notes for later."""
        self._hidden += [(len(self._blocks), text) for text in line.hidden]
        for box in line.boxes:
            self._read(box, is_on_paper=False)
        for diagram in line.diagrams:
            for text in self._diagram(diagram):
                self._item(text, 1, "-")
        for key in line.notes:
            self._note(key, is_on_paper=is_on_paper)

    def _note(self, key: tuple[str, str], *, is_on_paper: bool) -> None:
        if key not in self._notes or key in self._noted:
            return
        self._noted[key] = 1 + sum(kind == key[0] for kind, _ in self._noted)
        number = written(self._noted[key], _NOTE_FORMS[key[0]])
        outer, hidden = (self._blocks, self._bold, self._lists.open), len(self._hidden)
        self._blocks, self._bold, self._lists.open = [], {}, []
        self._read(self._notes[key], is_on_paper=is_on_paper)
        note = self._blocks
        self._blocks, self._bold, self._lists.open = outer
        if note and note[0].shape is Shape.PARAGRAPH:
            note[0] = replace(note[0], marker=f"{number} ")
        self._hidden[hidden:] = [(len(self._blocks), text) for _, text in self._hidden[hidden:]]
        self._below.append((len(self._blocks), note))

    def _table(self, table: Any) -> None:  # noqa: ANN401  as above
        rows = []
        for row in _within(table, "tr"):
            if row.find(f"{W}trPr/{W}hidden") is not None:
                words = " ".join("".join(one.text or "" for one in row.iter(f"{W}t")).split())
                self._hidden.append((len(self._blocks), words))
            else:
                rows.append(list(_within(row, "tc")))
        arranges = max(map(len, rows), default=0) <= 1 or any(
            next(cell.iter(f"{W}tbl"), None) is not None for row in rows for cell in row
        )
        self._lists.open.clear()
        for row in rows:
            if arranges:
                for cell in row:
                    self._read(cell, is_on_paper=False)
                continue
            start = len(self._blocks)
            line = RunLine()
            text = " | ".join(self._cell(cell, line) for cell in row).rstrip(" |")
            if text.strip(" |"):
                self._blocks.append(RawBlock(Shape.ROW, text.strip(), 0, "| "))
            self._hidden += [(start, one) for one in line.hidden]
            for key in line.notes:
                self._note(key, is_on_paper=False)

    def _cell(self, cell: Any, row: RunLine) -> str:  # noqa: ANN401  as above
        """Give the words of a cell in one line; what hangs on it is added to the row's."""
        words: list[str] = []
        for part in _within(cell, "p", "tbl"):
            if part.tag == f"{W}tbl":
                words.append(self._cell(part, row))
                continue
            line = self._runs.line(part, is_on_paper=False)
            properties = part.find(f"{W}pPr")
            chain = self._styles.chain(value(properties, "pStyle"))
            list_id, depth = self._lists.of(properties, chain)
            label = self._numbering.count(list_id, depth) if list_id else ""
            words += [f"{label} ", line.text, "" if _ends_nowhere(part) else " "]
            words += [f" {self._cell(box, row)} " for box in line.boxes]
            words += [f" {text} " for one in line.diagrams for text in self._diagram(one)]
            row.notes += line.notes
            row.hidden += line.hidden
        return _squeeze("".join(words))

    def _diagram(self, relation: str) -> Iterator[str]:
        """Give the words of each box of a drawn diagram (SmartArt), which lie in its own part."""
        _, name = self._package.related(self._name).get(relation, ("", "?"))
        root = self._package.part(name)
        for point in () if root is None else root.iter(_DIAGRAM_POINT):
            if point.get("type", "node") in {"node", "asst"}:
                lines = ("".join(t.text or "" for t in p.iter(_DRAWN_TEXT))
                         for p in point.iter(_DRAWN_LINE))  # fmt: skip
                if text := _squeeze(" ".join(lines)):
                    yield text

    def _hidden_lines(self, blocks: list[RawBlock]) -> list[str]:
        """Give a warning for each hidden text, with the heading that it stands under."""
        found, heading, at = Hidden(), "", 0
        for place, text in sorted(self._hidden, key=lambda one: one[0]):
            while at < min(place, len(blocks)):
                heading = blocks[at].text if blocks[at].shape is Shape.HEADING else heading
                at += 1
            found.add(text, heading)
        return found.lines()


def _within(element: Any, *names: str) -> Iterator[Any]:  # noqa: ANN401  as above
    """Give the nearest parts of those names, through content controls and other wrappers."""
    wanted = {f"{W}{name}" for name in names}
    for child in element:
        if child.tag in wanted:
            yield child
        elif not child.tag.endswith("Pr"):
            yield from _within(child, *names)


def _ends_nowhere(paragraph: Any) -> bool:  # noqa: ANN401  as above
    """Say whether the paragraph's end was deleted, so that the next one goes on in it."""
    mark = paragraph.find(f"{W}pPr/{W}rPr")
    return mark is not None and any(
        mark.find(f"{W}{name}") is not None for name in ("del", "moveFrom")
    )


def _squeeze(text: str) -> str:
    return " ".join(text.split())
