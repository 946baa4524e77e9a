"""Whose each sentence is: the areas that a rule, finding or number belongs to, by its source."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING

import numpy as np

from bot.gathering.kept import packed, part_of, unpacked
from bot.gathering.survey import NOWHERE, survey_in, survey_of
from bot.placing.areas import Gazetteer
from bot.placing.filed import NATIONAL_KINDS, filed_under
from ingest.beside.pointers import Weight, split_label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from bot.gathering.kept import Arrays
    from bot.gathering.survey import Survey
    from bot.ranking.table import Mask, Pairs
    from bot.ranking.table import Positions as Rows
    from domain import Document, Passage, Sentence, Source
    from ingest.beside.pointers import Pointer
    from store.generation.opened import Generation

Areas = frozenset[str]
# The names under which is kept what was found of all documents.
FILED, SURVEY = "filed", "survey"

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
        filed: Mapping[str, str] | None = None,
    ) -> None:  # fmt: skip
        """Take the documents held, what their pointers stand for, and a partnership's own areas.

        The first of ``own`` is the one that readers know it by; a name that covers several
        councils' areas makes none of the others' rules its own. With the ``documents`` themselves
        one that does not say whose it is belongs to the place that it is filed under; ``filed``
        gives that place by the documents' ids where it was found before.
        """
        self._pointers = pointers
        sources = tuple(sources)
        self._whose: dict[tuple[str, str, str], Areas] = {}
        held = [one.area for one in sources] + [one.area for one in pointers.values()]
        self.gazetteer = Gazetteer([*held, *own])
        self.filed: Mapping[str, str] = {}
        if filed is None:
            placed = {one.id for one in sources if self.of_source(one)}
            filed = filed_under(documents, self.gazetteer, placed)
        self.filed = filed
        held += filed.values()
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
            self.filed.get(source.id, "")
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

    def is_of_all(self, source: Source) -> bool:
        """Say whether a document is of a kind that binds everybody in the country."""
        return source.kind in NATIONAL_KINDS

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
    sources, pointers, own = generation.sources, generation.pointers, generation.partnership.areas

    def find() -> Arrays:
        return find_filed(Belonging(sources, pointers, own, generation.documents))

    filed = unpacked(part_of(generation, FILED, find)["filed"])
    return Belonging(sources, pointers, own, filed=filed)


def find_filed(belonging: Belonging) -> Arrays:
    """Give under which places documents are filed, to be kept."""
    return {"filed": packed(belonging.filed)}


def survey_held(generation: Generation, belonging: Belonging) -> Survey:
    """Give what one reading of a generation's sentences tells of whose they are."""

    def find() -> Arrays:
        return survey_of(belonging, generation.passages).arrays()

    return survey_in(part_of(generation, SURVEY, find))


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


def _places_of(passages: Sequence[Passage]) -> Pairs:
    places = [(at, n) for at, one in enumerate(passages) for n in range(len(one.sentences))]
    return np.array(places, dtype=np.intp).reshape(-1, 2)


class Map:
    """Which of a generation's sentences belong where, as masks over them."""

    def __init__(
        self, belonging: Belonging, passages: Sequence[Passage], places: Pairs | None = None,
        survey: Callable[[], Survey] | None = None,
    ) -> None:  # fmt: skip
        """Take the passages; ``places`` are all their sentences, each by its passage and number.

        ``survey`` gives what was told of them, where that was kept.
        """
        self.belonging = belonging
        self.places = _places_of(passages) if places is None else places
        self._find = survey or partial(survey_of, belonging, passages)

    @cached_property
    def _survey(self) -> Survey:
        return self._find()

    @property
    def national(self) -> Mask:
        """The sentences that are rules for the whole country."""
        return self._survey.national

    @cached_property
    def _owned(self) -> dict[Areas, Rows]:
        """Give the sentences by whose they are."""
        order = np.argsort(self._survey.owner_of, kind="stable").astype(np.int32)
        ends = np.cumsum(np.bincount(self._survey.owner_of, minlength=len(self._survey.owners)))
        groups = np.split(order, ends[:-1]) if len(ends) else []
        return dict(zip(self._survey.owners, groups, strict=True))

    def of(self, areas: Areas) -> Mask:
        """Give the sentences of some areas: theirs, and those of nobody's that tell of them."""
        told = (self._survey.telling.of(one) for one in areas)
        return self._mask([*told, *(rows for own, rows in self._owned.items() if own & areas)])

    def holds(self, areas: Areas) -> bool:
        """Say whether anything of the areas is held."""
        return any(own & areas for own in self._owned)

    def not_elsewhere(self, areas: Areas) -> Mask:
        """Give the sentences that are of ``areas`` or of no area that is known."""
        return self._mask(rows for own, rows in self._owned.items() if not own or own & areas)

    def of_documents(self, documents: frozenset[str], labels: Iterable[str] = ()) -> Mask:
        """Give the sentences of some documents, and those that pointers of such labels back."""
        return self._mask([*map(self._survey.of_document, documents), *map(self.backed, labels)])

    def backed_by(self, part: str) -> Mask:
        """Give the sentences that a pointer backs in whose label ``part`` stands."""
        labelled = self._survey.labelled
        named = (one for one in labelled.places if part in one.lower())
        return self._mask(map(labelled.of, named))

    def backed(self, label: str) -> Rows:
        """Give the sentences that a pointer of a label backs."""
        return self._survey.labelled.of(label)

    def _mask(self, groups: Iterable[Rows | slice]) -> Mask:
        marked = np.zeros(len(self.places), dtype=bool)
        for rows in groups:
            marked[rows] = True
        return marked
