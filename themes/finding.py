"""What letters' sentences tell of and how they judge it, found bundle by bundle as it is published.

All of it is of a letter's own words, so that what was found of a bundle stays as long as the bundle
does (``store.bundles.beside``).
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, fields
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from domain import Part, Shape
from store.bundles.beside import lacks_any, read_beside, write_beside
from store.generation.opened import Generation
from themes.lines import LetterLines, rows_of_letters
from themes.taxonomy import DATA, Side, read_taxonomy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

    from ingest.agencies import Agencies
    from store.bundles.beside import Arrays
    from store.bundles.reading import Bundle
    from store.bundles.stacked import AnyVectors
    from store.models.embedding import Embedder
    from themes.lines import PracticeLine
    from themes.taxonomy import Taxonomy

    Floats = NDArray[np.float32]

# The least cosine with an example, of a sentence with one of the theme's words and of one without.
# Read off sentences labelled by eye: docs/evaluation.md, "Several letters at once".
WITH_WORDS = 0.2
WITHOUT_WORDS = 0.64
PART = "practice"
SIDES = tuple(Side)
# What improves in so few items is a list of demands; a longer part tells of good work as well.
_FEW_DEMANDS = 15
DEMANDS = frozenset({Part.PRIORITY, Part.IMPROVE})
# So many sentences are compared at once: of a large collection not all fit into memory.
_ROWS = 20_000


@dataclass(frozen=True, slots=True)
class FoundPractice:
    """What was found of lines: of each its row, its side by its place in ``SIDES``, what it names.

    ``agencies`` has a column for each agency. The line at ``at`` tells of the theme in the same
    place of ``themes``, and is so ``near`` to its nearest example.
    """

    rows: NDArray[np.int32]
    sides: NDArray[np.uint8]
    praising: NDArray[np.bool_]
    criticising: NDArray[np.bool_]
    agencies: NDArray[np.bool_]
    themes: NDArray[np.int32]
    at: NDArray[np.int32]
    near: Floats

    def arrays(self) -> Arrays:
        """Give it as arrays, to be kept."""
        return {one.name: getattr(self, one.name) for one in fields(self)}


class ThemeVectors:
    """The vectors of themes' descriptions and examples."""

    def __init__(self, taxonomy: Taxonomy, embedder: Embedder) -> None:
        """Take the themes and the model; nothing is read yet."""
        self._themes = taxonomy.themes
        self._embedder = embedder
        self._vectors: dict[int, Floats] = {}

    def of(self, number: int) -> Floats:
        """Give those of the theme in a place."""
        if number not in self._vectors:
            theme = self._themes[number]
            said = [f"{theme.title}. {one}" for one in (theme.description, *theme.examples)]
            self._vectors[number] = self._embedder.embed(said)
        return self._vectors[number]


@cache
def _rules() -> str:
    told = hashlib.sha256(DATA.read_bytes())
    for path in sorted(Path(__file__).parent.glob("*.py")):
        told.update(path.read_bytes())
    return told.hexdigest()


def rules_of(embedder: Embedder) -> str:
    """Give a name for the themes, rules and model by which lines are found now."""
    return hashlib.sha256(f"{_rules()} {embedder.name}".encode()).hexdigest()[:16]


def keep_practice(folder: Path, embedder: Embedder) -> None:
    """Find what the letters in the generation in ``folder`` tell of, to which nothing points yet.

    Only what is found of none of its bundles yet is looked for.

    Raises:
        FindingsError: it cannot be opened, or the themes cannot be read.
        OSError: what was found cannot be written.
    """
    generation = Generation(folder)
    find = _finder(generation, embedder)
    write_beside(generation, PART, rules_of(embedder), lambda one: find(one).arrays())


def is_kept(generation: Generation, embedder: Embedder) -> bool:
    """Say whether all of it was found by the rules of now."""
    return not lacks_any(generation, PART, rules_of(embedder))


def practice_of(generation: Generation, embedder: Embedder) -> FoundPractice:
    """Give what was found of all letters, by the rows of the edition; what was not kept is found.

    Raises:
        TaxonomyError: the themes cannot be read.
    """
    rules, find = rules_of(embedder), _finder(generation, embedder)
    found = []
    for one in generation.bundles:
        held = read_beside(generation, one, PART, rules) if one.place else None
        found.append(find(one) if held is None else FoundPractice(**held))
    lines = np.cumsum([0, *(len(one.rows) for one in found)])
    rows = np.cumsum([0, *(one.columns.own for one in generation.bundles)])

    def joined(name: str, before: Iterable[int] = ()) -> NDArray[Any]:
        every = [getattr(one, name) for one in found]
        shifted = [one + np.int32(by) for one, by in zip(every, before, strict=False)]
        return np.concatenate(shifted or every)

    more = {"rows": joined("rows", rows), "at": joined("at", lines)}
    names = (one.name for one in fields(FoundPractice) if one.name not in more)
    return FoundPractice(**more, **{name: joined(name) for name in names})


