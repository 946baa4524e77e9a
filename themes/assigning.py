"""Which sentences of inspection letters tell of which theme, and whether they praise or criticise.

What an edition's vectors and words say is worked out when it is first asked for; of sentences that
an earlier edition held it is kept (``themes.kept``).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from domain import Kind, Part, Shape
from store.generation.columns import PARTS
from store.generation.entries import EntryKind
from store.publishing.live import GENERATIONS_NAME
from themes.corrections import ASSIGNED_NAME, plain, read_assigned
from themes.kept import KeptThemes, hash_vectors, name_of
from themes.taxonomy import Side, read_taxonomy

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from domain import Passage, Sentence, Source
    from store.bundles.stacked import AnyVectors
    from store.generation.opened import Generation
    from store.models.embedding import Embedder
    from themes.corrections import AssignedLine
    from themes.taxonomy import PracticeTheme, Taxonomy

    Floats = NDArray[np.float32]
    Positions = NDArray[np.intp]

# The least cosine with an example, of a sentence with one of the theme's words and of one without.
# Read off sentences labelled by eye: docs/evaluation.md, "Several letters at once".
WITH_WORDS = 0.2
WITHOUT_WORDS = 0.64
# Beside the generations, what was found of their sentences.
KEPT_NAME = "themes"
# So many sentences are compared at once: of a large collection not all fit into memory.
_ROWS = 20_000
# What improves in so few items is a list of demands; a longer part tells of good work as well.
_FEW_DEMANDS = 15
_PARTS = frozenset({Part.HEADLINE, Part.PRIORITY, Part.IMPROVE, Part.STRENGTH, Part.MAIN})
_DEMANDS = frozenset({Part.PRIORITY, Part.IMPROVE})


@dataclass(frozen=True, slots=True)
class PracticeLine:
    """A sentence of a letter, and where its vector stands among the edition's."""

    passage: Passage
    number: int
    row: int

    @property
    def sentence(self) -> Sentence:
        """The sentence itself."""
        return self.passage.sentences[self.number]

    @property
    def source(self) -> Source:
        """The letter that it stands in."""
        return self.passage.source


