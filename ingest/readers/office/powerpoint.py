"""PowerPoint files into blocks: titles as headings, bullets, tables, and what the speaker says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from domain import Shape
from ingest.readers.hidden import Hidden
from ingest.readers.layout import Contents, RawBlock, UnreadableError
from ingest.readers.office.packages import RELATIONS, Package
from ingest.readers.office.word.styles import number, written

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_TITLES = frozenset({"title", "ctrTitle"})
_FURNITURE = frozenset({"dt", "ftr", "hdr", "sldNum", "sldImg"})
# A placeholder of these kinds gives its paragraphs the bullets of its layout.
_BULLETED = frozenset({"body", "obj", ""})
# The forms of a:buAutoNum by their opening (ISO/IEC 29500-1, 20.1.10.61), and what closes them.
_FORMS = {"alphaLc": "lowerLetter", "alphaUc": "upperLetter", "romanLc": "lowerRoman",
          "romanUc": "upperRoman"}  # fmt: skip
_NOTE_MARK = "Speaker's note: "


def read_pptx(path: Path) -> Contents:
    """Give the blocks of a PowerPoint file, each with its slide as its page.

    A slide without a title is headed by its number. What the speaker says stands after its slide,
    marked as such. Hidden slides, hidden shapes and what lies off the slide are left out with a
    warning; dates, feet and comments without one.

    Raises:
        UnreadableError: not a PowerPoint file, damaged, protected, too large, with macros.
    """
    with Package(path, "PowerPoint", ".pptx") as package:
        return _contents_of(package)


def _contents_of(package: Package) -> Contents:
    kinds = dict(package.related("").values())
    name = kinds.get("officeDocument", "ppt/presentation.xml")
    root = package.part(name)
    if root is None or root.tag != f"{_P}presentation":
        msg = "not a PowerPoint file (.pptx): save it again from PowerPoint"
        raise UnreadableError(msg)
    slides = [
        package.related(name).get(one.get(f"{RELATIONS}id"), ("", "?"))[1]
        for one in root.iterfind(f"{_P}sldIdLst/{_P}sldId")
    ]
    size = root.find(f"{_P}sldSz")
    extent = (number(size.get("cx")), number(size.get("cy"))) if size is not None else (0, 0)
    blocks: list[RawBlock] = []
    warnings: list[str] = []
    for page, slide in enumerate(slides, 1):
        try:
            reader = _Slide(package, slide, page, extent)
            blocks += reader.blocks
        except RecursionError as error:
            raise package.damaged(error) from error
        warnings += reader.warnings
    return Contents(blocks, package.facts(), tuple(warnings), len(slides))


class _Slide:
    """One slide, read when it is made."""

    def __init__(self, package: Package, name: str, page: int, extent: tuple[int, int]) -> None:
        self.blocks: list[RawBlock] = []
        self.warnings: list[str] = []
        self._hidden = Hidden()
        self._package, self._name, self._page, self._extent = package, name, page, extent
        root = package.part(name)
        if root is None:
            self.warnings.append(f"slide {page} is missing from the file")
            return
        if root.get("show", "1") in {"0", "false"}:
            self.warnings.append(f"slide {page} is hidden and left out")
            return
        shapes = [one for tree in root.iter(f"{_P}spTree") for one in self._shapes(tree)]
        titles = [one for one in shapes if _place(one) in _TITLES]
        title = " ".join(text for one in titles for text in _lines(one))
        self.warnings += self._hidden.lines()
        for shape in (one for one in shapes if one not in titles):
            self._read(shape)
        notes = package.related_part(name, "notesSlide")
        for shape in () if notes is None else notes.iter(f"{_P}sp"):
            if _place(shape) == "body":
                self._add(Shape.PARAGRAPH, _lines(shape), marker=_NOTE_MARK)
        if title or self.blocks:
            head = RawBlock(Shape.HEADING, title or f"Slide {page}", 1, "# ", page)
            self.blocks.insert(0, head)

    def _shapes(self, tree: Any) -> Iterator[Any]:  # noqa: ANN401  lxml publishes no types
        """Give the shapes that are shown, in the order in which they are read out."""
        for shape in tree:
            if shape.tag == f"{_MC}AlternateContent":
                yield from self._shapes(next(iter(shape), ()))
                continue
            properties = next(shape.iterfind(f"./*/{_P}cNvPr"), None)
            is_hidden = properties is not None and properties.get("hidden") in {"1", "true"}
            if is_hidden or (tree.tag == f"{_P}spTree" and self._is_off(shape)):
                why = "hidden" if is_hidden else "off the slide"
                said = f"text on slide {self._page} is {why} and left out"
                self._hidden.add_at(" ".join(_lines(shape)), said)
            elif shape.tag == f"{_P}grpSp":
                yield from self._shapes(shape)
            elif shape.tag in {f"{_P}sp", f"{_P}graphicFrame"} and _place(shape) not in _FURNITURE:
                yield shape

    def _is_off(self, shape: Any) -> bool:  # noqa: ANN401  as above
        place = next(iter(shape.iter(f"{_A}xfrm", f"{_P}xfrm")), None)
        corner = None if place is None else place.find(f"{_A}off")
        extent = None if place is None else place.find(f"{_A}ext")
        if corner is None or extent is None or not all(self._extent):
            return False
        return any(
            start >= most or start + length <= 0
            for start, length, most in (
                (number(corner.get("x")), number(extent.get("cx")), self._extent[0]),
                (number(corner.get("y")), number(extent.get("cy")), self._extent[1]),
            )
        )

    def _read(self, shape: Any) -> None:  # noqa: ANN401  as above
        if shape.tag == f"{_P}graphicFrame":
            for row in shape.iter(f"{_A}tr"):
                cells = (" ".join(_lines(cell)) for cell in row.iterfind(f"{_A}tc"))
                self._add(Shape.ROW, [" | ".join(cells).rstrip(" |")], marker="| ")
            for diagram in shape.iter(f"{_DIAGRAM}relIds"):
                self._diagram(diagram.get(f"{RELATIONS}dm", ""))
            return
        place = _place(shape)
        counts: dict[int, tuple[str, int]] = {}
        for paragraph in shape.iter(f"{_A}p"):
            text, properties = _text(paragraph), paragraph.find(f"{_A}pPr")
            level = 1 + (number(properties.get("lvl")) if properties is not None else 0)
            sign = _sign(properties, counts, level)
            if sign is None and place in _BULLETED:
                sign = "-"
            if text and sign:
                self._add(Shape.ITEM, [text], level, "  " * (level - 1) + sign + " ")
            elif text:
                self._add(Shape.PARAGRAPH, [text])

    def _diagram(self, relation: str) -> None:
        """Add the words of a drawn diagram (SmartArt), which lie in a part of their own."""
        target = self._package.related(self._name).get(relation, ("", "?"))[1]
        root = self._package.part(target)
        for point in () if root is None else root.iter(f"{_DIAGRAM}pt"):
            if point.get("type", "node") in {"node", "asst"}:
                self._add(Shape.ITEM, [" ".join(_lines(point))], 1, "- ")

    def _add(self, shape: Shape, texts: list[str], level: int = 0, marker: str = "") -> None:
        self.blocks += [
            RawBlock(shape, text, level, marker, self._page) for text in texts if text.strip(" |")
        ]


def _place(shape: Any) -> str | None:  # noqa: ANN401  as above
    """Give the kind of placeholder that a shape fills; None where it is a shape of its own."""
    place = next(iter(shape.iterfind(f"./*/{_P}nvPr/{_P}ph")), None)
    return None if place is None else str(place.get("type", ""))


def _sign(
    properties: Any,  # noqa: ANN401  as above
    counts: dict[int, tuple[str, int]],
    level: int,
) -> str | None:
    """Give what the paragraph's own settings print before it: empty for none, None unsaid."""
    counted = None if properties is None else properties.find(f"{_A}buAutoNum")
    if counted is None:
        for ended in [one for one in counts if one >= level]:
            del counts[ended]
        if properties is None:
            return None
        if properties.find(f"{_A}buNone") is not None:
            return ""
        has_sign = any(properties.find(f"{_A}{name}") is not None for name in ("buChar", "buBlip"))
        return "-" if has_sign else None
    for ended in [one for one in counts if one > level]:
        del counts[ended]
    form = counted.get("type", "arabicPeriod")
    before = counts.get(level, ("", 0))
    at = before[1] + 1 if before[0] == form else number(counted.get("startAt"), 1)
    counts[level] = form, at
    shown = written(at, next((_FORMS[one] for one in _FORMS if form.startswith(one)), "decimal"))
    if form.endswith("ParenBoth"):
        return f"({shown})"
    closing = "." if form.endswith("Period") else ")" if form.endswith("ParenR") else ""
    return shown + closing


def _lines(shape: Any) -> list[str]:  # noqa: ANN401  as above
    return [text for paragraph in shape.iter(f"{_A}p") if (text := _text(paragraph))]


def _text(paragraph: Any) -> str:  # noqa: ANN401  as above
    pieces = (
        " " if one.tag == f"{_A}br" else one.text or ""
        for one in paragraph.iter(f"{_A}t", f"{_A}br", _MATH)
    )
    return " ".join("".join(pieces).split())
