"""Whose a document is that does not say so, where its title names a place that others are of."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from domain import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain import Document

# What a partnership or council makes itself; what binds the whole country is of no place.
_OF_A_PLACE = frozenset({Kind.LOCAL, Kind.FORM, Kind.REVIEW, Kind.DOCUMENT})


def with_titled_areas(documents: Sequence[Document]) -> tuple[Document, ...]:
    """Give the documents, each without an area with the one area of others that its title names."""
    areas = {one.source.area for one in documents if one.source.area}
    words = {one: re.compile(rf"(?<!\w){re.escape(one)}(?!\w)", re.IGNORECASE) for one in areas}

    def placed(document: Document) -> Document:
        source = document.source
        if source.area or source.kind not in _OF_A_PLACE:
            return document
        named = [one for one in areas if words[one].search(source.title)]
        # "Great Fenwick" is no Fenwick
        longest = [one for one in named if not any(one != two and one in two for two in named)]
        area = longest[0] if len(longest) == 1 else ""
        return replace(document, source=replace(source, area=area)) if area else document

    return tuple(map(placed, documents))
