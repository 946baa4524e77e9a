"""What a Word file's styles and lists say of a paragraph: heading, number, bold, hidden."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Word writes the English names whatever its language; other programs write their own.
_HEADING = re.compile(
    r"(?:heading|überschrift|titre|título|titolo|kop|nagłówek|rubrik|overskrift|otsikko|pennawd)"
    r"\s*([1-9])",
    re.IGNORECASE,
)
_LIST = re.compile(r"list (bullet|number)(?: ([2-9]))?", re.IGNORECASE)
_TITLE = "title"
_CONTENTS = re.compile(r"(?:toc|table of figures)\s*([1-9])?", re.IGNORECASE)
_BODY_LEVEL = 9  # w:outlineLvl counts from 0; 9 is text (ISO/IEC 29500-1, 17.3.1.20)
_OFF = frozenset({"0", "false", "off", "none"})
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
          (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def value(element: Any, path: str) -> str | None:  # noqa: ANN401  lxml publishes no types
    """Give ``w:val`` of the element at a path of names below another; None where it is not."""
    found = None if element is None else element.find("/".join(W + n for n in path.split("/")))
    return None if found is None else found.get(f"{W}val", "")


def switch(properties: Any, name: str) -> bool | None:  # noqa: ANN401  as above
    """Say whether properties turn something on or off; None where they do not say."""
    found = value(properties, name)
    return None if found is None else found.lower() not in _OFF


def number(text: str | None, otherwise: int = 0) -> int:
    """Give a whole number, or another value where the file holds none."""
    return int(text) if text and re.fullmatch(r"[+-]?\d{1,9}", text.strip()) else otherwise


class WordStyles:
    """The styles part: each question is asked of a style and of those that it is based on."""

    def __init__(self, root: Any) -> None:  # noqa: ANN401  as above
        """Take the part's root element, or None where the file has no styles."""
        self._styles: dict[str, Any] = {}
        self._default: dict[str, str] = {}
        for style in () if root is None else root.iter(f"{W}style"):
            name = style.get(f"{W}styleId", "")
            self._styles[name] = style
            if style.get(f"{W}default", "0") not in _OFF:
                self._default[style.get(f"{W}type", "")] = name
        self._chains: dict[str, list[Any]] = {}

    def chain(self, style: str | None, kind: str = "paragraph") -> list[Any]:
        """Give a style and those it is based on, nearest first."""
        name = style if style in self._styles else self._default.get(kind, "")
        if name not in self._chains:
            seen: list[str] = []
            at: str | None = name
            while at and at in self._styles and at not in seen:
                seen.append(at)
                at = value(self._styles[at], "basedOn")
            self._chains[name] = [self._styles[one] for one in seen]
        return self._chains[name]

    def switched(self, chain: list[Any], name: str) -> bool | None:
        """Say whether the styles turn a property of characters on or off."""
        for style in chain:
            found = switch(style.find(f"{W}rPr"), name)
            if found is not None:
                return found
        return None

    def first(self, chain: list[Any], path: str) -> str | None:
        """Give the nearest value at a path."""
        return next((v for one in chain if (v := value(one, path)) is not None), None)

    def names(self, chain: list[Any]) -> list[str]:
        """Give the names of the styles, nearest first."""
        return [value(one, "name") or one.get(f"{W}styleId", "") for one in chain]

    def heading_level(self, chain: list[Any], properties: Any) -> int:  # noqa: ANN401  as above
        """Give a paragraph's level as a heading, 0 where its styles make it none."""
        outline = value(properties, "outlineLvl")
        for style in chain:
            name = value(style, "name") or style.get(f"{W}styleId", "")
            if outline is None and name.lower() == _TITLE:
                return 1
            if outline is None and (match := _HEADING.fullmatch(name)):
                return int(match[1])
            if outline is None:
                outline = value(style, "pPr/outlineLvl")
        level = number(outline, _BODY_LEVEL)
        return level + 1 if 0 <= level < _BODY_LEVEL else 0

    def list_level(self, chain: list[Any]) -> tuple[int, bool]:
        """Give the level of a list style that has no numbering, and whether it is a contents."""
        for name in self.names(chain):
            if match := _LIST.fullmatch(name):
                return int(match[2] or 1), False
            if match := _CONTENTS.fullmatch(name):
                return int(match[1] or 1), True
        return 0, False


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list, as the numbering part describes it."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    indent: int = 0
    style: str = ""
    restart: int | None = None
    is_legal: bool = False


