"""The words of one Word paragraph as a reader sees them, and what hangs on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ingest.readers.office.packages import RELATIONS
from ingest.readers.office.word.styles import W, WordStyles, number, switch, value

if TYPE_CHECKING:
    from collections.abc import Callable

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
_WORD_ART = "{urn:schemas-microsoft-com:vml}textpath"
# Whatever is not named here is gone through: an element that we do not know loses no words.
_UNSEEN = frozenset(
    f"{W}{name}"
    for name in "pPr rPr sdtPr sdtEndPr smartTagPr customXmlPr instrText delInstrText delText "
    "fldData footnoteRef endnoteRef annotationRef commentReference".split()
)
_TEXT = frozenset({f"{W}t", f"{_M}t", f"{_A}t"})
_SPACES = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{_A}br": "\n",
           f"{W}noBreakHyphen": "-", f"{W}softHyphen": ""}  # fmt: skip
_NOTES = {f"{W}footnoteReference": "footnotes", f"{W}endnoteReference": "endnotes"}
_CHANGES = frozenset(
    f"{W}{name}Change"
    for name in "rPr pPr sectPr tblPr tblPrEx tblGrid tcPr trPr numbering".split()
)
_ALTERED = (
    *(f"{W}{name}" for name in "ins del moveTo moveFrom tr tc".split()),
    *(f"{_MC}Fallback", f"{_MC}Choice"),
    *_CHANGES,
)
_MATHS = {f"{_M}{name}": signs for name, signs in {
    "num": ("", "/"), "sup": ("^", ""), "sub": ("_", ""), "rad": ("√", ""), "d": ("(", ")"),
}.items()}  # fmt: skip
# Fonts of signs: what stands at a code in them (Symbol and Wingdings, as Unicode lists them).
_SYMBOL = dict(zip(
    map(ord, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    "αβχδεφγηιϕκλμνοπθρστυϖωξψζΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True,
)) | {0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xB0: "°",
      0xB7: "•", 0xAE: "→", 0xAC: "←", 0xAD: "↑", 0xAF: "↓", 0xDE: "⇒", 0xA5: "∞", 0xD6: "√",
      0xE5: "∑", 0x2D: "-"}  # fmt: skip
_WINGDINGS = {0x6F: "☐", 0xA8: "☐", 0x71: "☐", 0x72: "☐", 0xFD: "☒", 0x78: "☒", 0xFE: "☑",
              0xFC: "✓", 0xFB: "✗", 0x6C: "●", 0x6E: "■", 0xA7: "▪", 0xD8: "➢", 0x76: "❖",
              0xE0: "→", 0xE8: "→", 0xF0: "⇒", 0xDF: "←", 0xE1: "↑", 0xE2: "↓", 0x28: "☎",
              0x2A: "✉", 0x4A: "☺"}  # fmt: skip
_PRIVATE = range(0xF020, 0xF100)
_WHITE = "FFFFFF"
_TINY = 2  # half-points; nobody reads a letter of one point


@dataclass(slots=True)
class RunLine:
    """The words of a paragraph; ``boxes`` and ``diagrams`` stand beside it, ``notes`` below."""

    text: str = ""
    is_bold: bool = False
    size: int = 0
    boxes: list[Any] = field(default_factory=list)
    diagrams: list[str] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)

    def joined(self, other: RunLine) -> RunLine:
        """Give this line with another that goes on in it."""
        return RunLine(
            self.text + other.text,
            (self.is_bold or not self.text.strip()) and (other.is_bold or not other.text.strip()),
            max(self.size, other.size),
            *(getattr(self, name) + getattr(other, name)
              for name in ("boxes", "diagrams", "notes", "hidden")),
        )  # fmt: skip


def accept_changes(root: Any) -> int:  # noqa: ANN401  lxml publishes no types
    """Take out what a reader does not see; give how many tracked changes were accepted.

    Deleted and moved text, former formats, second forms of one drawing, and fields without end.
    """
    changes = 0
    open_fields: list[list[Any]] = []
    for element in list(root.iter(*_ALTERED)):
        parent, tag = element.getparent(), element.tag
        if parent is None:
            continue
        is_deleted = (
            (tag in {f"{W}del", f"{W}moveFrom"} and len(element) > 0)
            or (tag == f"{W}tr" and element.find(f"{W}trPr/{W}del") is not None)
            or (tag == f"{W}tc" and element.find(f"{W}tcPr/{W}cellDel") is not None)
        )
        changes += is_deleted or (tag in {f"{W}ins", f"{W}moveTo"} and len(element) > 0)
        is_second = tag in {f"{_MC}Fallback", f"{_MC}Choice"} and any(
            one.tag == f"{_MC}Choice" for one in element.itersiblings(preceding=True)
        )
        if is_deleted or is_second or tag in _CHANGES:
            parent.remove(element)
    for element in list(root.iter(f"{W}fldChar")):
        kind = element.get(f"{W}fldCharType")
        if kind == "begin":
            open_fields.append([element])
        elif open_fields:
            open_fields[-1].append(element)
            if kind == "end":
                open_fields.pop()
        else:
            element.getparent().remove(element)
    for element in (one for fields in open_fields for one in fields):
        element.getparent().remove(element)
    return changes


class Runs:
    """Reads paragraphs one after another; a field that runs over several is kept in mind."""

    def __init__(self, styles: WordStyles) -> None:
        """Take the styles, which may hide text or make it bold."""
        self._styles = styles
        self._fields: list[bool] = []  # of each open field, whether its code is being read
        self._line = RunLine()
        self._pieces: list[str] = []
        self._weights: list[tuple[bool, int]] = []
        self._chain: list[Any] = []
        self._is_hidden = self._may_be_white = self._is_bold = False
        self._size = 0
        self._hidden: list[str] = []
        self._takers: dict[str, Callable[[Any], None]] = {
            **dict.fromkeys(_TEXT, self._take_text),
            **dict.fromkeys(_SPACES, self._take_space),
            **dict.fromkeys(_NOTES, self._take_mark),
            **dict.fromkeys(_MATHS, self._take_math),
            f"{W}r": self._run,
            f"{W}fldChar": self._field,
            f"{W}sym": self._take_sign,
            f"{W}txbxContent": self._take_box,
            _DIAGRAM: self._take_diagram,
            _WORD_ART: self._take_art,
            f"{_A}p": self._take_drawn,
        }

    def line(self, paragraph: Any, *, is_on_paper: bool) -> RunLine:  # noqa: ANN401  as above
        """Give the words of a paragraph; on paper, unlike in a table or box, white is unseen."""
        properties = paragraph.find(f"{W}pPr")
        self._chain = self._styles.chain(value(properties, "pStyle"))
        self._may_be_white = is_on_paper and not any(
            _is_shaded(one) for one in (properties, *(s.find(f"{W}pPr") for s in self._chain))
        )
        self._line, self._pieces, self._weights, self._hidden = RunLine(), [], [], []
        self._is_hidden, self._is_bold, self._size = False, False, 0
        self._walk(paragraph)
        line = self._line
        line.text = "".join(self._pieces)
        line.is_bold = bool(self._weights) and all(bold for bold, _ in self._weights)
        line.size = max((size for _, size in self._weights), default=0)
        if hidden := " ".join("".join(self._hidden).split()):
            line.hidden.append(hidden)
        return line

    def _walk(self, element: Any) -> None:  # noqa: ANN401  as above
        for child in element:
            if child.tag not in _UNSEEN:
                self._takers.get(child.tag, self._walk)(child)

    def _take_text(self, text: Any) -> None:  # noqa: ANN401  as above
        self._say(text.text or "")

    def _take_space(self, space: Any) -> None:  # noqa: ANN401  as above
        is_page = space.get(f"{W}type") in {"page", "column"}
        self._say(" " if is_page else _SPACES[space.tag])

    def _take_sign(self, sign: Any) -> None:  # noqa: ANN401  as above
        self._say(_sign(sign.get(f"{W}char", ""), sign.get(f"{W}font", "")))

    def _take_mark(self, mark: Any) -> None:  # noqa: ANN401  as above
        if not any(self._fields) and not self._is_hidden:
            self._line.notes.append((_NOTES[mark.tag], mark.get(f"{W}id", "")))

    def _take_box(self, box: Any) -> None:  # noqa: ANN401  as above
        self._line.boxes.append(box)

    def _take_diagram(self, diagram: Any) -> None:  # noqa: ANN401  as above
        self._line.diagrams.append(diagram.get(f"{RELATIONS}dm", ""))

    def _take_art(self, art: Any) -> None:  # noqa: ANN401  as above
        self._say(f" {art.get('string', '')} ")

    def _take_math(self, part: Any) -> None:  # noqa: ANN401  as above
        opening, closing = _MATHS[part.tag]
        self._say(opening)
        self._walk(part)
        self._say(closing)

    def _take_drawn(self, line: Any) -> None:  # noqa: ANN401  as above
        self._walk(line)
        self._say(" ")

    def _run(self, run: Any) -> None:  # noqa: ANN401  as above
        before = self._is_hidden, self._is_bold, self._size
        properties = run.find(f"{W}rPr")
        styles = self._styles
        named = value(properties, "rStyle")
        chain = (styles.chain(named, "character") if named else []) + self._chain

        def is_on(name: str) -> bool:
            direct = switch(properties, name)
            return bool(styles.switched(chain, name) if direct is None else direct)

        size = value(properties, "sz") or styles.first(chain, "rPr/sz")
        color = value(properties, "color") or styles.first(chain, "rPr/color")
        is_white = self._may_be_white and color is not None and color.upper() == _WHITE
        self._size = number(size)
        self._is_bold = is_on("b")
        self._is_hidden = (
            is_on("vanish")
            or (is_white and not _is_shaded(properties))
            or (size is not None and self._size <= _TINY)
        )
        # a mark of the writer's own stands in the run of its note
        if not any(child.get(f"{W}customMarkFollows") for child in run if child.tag in _NOTES):
            self._walk(run)
        else:
            for child in run:
                if child.tag in _NOTES:
                    self._take_mark(child)
        self._is_hidden, self._is_bold, self._size = before

    def _field(self, mark: Any) -> None:  # noqa: ANN401  as above
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            self._say(_form_value(mark.find(f"{W}ffData")))
            self._fields.append(True)
        elif kind == "separate" and self._fields:
            self._fields[-1] = False
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _say(self, text: str) -> None:
        if any(self._fields) or not text:
            return
        if any(ord(one) in _PRIVATE for one in text):
            text = "".join(_sign(f"{ord(c):X}", "") if ord(c) in _PRIVATE else c for c in text)
        if self._is_hidden:
            self._hidden.append(text)
            return
        self._pieces.append(text)
        if text.strip():
            self._weights.append((self._is_bold, self._size))


def _is_shaded(properties: Any) -> bool:  # noqa: ANN401  as above
    if properties is None:
        return False
    shade = properties.find(f"{W}shd")
    fill = "" if shade is None else shade.get(f"{W}fill", "").upper()
    return fill not in {"", "AUTO", _WHITE} or properties.find(f"{W}highlight") is not None


def _sign(code: str, font: str) -> str:
    """Give the character of a font of signs; one that we do not know as a box."""
    try:
        at = int(code, 16)
    except ValueError:
        return ""
    if at not in _PRIVATE and at > 0xFF:  # noqa: PLR2004  beyond the fonts of signs
        return chr(at) if at <= 0x10FFFF else ""  # noqa: PLR2004  the last of Unicode
    at &= 0xFF
    known = _WINGDINGS if font.lower().startswith("wingdings") else _SYMBOL
    plain = chr(at) if at < 0x7F and known is _SYMBOL else "□"  # noqa: PLR2004  ASCII
    return known.get(at, plain)


def _form_value(form: Any) -> str:  # noqa: ANN401  as above
    """Give what an old form field shows that has no text of its own: a tick, a choice."""
    if form is None:
        return ""
    box = form.find(f"{W}checkBox")
    if box is not None:
        ticked = switch(box, "checked")
        return "☒" if (switch(box, "default") if ticked is None else ticked) else "☐"
    choices = form.find(f"{W}ddList")
    if choices is not None:
        words = [one.get(f"{W}val", "") for one in choices.iter(f"{W}listEntry")]
        chosen = number(value(choices, "result") or value(choices, "default"))
        return words[chosen] if 0 <= chosen < len(words) else ""
    return ""
