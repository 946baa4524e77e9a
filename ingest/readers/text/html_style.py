"""What a page hides from its readers, by its attributes and its own style sheets."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_RULE = re.compile(r"([^{}]*)([{}])")
_SIMPLE = re.compile(r"([.#]?)([\w-]+)")
_SELECTOR = re.compile(r"[\w-]*(?:[.#][\w-]+)*")
# Beyond these a page's sheets are a load on whoever reads them, not a look.
_MAX_RULES = 2_000
_PROPERTIES = frozenset(
    "display visibility opacity font-size position left right top bottom text-indent width height "
    "overflow clip clip-path color background background-color".split()
)
_ZERO = re.compile(r"[+-]?0*\.?0+(?:px|pt|em|rem|ex|ch|%|vw|vh)?")
_SMALL = re.compile(r"0*[01](?:\.\d+)?(?:px|pt)?")
_FAR = re.compile(
    r"-\s*(?:\d{4,}|[5-9]\d\d|\d{3,}(?:em|rem|vw|vh))(?:\.\d+)?(?:px|pt|em|rem|vw|vh)?"
)
_CLIPPED = re.compile(r"rect\((?:\s*[01](?:px)?[\s,]*){4}\)|inset\(\s*(?:5\d|[6-9]\d|100)%.*\)")
_HEX = re.compile(r"#([0-9a-f]{3,8})")
_NUMBERS = re.compile(r"rgba?\(([^)]*)\)")
_NAMED = {"white": (255, 255, 255), "black": (0, 0, 0), "snow": (255, 250, 250),
          "ivory": (255, 255, 240), "whitesmoke": (245, 245, 245)}  # fmt: skip
# Two colours that differ by less in every channel (of 255) cannot be told apart on a screen.
_SAME = 12
PAPER = "white"


@dataclass(frozen=True, slots=True)
class Look:
    """What an element hands down to its words: whether and how they can be seen."""

    is_invisible: bool = False
    is_tiny: bool = False
    colour: str = ""
    background: str = PAPER

    @property
    def hides(self) -> bool:
        """Say whether words that look so cannot be read."""
        return self.is_invisible or self.is_tiny or _are_alike(self.colour, self.background)


@dataclass(slots=True)
class Sheets:
    """The rules of a page's own ``<style>`` elements, by the last name of their selectors.

    Selectors of tags, classes and identities are read, one after the other too (``.note p``);
    rules for other media or states of an element are not.
    """

    rules: dict[str, list[tuple[list[str], Mapping[str, str]]]] = field(default_factory=dict)
    count: int = 0

    def add(self, text: str) -> None:
        """Take the rules of one style element."""
        depth, inside_other = 0, False
        selector = ""
        for match in _RULE.finditer(_COMMENT.sub(" ", text)):
            before, mark = match[1].rpartition(";")[2] if match[2] == "{" else match[1], match[2]
            if mark == "{":
                depth += 1
                selector = before.strip()
                inside_other = inside_other or selector.startswith("@")
            else:
                if depth == 1 and not inside_other:
                    self._keep(selector, read_style(before))
                depth = max(0, depth - 1)
                inside_other = inside_other and depth > 0

    def _keep(self, selectors: str, style: Mapping[str, str]) -> None:
        for selector in selectors.split(",") if style else ():
            steps = selector.replace(">", " ").split()
            if steps and self.count < _MAX_RULES and all(map(_SELECTOR.fullmatch, steps)):
                last = _SIMPLE.findall(steps[-1])[-1]
                self.rules.setdefault("".join(last).lower(), []).append((steps, style))
                self.count += 1

    def style_of(self, element: Any, ancestors: Iterable[Any]) -> dict[str, str]:  # noqa: ANN401
        """Give what the rules and the element's own style say, later ones winning."""
        style: dict[str, str] = {}
        has_own = bool(element.keys())
        if self.rules:
            identity = element.get("id") if has_own else None
            classes = _classes(element) if has_own else ()
            names = [element.tag, *(f".{name}" for name in classes)]
            for name in [*names, f"#{identity}"] if identity else names:
                for steps, said in self.rules.get(name.lower(), ()):
                    if _fits(element, steps, ancestors):
                        style.update(said)
        if has_own and (own := element.get("style")):
            style.update(read_style(own))
        return style


