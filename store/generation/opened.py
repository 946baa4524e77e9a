"""One published generation of the knowledge base, read only."""

from __future__ import annotations

import logging
import time
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

from domain import FindingsError
from ingest.agencies import Agencies, agencies_of
from ingest.beside.partnership import Partnership, partnership_of
from ingest.beside.pointers import POINTERS_NAME, Pointer, read_pointers, retold_from
from ingest.folder.originals import Original
from store.bundles.reading import open_bundles
from store.generation.manifest import (
    CELLS_NAME,
    COARSE_NAME,
    ROWS_NAME,
    SCALES_NAME,
    is_as_written,
    read_manifest,
)
from store.generation.originals import place_of
from store.generation.rows import Looked
from store.generation.side import SIDE_NAME, recorded
from store.publishing.permission import unreadable
from store.search.cells import CellIndex, Cells, nearest_by_rounded
from store.search.clients import IndexFaultError, ServerAwayError, place_in
from store.search.coarse import load_coarse
from store.search.index import Index
from store.search.keywords import KEYWORDS_NAME, KeywordIndex
from store.search.reaching import join_unreached

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from domain import Document, Passage, Source
    from store.search.reaching import SearchedIndex

INDEX_NAME = "chroma"
_LOG = logging.getLogger(__name__)
# For so long a Chroma server that did not answer is not asked again.
_AWAY_SECONDS = 15.0
# So few of documents' own vectors, as one letter has, are all compared with a question: nothing is
# found sooner by an index. Of more Chroma finds the nearest, which takes 57 MB of a server.
COMPARED = 500


class GenerationError(FindingsError):
    """A generation's files are missing or do not belong together."""


