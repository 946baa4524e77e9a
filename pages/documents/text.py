"""A document's characters as markup: addresses and marks stand at their stored offsets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from pages.shared.templates import escaped, render

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from markupsafe import Markup

    from domain import Document, Passage

_BOLD = re.compile(r"\*\*(?=\S)([^\n]+?)(?<=\S)\*\*")
# What a document names as the source of its words: a label in square brackets.
_POINTER = re.compile(r"\[[^\[\]\n]{3,}\](?!\()")


@dataclass(frozen=True, slots=True)
class _Alike:
    """Characters of the document that are shown alike."""

    start: int
    end: int
    is_marked: bool
    is_bold: bool
    is_pointer: bool


@dataclass(frozen=True, slots=True)
class Address:
    """What a paragraph is reached by: ``p-`` and its name; ``is_minor`` within a passage."""

    name: str
    is_minor: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The markup of a paragraph, the addresses that open it and those that close it."""

    words: Markup
    opening: Sequence[Address] = ()
    closing: Sequence[Address] = ()


class MarkedText:
    """Gives slices of a document as markup, asked for in order."""

    def __init__(
        self, document: Document, passages: Sequence[Passage], marks: Iterable[tuple[int, int]],
        explain: Callable[[str], Markup] = escaped,
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

    def addresses(self, end: int) -> tuple[list[Address], list[Address]]:
        """Give the addresses that open the paragraph that ends at ``end``, and that close it.

        The first paragraph of a passage opens with the passage's own address,
        ``p-<passage id>``; the later ones close with a numbered one, ``p-<passage id>.2`` and
        so on.
        """
        opening = []
        while self._next < len(self._addresses) and self._addresses[self._next][0] < end:
            self._paragraphs = 1
            opening.append(Address(self._addresses[self._next][1]))
            self._next += 1
        if opening or not self._next:
            return opening, []
        self._paragraphs += 1
        name = f"{self._addresses[self._next - 1][1]}.{self._paragraphs}"
        return [], [Address(name, is_minor=True)]

    def left_over(self) -> list[Address]:
        """Give the addresses of passages that begin after the last paragraph."""
        return [Address(name) for _, name in self._addresses[self._next :]]

    def paragraph(self, start: int, end: int) -> Paragraph:
        """Give a whole paragraph with its addresses."""
        opening, closing = self.addresses(end)
        return Paragraph(self.render(start, end), opening, closing)

    def render(self, start: int, end: int) -> Markup:
        """Give the markup of a slice."""
        pieces = [(one, self._show(one)) for one in self._pieces(start, end)]
        return render("documents/slice.html", {"pieces": pieces})

    def split_at_addresses(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Give a slice in parts, cut where a later passage begins within it."""
        cuts = [at for at, _ in self._addresses if start < at < end]
        yield from zip([start, *cuts], [*cuts, end], strict=True)

    def _pieces(self, start: int, end: int) -> Iterator[_Alike]:
        bold = [one.span() for one in _BOLD.finditer(self._text, start, end)]
        signs = [span for first, last in bold for span in ((first, first + 2), (last - 2, last))]
        pointers = [one.span() for one in _POINTER.finditer(self._text, start, end)]
        spans = [*self._marks, *bold, *signs, *pointers]
        edges = {max(start, min(end, edge)) for span in spans for edge in span} | {start, end}
        for first, last in pairwise(sorted(edges)):
            if not _within(first, signs):
                yield _Alike(
                    first, last, _within(first, self._marks), _within(first, bold),
                    _within(first, pointers),
                )  # fmt: skip

    def _show(self, piece: _Alike) -> Markup:
        text = self._text[piece.start : piece.end]
        return escaped(text) if piece.is_pointer else self._explain(text)


def _within(position: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= position < end for start, end in spans)
