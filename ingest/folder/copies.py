"""Copies of one document: the same words are one document with several places."""

from __future__ import annotations

import heapq
import zlib
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from ingest.folder.collecting import Collected

# A document is told by the 256 least hashes of its runs of five words (Broder 1997): of two
# that share nine tenths of their runs the share is then told to within 0.02.
_RUN = 5
_SKETCH = 256
_NEARLY = 0.8
# Of the documents that share a run each is compared with this many before it, so that a thousand
# letters of one template cost no million comparisons.
_NEIGHBOURS = 3


def merge_copies(
    collected: Sequence[Collected], held: Container[str] = ()
) -> tuple[Collected, ...]:
    """Give each text once, in order; the source of the first names the others' places.

    First is one whose id is among ``held``, then one with a publisher or date on record, then
    the one that comes first. What was taught beside a copy is taught of the document.
    """
    alike: dict[str, list[Collected]] = defaultdict(list)
    for one in collected:
        alike[one.document.text].append(one)
    merged = {id(group[0]): _merge(group, held) for group in alike.values()}
    return tuple(merged[id(one)] for one in collected if id(one) in merged)


def _merge(group: Sequence[Collected], held: Container[str]) -> Collected:
    if len(group) == 1:
        return group[0]
    first, *others = sorted(
        group, key=lambda one: (one.document.source.id not in held, not _is_catalogued(one))
    )
    source = first.document.source
    places = {*source.places, *(one.document.source.id for one in others)}
    places.update(place for one in others for place in one.document.source.places)
    named = replace(source, places=tuple(sorted(places - {source.id})))
    taught = tuple(dict.fromkeys(lesson for one in (first, *others) for lesson in one.taught))
    return replace(first, document=replace(first.document, source=named), taught=taught)


def _is_catalogued(one: Collected) -> bool:
    source = one.document.source
    return bool(source.publisher or source.published or source.checked)


def find_near_copies(collected: Sequence[Collected]) -> Iterator[tuple[str, str, float]]:
    """Give pairs of documents that share most of their words, and how large a share of runs.

    Of many that are alike each is paired with a few of the others.
    """
    sketches = {one.document.source.id: _sketch(one.document.text) for one in collected}
    holders: dict[int, list[str]] = defaultdict(list)
    for name, sketch in sketches.items():
        for value in sketch:
            holders[value].append(name)
    pairs = {
        (first, second)
        for names in holders.values()
        for place, second in enumerate(names)
        for first in names[max(0, place - _NEIGHBOURS) : place]
    }
    for first, second in sorted(pairs):
        one, other = sketches[first], sketches[second]
        common = one & other
        size = min(_SKETCH, len(one) + len(other) - len(common))
        if len(common) < _NEARLY * size:
            continue  # as for nearly every pair: what is counted below is never more
        union = heapq.nsmallest(_SKETCH, one | other)
        share = len(common & set(union)) / len(union)
        if share >= _NEARLY:
            yield first, second, share


def _sketch(text: str) -> frozenset[int]:
    words = text.lower().split()
    runs = {
        zlib.crc32(" ".join(words[start : start + _RUN]).encode("utf-8", "replace"))
        for start in range(max(1, len(words) - _RUN + 1))
    }
    return frozenset(heapq.nsmallest(_SKETCH, runs))
