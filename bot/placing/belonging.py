"""Whose each sentence is: the areas that a rule, finding or number belongs to, by its source."""

from __future__ import annotations

from array import array
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from bot.placing.areas import Gazetteer
from bot.placing.filed import NATIONAL_KINDS, filed_under
from ingest.beside.pointers import Weight, split_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

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
        self._whose: dict[tuple[str, str, str], Areas] = {}
        held = [one.area for one in sources] + [one.area for one in pointers.values()]
        self.gazetteer = Gazetteer([*held, *own])
        self._filed: Mapping[str, str] = {}
        placed = {one.id for one in sources if self.of_source(one)}
        self._filed = filed_under(documents, self.gazetteer, placed)
        held += self._filed.values()
        self.names = tuple(sorted({*held, *own} - {""}))
        self.gazetteer = Gazetteer([*held, *own])
        # what was known before other documents told more
        self._whose.clear()
        covered = [self.gazetteer.members(one) for one in own]
        single = [one for one in covered if len(one) == 1] or covered
        self.home = Home(own[0] if own else "", NOWHERE.union(*single))

    def of_source(self, source: Source) -> Areas:
        """Give the areas whose document it is: as it says itself, its title does, or its file."""
        key = source.id, source.area, source.title
        if key not in self._whose:
            self._whose[key] = self._read_whose(source)
        return self._whose[key]

    def _read_whose(self, source: Source) -> Areas:
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
        # what tells of a place is no rule for every one
        return self.binds(passage, sentence) and not self.gazetteer.find(sentence.text)

    def binds(self, passage: Passage, sentence: Sentence) -> bool:
        """Say whether what a sentence stands in or points to binds the whole country."""
        found = [self._pointers[one] for one in split_label(sentence.pointer)
                 if one in self._pointers]  # fmt: skip
        if found:
            return any(not one.area and one.weight in _NATIONAL_WEIGHTS for one in found)
        return passage.source.kind in NATIONAL_KINDS and not self.of_source(passage.source)


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


@dataclass(frozen=True, slots=True)
class _Survey:
    """What one reading of all sentences told, in numbers: they are too many to be objects.

    ``owner_of`` says of each whose it is, as a place in ``owners``; ``telling`` are those of
    nobody's by the areas that they tell of, ``labelled`` those that a pointer backs.
    """

    owners: tuple[Areas, ...]
    owner_of: Rows
    national: Mask
    telling: Mapping[str, Rows]
    of_document: Mapping[str, Rows]
    labelled: Mapping[str, Rows]


def _survey_of(belonging: Belonging, passages: Sequence[Passage]) -> _Survey:
    """Read every sentence once, and its words only where it is not known whose they are."""
    owners: dict[Areas, int] = {}
    known: dict[tuple[str, str], tuple[Areas, bool]] = {}
    owner_of, national = array("i"), array("b")
    telling: dict[str, array[int]] = {}
    labelled: dict[str, array[int]] = {}
    of_document: dict[str, array[int]] = {}
    counts: dict[str, Counter[str]] = {}
    for passage in passages:
        source = passage.source
        _count_named(belonging, passage, counts)
        for sentence in passage.sentences:
            row = len(owner_of)
            key = (source.id, sentence.pointer)
            if key not in known:
                known[key] = belonging.of(passage, sentence), belonging.binds(passage, sentence)
            own, is_bound = known[key]
            owner_of.append(owners.setdefault(own, len(owners)))
            of_document.setdefault(source.id, array("i")).append(row)
            for label in split_label(sentence.pointer):
                labelled.setdefault(label, array("i")).append(row)
            named = () if own and not is_bound else belonging.gazetteer.find(sentence.text)
            # what tells of a place is no rule for every one
            national.append(is_bound and not named)
            if not own:
                for area in belonging.also_of(sentence).union(*(one.areas for one in named)):
                    telling.setdefault(area, array("i")).append(row)
    everybodys = np.array(owner_of, dtype=np.int32) == owners.get(NOWHERE, -1)
    for document, told in counts.items():
        rows = np.array(of_document.get(document, ()), dtype=np.int32)
        for area in _most_told(told):
            telling.setdefault(area, array("i")).extend(rows[everybodys[rows]].tolist())
    return _Survey(
        tuple(owners), np.array(owner_of, dtype=np.int32), np.array(national, dtype=bool),
        _arrays(telling), _arrays(of_document), _arrays(labelled),
    )  # fmt: skip


def _count_named(belonging: Belonging, passage: Passage, counts: dict[str, Counter[str]]) -> None:
    """Count the areas that a passage names, where its document is nobody's."""
    if belonging.of_source(passage.source) or _binds_all(passage.source):
        return
    told = counts.setdefault(passage.source.id, Counter())
    for one in belonging.gazetteer.find(f"{passage.heading}\n{passage.text}"):
        told.update(one.areas)


def _arrays(rows: Mapping[str, Iterable[int]]) -> dict[str, Rows]:
    return {name: np.array(found, dtype=np.int32) for name, found in rows.items()}


class Map:
    """Which of a generation's sentences belong where, as masks over them."""

    def __init__(
        self, belonging: Belonging, passages: Sequence[Passage], places: Pairs | None = None
    ) -> None:
        """Take the passages; ``places`` are all their sentences, each by its passage and number."""
        self.belonging = belonging
        self._passages = passages
        self.places = _places_of(passages) if places is None else places

    @cached_property
    def _survey(self) -> _Survey:
        return _survey_of(self.belonging, self._passages)

    @property
    def national(self) -> Mask:
        """The sentences that are rules for the whole country."""
        return self._survey.national

    @cached_property
    def _rows(self) -> dict[str, Rows]:
        """Give the sentences of each area: its own, and those of nobody's that tell of it."""
        found: dict[str, list[Rows]] = {one: [rows] for one, rows in self._survey.telling.items()}
        for own, rows in self._owned.items():
            for area in own:
                found.setdefault(area, []).append(rows)
        return {area: np.concatenate(rows) for area, rows in found.items()}

    @cached_property
    def _owned(self) -> dict[Areas, Rows]:
        """Give the sentences by whose they are."""
        order = np.argsort(self._survey.owner_of, kind="stable").astype(np.int32)
        ends = np.cumsum(np.bincount(self._survey.owner_of, minlength=len(self._survey.owners)))
        groups = np.split(order, ends[:-1]) if len(ends) else []
        return dict(zip(self._survey.owners, groups, strict=True))

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
        held = self._survey
        rows = [held.of_document[one] for one in documents if one in held.of_document]
        return self._mask([*rows, *(held.labelled[one] for one in labels if one in held.labelled)])

    def _mask(self, groups: Iterable[Rows]) -> Mask:
        marked = np.zeros(len(self.places), dtype=bool)
        for rows in groups:
            marked[rows] = True
        return marked
