"""Which list of a Word file a paragraph is an item of, and how deep it stands there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ingest.readers.office.word.styles import W, left_indent, value

if TYPE_CHECKING:
    from ingest.readers.office.word.styles import Numbering, WordStyles


@dataclass(frozen=True, slots=True)
class Open:
    """An item that the next one may stand below."""

    list_id: str
    depth: int
    indent: int
    introduces: bool


class Lists:
    """Finds the list of a paragraph; ``open`` are the items that the next may stand below."""

    def __init__(self, styles: WordStyles, numbering: Numbering) -> None:
        """Take what the file says of its styles and of its numbers."""
        self._styles = styles
        self._numbering = numbering
        self.open: list[Open] = []

    def of(self, properties: Any, chain: list[Any]) -> tuple[str, int]:  # noqa: ANN401  lxml
        """Give the list of a paragraph and its depth there; an empty name without a list."""
        list_id, depth = value(properties, "numPr/numId"), value(properties, "numPr/ilvl")
        if list_id is None:
            list_id = self._styles.first(chain, "pPr/numPr/numId")
            if list_id is not None and self._numbering.holds(list_id):
                styles = {one.get(f"{W}styleId", "") for one in chain[:1]}
                tied = self._numbering.depth_of(list_id, styles)
                depth = depth or (str(tied) if tied is not None else None)
            depth = depth or self._styles.first(chain, "pPr/numPr/ilvl")
        if list_id is None or not self._numbering.holds(list_id):
            return "", 0
        return list_id, max(0, min(int(depth) if depth and depth.isdigit() else 0, 8))

    def indent(self, properties: Any, chain: list[Any], list_id: str, depth: int) -> int:  # noqa: ANN401
        """Give how far a paragraph is set in: by itself, by its list or by its style."""
        own = left_indent(None if properties is None else properties.find(f"{W}ind"))
        if own is None and list_id:
            own = self._numbering.level(list_id, depth).indent
        if own is None:
            found = (left_indent(one.find(f"{W}pPr/{W}ind")) for one in chain)
            own = next((one for one in found if one is not None), None)
        return own or 0

    def level(self, list_id: str, depth: int, indent: int, text: str) -> int:
        """Give the level of an item among those above: by its list, else by its indent."""
        while self.open:
            last = self.open[-1]
            if last.list_id == list_id:
                is_below = last.depth < depth
            else:
                is_below = last.indent < indent + (last.introduces and indent >= last.indent)
            if is_below:
                break
            self.open.pop()
        self.open.append(Open(list_id, depth, indent, text.endswith(":")))
        return len(self.open)