class Generation:
    """A folder written once and never edited.

    ``documents``, ``passages`` and ``entries`` are in the order they were read, each read from its
    file when it is asked for; ``columns`` holds what is needed of all; ``sources`` are the
    documents' own. ``vectors`` has one row an entry, of unit length; ``coarse`` holds the same,
    rounded, to answer from. All of these lie in ``bundles`` (``store.bundles``).
    The first ``own`` entries are documents' own words; the index, which the first ``nearest``
    opens, holds these. What was taught is asked after with ``coarse``. ``side`` is the folder
    of the files beside the documents.
    """

    def __init__(self, directory: Path, *, to_take_over: bool = False) -> None:
        """Open the generation in ``directory``; takes about a twentieth of a second.

        ``to_take_over`` admits one of an older format, whose words and vectors are then used.

        Raises:
            GenerationError: a file is missing, or counts do not agree.
            ManifestError: no generation, or one of another format.
            RecordError: the record of its words is damaged.
        """
        self.directory = directory
        self.manifest = read_manifest(directory, to_take_over=to_take_over)
        self.id = self.manifest.id
        self.side = directory / SIDE_NAME
        # half a file can be read without an error, and its cautions would be gone without a word;
        # words that were changed would be quoted
        self._refuse_changed(f"{SIDE_NAME}/{one}" for one in self.side_files)
        try:
            held = open_bundles(directory, self.manifest, self._refuse_changed)
            self.bundles, self.columns, self.vectors = held.bundles, held.columns, held.vectors
            self._cells = self._open_cells()
            self.coarse = load_coarse(
                directory / COARSE_NAME,
                directory / SCALES_NAME,
                self._cells.places if self._cells else None,
            )
        except (OSError, ValueError, KeyError, EOFError) as error:
            otherwise = f"{directory}: {error}: run 'findings rollback' or 'findings ingest'"
            msg = unreadable(directory, error, otherwise)
            raise GenerationError(msg) from error
        self._knowledge = held.knowledge
        self.documents = held.knowledge.documents
        self.passages = held.knowledge.passages
        self.entries = held.knowledge.entries
        self._served_again = 0.0
        self.own = self.columns.own
        self.sources = tuple(one.source for one in self.manifest.documents)
        shape = (self.manifest.entries, self.manifest.dimension)
        counts = {len(self.entries), len(self.coarse)}
        if self.vectors.shape != shape or counts != {self.manifest.entries}:
            msg = (
                f"{directory}: manifest says {shape}, vectors are {self.vectors.shape} for "
                f"{len(self.entries)} entries, {len(self.coarse)} of them rounded: "
                "run 'findings rollback' or 'findings ingest'"
            )
            raise GenerationError(msg)

    def _open_cells(self) -> Cells | None:
        """Open the cells that documents' own vectors lie in; None of those in Chroma."""
        names = [one for one in self.manifest.files if one.startswith(f"{CELLS_NAME}/")]
        if not names:
            return None
        self._refuse_changed(names)
        return Cells(self.directory / CELLS_NAME, self.columns.own)

    def _refuse_changed(self, names: Iterable[str]) -> None:
        """Refuse a file that is not as it was written, however sound it is by itself."""
        for name in names:
            if not is_as_written(self.directory, self.manifest, name):
                path = self.directory / name
                msg = f"{path}: damaged: run 'findings rollback' or 'findings ingest'"
                raise GenerationError(msg)

    def original(self, source_id: str) -> Original | None:
        """Give the file that a document was read from; None where it is not kept."""
        digest = self._originals.get(source_id, "")
        return Original(place_of(self.directory, digest), digest) if digest else None

    @cached_property
    def _originals(self) -> dict[str, str]:
        return {one.source.id: one.original for one in self.manifest.documents}

    @property
    def headings(self) -> Sequence[tuple[str, ...]]:
        """Each document's headings, each once, in the order of the documents."""
        return self._knowledge.headings

    @cached_property
    def by_id(self) -> Mapping[str, Document]:
        """The documents by their ids, each read when it is asked for."""
        places = {one.id: place for place, one in enumerate(self.sources)}
        return Looked(places, self.documents)

    def passages_of(self, source_id: str) -> Sequence[Passage]:
        """Give a document's passages in their order; none of a document that is not held."""
        first, end = self.stretches.get(source_id, (0, 0))
        return self.passages[first:end]

    @cached_property
    def stretches(self) -> dict[str, tuple[int, int]]:
        """From where to where each document's passages lie, by its id."""
        counts = [one.passages for one in self.manifest.documents]
        ends = accumulate(counts)
        return {
            one.source.id: (end - count, end)
            for one, count, end in zip(self.manifest.documents, counts, ends, strict=True)
        }

    @property
    def side_files(self) -> frozenset[str]:
        """The paths of the files beside the documents, below ``side``."""
        return frozenset(recorded(self.manifest))

    @cached_property
    def pointers(self) -> dict[str, Pointer]:
        """What the notes' bracketed pointers stand for, by their labels."""
        found = read_pointers(self.side / POINTERS_NAME)
        return {label: one.seen_from(self.partnership) for label, one in found.items()}

    @cached_property
    def retold(self) -> dict[str, Source]:
        """The inspections held that pointers of other documents stand for, by their labels."""
        return retold_from(self.pointers, self.sources)

    @cached_property
    def partnership(self) -> Partnership:
        """Who the documents belong to."""
        return partnership_of(self.side)

    @cached_property
    def agencies(self) -> Agencies:
        """The agencies that its words may name."""
        return agencies_of(self.partnership)

    @cached_property
    def keywords(self) -> KeywordIndex:
        """The keyword index of the entries, in their order; GenerationError where damaged."""
        start = f"{KEYWORDS_NAME}/"
        self._refuse_changed(name for name in self.manifest.files if name.startswith(start))
        try:
            return KeywordIndex.load(self.directory, len(self.entries), own=self.own)
        except (OSError, ValueError, EOFError) as error:
            otherwise = (
                f"{self.directory}: keyword index damaged ({error}): run 'findings rollback' or "
                "'findings ingest'"
            )
            raise GenerationError(unreadable(self.directory, error, otherwise)) from error

    @cached_property
    def index(self) -> SearchedIndex:
        """What finds documents' own words: cells, or a Chroma collection.

        Opening the latter imports chromadb.

        Its files are checked first: of a damaged one Chroma may say so, read on, or end the
        process, and with it the safety steps of an escalation.
        """
        if self._cells:
            return CellIndex(self._cells, self.coarse, self.vectors)
        for name in self.manifest.files:
            # SQLite's own checks suffice for its file, which Chroma writes to when it opens it
            is_vectors = name.startswith(f"{INDEX_NAME}/") and not name.endswith(".sqlite3")
            if is_vectors and not is_as_written(self.directory, self.manifest, name):
                path = self.directory / name
                msg = f"{path}: damaged: run 'findings rollback' or 'findings ingest'"
                raise IndexFaultError(msg)
        return Index(self.directory / INDEX_NAME, model=self.manifest.model, rows=self.rows)

    @property
    def rows(self) -> NDArray[np.int32] | None:
        """What each vector of the index is, where it was carried over (``store.search.carrying``).

        Raises:
            GenerationError: it is damaged.
        """
        if ROWS_NAME not in self.manifest.files:
            return None
        self._refuse_changed([ROWS_NAME])
        rows: NDArray[np.int32] = np.load(self.directory / ROWS_NAME)
        return rows

    @property
    def centres(self) -> NDArray[np.float32] | None:
        """The centres of the cells that documents' own vectors lie in; None of those in Chroma."""
        return self._cells.centres if self._cells else None

    def close(self) -> None:
        """Close the index, where it is open; a later ``nearest`` opens it again."""
        index = self.__dict__.pop("index", None)
        if index is not None:
            index.close()

    def nearest(
        self, vector: NDArray[np.float32], count: int, *, exactly: bool = False,
        rounded: NDArray[np.float32] | None = None,
    ) -> tuple[int, ...]:  # fmt: skip
        """Give the ``count`` passages and sentences nearest to a unit vector, best first.

        They are given as positions in ``entries``. What the index does not reach is compared
        exactly beside it; ``exactly`` compares all, and opens no index, where there are no cells.
        So are all where they are few, and where the Chroma server that holds the index does not
        answer. ``rounded`` are the cosines of ``coarse`` with the vector, where they are known.

        Raises:
            IndexFaultError: the index is damaged.
        """
        is_away = time.monotonic() < self._served_again
        exactly = (exactly or self._is_small) and not self._cells
        if self.manifest.is_exact or is_away or exactly:
            return self._nearest_exactly(vector, count, rounded)
        try:
            found = self.index.nearest(vector.reshape(1, -1), count)[0]
        except ServerAwayError as error:
            _LOG.warning("%s; meanwhile all vectors are compared", error)
            self._served_again = time.monotonic() + _AWAY_SECONDS
            return self._nearest_exactly(vector, count, rounded)
        if max(found, default=0) >= self.own:
            msg = f"{self.directory}: its index names rows that it has not: run 'findings ingest'"
            raise IndexFaultError(msg)
        return join_unreached(found, self.manifest.unreached, self.vectors, vector, count)

    @cached_property
    def _is_small(self) -> bool:
        """Whether so few are held, and by no server, that no index needs to be opened."""
        return self.own <= COMPARED and place_in(self.directory / INDEX_NAME) is None

    def _nearest_exactly(
        self, vector: NDArray[np.float32], count: int, rounded: NDArray[np.float32] | None
    ) -> tuple[int, ...]:
        if rounded is None:
            rounded = self.coarse.cosines(vector, first=self.own)
        rounded = rounded[: self.own]
        return nearest_by_rounded(np.arange(self.own), rounded, self.vectors, vector, count)