def _finder(generation: Generation, embedder: Embedder) -> Callable[[Bundle], FoundPractice]:
    """Give what finds it of a bundle of a generation."""
    taxonomy = read_taxonomy()
    examples = ThemeVectors(taxonomy, embedder)
    counts = [len(one.columns.parts) for one in generation.bundles]
    starts = dict(
        zip((one.place for one in generation.bundles), accumulate(counts, initial=0), strict=False)
    )

    def find(bundle: Bundle) -> FoundPractice:
        start, passages = starts[bundle.place], generation.passages
        rows = rows_of_letters(bundle.columns, bundle.sources)
        # a bundle's own passages would be kept in memory
        lines = [*LetterLines(bundle.columns, rows, lambda at: passages[start + at])]
        return _found(lines, bundle.vectors, taxonomy, examples, generation.agencies)

    return find


def _found(
    lines: Sequence[PracticeLine], vectors: AnyVectors, taxonomy: Taxonomy, examples: ThemeVectors,
    agencies: Agencies,
) -> FoundPractice:  # fmt: skip
    rows = np.array([one.row for one in lines], dtype=np.int32)
    judged = Judging(lines, taxonomy)
    sides = [judged.side(one) for one in lines]
    sets = [examples.of(number) for number in range(len(taxonomy.themes))] if lines else []
    nearest = greatest(vectors, rows, sets)
    of_theme = [
        [
            at for at in np.flatnonzero(near >= WITH_WORDS).tolist()
            if near[at] >= WITHOUT_WORDS or theme.words.search(lines[at].sentence.text)
        ]
        for theme, near in zip(taxonomy.themes, nearest, strict=False)
    ]  # fmt: skip
    named = [agencies.find(one.sentence.text) for one in lines]
    return FoundPractice(
        rows,
        np.array([SIDES.index(one) for one in sides], dtype=np.uint8),
        np.array([judged.praises(*one) for one in zip(lines, sides, strict=True)], dtype=bool),
        np.array([judged.criticises(*one) for one in zip(lines, sides, strict=True)], dtype=bool),
        np.array([[name in one for name in agencies.names] for one in named], dtype=bool)
        .reshape(len(lines), len(agencies.names)),
        np.repeat(np.arange(len(of_theme), dtype=np.int32), [len(one) for one in of_theme]),
        np.array([at for one in of_theme for at in one], dtype=np.int32),
        np.array(
            [near[at] for near, one in zip(nearest, of_theme, strict=True) for at in one],
            dtype=np.float32,
        ),
    )  # fmt: skip


class Judging:
    """Whether lines of whole letters praise or criticise, by where they stand and their words."""

    def __init__(self, lines: Iterable[PracticeLine], taxonomy: Taxonomy) -> None:
        """Take the lines; how many items each letter's parts hold says what such parts are."""
        self._taxonomy = taxonomy
        self._demands = Counter(
            (one.source.id, one.passage.part) for one in lines
            if one.passage.part in DEMANDS and one.sentence.shape is Shape.ITEM
        )  # fmt: skip

    def side(self, line: PracticeLine) -> Side:
        """Give what a line is."""
        part, sentence = line.passage.part, line.sentence
        if part is not Part.STRENGTH and part not in DEMANDS:
            return Side.TOLD
        criticises = bool(self._taxonomy.criticism.search(sentence.text))
        if part is Part.STRENGTH:
            return Side.TOLD if criticises else Side.STRENGTH
        items = self._demands.get((line.source.id, part), 0)
        if items and sentence.shape is not Shape.ITEM:
            return Side.TOLD  # what stands below a list of demands tells of what was found
        asks = criticises or bool(self._taxonomy.demand.search(sentence.text))
        return Side.WEAKNESS if asks or 0 < items <= _FEW_DEMANDS else Side.TOLD

    def praises(self, line: PracticeLine, side: Side) -> bool:
        """Say whether a line tells of what works, in whichever part it stands."""
        known, words = self._taxonomy, line.sentence.text
        if side is not Side.TOLD or line.passage.part in {*DEMANDS, Part.STRENGTH}:
            return side is Side.STRENGTH
        return bool(known.praise.search(words)) and not (
            known.criticism.search(words) or known.demand.search(words)
        )

    def criticises(self, line: PracticeLine, side: Side) -> bool:
        """Say whether a line tells of what does not work, in whichever part."""
        if side is not Side.TOLD or line.passage.part is Part.STRENGTH:
            return side is Side.WEAKNESS
        return bool(self._taxonomy.criticism.search(line.sentence.text))


def greatest(
    held: AnyVectors, rows: NDArray[np.integer[Any]] | Sequence[int], sets: Sequence[Floats]
) -> list[Floats]:
    """Give of each of some rows its cosine with the nearest of each set of vectors."""
    at = np.asarray(rows, dtype=np.intp)
    found = [np.zeros(len(at), dtype=np.float32) for _ in sets]
    for start in range(0, len(at), _ROWS):
        part = np.asarray(held[at[start : start + _ROWS]])
        for one, vectors in zip(found, sets, strict=True):
            one[start : start + _ROWS] = (part @ vectors.T).max(axis=1)
    return found