@dataclass(slots=True)
class _Abstract:
    levels: dict[int, Level] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The numbering part: what stands before each item, counted as Word counts."""

    def __init__(self, root: Any) -> None:  # noqa: ANN401  as above
        """Take the part's root element, or None where the file has no lists."""
        self._lists: dict[str, tuple[_Abstract, dict[int, Level], dict[int, int]]] = {}
        self._started: set[tuple[str, int]] = set()
        if root is None:
            return
        elements = {one.get(f"{W}abstractNumId"): one for one in root.iter(f"{W}abstractNum")}
        by_style = {value(one, "styleLink"): one for one in elements.values()}
        abstracts: dict[str | None, _Abstract] = {}
        for name, element in elements.items():
            link = value(element, "numStyleLink")
            target = by_style.get(link, element) if link else element
            abstracts[name] = _Abstract(dict(map(_level, target.iter(f"{W}lvl"))))
        for one in root.iter(f"{W}num"):
            abstract = abstracts.get(value(one, "abstractNumId"))
            if abstract is None:
                continue
            levels, starts = dict(abstract.levels), {}
            for override in one.iter(f"{W}lvlOverride"):
                at = number(override.get(f"{W}ilvl"))
                for element in override.iter(f"{W}lvl"):
                    levels[at] = _level(element)[1]
                if (start := value(override, "startOverride")) is not None:
                    starts[at] = number(start, 1)
            self._lists[one.get(f"{W}numId", "")] = (abstract, levels, starts)

    def holds(self, list_id: str | None) -> bool:
        """Say whether there is such a list; 0 takes a paragraph out of its style's list."""
        return list_id in self._lists

    def level(self, list_id: str, depth: int) -> Level:
        """Give what the list says of a level."""
        return self._lists[list_id][1].get(depth, Level(form="bullet"))

    def depth_of(self, list_id: str, styles: set[str]) -> int | None:
        """Give the level that the list ties to one of the styles."""
        levels = self._lists[list_id][1]
        return next((at for at, one in levels.items() if one.style and one.style in styles), None)

    def count(self, list_id: str, depth: int) -> str:
        """Give the number of the next item at a level as it is printed; empty for a bullet."""
        abstract, levels, starts = self._lists[list_id]
        counts, level = abstract.counts, self.level(list_id, depth)
        start = starts.get(depth, level.start)
        if depth in starts and (list_id, depth) not in self._started:
            counts[depth] = start
        else:
            counts[depth] = counts[depth] + 1 if depth in counts else start
        self._started.add((list_id, depth))
        for deeper in [one for one in counts if one > depth]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or 0 < restart >= depth + 1:
                del counts[deeper]

        def printed(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            one = levels.get(at, level)
            form = "decimal" if level.is_legal else one.form
            return written(counts.get(at, one.start), form)

        if level.form in {"bullet", "none"}:
            return ""
        return re.sub(r"%([1-9])", printed, level.text).strip()


def written(count: int, form: str) -> str:
    """Give a number in one of Word's forms; forms of other scripts are given as digits."""
    if form in {"lowerLetter", "upperLetter"} and count > 0:
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter if form == "lowerLetter" else letter.upper()
    if form in {"lowerRoman", "upperRoman"} and 0 < count < 4000:  # noqa: PLR2004  Rome had no more
        roman = ""
        for size, sign in _ROMAN:
            roman += sign * (count // size)
            count %= size
        return roman if form == "lowerRoman" else roman.upper()
    if form == "ordinal":
        teens = 10 <= count % 100 <= 20  # noqa: PLR2004  11th, 12th, 13th
        return f"{count}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(count % 10, 'th')}"
    if form in {"bullet", "none"}:
        return ""
    return f"{count:02d}" if form == "decimalZero" else str(count)


def _level(element: Any) -> tuple[int, Level]:  # noqa: ANN401  as above
    indent = element.find(f"{W}pPr/{W}ind")
    restart = value(element, "lvlRestart")
    return number(element.get(f"{W}ilvl")), Level(
        start=number(value(element, "start"), 0),
        form=value(element, "numFmt") or "decimal",
        text=value(element, "lvlText") or "",
        indent=left_indent(indent) or 0,
        style=value(element, "pStyle") or "",
        restart=None if restart is None else number(restart),
        is_legal=bool(switch(element, "isLgl")),
    )


def left_indent(element: Any) -> int | None:  # noqa: ANN401  as above
    """Give how far the text stands from the left, in twentieths of a point."""
    if element is None:
        return None
    text = element.get(f"{W}left") or element.get(f"{W}start")
    return None if text is None else number(text)
