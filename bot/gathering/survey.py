"""Whose each sentence is and of which places it tells, in numbers: there are many of them."""

from __future__ import annotations

from array import array
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.gathering.kept import RowGroups, grouped, groups_in, packed, unpacked
from ingest.beside.pointers import split_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    from bot.gathering.kept import Arrays, Rows
    from bot.placing.belonging import Areas, Belonging
    from domain import Passage, Sentence

NOWHERE: Areas = frozenset()
# A document that does not say whose it is tells of an area if it names it so often, and no other.
TOLD_TWICE = 2


@dataclass(frozen=True, slots=True)
class Survey:
    """What one reading of all sentences told.

    ``owner_of`` says of each whose it is, as a place in ``owners``, and ``national`` whether it is
    a rule for the whole country. ``telling`` are those of nobody's by the areas that they tell of,
    ``labelled`` those that a pointer backs, and ``ends`` gives where each document's end.
    """

    owners: tuple[Areas, ...]
    owner_of: Rows
    national: NDArray[np.bool_]
    telling: RowGroups
    labelled: RowGroups
    documents: Mapping[str, int]
    ends: NDArray[np.int64]

    def of_document(self, document: str) -> slice:
        """Give where the sentences of a document lie; nowhere, of one that has none."""
        place = self.documents.get(document)
        if place is None:
            return slice(0, 0)
        return slice(int(self.ends[place - 1]) if place else 0, int(self.ends[place]))

    def arrays(self) -> Arrays:
        """Give it as arrays, to be kept."""
        # few have more owners than a byte counts
        kind = np.min_scalar_type(max(len(self.owners) - 1, 0))
        return {
            "owners": packed([sorted(one) for one in self.owners]),
            "owner_of": self.owner_of.astype(kind), "national": self.national,
            "documents": packed(list(self.documents)), "ends": self.ends,
            **{f"telling_{name}": one for name, one in self.telling.arrays().items()},
            **{f"labelled_{name}": one for name, one in self.labelled.arrays().items()},
        }  # fmt: skip


def survey_in(arrays: Arrays) -> Survey:
    """Give the survey that arrays hold."""

    def named(prefix: str) -> RowGroups:
        return groups_in({one.removeprefix(prefix): arrays[one] for one in arrays if prefix in one})

    return Survey(
        tuple(frozenset(one) for one in unpacked(arrays["owners"])), arrays["owner_of"],
        arrays["national"], named("telling_"), named("labelled_"),
        {one: place for place, one in enumerate(unpacked(arrays["documents"]))}, arrays["ends"],
    )  # fmt: skip


def survey_of(belonging: Belonging, passages: Iterable[Passage]) -> Survey:
    """Read every sentence once, and its words only where it is not known whose they are.

    The passages of a document stand together.
    """
    told = _Surveyor(belonging)
    for passage in passages:
        told.read(passage)
    return told.survey()


class _Surveyor:
    """What the sentences read so far told."""

    def __init__(self, belonging: Belonging) -> None:
        self._belonging = belonging
        self._owners: dict[Areas, int] = {}
        self._known: dict[tuple[str, str], tuple[Areas, bool]] = {}
        self._owner_of, self._national = array("i"), array("b")
        self._telling: dict[str, array[int]] = {}
        self._labelled: dict[str, array[int]] = {}
        self._ends: dict[str, int] = {}
        self._counts: dict[str, Counter[str]] = {}

    def read(self, passage: Passage) -> None:
        """Read a passage."""
        belonging, source = self._belonging, passage.source
        if not belonging.of_source(source) and not belonging.is_of_all(source):
            counts = self._counts.setdefault(source.id, Counter())
            for one in belonging.gazetteer.find(f"{passage.heading}\n{passage.text}"):
                counts.update(one.areas)
        for sentence in passage.sentences:
            key = (source.id, sentence.pointer)
            if key not in self._known:
                bound = belonging.binds(passage, sentence)
                self._known[key] = belonging.of(passage, sentence), bound
            self._read_sentence(sentence, *self._known[key])
        self._ends[source.id] = len(self._owner_of)

    def _read_sentence(self, sentence: Sentence, own: Areas, is_bound: bool) -> None:  # noqa: FBT001
        row = len(self._owner_of)
        self._owner_of.append(self._owners.setdefault(own, len(self._owners)))
        for label in split_label(sentence.pointer):
            self._labelled.setdefault(label, array("i")).append(row)
        is_known = own and not is_bound
        named = () if is_known else self._belonging.gazetteer.find(sentence.text)
        # what tells of a place is no rule for every one
        self._national.append(is_bound and not named)
        if not own:
            also = self._belonging.also_of(sentence)
            for area in also.union(*(one.areas for one in named)):
                self._telling.setdefault(area, array("i")).append(row)

    def survey(self) -> Survey:
        """Give what was told."""
        owner_of = np.array(self._owner_of, dtype=np.int32)
        everybodys = owner_of == self._owners.get(NOWHERE, -1)
        documents = {one: place for place, one in enumerate(self._ends)}
        ends = np.array(list(self._ends.values()), dtype=np.int64)
        for document, told in self._counts.items():
            place = documents[document]
            rows = np.arange(ends[place - 1] if place else 0, ends[place])
            for area in _most_told(told):
                held = self._telling.setdefault(area, array("i"))
                held.extend(rows[everybodys[rows]].tolist())
        return Survey(
            tuple(self._owners), owner_of, np.array(self._national, dtype=bool),
            grouped(self._telling), grouped(self._labelled), documents, ends,
        )  # fmt: skip


def _most_told(counts: Counter[str]) -> Areas:
    """Give the area that is named at least twice, and twice as often as all others together."""
    most = counts.most_common(1)
    if not most or most[0][1] < TOLD_TWICE or most[0][1] < 2 * (counts.total() - most[0][1]):
        return NOWHERE
    return frozenset({most[0][0]})
