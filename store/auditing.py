"""The audit of a generation, in a fresh process: what a reader will see is checked, not assumed.

Run as ``python -m store.auditing FOLDER``: a damaged index can end the process that opens it
(chroma #6979), so it is opened first where that harms nobody.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from domain import FindingsError
from store.generation import INDEX_NAME, Generation
from store.index import Index, copy_index
from store.manifest import PROBES_NAME, changed_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

# Neighbours as near as this to the wanted ones are as good: equal texts give equal vectors.
_TOLERANCE = 1e-5
_SELF_NEIGHBOURS = 3
_PROBE_NEIGHBOURS = 10
_LEAST_RECALL = 0.99
# What a narrow search finds a reader's finds too, at a sixth of the cost.
_NARROW_WIDTH = 20
# The probes are questions about safeguarding, far from documents about anything else: there a
# sound index gave a reader's search 0.97 to 1 of their nearest, and this one all of them. What is
# in no branch of a broken index no width finds.
_WIDE_WIDTH = 1_000
_BATCH = 250


class AuditError(FindingsError):
    """A generation does not hold what its manifest says, or its index cannot find it."""


def audit_in_child(folder: Path, progress: Callable[[int, int], None] | None = None) -> None:
    """Audit the generation in ``folder`` in a new process.

    ``progress`` is told how many of all vectors have been looked for.

    Raises:
        AuditError: with the first fault found.
    """
    command = [sys.executable, "-m", "store.auditing", str(folder.resolve())]
    home = Path(__file__).parent.parent
    with subprocess.Popen(  # noqa: S603  our own module, no shell
        command, cwd=home, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as child:
        said = ""
        for line in child.stdout or ():
            done, _, total = line.partition("/")
            if done.isdigit() and progress:
                progress(int(done), int(total))
            elif not done.isdigit():
                said = line.strip() or said
        code = child.wait()
    if code:
        reason = said or f"its reader ended with {code}"
        msg = f"generation {folder.name} fails its audit: {reason}"
        raise AuditError(msg)


def find_faults(folder: Path, progress: Callable[[int, int], None] | None = None) -> Iterator[str]:
    """Give what is wrong with the generation in ``folder``; nothing where all is well."""
    generation = Generation(folder)
    for name in changed_files(folder, generation.manifest):
        yield f"{name} is not the file that was written"
    yield from _find_faults_of_slices(generation)
    if not np.allclose(np.linalg.norm(generation.vectors, axis=1), 1, atol=1e-3):
        yield "a vector is not of unit length"
    vectors = np.asarray(generation.vectors[: generation.own])
    count = generation.index.count()
    if count != len(vectors):
        yield f"the index holds {count} vectors, not {len(vectors)}"
    with _search_copy(generation, _NARROW_WIDTH) as narrow:
        for row in _find_unreachable(generation, narrow, vectors, progress):
            yield f"entry {row} cannot be found by its own vector"
    with _search_copy(generation, _WIDE_WIDTH) as wide:
        recall = _recall(wide, vectors, np.load(folder / PROBES_NAME))
    if recall < _LEAST_RECALL:
        yield f"the index gives {recall:.3f} of the nearest entries, not {_LEAST_RECALL}"


def _find_faults_of_slices(generation: Generation) -> Iterator[str]:
    """Passages lie in their documents, in order and apart; sentences lie in their passages."""
    texts = {document.source.id: document.text for document in generation.documents}
    ends: dict[str, int] = {}
    for passage in generation.passages:
        text = texts[passage.source.id]
        if not (passage.text and text[passage.start : passage.end] == passage.text):
            yield f"passage {passage.id} is not a slice of {passage.source.id}"
        if passage.start < ends.get(passage.source.id, 0):
            yield f"passage {passage.id} of {passage.source.id} overlaps the one before it"
        ends[passage.source.id] = passage.end
        for sentence in passage.sentences:
            if not (sentence.text and passage.text[sentence.start : sentence.end] == sentence.text):
                yield f"{sentence.text[:40]!r} is not a slice of passage {passage.id}"
    for position, entry in enumerate(generation.entries):
        if not -1 <= entry.passage < len(generation.passages) or (
            entry.sentence >= len(generation.passages[entry.passage].sentences)
        ):
            yield f"entry {position} leads to no sentence"


@contextmanager
def _search_copy(generation: Generation, width: int) -> Iterator[Index]:
    """Give a copy of the index that is searched at another width, for as long as it is needed."""
    with tempfile.TemporaryDirectory(prefix="findings-audit-") as folder:
        copy = Path(folder) / INDEX_NAME
        copy_index(generation.directory / INDEX_NAME, copy, search_width=width)
        index = Index(copy, model=generation.manifest.model, search_width=width)
        try:
            yield index
        finally:
            index.close()


def _find_unreachable(
    generation: Generation,
    narrow: Index,
    vectors: Vectors,
    progress: Callable[[int, int], None] | None,
) -> Iterator[int]:
    """Give the rows that are not among their own nearest; one that equals it counts as itself.

    What the narrow search does not find is sought in the index itself.
    """
    for start in range(0, len(vectors), _BATCH):
        if progress:
            progress(start, len(vectors))
        rows = np.arange(start, min(start + _BATCH, len(vectors)))
        yield from _unfound(generation.index, vectors, _unfound(narrow, vectors, rows))


def _unfound(index: Index, vectors: Vectors, rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """Give those of the rows whose own vector finds neither them nor an equal."""
    found = index.nearest(vectors[rows], _SELF_NEIGHBOURS)
    return np.array(
        [
            row
            for row, near in zip(rows, found, strict=True)
            if row not in near
            and not (near and (vectors[list(near)] @ vectors[row]).max() >= 1 - _TOLERANCE)
        ],
        dtype=np.int64,
    )


def _recall(index: Index, vectors: Vectors, probes: Vectors) -> float:
    """Give the share of the exact nearest entries of the probes that the index gives."""
    wanted = min(_PROBE_NEIGHBOURS, len(vectors))
    hits = 0
    for probe, rows in zip(probes, index.nearest(probes, wanted), strict=True):
        likeness = vectors @ probe
        least = np.partition(likeness, -wanted)[-wanted]
        hits += int((likeness[list(rows)] >= least - _TOLERANCE).sum())
    return hits / (wanted * len(probes))


def main() -> None:
    """Audit the folder named on the command line; print the first fault and end with 1."""

    def show(done: int, total: int) -> None:
        print(f"{done}/{total}", flush=True)

    try:
        fault = next(find_faults(Path(sys.argv[1]), show), "")
    except FindingsError as error:
        fault = str(error)
    if fault:
        print(fault, flush=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
