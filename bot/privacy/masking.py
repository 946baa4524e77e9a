"""Identifying details of a child or family in a message, replaced with placeholders.

Offline and fast: patterns with context for structured details, word lists for names
(``data/names.toml``). It can miss a name: the page asks people to leave details out.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from bot.privacy.dates import births
from bot.privacy.held import NOTHING_HELD, NamesHeld
from bot.privacy.identifiers import Detail, Stretch, structured
from bot.privacy.lists import NameLists, read_lists
from bot.privacy.names import names

if TYPE_CHECKING:
    from collections.abc import Iterable

DATA = Path(__file__).parents[1] / "data"

# The longest message that is read, in characters: some seven pages. Danger is looked for in all
# of a longer one; the rest of it is neither searched, shown nor kept.
LONGEST = 20_000
CUT = f"Only the first {LONGEST:,} characters were read; danger was looked for in all of it."

_PLACEHOLDER = re.compile(r"\[(?:" + "|".join(map(re.escape, Detail)) + r")\]")
# Masking one detail may bring another to light ("called [name] Smith"); each pass removes some.
_MAX_PASSES = 5

_PERSONAL = frozenset({Detail.BIRTH, Detail.NHS, Detail.UPN, Detail.NI, Detail.PASSPORT})


@dataclass(frozen=True, slots=True)
class Masked:
    """A message without its identifying details, and the kinds that were left out.

    ``is_cut`` says that the message was longer than what is read of one.
    """

    text: str
    kinds: tuple[str, ...]
    is_cut: bool = False


def mask(text: str, held: NamesHeld = NOTHING_HELD) -> Masked:
    """Replace identifying details with placeholders such as ``[name]``; idempotent.

    ``held`` are names that the documents give (``bot.privacy.held``): no child's.

    Only the first ``LONGEST`` characters are read and given, in a time linear in their number.
    """
    is_cut = len(text) > LONGEST
    text = text[:LONGEST]
    kinds: set[str] = set()
    for _ in range(_MAX_PASSES):
        spans = _spans(text, _lists(), held)
        if not spans:
            break
        kinds.update(span.detail.value for span in spans)
        text = _replaced(text, spans)
    named = tuple(detail.value for detail in Detail if detail.value in kinds)
    return Masked(text, named, is_cut)


def personal_kinds(text: str) -> tuple[str, ...]:
    """Give the kinds of details in a text that are one person's alone, as a birth or NHS number.

    For documents: a telephone number or an address there is mostly a service's.
    """
    found = [*structured(text, _lists().reach), *births(text, ())]
    kinds = {one.detail for one in found} & _PERSONAL
    return tuple(detail.value for detail in Detail if detail in kinds)


def _replaced(text: str, spans: list[Stretch]) -> str:
    pieces: list[str] = []
    end = 0
    for span in spans:
        pieces += [text[end : span.start], f"[{span.detail.value}]"]
        end = span.end
    return "".join([*pieces, text[end:]])


@cache
def _lists() -> NameLists:
    return read_lists(DATA / "names.toml")


def _spans(text: str, lists: NameLists, held: NamesHeld) -> list[Stretch]:
    """Give the details in order, without overlap; the structured ones win over names."""
    taken = _Taken(Stretch(*match.span(), Detail.NAME) for match in _PLACEHOLDER.finditer(text))
    found = [span for span in structured(text, lists.reach) if taken.add(span)]
    people = [span for span in names(text, lists, held) if taken.add(span)]
    born = [span for span in births(text, people) if taken.add(span)]
    return sorted([*found, *people, *born], key=lambda span: span.start)


class _Taken:
    """Stretches of a text, none of which overlaps another; kept in order."""

    def __init__(self, spans: Iterable[Stretch]) -> None:
        ordered = sorted((span.start, span.end) for span in spans)
        self._starts = [start for start, _ in ordered]
        self._ends = [end for _, end in ordered]

    def add(self, span: Stretch) -> bool:
        """Add the span unless it overlaps one that was there before; say whether it was added."""
        at = bisect_left(self._starts, span.start)
        if (at < len(self._starts) and self._starts[at] < span.end) or (
            at and self._ends[at - 1] > span.start
        ):
            return False
        self._starts.insert(at, span.start)
        self._ends.insert(at, span.end)
        return True
