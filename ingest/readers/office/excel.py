"""Excel files into blocks: each sheet under its name, its rows as a reader sees them.

Own reading of the XML: the libraries go through every cell of the rectangle that a stray cell
spans, and do not tell a formula that was never worked out from an empty cell.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from domain import Shape
from ingest.readers.hidden import counted
from ingest.readers.layout import Contents, RawBlock, UnreadableError
from ingest.readers.office.packages import RELATIONS, Package
from ingest.readers.office.word.styles import number

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_ON = frozenset({"1", "true"})
# The formats without a text of their own (ISO/IEC 29500-1, 18.8.30).
_BUILT_IN = {1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%",
             **dict.fromkeys([14, 15, 16, 17, *range(27, 32), *range(50, 59)], "d"),
             **dict.fromkeys([18, 19, 20, 21, *range(32, 36), 45, 46, 47], "h:mm"),
             22: "d h:mm", 36: "d", 37: "#,##0", 38: "#,##0", 39: "#,##0.00",
             40: "#,##0.00"}  # fmt: skip
# What a format shows as it is, and colours, places and conditions that it names in brackets.
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!\$)[^\]hms]*\]', re.IGNORECASE)
_CURRENCY = re.compile(r"\[\$([^\]-]*)[^\]]*\]|([£€$¥])")
_HIDES_ALL = re.compile(r"\s*;;;?\s*")
_DAY = timedelta(days=1)


def read_xlsx(path: Path) -> Contents:
    """Give the blocks of an Excel file: a heading a sheet, rows with their header, boxes.

    Of a formula its last result is read; dates are written out. Hidden sheets, rows, columns and
    cells are left out with a warning, comments without one.

    Raises:
        UnreadableError: not an Excel file, damaged, protected, too large, with macros.
    """
    with Package(path, "Excel", ".xlsx") as package:
        return _contents_of(package)


def _contents_of(package: Package) -> Contents:
    kinds = dict(package.related("").values())
    name = kinds.get("officeDocument", "xl/workbook.xml")
    book = package.part(name)
    if book is None or book.tag != f"{_S}workbook":
        msg = "not an Excel file (.xlsx): save it again from Excel"
        raise UnreadableError(msg)
    reader = _Workbook(package, name, book)
    sheets = package.related(name)
    blocks: list[RawBlock] = []
    warnings: list[str] = []
    for sheet in book.iterfind(f"{_S}sheets/{_S}sheet"):
        title = " ".join(sheet.get("name", "").split())
        if sheet.get("state", "visible") != "visible":
            warnings.append(f"sheet “{title}” is hidden and left out")
            continue
        target = sheets.get(sheet.get(f"{RELATIONS}id"), ("", "?"))[1]
        found, said = reader.sheet(target)
        if found:
            blocks += [RawBlock(Shape.HEADING, title, 1, "# "), *found]
        warnings += [f"sheet “{title}”: {one}" for one in said]
    # a line above the first table says more of what it is than the sheet's name
    above = blocks[1].text if blocks[1:] and blocks[1].shape is Shape.PARAGRAPH else ""
    told = {"title": above} if above and not above.endswith(".") else {}
    return Contents(blocks, {**package.facts(), **told}, tuple(warnings))


@dataclass(slots=True)
class _Unseen:
    """What a sheet hides, counted for its warnings."""

    rows: set[int] = field(default_factory=set)
    columns: set[str] = field(default_factory=set)
    cells: int = 0
    unsolved: int = 0

    def lines(self) -> list[str]:
        """Give the warnings."""
        said = []
        if self.rows:
            said.append(f"rows hidden or filtered out are left out ({_few(sorted(self.rows))})")
        if self.columns:
            columns = sorted(self.columns, key=_column)
            said.append(f"hidden columns are left out ({_few(columns)})")
        if self.cells:
            said.append(f"{counted(self.cells, 'cell')} left out, hidden by the format")
        if self.unsolved:
            said.append(f"{counted(self.unsolved, 'formula')} without a result: save it from Excel")
        return said


class _Workbook:
    """What all sheets share: their strings, their formats, and how days are counted."""

    def __init__(self, package: Package, name: str, book: Any) -> None:  # noqa: ANN401  lxml
        self._package = package
        strings = package.related_part(name, "sharedStrings")
        self._strings = [] if strings is None else [_text(one) for one in strings.iter(f"{_S}si")]
        styles = package.related_part(name, "styles")
        own, self._formats = {}, []
        if styles is not None:
            own = {
                number(one.get("numFmtId")): one.get("formatCode", "")
                for one in styles.iter(f"{_S}numFmt")
            }
            for one in styles.iterfind(f"{_S}cellXfs/{_S}xf"):
                at = number(one.get("numFmtId"))
                self._formats.append(own.get(at, _BUILT_IN.get(at, "")))
        settings = book.find(f"{_S}workbookPr")
        is_1904 = settings is not None and settings.get("date1904") in _ON
        # Excel counts a 29 February 1900 that never was; days from March on are right
        self._start = datetime(1904, 1, 1) if is_1904 else datetime(1899, 12, 30)  # noqa: DTZ001

    def sheet(self, name: str) -> tuple[list[RawBlock], list[str]]:
        """Give the blocks of a sheet without its heading, and its warnings."""
        root = self._package.part(name)
        if root is None:
            return [], ["is missing from the file"]
        unseen = _Unseen()
        hidden: list[tuple[int, int]] = [
            (number(one.get("min")), number(one.get("max")))
            for one in root.iterfind(f"{_S}cols/{_S}col")
            if one.get("hidden") in _ON
        ]
        rows: list[dict[int, str]] = []
        for row in root.iterfind(f"{_S}sheetData/{_S}row"):
            if row.get("hidden") in _ON:
                if any(self._cell(cell, _Unseen()) for cell in row):
                    unseen.rows.add(number(row.get("r")))
                continue
            cells: dict[int, str] = {}
            for at, cell in enumerate(row):
                letters = re.sub(r"[^A-Z]", "", cell.get("r", ""))
                column = _column(letters) if letters else at + 1
                if not (text := self._cell(cell, unseen)):
                    continue
                if any(least <= column <= most for least, most in hidden):
                    unseen.columns.add(letters)
                else:
                    cells[column] = text
            if cells:
                rows.append(cells)
        boxes = [RawBlock(Shape.PARAGRAPH, text) for text in self._boxes(name)]
        return _laid_out(rows) + boxes, unseen.lines()

    def _cell(self, cell: Any, unseen: _Unseen) -> str:  # noqa: ANN401  as above
        """Give what a cell shows."""
        kind, raw = cell.get("t", "n"), cell.findtext(f"{_S}v") or ""
        style = number(cell.get("s"))
        form = self._formats[style] if style < len(self._formats) else ""
        if kind == "inlineStr":
            text = _text(cell.find(f"{_S}is"))
        elif kind == "s":
            at = number(raw, -1)
            text = self._strings[at] if 0 <= at < len(self._strings) else ""
        elif kind == "b":
            text = "TRUE" if raw.strip() in _ON else "FALSE"
        elif kind == "n" and raw:
            text = self._number(raw, form)
        else:
            text = raw
        if not raw and cell.find(f"{_S}f") is not None and kind != "str":
            unseen.unsolved += 1
        if text and _HIDES_ALL.fullmatch(form):
            unseen.cells += 1
            return ""
        return " ".join(text.split())

    def _number(self, raw: str, form: str) -> str:
        """Give a number as its format shows it: a date, a share, money, or as it stands."""
        try:
            amount = float(raw)
        except ValueError:
            return raw
        section = form.partition(";")[0]
        bare = _LITERAL.sub("", _CURRENCY.sub("", section)).lower()
        is_dated = bool(re.search("[dy]|mmm", bare))
        is_timed = bool(re.search("[hs]", bare))
        if "general" not in bare and (is_dated or is_timed):
            return self._moment(amount, is_timed=is_timed, is_dated=is_dated) or raw
        places = len(match[1]) if (match := re.search(r"\.([0#?]+)", bare)) else 0
        if "%" in bare:
            return f"{amount * 100:.{places}f}%"
        if not re.search("[0#?]", bare) or "e" in bare or "/" in bare:
            return f"{amount:.15g}"
        comma = "," if re.search(r"[#0?],[#0?]", bare) else ""
        money = _CURRENCY.search(section.replace('"', ""))
        sign = "-" if amount < 0 else ""
        shown = f"{abs(amount):{comma}.{places}f}"
        return f"{sign}{(money[1] or money[2] or '') if money else ''}{shown}"

    def _moment(self, amount: float, *, is_timed: bool, is_dated: bool) -> str:
        try:
            moment = self._start + amount * _DAY + timedelta(milliseconds=500)
        except OverflowError:
            return ""
        day = f"{moment.day} {moment:%B} {moment.year}" if is_dated else ""
        return f"{day} {f'{moment:%H:%M}' if is_timed else ''}".strip()

    def _boxes(self, name: str) -> Iterator[str]:
        """Give the paragraphs of what is drawn on a sheet."""
        for kind, target in self._package.related(name).values():
            root = self._package.part(target) if kind == "drawing" else None
            for line in () if root is None else root.iter(f"{_A}p"):
                text = " ".join("".join(one.text or "" for one in line.iter(f"{_A}t")).split())
                if text:
                    yield text


def _laid_out(rows: list[dict[int, str]]) -> list[RawBlock]:
    """Give rows as a table; those of one cell above it are its title and notes."""
    first = next((at for at, row in enumerate(rows) if len(row) > 1), len(rows))
    blocks = [RawBlock(Shape.PARAGRAPH, next(iter(row.values()))) for row in rows[:first]]
    columns = sorted({column for row in rows[first:] for column in row})
    for row in rows[first:]:
        text = " | ".join(row.get(column, "") for column in columns).rstrip(" |").strip()
        blocks.append(RawBlock(Shape.ROW, text, 0, "| "))
    return blocks


def _text(element: Any) -> str:  # noqa: ANN401  as above
    """Give the words of a string; how they are pronounced is no part of it."""
    if element is None:
        return ""
    return "".join(
        one.text or "" for one in element.iter(f"{_S}t") if one.getparent().tag != f"{_S}rPh"
    )


def _column(letters: str) -> int:
    at = 0
    for letter in letters[:3]:
        at = at * 26 + ord(letter) - 64
    return at


def _few(values: list[Any]) -> str:
    more = len(values) - 10
    return ", ".join(map(str, values[:10])) + (f" and {more} more" if more > 0 else "")
