"""The audit of a generation, in a fresh process: what a reader will see is checked, not assumed.

Run as ``python -m store.publishing.auditing FOLDER``: a damaged index can end the process that
opens it (chroma #6979), so it is opened first where that harms nobody.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from domain import FindingsError
from store.bundles.reading import place_of
from store.generation.columns import columns_of
from store.generation.manifest import PROBES_NAME, changed_files, read_manifest
from store.generation.opened import Generation
from store.generation.records import Knowledge
from store.publishing.permission import unreadable
from store.search.index import GONE
from store.search.reaching import LEAST_RECALL, find_unreached, measure_recall

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from store.bundles.reading import Bundle
    from store.bundles.stacked import AnyVectors
    from store.generation.manifest import Manifest

# Rows sought again. What every row's search gave was seen when the index was written, and the
# hashes say that its files are the same; what can have changed since is what reads them.
_SAMPLE = 500
_BATCH = 250
# The child's exit code where its line holds the remedy.
_SAYS_ITSELF = 3


class AuditError(FindingsError):
    """A generation does not hold what its manifest says, or its index cannot find it."""


def audit_in_child(
    folder: Path, progress: Callable[[int, int], None] | None = None, before: Path | None = None
) -> None:
    """Audit the generation in ``folder`` in a new process.

    ``progress`` is told how many of a sample of the vectors have been looked for. Of a bundle that
    the published generation in ``before`` holds too, the words were audited with that one; that
    its files are the same is what their hashes say.

    Raises:
        AuditError: with the first fault found.
    """
    command = [sys.executable, "-m", "store.publishing.auditing", str(folder.resolve())]
    command += [str(before.resolve())] if before else []
    home = Path(__file__).parents[2]
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
        if code != _SAYS_ITSELF:
            reason += (
                ": it is damaged: run 'findings ingest' to build it anew, or 'findings rollback'"
            )
        msg = f"generation {folder.name} fails its audit: {reason}"
        raise AuditError(msg)


def find_faults(
    folder: Path, progress: Callable[[int, int], None] | None = None, before: Path | None = None
) -> Iterator[str]:
    """Give what is wrong with the generation in ``folder``; nothing where all is well.

    What ``before``, which was audited, holds too is not read again.
    """
    generation = Generation(folder)
    audited = _bundles_of(read_manifest(before, to_take_over=True)) if before else {}
    for name in changed_files(folder, generation.manifest):
        yield f"{name} is not the file that was written"
    held = _bundles_of(generation.manifest)
    for one in generation.bundles:
        if not one.place or held[one.place] != audited.get(one.place):
            yield from _find_faults_of_bundle(one)
    vectors = generation.vectors.first(generation.own)
    unreached = generation.manifest.unreached
    if not set(unreached) <= set(range(len(vectors))):
        yield "its list of rows that the index does not reach names rows that are not there"
    yield from _find_faults_of_index(generation, len(vectors))
    if generation.manifest.is_exact:
        return
    for row in _find_lost(generation, vectors, progress):
        yield f"entry {row} cannot be found by its own vector"
    recall = measure_recall(generation.index, vectors, unreached, np.load(folder / PROBES_NAME))
    if recall < LEAST_RECALL:
        yield f"the index gives {recall:.3f} of the nearest entries, not {LEAST_RECALL}"


def _bundles_of(manifest: Manifest) -> dict[str, dict[str, str]]:
    """Give the hashes of each bundle's files, by its place."""
    places: dict[str, dict[str, str]] = {place_of(one): {} for one in manifest.bundles}
    for name, told in manifest.files.items():
        place = name.rpartition("/")[0]
        if place in places:
            places[place][name] = told
    return places


def _find_faults_of_index(generation: Generation, size: int) -> Iterator[str]:
    """Every row is in the index, once, or known not to be."""
    rows = generation.rows
    # of cells this was seen when they were opened
    count, wanted = generation.index.count(), size if rows is None else len(rows)
    if count != wanted:
        yield f"the index holds {count} vectors, not {wanted}"
    if rows is None:
        return
    held = rows[rows != GONE]
    if len(np.unique(held)) != len(held) or not set(held.tolist()) <= set(range(size)):
        yield "a row of the index is named twice, or is not there"
    left = set(range(size)) - set(held.tolist()) - set(generation.manifest.unreached)
    if left:
        yield f"entry {min(left)} is neither in the index nor compared beside it"


def _find_lost(
    generation: Generation, vectors: AnyVectors, progress: Callable[[int, int], None] | None
) -> Iterator[int]:
    """Give rows, of a sample spread over all, that neither the index nor the manifest knows."""
    known = set(generation.manifest.unreached)
    rows = np.unique(np.linspace(0, len(vectors) - 1, min(_SAMPLE, len(vectors))).astype(np.int64))
    for start in range(0, len(rows), _BATCH):
        if progress:
            progress(start, len(rows))
        for row in find_unreached(generation.index, None, vectors, rows[start : start + _BATCH]):
            if row not in known:
                yield row


def _find_faults_of_bundle(bundle: Bundle) -> Iterator[str]:
    """Its vectors, passages, columns and entries are those of its documents."""
    if not np.allclose(np.linalg.norm(bundle.vectors, axis=1), 1, atol=1e-3):
        yield "a vector is not of unit length"
    held = bundle.knowledge
    read = Knowledge(tuple(held.documents), tuple(held.passages), tuple(held.entries))
    yield from _find_faults_of_slices(read)
    worked_out = columns_of(read)
    for field in ("kinds", "passages", "sentences", "lengths", "documents", "parts", "texts"):
        column = getattr(bundle.columns, field)
        # older ones tell no texts
        if not (
            np.array_equal(column, getattr(worked_out, field))
            or (field == "texts" and not len(column))
        ):
            yield f"its column of {field} is not that of its words"
    for position, entry in enumerate(read.entries):
        if not -1 <= entry.passage < len(read.passages) or (
            entry.sentence >= len(read.passages[entry.passage].sentences)
        ):
            yield f"entry {position} leads to no sentence"


def _find_faults_of_slices(read: Knowledge) -> Iterator[str]:
    """Passages lie in their documents, in order and apart; sentences lie in their passages."""
    texts = {document.source.id: document.text for document in read.documents}
    ends = dict.fromkeys(texts, 0)
    for passage in read.passages:
        text = texts[passage.source.id]
        if not (passage.text and text[passage.start : passage.end] == passage.text):
            yield f"passage {passage.id} is not a slice of {passage.source.id}"
        if passage.start < ends[passage.source.id]:
            yield f"passage {passage.id} of {passage.source.id} overlaps the one before it"
        ends[passage.source.id] = passage.end
        for sentence in passage.sentences:
            if not (sentence.text and passage.text[sentence.start : sentence.end] == sentence.text):
                yield f"{sentence.text[:40]!r} is not a slice of passage {passage.id}"


def main() -> None:
    """Audit the folder named on the command line; print the first fault and end with 1 or 3.

    A second one is the published generation that it was made after.
    """

    def show(done: int, total: int) -> None:
        print(f"{done}/{total}", flush=True)

    folder, *earlier = map(Path, sys.argv[1:])
    try:
        fault = next(find_faults(folder, show, *earlier), "")
    except FindingsError as error:
        print(error, flush=True)
        sys.exit(_SAYS_ITSELF)
    except OSError as error:
        print(unreadable(folder, error, f"{error}: check the disk"), flush=True)
        sys.exit(_SAYS_ITSELF)
    if fault:
        print(fault, flush=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
