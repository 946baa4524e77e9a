"""The report after an ingest: of each document what was read, what was odd, what it is like."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from bot.privacy.identifiers import Detail
from bot.privacy.masking import LONGEST, mask, personal_kinds
from domain import FindingsError, Kind, Shape
from ingest.folder.copies import find_near_copies
from store.generation.records import dump_source

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence
    from pathlib import Path

    from domain import Document
    from ingest.folder.collecting import Collected
    from store.generation.manifest import DocumentRecord
    from store.generation.planning import Plan

# Lines of one kind that are printed; of the others their count, and where they are.
MOST_LINES = 20
# Facts of a document that stand in its row even where they are not known.
_FACTS = (
    *("id", "title", "publisher", "kind", "area", "published", "inspected_from", "inspected_to"),
    *("effective_from", "edition", "status", "theme", "review_due"),
)


class ReportError(FindingsError):
    """The report cannot be written where it is wanted."""


def lines_of_warnings(records: Iterable[DocumentRecord]) -> list[str]:
    """Give a line for each warning of how a document was read, up to a bound."""
    lines = [f"{one.source.id}: {line}" for one in records for line in one.warnings]
    return _bounded(lines, "warnings")


def lines_of_copies(collected: Sequence[Collected]) -> list[str]:
    """Give a line for each document that lies in several places, or is nearly another."""
    lines = [
        f"{', '.join(one.document.source.places)}: the same words as {one.document.source.id}: "
        "one document, with these places"
        for one in collected
        if one.document.source.places
    ]
    near = [
        f"{second}: nearly the words of {first} ({share:.0%}): where one is an older "
        "edition, leave it out or record its status in sources.toml"
        for first, second, share in find_near_copies(collected)
    ]
    return lines + _bounded(near, "pairs of documents that are nearly alike")


def lines_of_details(collected: Iterable[Collected], fresh: Container[str]) -> list[str]:
    """Give a line for each document among the ``fresh`` ones that seems to tell of somebody.

    The kinds of details are named, never the details.
    """
    lines = [
        f"{one.document.source.id}: seems to hold details of a person ({', '.join(kinds)}): they "
        "would be quoted to whoever asks: take them out, or leave the file out"
        for one in collected
        if one.document.source.id in fresh
        and (kinds := dict.fromkeys(
            kind for piece in _pieces(one.document.text) for kind in personal_kinds(piece)
        ))
    ]  # fmt: skip
    return _bounded(lines, "documents with details of a person")


def lines_of_unknown(documents: Iterable[Document], fresh: Container[str]) -> list[str]:
    """Give one line that names the ``fresh`` documents of which it is not known what they are."""
    ids = [
        one.source.id for one in documents
        if one.source.kind is Kind.OTHER and one.source.id in fresh
    ]  # fmt: skip
    if not ids:
        return []
    more = f" and {len(ids) - MOST_LINES} more" if len(ids) > MOST_LINES else ""
    named = f"{', '.join(ids[:MOST_LINES])}{more}"
    line = (
        f"{named}: what kind of document is not known, so that nothing of it is shown as expected: "
        "where it lays down rules, name its kind in sources.toml"
    )
    return [line]


def _bounded(lines: list[str], what: str) -> list[str]:
    more = len(lines) - MOST_LINES
    return lines if more <= 0 else [*lines[:MOST_LINES], f"and {more} more {what}: see --report"]


def write_report(
    path: Path, collected: Sequence[Collected], planned: Plan, warnings: Sequence[str]
) -> None:
    """Write what is known of each document as one JSON object.

    ``planned`` says how each is to be held, ``warnings`` are lines of them all. Of
    details that identify somebody the kinds are named, never the details.

    Raises:
        ReportError: it cannot be written there.
    """
    alike: dict[str, list[str]] = defaultdict(list)
    for first, second, _ in find_near_copies(collected):
        alike[first].append(second)
        alike[second].append(first)
    said = {one.source.id: one.warnings for one in planned.records}
    held = planned.knowledge.documents
    rows = [_row(one, said[one.source.id], alike[one.source.id]) for one in held]
    text = json.dumps({"documents": rows, "warnings": warnings}, ensure_ascii=False, indent=1)
    try:
        path.write_text(text + "\n", "utf-8")
    except OSError as error:
        msg = f"{path}: the report cannot be written ({error.strerror}): name another file"
        raise ReportError(msg) from error


def _row(document: Document, warnings: Sequence[str], alike: Sequence[str]) -> dict[str, object]:
    blocks = document.blocks
    shapes = Counter(one.shape for one in blocks)
    runs = Counter(
        one.shape for one, before in zip(blocks, (None, *blocks), strict=False)
        if before is None or before.shape is not one.shape
    )  # fmt: skip
    return {
        **dict.fromkeys(_FACTS),
        **dump_source(document.source),
        "pages": max((one.page for one in blocks), default=0) or None,
        "headings": shapes[Shape.HEADING],
        "paragraphs": shapes[Shape.PARAGRAPH],
        "lists": runs[Shape.ITEM],
        "items": shapes[Shape.ITEM],
        "tables": runs[Shape.ROW],
        "rows": shapes[Shape.ROW],
        "words": len(document.text.split()),
        "details": sorted({kind for one in _pieces(document.text) for kind in mask(one).kinds
                           if kind != Detail.NAME}),
        "nearly": sorted(alike),
        "warnings": list(warnings),
    }  # fmt: skip


def _pieces(text: str) -> Iterator[str]:
    """Give the text in pieces that are each looked through whole, cut between lines."""
    start = 0
    while start < len(text):
        end = start + LONGEST
        if end < len(text):
            end = text.rfind("\n", start, end) + 1 or end
        yield text[start:end]
        start = end
