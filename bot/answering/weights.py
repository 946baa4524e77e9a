"""How much a quoted line binds its reader: the weight and date of the source behind it."""

from __future__ import annotations

from calendar import month_name
from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain import Kind, Status
from ingest.beside.pointers import split_label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain import Citation
    from ingest.beside.pointers import Pointer

NOTE = "note written for this knowledge base"
DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Backing:
    """What stands behind a quote: its kind, its own title and date, and whose area it is.

    ``title``, ``dated`` and ``url`` are empty where the document itself is the source, or no
    date or address is known.
    """

    kind: str
    title: str = ""
    dated: str = ""
    area: str = ""
    status: Status = Status.UNKNOWN
    url: str = ""


def weights_of(citation: Citation, pointers: Mapping[str, Pointer]) -> tuple[Backing, ...]:
    """Give the weights behind a citation's words, the document's own where it names no source.

    A guidance note points to the source of each line in brackets; the letter is its own source.
    """
    source = citation.passage.source
    if source.kind is Kind.FINDING:
        return (Backing("inspection finding", dated=source.dated, status=source.status),)
    if found := pointers_behind(citation, pointers):
        return tuple(map(_weight, found.values()))
    own = NOTE if source.kind is Kind.GUIDANCE else DOCUMENT
    return (Backing(own, dated=source.dated, status=source.status),)


def pointers_behind(citation: Citation, pointers: Mapping[str, Pointer]) -> dict[str, Pointer]:
    """Give those of ``pointers`` that the sentences of a citation name, in their order."""
    start = citation.passage.text.index(citation.quote)
    end = start + len(citation.quote)
    touched = (one for one in citation.passage.sentences if one.start < end and start < one.end)
    labels = (label for one in touched for label in split_label(one.pointer))
    return {label: pointers[label] for label in labels if label in pointers}


def _weight(pointer: Pointer) -> Backing:
    return Backing(
        pointer.weight.value, pointer.title, in_words(pointer.published), pointer.area,
        pointer.status, pointer.url,
    )  # fmt: skip


def in_words(published: str) -> str:
    """Give an ISO date, month or year as words: ``26 March 2019``, ``May 2023``, ``2020``."""
    match published.split("-"):
        case [year, month, day]:
            return f"{int(day)} {month_name[int(month)]} {year}"
        case [year, month]:
            return f"{month_name[int(month)]} {year}"
        case _:
            return published
