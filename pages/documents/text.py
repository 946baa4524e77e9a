"""A document's characters as markup: addresses and marks stand at their stored offsets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from pages.shared.markup import escaped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from domain import Document, Passage

_BOLD = re.compile(r"\*\*(?=\S)([^\n]+?)(?<=\S)\*\*")
# What a document names as the source of its words: a label in square brackets.
_POINTER = re.compile(r"\[[^\[\]\n]{3,}\](?!\()")


@dataclass(frozen=True, slots=True)
class _Piece:
    """Characters of the document that are shown alike."""

    start: int
    end: int
    is_marked: bool
    is_bold: bool
    is_pointer: bool


class MarkedText:
    """Gives slices of a document as markup, asked for in order."""

    def __init__(
        self, document: Document, passages: Sequence[Passage], marks: Iterable[tuple[int, int]],
        explain: Callable[[str], str] = escaped,
    ) -> None:  # fmt: skip
        """Take the document's own passages, and the slices of its text to be marked.

        ``explain`` gives words as markup.
        """
        self._explain = explain
        self._text = document.text
        self._marks = [(start, end) for start, end in marks if start < end]
        self._addresses = sorted((one.start, one.id) for one in passages)
        self._next = 0
        self._paragraphs = 0

    def addresses(self, end: int) -> tuple[str, str]:
        """Give the link that opens the paragraph that ends at ``end``, and the one that closes it.

        The first paragraph of a passage opens with the passage's own address,
        ``p-<passage id>``; the later ones close with a numbered one, ``p-<passage id>.2`` and
        so on.
        """
        links = []
        while self._next < len(self._addresses) and self._addresses[self._next][0] < end:
            self._paragraphs = 1
            links.append(_address(self._addresses[self._next][1], is_passage=True))
            self._next += 1
        if links or not self._next:
            return "".join(links), ""
        self._paragraphs += 1
        name = f"{self._addresses[self._next - 1][1]}.{self._paragraphs}"
        return "", _address(name, is_passage=False)

    def left_over(self) -> str:
        """Give the links of passages that begin after the last paragraph."""
        left = self._addresses[self._next :]
        return "".join(_address(name, is_passage=True) for _, name in left)

    def paragraph(self, start: int, end: int) -> str:
        """Give the markup of a whole paragraph with its address."""
        opening, closing = self.addresses(end)
        return f"{opening}{self.render(start, end)}{closing}"

    def render(self, start: int, end: int) -> str:
        """Give the markup of a slice."""
        return "".join(map(self._show, self._pieces(start, end)))

    def split_at_addresses(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Give a slice in parts, cut where a later passage begins within it."""
        cuts = [at for at, _ in self._addresses if start < at < end]
        yield from zip([start, *cuts], [*cuts, end], strict=True)

    def _pieces(self, start: int, end: int) -> Iterator[_Piece]:
        bold = [one.span() for one in _BOLD.finditer(self._text, start, end)]
        signs = [span for first, last in bold for span in ((first, first + 2), (last - 2, last))]
        pointers = [one.span() for one in _POINTER.finditer(self._text, start, end)]
        spans = [*self._marks, *bold, *signs, *pointers]
        edges = {max(start, min(end, edge)) for span in spans for edge in span} | {start, end}
        for first, last in pairwise(sorted(edges)):
            if not _within(first, signs):
                yield _Piece(
                    first, last, _within(first, self._marks), _within(first, bold),
                    _within(first, pointers),
                )  # fmt: skip

    def _show(self, piece: _Piece) -> str:
        text = self._text[piece.start : piece.end]
        if piece.is_pointer:
            shown = f'<span class="pointer">{escaped(text)}</span>'
        else:
            shown = self._explain(text)
        if piece.is_bold:
            shown = f"<strong>{shown}</strong>"
        return f"<mark>{shown}</mark>" if piece.is_marked else shown


def _address(name: str, *, is_passage: bool) -> str:
    tone = "address" if is_passage else "address minor"
    shown = escaped(name)
    return (
        f'<a class="{tone}" id="p-{shown}" href="#p-{shown}" '
        f'aria-label="Address of this paragraph">¶</a>'
    )


def _within(position: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= position < end for start, end in spans)
