"""What the styles of an OpenDocument file say: hidden, a title, the numbers of a list."""

from __future__ import annotations

from typing import Any

from ingest.readers.office.word.styles import number

NAMES = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TEXT, TABLE, DRAW, STYLE, SHOW = (
    f"{{{NAMES}{name}:1.0}}"
    for name in ("office", "text", "table", "drawing", "style", "presentation")
)

_FO = f"{{{NAMES}xsl-fo-compatible:1.0}}"
_BOLD = frozenset("bold 600 700 800 900".split())


class OpenDocumentStyles:
    """What the named and the automatic styles say: hidden, a title, the numbers of a list."""

    def __init__(self, *roots: Any) -> None:  # noqa: ANN401  lxml publishes no types
        """Take the parts that hold styles; None for one that is not there."""
        self._styles: dict[str, Any] = {}
        self._lists: dict[str, dict[int, Any]] = {}
        for root in (one for one in roots if one is not None):
            for style in root.iter(f"{STYLE}style"):
                self._styles[style.get(f"{STYLE}name", "")] = style
            for style in root.iter(f"{TEXT}list-style"):
                levels = {number(one.get(f"{TEXT}level"), 1): one for one in style}
                self._lists[style.get(f"{STYLE}name", "")] = levels

    def chain(self, name: str | None) -> list[Any]:
        """Give a style and those it comes from, nearest first."""
        chain: list[Any] = []
        while name in self._styles and self._styles[name] not in chain:
            chain.append(self._styles[name])
            name = chain[-1].get(f"{STYLE}parent-style-name")
        return chain

    def says(self, name: str | None, part: str, attribute: str) -> str | None:
        """Give what a style says in one of its parts; None where it says nothing."""
        for style in self.chain(name):
            found = style.find(f"{STYLE}{part}-properties")
            if found is not None and found.get(attribute) is not None:
                return str(found.get(attribute))
        return None

    def bold_size(self, paragraph: Any) -> int:  # noqa: ANN401  as above
        """Give how large the letters of a paragraph are that is wholly bold; 0 of any other."""
        sizes: list[int] = []
        for one in paragraph.iter(f"{TEXT}p", f"{TEXT}span"):
            inside = [one.text, *(child.tail for child in one)]
            if not any(words and words.strip() for words in inside):
                continue
            around = [one, *one.iterancestors(f"{TEXT}span", f"{TEXT}p")]
            names = [each.get(f"{TEXT}style-name") for each in around]
            said = [self.says(name, "text", f"{_FO}font-weight") for name in names]
            if next((weight for weight in said if weight), "") not in _BOLD:
                return 0
            large = [self.says(name, "text", f"{_FO}font-size") for name in names]
            points = next((size for size in large if size and size.endswith("pt")), "12pt")
            sizes.append(round(2 * float(points[:-2])))
        return max(sizes, default=0)

    def is_title(self, name: str | None) -> bool:
        """Say whether a paragraph of this style is the document's title."""
        return any(one.get(f"{STYLE}name") == "Title" for one in self.chain(name))

    def list_level(self, name: str | None, level: int) -> Any:  # noqa: ANN401  as above
        """Give what a list style says of a level; None where there is no such style."""
        return self._lists.get(name or "", {}).get(level)
