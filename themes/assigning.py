"""Which sentences of inspection letters tell of which theme, and whether they praise or criticise.

That was found of each bundle as it was published (``themes.finding``); what a person said of a
sentence wins over it.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from domain import Part
from store.generation.columns import PARTS
from store.search.postings import is_in
from themes.corrections import ASSIGNED_NAME, plain, read_assigned
from themes.finding import SIDES, ThemeVectors, greatest, practice_of
from themes.lines import LetterLines, is_letter
from themes.taxonomy import Side, read_taxonomy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from domain import Source
    from store.generation.opened import Generation
    from store.models.embedding import Embedder
    from themes.corrections import AssignedLine
    from themes.finding import Floats, FoundPractice
    from themes.lines import Positions
    from themes.taxonomy import PracticeTheme, Taxonomy

    Mask = NDArray[np.bool_]


class Practices:
    """What an edition's letters say of practice; read when it is first asked for."""

    def __init__(self, generation: Generation, embedder: Embedder) -> None:
        """Take the edition and the model that its vectors are of; nothing is read yet."""
        self._generation = generation
        self._embedder = embedder
        self._of: dict[str, tuple[Positions, Floats]] = {}

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
        found = [one for one in self._generation.sources if is_letter(one)]
        return tuple(sorted(found, key=lambda one: (str(one.published or ""), one.area, one.id)))

    @cached_property
    def areas(self) -> tuple[str, ...]:
        """The areas that there are letters of, by name."""
        return tuple(sorted({one.area for one in self.letters}))

    @cached_property
    def _found(self) -> FoundPractice:
        return practice_of(self._generation, self._embedder)

    @cached_property
    def lines(self) -> LetterLines:
        """The sentences of the letters' findings, letter by letter, in the order of their words."""
        held = self._generation
        return LetterLines(
            held.columns, self._found.rows.astype(np.intp), held.passages.__getitem__
        )

    def letter(self, place: int) -> Source:
        """Give the letter that the line at ``place`` stands in."""
        return self._generation.sources[int(self.lines.documents[place])]

    def of_letters(self, letters: Iterable[Source]) -> Mask:
        """Mark the lines that stand in some letters."""
        wanted = {one.id for one in letters}
        is_wanted = np.array([one.id in wanted for one in self._generation.sources], dtype=bool)
        marked: Mask = is_wanted[self.lines.documents]
        return marked

    def of_part(self, part: Part) -> Mask:
        """Mark the lines that stand in a part of their letter."""
        marked: Mask = self.lines.parts == PARTS.index(part)
        return marked

    def naming(self, agency: str) -> Mask:
        """Mark the lines that name an agency; none names one that is not known."""
        names = self._generation.agencies.names
        if agency not in names:
            return np.zeros(len(self.lines), dtype=bool)
        return self._found.agencies[:, names.index(agency)]

    def holding(self, is_meant: Callable[[str], bool], begins: str) -> Mask:
        """Mark the lines that hold a stem that is meant, with those whose heading or lead does.

        All stems that are meant begin with ``begins``.
        """
        rows = self._generation.keywords.own_rows_of(is_meant, begins)
        marked: Mask = is_in(rows, self.lines.rows)
        return marked

    def of(self, theme: PracticeTheme) -> Positions:
        """Give the places, in ``lines``, of those that tell of a theme, in their order."""
        return self._told(theme)[0]

    def near(self, theme: PracticeTheme) -> Floats:
        """Give how near each of those is to the nearest of the theme's examples."""
        return self._told(theme)[1]

    def _told(self, theme: PracticeTheme) -> tuple[Positions, Floats]:
        if theme.id not in self._of:
            number = self.taxonomy.themes.index(theme)
            is_of = self._found.themes == number
            places = self._found.at[is_of].astype(np.intp)
            self._of[theme.id] = self._corrected(theme, places, self._found.near[is_of])
        return self._of[theme.id]

    def _corrected(
        self, theme: PracticeTheme, places: Positions, near: Floats
    ) -> tuple[Positions, Floats]:
        said = self._said.items()
        less = [at for at, one in said if theme.id in one.not_themes]
        stays = ~np.isin(places, less)
        places, near = places[stays], near[stays]
        known = {*places.tolist(), *less}
        more = [at for at, one in said if theme.id in one.themes and at not in known]
        if more:
            near = np.concatenate([near, self.cosines(more, self._vectors_of(theme))])
            places = np.concatenate([places, np.array(more, dtype=np.intp)])
        order = np.argsort(places)
        return places[order], near[order]

    @cached_property
    def _examples(self) -> ThemeVectors:
        return ThemeVectors(self.taxonomy, self._embedder)

    def _vectors_of(self, theme: PracticeTheme) -> Floats:
        return self._examples.of(self.taxonomy.themes.index(theme))

    def nearness(self, theme: PracticeTheme, rows: Sequence[int]) -> Floats:
        """Give of rows of the edition's vectors how near each is to a theme's nearest example."""
        return greatest(self._generation.vectors, rows, [self._vectors_of(theme)])[0]

    def cosines(self, places: Sequence[int] | Positions, vectors: Floats) -> Floats:
        """Give of each of the lines at ``places`` its cosine with the nearest of some vectors."""
        rows = self.lines.rows[np.asarray(places, dtype=np.intp)]
        return greatest(self._generation.vectors, rows, [vectors])[0]

    def nearest(self, vector: Floats, count: int) -> list[int]:
        """Give the places of lines among the ``count`` nearest words to a unit vector, best first.

        Raises:
            IndexFaultError: the index is damaged.
        """
        rows = np.array(self._generation.nearest(vector, count), dtype=np.intp)
        at = np.minimum(np.searchsorted(self.lines.rows, rows), max(len(self.lines) - 1, 0))
        is_line = self.lines.rows[at] == rows if len(self.lines) else np.zeros(len(rows), bool)
        places: list[int] = at[is_line].tolist()
        return places

    def vector(self, place: int) -> Floats:
        """Give the vector of the line at ``place``."""
        vector: Floats = np.asarray(self._generation.vectors[int(self.lines.rows[place])])
        return vector

    def side(self, place: int) -> Side:
        """Give what the line at ``place`` is, by where it stands and by its words."""
        side: Side = SIDES[int(self._sides[place])]
        return side

    def on_side(self, side: Side) -> Mask:
        """Mark the lines that are on a side."""
        marked: Mask = self._sides == SIDES.index(side)
        return marked

    @cached_property
    def _sides(self) -> NDArray[np.uint8]:
        sides = self._found.sides.copy()
        for at, one in self._said.items():
            if one.side:
                sides[at] = SIDES.index(one.side)
        return sides

    def praises(self, place: int) -> bool:
        """Say whether the line at ``place`` tells of what works, in whichever part it stands."""
        if (said := self._said.get(place)) and said.side:
            return said.side is Side.STRENGTH
        return bool(self._found.praising[place])

    def criticises(self, place: int) -> bool:
        """Say whether the line at ``place`` tells of what does not work, in whichever part."""
        if (said := self._said.get(place)) and said.side:
            line = self.lines[place]
            if said.side is Side.TOLD and line.passage.part is not Part.STRENGTH:
                return bool(self.taxonomy.criticism.search(line.sentence.text))
            return said.side is Side.WEAKNESS
        return bool(self._found.criticising[place])

    @cached_property
    def _said(self) -> Mapping[int, AssignedLine]:
        """What people said of lines, by their places; the same words of a letter are one line."""
        said = {one.key: one for one in read_assigned(self._generation.side / ASSIGNED_NAME)}
        documents = {document for document, _ in said}
        letters = [one for one in self.letters if one.id in documents]
        places = np.flatnonzero(self.of_letters(letters)).tolist() if letters else []
        keys = ((at, (self.letter(at).id, plain(self.lines[at].sentence.text))) for at in places)
        return {at: said[key] for at, key in keys if key in said}
