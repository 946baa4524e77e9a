"""The Chroma collection of a generation: with its clients, the only module that talks to Chroma.

Vectors are always passed by us, so Chroma never embeds a text (its own embedder would be
downloaded); a collection is written once, in one process, and only read from then on.
"""

from __future__ import annotations

import shutil
import tempfile
import warnings
import weakref
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from store.publishing.permission import may_write, unreadable
from store.search.clients import (
    IndexFaultError,
    away,
    chroma_errors,
    open_client,
    place_in,
    write_place,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from chromadb.api.client import Client
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

# Cosine cannot be changed later. A search width of 200 keeps recall near 1 for an answer of
# 100 neighbours.
SEARCH_WIDTH = 200
_SPACE = "cosine"
# Chroma's limit is 5,461 records a call, less on other builds (chroma #1049).
_BATCH = 1_000
# The index is written out at every batch. With Chroma's 1,000, up to 999 records would stay
# in its log, to be indexed again at each opening: half a second for the first question.
_SYNC_THRESHOLD = 2


@dataclass(frozen=True, slots=True)
class Breadth:
    """How carefully an index is built: the neighbours weighed for a vector, and those kept."""

    construction: int
    neighbours: int


# 5,000 vectors take 4.7 s of CPU on a busy core, 20,000 take 21 s.
USUAL = Breadth(construction=100, neighbours=16)
# 20,000 take 44 s; twice as wide again takes 75 s and finds no more.
WIDE = Breadth(construction=200, neighbours=32)


# Stands for the row of a vector that an index holds and its generation no longer does.
GONE = -1


def write_index(
    folder: Path, vectors: Vectors, *, model: str, breadth: Breadth = USUAL, server: str = "",
    progress: Callable[[int], None] | None = None,
) -> None:  # fmt: skip
    """Write a new collection of the vectors into ``folder``; a vector's id is its row.

    ``model`` goes into the collection's metadata. ``server`` is the address of a Chroma server that
    holds it instead; the folder then says so. The client is closed at the end, so that another
    process may open the folder.

    Raises:
        IndexFaultError: Chroma could not write it.
    """
    try:
        if server:
            # before anything is written there, so that what a killed run left is found again
            write_place(folder, server)
        _write(folder, vectors, model, breadth, progress)
    except chroma_errors() as error:
        msg = f"Chroma: {error}"
        raise IndexFaultError(msg) from error


def _write(
    folder: Path, vectors: Vectors, model: str, breadth: Breadth,
    progress: Callable[[int], None] | None,
) -> None:  # fmt: skip
    client, name = open_client(folder)
    try:
        configuration: Any = {
            "hnsw": {
                "space": _SPACE,
                "ef_construction": breadth.construction,
                "max_neighbors": breadth.neighbours,
                "ef_search": SEARCH_WIDTH,
                "sync_threshold": _SYNC_THRESHOLD,
            }
        }
        collection = client.create_collection(
            name, configuration=configuration, embedding_function=None,
            metadata={"model": model},
        )  # fmt: skip
        size = min(_BATCH, client.get_max_batch_size())
        for start in range(0, len(vectors), size):
            batch = vectors[start : start + size]
            ids = [str(row) for row in range(start, start + len(batch))]
            collection.add(ids=ids, embeddings=np.asarray(batch))
            if progress:
                progress(len(batch))
    finally:
        client.close()


class Index:
    """A collection opened for reading."""

    def __init__(
        self, folder: Path, *, model: str, search_width: int = SEARCH_WIDTH,
        rows: NDArray[np.int32] | None = None,
    ) -> None:  # fmt: skip
        """Open the collection in ``folder``, or that which it says a server holds.

        ``rows`` gives, for each of its vectors, the row that it is, or ``GONE``; where None, they
        are the rows in their order.

        Raises:
            IndexFaultError: it is missing, or was made for another model or another measure.
            ServerAwayError: the server that should hold it does not.
        """
        self._place = place_in(folder)
        try:
            is_there = bool(self._place) or (folder / "chroma.sqlite3").is_file()
        except OSError as error:
            msg = unreadable(folder, error, f"{folder}: cannot be read ({error.strerror})")
            raise IndexFaultError(msg) from error
        if not is_there:
            msg = f"{folder}: holds no index: run 'findings rollback' or 'findings ingest'"
            raise IndexFaultError(msg)
        self._folder = folder
        self._rows = rows
        self._gone = 0 if rows is None else int((rows == GONE).sum())
        copy = "" if self._place or may_write(folder) else _linked_copy(folder)
        try:
            client, name = open_client(Path(copy) if copy else folder)
        except chroma_errors() as error:
            shutil.rmtree(copy, ignore_errors=True)
            raise self._fault(error) from error
        # once nothing holds this object any more, or when the process ends
        self._end = weakref.finalize(self, _release, client, copy)
        try:
            self._collection = client.get_collection(name, embedding_function=None)
        except chroma_errors() as error:
            self._end()
            raise self._fault(error) from error
        stored: Any = self._collection.configuration_json
        hnsw, embedder = stored.get("hnsw") or {}, stored.get("embedding_function") or {}
        named = (self._collection.metadata or {}).get("model")
        right = (hnsw.get("space"), hnsw.get("ef_search")) == (_SPACE, search_width)
        # 'legacy' is how Chroma records that it was given no embedder; any other could be
        # one that loads remote code (CVE-2026-45829)
        if not right or embedder.get("type", "legacy") != "legacy" or named != model:
            msg = f"{folder}: index set up as {stored} for {named}: run 'findings ingest'"
            raise IndexFaultError(msg)

    def count(self) -> int:
        """Give the number of vectors; for an audit, as Chroma counts slower than it finds."""
        return self._collection.count()

    @property
    def is_own(self) -> bool:
        """Whether it lies in its folder, with no server between."""
        return self._place is None

    def _fault(self, error: Exception) -> IndexFaultError:
        return away(self._place, error) if self._place else _damaged(self._folder, error)

    def nearest(self, vectors: Vectors, count: int) -> list[tuple[int, ...]]:
        """Give for each vector the rows of its ``count`` nearest, or of all, best first.

        Raises:
            IndexFaultError: the index is damaged; its vectors are read at the first call.
        """
        if not len(vectors):
            return []
        wanted = count
        while True:
            found = [self._named(one) for one in self._query(vectors, wanted)]
            # those that are gone took the places of others
            is_whole = all(len(one) >= count for one in found)
            if is_whole or wanted >= count + self._gone:
                return [one[:count] for one in found]
            wanted = min(2 * wanted, count + self._gone)

    def _named(self, found: Sequence[int]) -> tuple[int, ...]:
        if self._rows is None:
            return tuple(found)
        return tuple(row for row in self._rows[list(found)].tolist() if row != GONE)

    def _query(self, vectors: Vectors, count: int) -> list[tuple[int, ...]]:
        try:
            found = self._collection.query(
                query_embeddings=np.asarray(vectors, dtype=np.float32), n_results=count, include=[]
            )
        except chroma_errors() as error:
            raise self._fault(error) from error
        return [tuple(map(int, ids)) for ids in found["ids"]]

    def close(self) -> None:
        """Release the folder; done by itself when the object is no longer held."""
        self._end()


def _release(client: Client, copy: str) -> None:
    client.close()
    if copy:
        shutil.rmtree(copy, ignore_errors=True)


def _linked_copy(folder: Path) -> str:
    """Give a folder of this process's own through which an index can be read, not written.

    Chroma writes a row to its SQLite file whenever it opens it, so that file is copied; the
    vectors, which are most of an index, it only reads.

    Raises:
        IndexFaultError: there is no place for it.
    """
    copy = ""
    try:
        copy = tempfile.mkdtemp(prefix="findings-index-")
        for path in folder.iterdir():
            target = Path(copy) / path.name
            if path.is_dir():
                target.symlink_to(path.resolve(), target_is_directory=True)
            else:
                shutil.copyfile(path, target)
    except OSError as error:
        shutil.rmtree(copy, ignore_errors=True)
        msg = (
            f"{folder}: this user may not write there, nor make a temporary copy ({error}): give "
            "write access to it, or to the folder that TMPDIR names"
        )
        raise IndexFaultError(msg) from error
    return copy


def _damaged(folder: Path, error: Exception) -> IndexFaultError:
    reason = " ".join(str(error).split())
    msg = f"{folder}: index damaged ({reason}): run 'findings rollback' or 'findings ingest'"
    return IndexFaultError(msg)


def copy_index(source: Path, target: Path, *, search_width: int) -> None:
    """Copy a collection to a folder of its own and have the copy searched at another width."""
    shutil.copytree(source, target)
    client, name = open_client(target)
    try:
        collection = client.get_collection(name, embedding_function=None)
        configuration: Any = {"hnsw": {"ef_search": search_width}}
        with warnings.catch_warnings():
            # 'legacy' is Chroma's own word for a collection without an embedder, as ours is
            warnings.filterwarnings("ignore", "legacy embedding function", DeprecationWarning)
            collection.modify(configuration=configuration)
    finally:
        client.close()
