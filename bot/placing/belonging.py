"""Whose each sentence is: the areas that a rule, finding or number belongs to, by its source."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from bot.placing.areas import Gazetteer
from bot.placing.filed import NATIONAL_KINDS, filed_under
from ingest.beside.pointers import Weight, split_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bot.ranking.table import Mask, Pairs
    from bot.ranking.table import Positions as Rows
    from domain import Document, Passage, Sentence, Source
    from ingest.beside.pointers import Pointer
    from store.generation.opened import Generation

Areas = frozenset[str]
NOWHERE: Areas = frozenset()

# A document that does not say whose it is tells of an area if it names it so often, and no other.
TOLD_TWICE = 2
_NATIONAL_WEIGHTS = frozenset({Weight.LAW, Weight.STATUTORY, Weight.INSPECTOR, Weight.NATIONAL})


@dataclass(frozen=True, slots=True)
class Home:
    """A partnership's own areas: ``name`` as readers know it, ``areas`` the councils'."""

    name: str = ""
    areas: Areas = NOWHERE


class Belonging:
    """Tells, of the documents held, whose a sentence is."""

    def __init__(
        self, sources: Iterable[Source], pointers: Mapping[str, Pointer],
        own: Sequence[str] = (), documents: Sequence[Document] = (),
    ) -> None:  # fmt: skip
        """Take the documents held, what their pointers stand for, and a partnership's own areas.

        The first of ``own`` is the one that readers know it by; a name that covers several
        councils' areas makes none of the others' rules its own. With the ``documents`` themselves
        one that does not say whose it is belongs to the place that it is filed under.
        """
        self._pointers = pointers
        sources = tuple(sources)
        held = [one.area for one in sources] + [one.area for one in pointers.values()]
        self.gazetteer = Gazetteer([*held, *own])
        self._filed: Mapping[str, str] = {}
        placed = {one.id for one in sources if self.of_source(one)}
        self._filed = filed_under(documents, self.gazetteer, placed)
        held += self._filed.values()
        self.names = tuple(sorted({*held, *own} - {""}))
        self.gazetteer = Gazetteer([*held, *own])
        covered = [self.gazetteer.members(one) for one in own]
        single = [one for one in covered if len(one) == 1] or covered
        self.home = Home(own[0] if own else "", NOWHERE.union(*single))

    def of_source(self, source: Source) -> Areas:
        """Give the areas whose document it is: as it says itself, its title does, or its file."""
        named = self.gazetteer.members(source.area)
        if named or source.area:
            return named
        return self.gazetteer.members(source.title) or self.gazetteer.members(
            self._filed.get(source.id, "")
        )

    def of(self, passage: Passage, sentence: Sentence) -> Areas:
        """Give the areas whose a sentence is; none where it is everybody's, or nobody knows.

        What the documents point to as its source goes before the document that it stands in.
        """
        found = [self._pointers[one] for one in split_label(sentence.pointer)
                 if one in self._pointers]  # fmt: skip
        if not found:
            return self.of_source(passage.source)
        if any(not one.area for one in found):
            return NOWHERE
        return NOWHERE.union(*(self.gazetteer.members(one.area) for one in found))

    def also_of(self, sentence: Sentence) -> Areas:
        """Give the areas that a sentence points to, among others' or the whole country's."""
        found = (self._pointers.get(one) for one in split_label(sentence.pointer))
        return NOWHERE.union(*(self.gazetteer.members(one.area) for one in found if one))

    def is_elsewhere(self, areas: Areas) -> bool:
        """Say whether areas are all other than a partnership's own; never without any."""
        return bool(areas and self.home.areas and not areas & self.home.areas)

    def is_national(self, passage: Passage, sentence: Sentence) -> bool:
        """Say whether a sentence is a rule for the whole country."""
        found = [self._pointers[one] for one in split_label(sentence.pointer)
                 if one in self._pointers]  # fmt: skip
        if found:
            is_bound = any(not one.area and one.weight in _NATIONAL_WEIGHTS for one in found)
        else:
            is_bound = passage.source.kind in NATIONAL_KINDS and not self.of_source(passage.source)
        # what tells of a place is no rule for every one
        return is_bound and not self.gazetteer.find(sentence.text)


def belonging_of(generation: Generation) -> Belonging:
    """Give what tells, of a generation's documents, whose a sentence is."""
    own, documents = generation.partnership.areas, generation.documents
    return Belonging(generation.sources, generation.pointers, own, documents)


def foreign_of(generation: Generation, belonging: Belonging | None = None) -> dict[str, str]:
    """Give what is said of the rules of each document that is another area's, by its id.

    None is, of a knowledge base that does not say whose it is. ``belonging`` spares the work of
    finding out whose each document is.
    """
    whose = belonging or belonging_of(generation)
    return {
        one.id: generation.partnership.not_its_rule
        for one in generation.sources
        if one.kind not in NATIONAL_KINDS and whose.is_elsewhere(whose.of_source(one))
    }


def _binds_all(source: Source) -> bool:
    return source.kind in NATIONAL_KINDS


