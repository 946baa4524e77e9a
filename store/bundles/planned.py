"""Documents become bundles: those that the edition before holds stay, the others are worked out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import TYPE_CHECKING, TypeVar, overload

import numpy as np

from store.bundles.cutting import cut, made_by, name_of
from store.bundles.reading import place_of
from store.bundles.spilling import Spill
from store.generation.columns import columns_of, number_of
from store.generation.entries import OWN_KINDS, count_own, is_averaged, make_entries
from store.generation.records import Knowledge, dump_with_starts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from domain import Document, Passage, Taught
    from store.bundles.reading import Bundle
    from store.bundles.spilling import SpilledRecord
    from store.generation.columns import HeldColumns
    from store.generation.entries import Entry
    from store.generation.opened import Generation

    Lessons = Mapping[str, Sequence[Taught]]
    # a text, and whether it is asked for as what somebody may ask
    Wanted = tuple[str, bool]

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class PlannedBundle:
    """A bundle worked out, by numbers of its own; ``held`` is the same one of the edition before.

    One that is not held is laid aside (``record``). ``own`` and ``taught`` count its entries;
    ``sizes`` the passages and sentences of each document that is not held, by its id.
    """

    name: str
    passages: int
    own: int
    taught: int
    held: Bundle | None = None
    record: SpilledRecord | None = None
    columns: HeldColumns | None = None
    sizes: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def knowledge(self) -> Knowledge:
        """What it holds; of one that is not held it is made anew each time."""
        if self.record:
            return self.record.knowledge()
        return self.held.knowledge if self.held else Knowledge((), (), ())


def plan_bundles(
    documents: Sequence[Document], lessons: Lessons, previous: Generation | None, *,
    model: str, max_words: int, partnership: str,
    split: Callable[[int], Sequence[Passage]],
) -> tuple[tuple[PlannedBundle, ...], tuple[Wanted, ...]]:  # fmt: skip
    """Give the bundles of documents, and of which texts the new ones need vectors.

    ``split`` gives the passages of the document in a place.
    ``partnership`` is the hash of the file that says which agencies passages may speak to.
    """
    by = made_by(model, max_words, partnership)
    before = {one.place: one for one in previous.bundles} if previous else {}
    wanted: dict[Wanted, None] = {}
    planned, spill = [], Spill()
    for stretch in cut([one.source.id for one in documents]):
        own = documents[stretch]
        name = name_of(own, lessons, by)
        if held := before.get(place_of(name)):
            size, of_own = len(held.columns.kinds), held.columns.own
            count = len(held.columns.parts)
            planned.append(PlannedBundle(name, count, of_own, size - of_own, held))
            continue
        passages = tuple(one for at in range(stretch.start, stretch.stop) for one in split(at))
        taught = [(one.source.id, each) for one in own for each in lessons[one.source.id]]
        entries = tuple(make_entries(passages, taught))
        of_own = count_own(entries)
        knowledge = Knowledge(tuple(own), passages, entries)
        record, starts = dump_with_starts(knowledge)
        planned.append(
            PlannedBundle(
                name, len(passages), of_own, len(entries) - of_own, None, spill.put(record),
                columns_of(knowledge, starts), _sizes(knowledge),
            )
        )  # fmt: skip
        wanted.update(dict.fromkeys(one for one in wanted_of(knowledge) if one))
    return tuple(planned), tuple(wanted)


def _sizes(knowledge: Knowledge) -> dict[str, tuple[int, int]]:
    counts = {one.source.id: (0, 0) for one in knowledge.documents}
    for passage in knowledge.passages:
        passages, sentences = counts[passage.source.id]
        counts[passage.source.id] = passages + 1, sentences + len(passage.sentences)
    return counts


def wanted_of(knowledge: Knowledge) -> Iterator[Wanted | None]:
    """Give what each entry's vector is of; None where it is the mean of its sentences'.

    What stands in a document too is embedded as its words.
    """
    entries, passages = knowledge.entries, knowledge.passages
    said = {one.text for one in entries if one.kind in OWN_KINDS}
    for one in entries:
        yield None if is_averaged(one, passages) else (one.text, one.text not in said)


class HeldVectors:
    """Where the edition before has the vector of a text."""

    def __init__(self, previous: Generation | None, model: str, texts: Iterable[str]) -> None:
        """Look for some texts; none of another model's are found."""
        self._vectors = previous.vectors if previous else None
        self._rows: dict[str, int] = {}
        if previous is None or previous.manifest.model != model:
            return
        # those of an older format tell no texts
        told = previous.columns.texts
        numbers = np.array([number_of(one) for one in {*texts}], dtype=np.uint64)
        is_like = np.isin(told, numbers) if len(told) else np.ones(len(previous.entries), bool)
        for row in np.flatnonzero(is_like).tolist():
            entry = previous.entries[row]
            if not is_averaged(entry, previous.passages):
                self._rows[entry.text] = row

    def __contains__(self, text: str) -> bool:
        """Say whether it is held."""
        return text in self._rows

    def __getitem__(self, text: str) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
        """Give its vector."""
        if self._vectors is None:
            raise KeyError(text)
        found: np.ndarray[tuple[int], np.dtype[np.float32]] = self._vectors[self._rows[text]]
        return found


def knowledge_of(documents: Sequence[Document], bundles: Sequence[PlannedBundle]) -> Knowledge:
    """Give what bundles hold by the numbers of an edition; none of it is made before it is used."""
    passages = [one.passages for one in bundles]

    def entries() -> Iterator[Entry]:
        for is_own in True, False:
            for one, before in zip(bundles, accumulate(passages, initial=0), strict=False):
                stretch = slice(0, one.own) if is_own else slice(one.own, None)
                for entry in one.knowledge.entries[stretch]:
                    is_placed = entry.passage >= 0
                    yield replace(entry, passage=entry.passage + before) if is_placed else entry

    return Knowledge(
        documents,
        _WhenUsed(sum(passages), lambda: (it for one in bundles for it in one.knowledge.passages)),
        _WhenUsed(sum(one.own + one.taught for one in bundles), entries),
    )


class _WhenUsed(Sequence[T_co]):
    """So many items, made when the first is asked for."""

    def __init__(self, size: int, make: Callable[[], Iterable[T_co]]) -> None:
        self._size = size
        self._make = make
        self._made: tuple[T_co, ...] | None = None

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, at: int) -> T_co: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[T_co, ...]: ...
    def __getitem__(self, at: int | slice) -> T_co | tuple[T_co, ...]:
        if self._made is None:
            self._made = tuple(self._make())
        return self._made[at]
