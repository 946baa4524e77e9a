"""Whose a document is that does not say so outright: the place that it opens with."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from domain import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from domain import Document, Source
    from ingest.beside.partnership import Partnership

# What a partnership or council makes itself; what binds the whole country is of no place.
_OF_A_PLACE = frozenset({Kind.LOCAL, Kind.FORM, Kind.REVIEW, Kind.OTHER, Kind.GUIDANCE})
# One that nobody is named to have published says below its title for whom it is.
_OPENING_CHARACTERS = 600
# Begins the warning of a document that says by itself of no place whose it is.
NO_AREA = "area not found"
# Shorter words that staff use for a place are too near to others.
_LEAST_LETTERS = 4


def with_areas(documents: Sequence[Document], own: Partnership) -> tuple[Document, ...]:
    """Give the documents, each without an area with the one area of others that it names.

    A title may name it, and of a document that says of nobody that they publish it, its opening.
    What the ``own`` partnership is also called is its area.
    """
    called = _as_said(own)
    documents = [_under_own_name(one, called) for one in documents]
    names = {_plain(one.source.area): one.source.area for one in documents if one.source.area} | {
        one: home for one, home in called.items() if len(one) >= _LEAST_LETTERS
    }
    words = {one: re.compile(rf"(?<!\w){re.escape(one)}(?!\w)", re.IGNORECASE) for one in names}

    def placed(document: Document) -> Document:
        source = document.source
        if source.area or source.kind not in _OF_A_PLACE:
            return document
        area = _only_one(source.title, names, words)
        opening = document.text[:_OPENING_CHARACTERS]
        if not area and not source.publisher:
            area = _only_one(opening, names, words)
        return replace(document, source=replace(source, area=area)) if area else document

    return tuple(map(placed, documents))


def settled(warnings: Iterable[str], source: Source) -> tuple[str, ...]:
    """Give the warnings without the one that no area was found, where others gave one."""
    return tuple(one for one in warnings if not (source.area and one.startswith(NO_AREA)))


def _as_said(own: Partnership) -> Mapping[str, str]:
    """Give the partnership's area by each thing that it is called, in small letters."""
    called = (own.home, *own.said) if own.home else ()
    return {_plain(one): own.home for one in called}


def _plain(name: str) -> str:
    return " ".join(name.lower().replace("&", " and ").split())


def _under_own_name(document: Document, called: Mapping[str, str]) -> Document:
    source = document.source
    area = called.get(_plain(source.area), source.area)
    return document if area == source.area else replace(document, source=replace(source, area=area))


def _only_one(text: str, names: Mapping[str, str], words: Mapping[str, re.Pattern[str]]) -> str:
    """Give the one area that a text names; empty where it names none or several."""
    named: Iterable[str] = [one for one in names if words[one].search(text)]
    # "Great Fenwick" is no Fenwick
    longest = {
        names[one] for one in named
        if not any(one != two and one in two for two in named)
    }  # fmt: skip
    return longest.pop() if len(longest) == 1 else ""