class Practices:
    """What an edition's letters say of practice; each theme is looked for when it is asked for."""

    def __init__(self, generation: Generation, embedder: Embedder) -> None:
        """Take the edition and the model that its vectors are of; nothing is worked out yet."""
        self._generation = generation
        self._embedder = embedder
        self._near: dict[str, Floats] = {}
        self._of: dict[str, Positions] = {}
        self._vectors: dict[str, Floats] = {}
        self._sides: dict[int, Side] = {}
        self._praised: dict[int, bool] = {}

    @cached_property
    def taxonomy(self) -> Taxonomy:
        """The themes that there are.

        Raises:
            TaxonomyError: they cannot be read.
        """
        return read_taxonomy()

    @cached_property
    def letters(self) -> tuple[Source, ...]:
        """The inspection letters that say whose they are, oldest first."""
        held = self._generation.sources
        found = [one for one in held if one.kind is Kind.FINDING and one.area]
        return tuple(sorted(found, key=lambda one: (str(one.published or ""), one.area, one.id)))

    @property
    def areas(self) -> tuple[str, ...]:
        """The areas that there are letters of, by name."""
        return tuple(sorted({one.area for one in self.letters}))

    @cached_property
    def lines(self) -> tuple[PracticeLine, ...]:
        """The sentences of the letters' findings, letter by letter, in the order of their words."""
        held, columns = self._generation, self._generation.columns
        of_letters = {one.id for one in self.letters}
        is_letter = np.array([one.id in of_letters for one in held.sources], dtype=bool)
        is_wanted = np.isin(columns.parts, [PARTS.index(one) for one in _PARTS])
        is_wanted &= is_letter[columns.documents]
        rows = columns.rows(EntryKind.SENTENCE)
        rows = rows[is_wanted[columns.passages[rows]]]
        places = zip(columns.passages[rows].tolist(), columns.sentences[rows].tolist(), strict=True)
        return tuple(
            PracticeLine(held.passages[passage], number, row)
            for row, (passage, number) in zip(rows.tolist(), places, strict=True)
        )

    def of(self, theme: PracticeTheme) -> Positions:
        """Give the places, in ``lines``, of those that tell of a theme, in their order."""
        if theme.id not in self._of:
            found = self._telling(theme, range(len(self.lines)), self.near(theme))
            self._of[theme.id] = self._corrected(theme, found)
        return self._of[theme.id]

    def _telling(self, theme: PracticeTheme, places: Sequence[int], near: Floats) -> list[int]:
        """Give those of ``places`` whose lines tell of a theme, by how near they are."""
        return [
            places[at] for at in np.flatnonzero(near >= WITH_WORDS).tolist()
            if near[at] >= WITHOUT_WORDS
            or theme.words.search(self.lines[places[at]].sentence.text)
        ]  # fmt: skip

    def _corrected(self, theme: PracticeTheme, found: Iterable[int]) -> Positions:
        said = self._said.items()
        every = {*found, *(at for at, one in said if theme.id in one.themes)}
        every -= {at for at, one in said if theme.id in one.not_themes}
        return np.array(sorted(every), dtype=np.intp)

    def find_all(self) -> None:
        """Look for every theme, so that nobody waits for it later.

        What sentences of an earlier edition told of is taken from it (``themes.kept``).
        """
        themes = self.taxonomy.themes
        held_in = self._generation.directory.parent
        folder = held_in.parent / KEPT_NAME if held_in.name == GENERATIONS_NAME else None
        name = name_of(themes, WITH_WORDS, WITHOUT_WORDS, self._embedder.name)
        kept = KeptThemes(folder, name, len(themes))
        rows = np.array([one.row for one in self.lines], dtype=np.intp)
        told = hash_vectors(self._generation.vectors, rows)
        is_known, found = kept.of(told)
        fresh = np.flatnonzero(~is_known).tolist()
        if fresh:
            near = self._nearest(fresh, [self._vectors_of(one) for one in themes])
            for number, (theme, row) in enumerate(zip(themes, near, strict=True)):
                found[self._telling(theme, fresh, row), number] = True
            kept.keep(told, found)
        for number, theme in enumerate(themes):
            self._of[theme.id] = self._corrected(theme, np.flatnonzero(found[:, number]).tolist())

    def _vectors_of(self, theme: PracticeTheme) -> Floats:
        if theme.id not in self._vectors:
            said = (theme.description, *theme.examples)
            self._vectors[theme.id] = self._embedder.embed(
                [f"{theme.title}. {one}" for one in said]
            )
        return self._vectors[theme.id]

    def near(self, theme: PracticeTheme) -> Floats:
        """Give of each line how near it is to the nearest of a theme's examples."""
        if theme.id not in self._near:
            every = range(len(self.lines))
            self._near[theme.id] = self._nearest(every, [self._vectors_of(theme)])[0]
        return self._near[theme.id]

    def nearness(self, theme: PracticeTheme, rows: Sequence[int]) -> Floats:
        """Give of rows of the edition's vectors how near each is to a theme's nearest example."""
        return _greatest(self._generation.vectors, rows, [self._vectors_of(theme)])[0]

    def cosines(self, places: Sequence[int], vectors: Floats) -> Floats:
        """Give of each of the lines at ``places`` its cosine with the nearest of some vectors."""
        return self._nearest(places, [vectors])[0]

    def _nearest(self, places: Sequence[int], sets: Sequence[Floats]) -> list[Floats]:
        return _greatest(self._generation.vectors, [self.lines[at].row for at in places], sets)

    def vector(self, place: int) -> Floats:
        """Give the vector of the line at ``place``."""
        vector: Floats = np.asarray(self._generation.vectors[self.lines[place].row])
        return vector

    def side(self, place: int) -> Side:
        """Give what the line at ``place`` is, by where it stands and by its words."""
        if place not in self._sides:
            said = self._said.get(place)
            self._sides[place] = (said and said.side) or self._side_of(self.lines[place])
        return self._sides[place]

    def praises(self, place: int) -> bool:
        """Say whether the line at ``place`` tells of what works, in whichever part it stands."""
        if place not in self._praised:
            self._praised[place] = self._is_praise(place)
        return self._praised[place]

    def _is_praise(self, place: int) -> bool:
        line, words = self.lines[place], self.lines[place].sentence.text
        if (said := self._said.get(place)) and said.side:
            return said.side is Side.STRENGTH
        if self.side(place) is not Side.TOLD or line.passage.part in {*_DEMANDS, Part.STRENGTH}:
            return self.side(place) is Side.STRENGTH
        known = self.taxonomy
        return bool(known.praise.search(words)) and not (
            known.criticism.search(words) or known.demand.search(words)
        )

    def criticises(self, place: int) -> bool:
        """Say whether the line at ``place`` tells of what does not work, in whichever part."""
        if self.side(place) is not Side.TOLD or self.lines[place].passage.part is Part.STRENGTH:
            return self.side(place) is Side.WEAKNESS
        return bool(self.taxonomy.criticism.search(self.lines[place].sentence.text))

    @cached_property
    def _said(self) -> Mapping[int, AssignedLine]:
        """What people said of lines, by their places; the same words of a letter are one line."""
        said = {one.key: one for one in read_assigned(self._generation.side / ASSIGNED_NAME)}
        documents = {document for document, _ in said}
        keys = (
            (at, (one.source.id, plain(one.sentence.text)))
            for at, one in enumerate(self.lines) if one.source.id in documents
        )  # fmt: skip
        return {at: said[key] for at, key in keys if key in said}

    def _side_of(self, line: PracticeLine) -> Side:
        part, sentence = line.passage.part, line.sentence
        if part is not Part.STRENGTH and part not in _DEMANDS:
            return Side.TOLD
        criticises = bool(self.taxonomy.criticism.search(sentence.text))
        if part is Part.STRENGTH:
            return Side.TOLD if criticises else Side.STRENGTH
        items = self._demands.get((line.source.id, part), 0)
        if items and sentence.shape is not Shape.ITEM:
            return Side.TOLD  # what stands below a list of demands tells of what was found
        asks = criticises or bool(self.taxonomy.demand.search(sentence.text))
        return Side.WEAKNESS if asks or 0 < items <= _FEW_DEMANDS else Side.TOLD

    @cached_property
    def _demands(self) -> Mapping[tuple[str, Part], int]:
        """How many items each letter's parts hold that say what has to improve."""
        return Counter(
            (one.source.id, one.passage.part) for one in self.lines
            if one.passage.part in _DEMANDS and one.sentence.shape is Shape.ITEM
        )  # fmt: skip


def _greatest(held: AnyVectors, rows: Sequence[int], sets: Sequence[Floats]) -> list[Floats]:
    """Give of each of some rows its cosine with the nearest of each set of vectors."""
    at = np.array(rows, dtype=np.intp)
    found = [np.zeros(len(at), dtype=np.float32) for _ in sets]
    for start in range(0, len(at), _ROWS):
        part = np.asarray(held[at[start : start + _ROWS]])
        for one, vectors in zip(found, sets, strict=True):
            one[start : start + _ROWS] = (part @ vectors.T).max(axis=1)
    return found
