"""Identifying details of a child or family in a message, replaced with placeholders.

Offline and fast: patterns with context for structured details, word lists for names
(``data/names.toml``). It can miss a name: the page asks people to leave details out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.identifiers import Detail, Span, births, structured
from bot.names import Lists, names, read_lists

DATA = Path(__file__).parent / "data"

_PLACEHOLDER = re.compile(r"\[(?:" + "|".join(map(re.escape, Detail)) + r")\]")
# Masking one detail may bring another to light ("called [name] Smith"); each pass removes some.
_MAX_PASSES = 5


@dataclass(frozen=True, slots=True)
class Masked:
    """A message without its identifying details, and the kinds that were left out."""

    text: str
    kinds: tuple[str, ...]


def mask(text: str) -> Masked:
    """Replace identifying details with placeholders such as ``[name]``; idempotent."""
    kinds: set[str] = set()
    for _ in range(_MAX_PASSES):
        spans = _spans(text, _lists())
        if not spans:
            break
        kinds.update(span.detail.value for span in spans)
        for span in reversed(spans):
            text = f"{text[: span.start]}[{span.detail.value}]{text[span.end :]}"
    return Masked(text, tuple(detail.value for detail in Detail if detail.value in kinds))


@cache
def _lists() -> Lists:
    return read_lists(DATA / "names.toml")


def _spans(text: str, lists: Lists) -> list[Span]:
    """Give the details in order, without overlap; the structured ones win over names."""
    taken = [Span(*match.span(), Detail.NAME) for match in _PLACEHOLDER.finditer(text)]
    placeholders = len(taken)
    for span in structured(text, lists.reach):
        _keep(taken, span)
    people = [span for span in names(text, lists) if _keep(taken, span)]
    for span in births(text, people):
        _keep(taken, span)
    return sorted(taken[placeholders:], key=lambda span: span.start)


def _keep(taken: list[Span], span: Span) -> bool:
    """Add the span unless it overlaps one that was there before; say whether it was added."""
    if any(span.start < other.end and other.start < span.end for other in taken):
        return False
    taken.append(span)
    return True
