"""What the styles of an OpenDocument file say: hidden, a title, the numbers of a list."""

from __future__ import annotations

from typing import Any

from ingest.readers.office.word.styles import number

NAMES = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TEXT, TABLE, DRAW, STYLE, SHOW = (
    f"{{{NAMES}{name}:1.0}}"
    for name in ("office", "text", "table", "drawing", "style", "presentation")
)


class Styles:
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

    def is_title(self, name: str | None) -> bool:
        """Say whether a paragraph of this style is the document's title."""
        return any(one.get(f"{STYLE}name") == "Title" for one in self.chain(name))

    def list_level(self, name: str | None, level: int) -> Any:  # noqa: ANN401  as above
        """Give what a list style says of a level; None where there is no such style."""
        return self._lists.get(name or "", {}).get(level)
