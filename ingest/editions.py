"""Which documents held are older editions of others: those are superseded from a day on."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from domain import Kind, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from domain import Document, Source

# What tells one edition's title from the next: its year, month or number.
_OF_AN_EDITION = re.compile(
    r"\b(?:19|20)\d\d\b(?:\s*[-–/]\s*(?:(?:19|20)?\d\d\b))?"
    r"|\b(?:january|february|march|april|may|june|july|august|september|october|november|december)"
    r"(?=\W*(?:$|(?:19|20)\d\d\b))"
    r"|\b(?:version|v|issue|revision)\s*\d+(?:\.\d+)*\b"
    r"|\b(?:first|second|third|fourth|fifth|\d+(?:st|nd|rd|th)|new|revised|updated)\s+edition\b"
    r"|\bedition\b|\b(?:revised|updated)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def mark_editions(
    documents: Sequence[Document], today: date
) -> tuple[tuple[Document, ...], tuple[str, ...]]:
    """Give the documents, each older edition with what replaces it and from when.

    An edition is told by kind, title (but for year and number), publisher and area, and by its
    date. What was found before is found anew. Findings of inspectors and reviews have no editions:
    each tells of its own time. Where the catalogue says that an older one is current it stays so,
    and where it names what replaces one, that does. Gives with them a line for each, for the person
    who ingests.
    """
    held = {one.source.id: one.source for one in documents}
    plain = [replace(one, source=_as_said(one.source, held)) for one in documents]
    later: dict[str, Source] = {}
    series: dict[tuple[str, ...], list[Source]] = defaultdict(list)
    for one in plain:
        if (key := _series(one.source)) and dated(one.source):
            series[key].append(one.source)
    for group in series.values():
        for old, new in pairwise(sorted(group, key=lambda one: (dated(one) or date.min, one.id))):
            if dated(old) != dated(new):
                later[old.id] = new
    later |= {one.id: held[one.replaced_by] for one in held.values() if _is_said(one, held)}
    lines = tuple(_line(one.source, later[one.source.id]) for one in plain
                  if one.source.id in later)  # fmt: skip
    lines += tuple(
        f"{one.source.id}: its next edition, {one.source.replaced_by}, is not held: correct "
        "replaced_by in sources.toml, or add that edition"
        for one in plain if one.source.replaced_by and one.source.id not in later
    )  # fmt: skip
    marked = tuple(replace(one, source=_marked(one.source, later, today)) for one in plain)
    return marked, lines


def dated(source: Source) -> date | None:
    """Give the day from which an edition counts; None where nothing says."""
    if source.effective_from or source.published:
        return source.effective_from or source.published
    if year := _YEAR.search(f"{source.edition} {source.title}"):
        return date(int(year[0]), 1, 1)
    return None


def in_force(sources: Iterable[Source], day: date | None, today: date) -> frozenset[str]:
    """Give the ids of the documents that were in force on a day, or are today where it is None.

    Of a document with several editions that is one; what the catalogue calls superseded was in
    force on a day that is asked for, where it had been published by then.
    """
    held = {one.id: one for one in sources}
    later = {one.replaced_by for one in held.values() if one.replaced_on}
    found = set()
    for one in held.values():
        begins = dated(one)
        if one.replaced_on:
            is_over = one.replaced_on <= (day or today)
        elif one.status is Status.SUPERSEDED:
            is_over = day is None or begins is None or begins > day
        else:
            is_over = False
        # on a day before, the first edition of a rule had not been written either
        may_be_later = one.id in later or (day is not None and one.kind.is_expectation)
        if not is_over and not (may_be_later and begins and begins > (day or today)):
            found.add(one.id)
    return frozenset(found)


def _is_said(source: Source, held: Mapping[str, Source]) -> bool:
    """Say whether the catalogue names the edition that replaces it: no title tells of that one."""
    new = held.get(source.replaced_by)
    if new is None or new.id == source.id:
        return False
    return not source.replaced_on or _series(new) != _series(source)


def _as_said(source: Source, held: Mapping[str, Source]) -> Source:
    """Give a source without what was found of its editions before."""
    if not source.replaced_on or _is_said(source, held):
        return source
    status = Status.UNKNOWN if source.status is Status.SUPERSEDED else source.status
    return replace(source, status=status, replaced_by="", replaced_on=None)


def _series(source: Source) -> tuple[str, ...] | None:
    """Give what all editions of a document share; None for what has none."""
    if not source.kind.is_expectation or not (source.publisher or source.area):
        return None
    title = source.title
    if source.kind is not Kind.STATUTE:  # an Act's year is part of its name
        title = _OF_AN_EDITION.sub(" ", title)
    words = re.findall(r"[^\W_]+", title.lower())
    if not any(word.isalpha() for word in words):
        return None
    told = (source.publisher, source.area, source.theme)
    return (source.kind.value, " ".join(words), *(" ".join(one.lower().split()) for one in told))


def _marked(source: Source, later: Mapping[str, Source], today: date) -> Source:
    new = later.get(source.id)
    if new is None or (source.status is Status.CURRENT and source.replaced_by != new.id):
        return source
    day = dated(new)
    is_over = day <= today if day else source.replaced_by == new.id
    status = Status.SUPERSEDED if is_over else source.status
    return replace(source, status=status, replaced_by=new.id, replaced_on=day)


def _line(old: Source, new: Source) -> str:
    if old.status is Status.CURRENT and old.replaced_by != new.id:
        return (
            f"{old.id}: {new.id} seems to be a later edition of it, and the catalogue says that it "
            "is current: correct its status if it is not"
        )
    day = dated(new) or "now"
    return (
        f"{old.id}: replaced by {new.id} from {day}: it is quoted only where it is asked for by "
        "its date; where both count, give it the status 'current' in sources.toml"
    )
