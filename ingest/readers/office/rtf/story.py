"""What is in force at a place of a rich text file, and the page or note that is being read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from domain import Shape
from ingest.readers.layout import RawBlock

_MARK = re.compile(r"\(?[\w.]{1,6}[.)]")


@dataclass(slots=True)
class State:
    """What is in force; a group changes it for itself alone."""

    is_seen: bool = True
    is_hidden: bool = False
    is_deleted: bool = False
    is_bold: bool = False
    size: int = 24
    encoding: str = "cp1252"
    skip: int = 1  # characters that stand for a \u in programs that do not know it
    target: str = ""  # what the words of this group are: a note, a box, the sign of an item
    opens: bool = False  # nothing of the group was read yet
    is_optional: bool = False  # it opened with \*


@dataclass(slots=True)
class Story:
    """The page, or one note of it."""

    blocks: list[RawBlock] = field(default_factory=list)
    bold: dict[int, tuple[int, str]] = field(default_factory=dict)
    text: list[str] = field(default_factory=list)
    weights: list[tuple[bool, int]] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    sign: list[str] = field(default_factory=list)
    beside: list[RawBlock] = field(default_factory=list)  # boxes that hang on the paragraph
    level: int = 0
    depth: int = 0
    in_table: bool = False

    def end_cell(self) -> None:
        """End the cell of a table that is at hand."""
        self.cells.append(squeeze("".join(self.sign) + " " + "".join(self.text)))
        self.text, self.sign, self.weights = [], [], []

    def end_row(self) -> None:
        """End the row of a table that is at hand, if it holds any words."""
        text = " | ".join(self.cells).rstrip(" |").strip()
        if text.strip(" |"):
            self.blocks.append(RawBlock(Shape.ROW, text, 0, "| "))
        self.cells = []
        self._set_beside()

    def end_paragraph(self) -> str:
        """End the paragraph at hand, if it holds any words; give them where it is a heading."""
        lines = [squeeze(one) for one in "".join(self.text).split("\n")]
        text = "\n".join(one for one in lines if one)
        sign = squeeze("".join(self.sign))
        one_line = " ".join(text.split())
        heading = ""
        is_bold = bool(self.weights) and all(bold for bold, _ in self.weights)
        size = max((size for _, size in self.weights), default=0)
        self.text, self.sign, self.weights = [], [], []
        if self.cells:  # a row that never ended
            one_line = text = " | ".join([*self.cells, one_line]).rstrip(" |")
            self.cells = []
        if not text:
            pass
        elif self.level:
            heading = f"{sign} {one_line}".strip()
            marker = "#" * self.level + " "
            self.blocks.append(RawBlock(Shape.HEADING, heading, self.level, marker))
        elif sign:
            level = self.depth + 1
            shown = sign if _MARK.fullmatch(sign) else "-"
            marker = "  " * (level - 1) + shown + " "
            self.blocks.append(RawBlock(Shape.ITEM, one_line, level, marker))
        else:
            if is_bold and "\n" not in text:
                self.bold[len(self.blocks)] = (size, text)
            self.blocks.append(RawBlock(Shape.PARAGRAPH, text))
        self._set_beside()
        return heading

    def _set_beside(self) -> None:
        self.blocks += self.beside
        self.beside = []


def squeeze(text: str) -> str:
    """Give a text with its white space made one."""
    return " ".join(text.split())
