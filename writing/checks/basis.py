"""What a statement rests on: one sentence of a document, with what stands around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from writing.checks.words import ReadText


@dataclass(frozen=True, slots=True)
class Basis:
    """A sentence that a statement is held against.

    ``around`` holds what tells what it is about: its heading, title and what introduces it;
    ``before`` what stands before a sentence that points back. ``places`` are the places that it is
    of, ``home`` those of whoever reads. ``is_rule`` says that it tells what should be done,
    ``is_seen`` what inspectors saw or others reported, ``is_row`` that it is a row of a table,
    ``points_back`` that it leaves something to what stands before it. ``place`` is its passage, its
    sentence and which part of that it is; ``members`` are the neighbours that it is made of.
    """

    words: ReadText
    around: ReadText
    before: ReadText
    places: frozenset[str] = frozenset()
    home: frozenset[str] = frozenset()
    is_rule: bool = False
    is_seen: bool = False
    is_row: bool = False
    points_back: bool = False
    place: tuple[str, int, int] = ("", 0, 0)
    members: tuple[Basis, ...] = ()
