"""What the knowledge base holds by theme and agency, and what in it is due for a check."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from domain import Class, Status
from ingest.beside.pointers import split_label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from domain import Document, Passage, Sentence, Source
    from ingest.beside.pointers import Pointer


@dataclass(frozen=True, slots=True)
class Holding:
    """A document, which is the theme, with its passages: all, and those that name each agency.

    ``rules`` are the passages that say what is expected here: none of a letter's or a review's,
    nor of another area's document. ``counts`` is in the order in which the agencies were asked for.
    """

    source: Source
    passages: int
    rules: int
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Due:
    """A document that somebody should check, and why."""

    source: Source
    reason: str


@dataclass(frozen=True, slots=True)
class OldPointer:
    """A source that notes rest on, replaced since, with the documents that name it."""

    pointer: Pointer
    documents: tuple[Source, ...]


def holdings_of(
    documents: Iterable[Document], passages: Iterable[Passage], agencies: Sequence[str],
    is_ours: Callable[[Passage, Sentence], bool] = lambda _, __: True,
) -> tuple[Holding, ...]:  # fmt: skip
    """Give what each document holds, in their order.

    ``is_ours`` says whether a rule holds here; another area's does not.
    """
    found = []
    held: dict[str, list[Passage]] = {}
    for passage in passages:
        held.setdefault(passage.source.id, []).append(passage)
    for document in documents:
        own = held.get(document.source.id, [])
        counts = tuple(sum(agency in one.agencies for one in own) for agency in agencies)
        rules = sum(_has_a_rule(one, is_ours) for one in own)
        found.append(Holding(document.source, len(own), rules, counts))
    return tuple(found)


def _has_a_rule(passage: Passage, is_ours: Callable[[Passage, Sentence], bool]) -> bool:
    if not passage.source.kind.is_expectation:
        return False
    rules = (one for one in passage.sentences if one.is_a is Class.EXPECTED)
    return any(is_ours(passage, one) for one in rules)


def due_for_check(documents: Iterable[Document], today: date) -> tuple[Due, ...]:
    """Give the documents that should be checked, those without a date and the longest due first.

    Records of findings and reviews are not checked: nothing replaces them.
    """
    due = [
        Due(document.source, reason)
        for document in documents
        if (reason := _reason(document.source, today))
    ]
    return tuple(sorted(due, key=lambda one: one.source.review_due or date.min))


def _reason(source: Source, today: date) -> str:
    status = source.status_on(today)
    if status is Status.SUPERSEDED:
        return "replaced by another edition"
    if status is Status.CHECK:
        if source.review_due and source.review_due <= today:
            return f"due for a review since {source.said('review_due')}"
        return "the catalogue says so"
    if source.kind.is_expectation and not source.review_due:
        return "no date tells when it is due for a review"
    return ""


def replaced_pointers(
    passages: Iterable[Passage], pointers: Mapping[str, Pointer]
) -> tuple[OldPointer, ...]:
    """Give the replaced sources that sentences of the documents rest on, by their label."""
    named: dict[str, dict[str, Source]] = {}
    for passage in passages:
        for sentence in passage.sentences:
            for label in split_label(sentence.pointer):
                if label in pointers and pointers[label].status is Status.SUPERSEDED:
                    named.setdefault(label, {})[passage.source.id] = passage.source
    return tuple(
        OldPointer(pointers[label], tuple(sources.values()))
        for label, sources in sorted(named.items())
    )