@lru_cache(maxsize=1_000)
def read_style(text: str) -> Mapping[str, str]:
    """Give the declarations that bear on whether words are seen, in lower case."""
    style: dict[str, str] = {}
    for declaration in text.split(";") if ":" in text else ():
        name, _, value = declaration.partition(":")
        if (name := name.strip().lower()) in _PROPERTIES:
            style[name] = value.replace("!important", "").strip().lower()
    return style


def hides_all(element: Any, style: Mapping[str, str]) -> bool:  # noqa: ANN401  lxml has no types
    """Say whether the element and all in it are hidden, whatever its parts say."""
    hidden = element.get("hidden")
    if hidden is not None and hidden.lower() != "until-found":
        return True  # 'until-found' is a folded part that a search unfolds
    if (element.get("aria-hidden") or "").lower() == "true":
        return True
    if not style:
        return False
    clips = style.get("overflow", "") in {"hidden", "clip"}
    small = [bool(_SMALL.fullmatch(style.get(side, ""))) for side in ("width", "height")]
    places = (style.get(name, "") for name in ("left", "right", "top", "bottom"))
    is_placed = style.get("position") in {"absolute", "fixed"}
    return (
        style.get("display") == "none"
        or bool(_ZERO.fullmatch(style.get("opacity", "")))
        or (clips and any(small))
        or (is_placed and all(small))
        or (is_placed and any(map(_FAR.fullmatch, places)))
        or bool(_FAR.fullmatch(style.get("text-indent", "")))
        or any(map(_CLIPPED.fullmatch, (style.get("clip", ""), style.get("clip-path", ""))))
    )


def look_of(element: Any, style: Mapping[str, str], above: Look) -> Look:  # noqa: ANN401
    """Give how words of the element look, ``above`` being how those around it do."""
    if not style and not element.keys():
        return above
    look = above
    if visibility := style.get("visibility"):
        look = replace(look, is_invisible=visibility in {"hidden", "collapse"})
    if size := style.get("font-size"):
        look = replace(look, is_tiny=bool(_ZERO.fullmatch(size) or _SMALL.fullmatch(size)))
    colour = style.get("color") or (element.get("color") if element.tag == "font" else "")
    if colour:
        look = replace(look, colour=colour)
    background = style.get("background-color") or style.get("background") or element.get("bgcolor")
    if background and background not in {"none", "transparent", "inherit"}:
        is_picture = "url(" in background or "gradient" in background
        look = replace(look, background="" if is_picture else background)
    return look


def _classes(element: Any) -> list[str]:  # noqa: ANN401
    return (element.get("class") or "").split()


def _fits(element: Any, steps: list[str], ancestors: Iterable[Any]) -> bool:  # noqa: ANN401
    if not _fits_one(element, steps[-1]):
        return False
    wanted = list(steps[:-1])
    for ancestor in ancestors if wanted else ():
        if wanted and _fits_one(ancestor, wanted[-1]):
            wanted.pop()
    return not wanted


def _fits_one(element: Any, selector: str) -> bool:  # noqa: ANN401
    for mark, name in _SIMPLE.findall(selector):
        if mark == "." and name not in _classes(element):
            return False
        if mark == "#" and name != element.get("id"):
            return False
        if not mark and name.lower() != element.tag:
            return False
    return True


@lru_cache(maxsize=1_000)
def _are_alike(colour: str, background: str) -> bool:
    if not colour:
        return False
    if colour == "transparent" or (colour == background and colour not in {"inherit", "unset"}):
        return True
    one, other = _channels(colour), _channels(background)
    return bool(one and other) and all(abs(a - b) < _SAME for a, b in zip(one, other, strict=True))


def _channels(colour: str) -> tuple[int, ...]:
    """Give red, green and blue, 0 to 255; nothing where the words name no plain colour."""
    colour = colour.strip().lower()
    if colour in _NAMED:
        return _NAMED[colour]
    if match := _HEX.search(colour):
        digits = match[1]
        if len(digits) < 6:  # noqa: PLR2004  #fff is short for #ffffff (CSS Color 4)
            digits = "".join(2 * digit for digit in digits[:3])
        return tuple(int(digits[place : place + 2], 16) for place in (0, 2, 4))
    if match := _NUMBERS.search(colour):
        numbers = re.findall(r"\d+", match[1])[:3]
        return tuple(map(int, numbers)) if len(numbers) == len("rgb") else ()
    return ()