def _most_told(counts: Counter[str]) -> Areas:
    """Give the area that is named at least twice, and twice as often as all others together."""
    most = counts.most_common(1)
    if not most or most[0][1] < TOLD_TWICE or most[0][1] < 2 * (counts.total() - most[0][1]):
        return NOWHERE
    return frozenset({most[0][0]})


def _places_of(passages: Sequence[Passage]) -> Pairs:
    places = [(at, n) for at, one in enumerate(passages) for n in range(len(one.sentences))]
    return np.array(places, dtype=np.intp).reshape(-1, 2)


class Map:
    """Which of a generation's sentences belong where, as masks over them."""

    def __init__(
        self, belonging: Belonging, passages: Sequence[Passage], places: Pairs | None = None
    ) -> None:
        """Take the passages; ``places`` are all their sentences, each by its passage and number."""
        self.belonging = belonging
        self._passages = passages
        self.places = _places_of(passages) if places is None else places

    @property
    def _sentences(self) -> Iterator[tuple[Passage, Sentence]]:
        return ((passage, one) for passage in self._passages for one in passage.sentences)

    @cached_property
    def _areas(self) -> list[Areas]:
        by_label: dict[tuple[str, str], Areas] = {}
        found: list[Areas] = []
        for passage, sentence in self._sentences:
            key = (passage.source.id, sentence.pointer)
            if key not in by_label:
                by_label[key] = self.belonging.of(passage, sentence)
            found.append(by_label[key])
        return found

    @cached_property
    def national(self) -> Mask:
        """The sentences that are rules for the whole country."""
        return np.array([self.belonging.is_national(*one) for one in self._sentences], dtype=bool)

    @cached_property
    def _told_of(self) -> dict[str, Areas]:
        """Give of each document that is nobody's the areas that its words tell of, if of few."""
        named: dict[str, Counter[str]] = {}
        for passage in self._passages:
            if not self.belonging.of_source(passage.source) and not _binds_all(passage.source):
                counts = named.setdefault(passage.source.id, Counter())
                for one in self.belonging.gazetteer.find(f"{passage.heading}\n{passage.text}"):
                    counts.update(one.areas)
        return {document: _most_told(counts) for document, counts in named.items()}

    @cached_property
    def _rows(self) -> dict[str, Rows]:
        """Give the sentences of each area: its own, and those of nobody's that tell of it."""
        rows: dict[str, list[int]] = {}
        for row, (own, (passage, sentence)) in enumerate(
            zip(self._areas, self._sentences, strict=True)
        ):
            for area in own or self._related(passage, sentence):
                rows.setdefault(area, []).append(row)
        return {area: np.array(found, dtype=np.intp) for area, found in rows.items()}

    def _related(self, passage: Passage, sentence: Sentence) -> Areas:
        """Give the areas that a sentence of nobody's tells of."""
        named = (one.areas for one in self.belonging.gazetteer.find(sentence.text))
        told = self._told_of.get(passage.source.id, NOWHERE)
        return self.belonging.also_of(sentence).union(told, *named)

    @cached_property
    def _owned(self) -> dict[Areas, Rows]:
        """Give the sentences by whose they are."""
        rows: dict[Areas, list[int]] = {}
        for row, own in enumerate(self._areas):
            rows.setdefault(own, []).append(row)
        return {own: np.array(found, dtype=np.intp) for own, found in rows.items()}

    def of(self, areas: Areas) -> Mask:
        """Give the sentences of some areas: theirs, and those of nobody's that tell of them."""
        return self._mask(self._rows[one] for one in areas if one in self._rows)

    def holds(self, areas: Areas) -> bool:
        """Say whether anything of the areas is held."""
        return any(own & areas for own in self._owned)

    def not_elsewhere(self, areas: Areas) -> Mask:
        """Give the sentences that are of ``areas`` or of no area that is known."""
        return self._mask(rows for own, rows in self._owned.items() if not own or own & areas)

    def of_documents(self, documents: frozenset[str], labels: Iterable[str] = ()) -> Mask:
        """Give the sentences of some documents, and those that pointers of such labels back."""
        rows = [self._of_document[one] for one in documents if one in self._of_document]
        return self._mask(
            [*rows, *(self._labelled[one] for one in labels if one in self._labelled)]
        )

    @cached_property
    def _of_document(self) -> dict[str, Rows]:
        rows: dict[str, list[int]] = {}
        for row, (passage, _) in enumerate(self._sentences):
            rows.setdefault(passage.source.id, []).append(row)
        return {document: np.array(found, dtype=np.intp) for document, found in rows.items()}

    @cached_property
    def _labelled(self) -> dict[str, Rows]:
        rows: dict[str, list[int]] = {}
        for row, (_, sentence) in enumerate(self._sentences):
            for label in split_label(sentence.pointer):
                rows.setdefault(label, []).append(row)
        return {label: np.array(found, dtype=np.intp) for label, found in rows.items()}

    def _mask(self, groups: Iterable[Rows]) -> Mask:
        marked = np.zeros(len(self.places), dtype=bool)
        for rows in groups:
            marked[rows] = True
        return marked
