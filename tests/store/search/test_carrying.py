"""An index is carried over where little changed, and every row is found as if it were new."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from store.generation.manifest import ROWS_NAME
from store.generation.opened import INDEX_NAME, Generation
from store.publishing.auditing import audit_in_child, find_faults
from store.search.carrying import renumber
from store.search.index import GONE
from tests.store.search.test_reaching import mark
from tests.store.texts import built

if TYPE_CHECKING:
    from pathlib import Path

    from store.models.embedding import Embedder

pytestmark = pytest.mark.usefixtures("with_index")

TEXTS = {
    f"note{n:02}.md": f"# Note {n}\n\n"
    + "".join(f"- Agency {n} attends meeting {m} in room {m * n}.\n" for m in range(12))
    for n in range(10)
}
OLD, NEW = "Agency 5 attends meeting 3 in room 15.", "The lantern festival is in spring."
CHANGED = TEXTS | {"note05.md": TEXTS["note05.md"].replace(OLD, NEW)}


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Generation:
    return Generation(built(TEXTS, embedder, tmp_path_factory.mktemp("before")))


def index_files(generation: Generation) -> dict[str, str]:
    files = generation.manifest.files
    return {name: one for name, one in files.items() if name.startswith(f"{INDEX_NAME}/")}


def test_an_index_is_carried_over_and_finds_what_is_held_now(
    before: Generation, embedder: Embedder, tmp_path: Path
) -> None:
    folder = built(CHANGED, embedder, tmp_path, before)
    audit_in_child(folder)
    now = Generation(folder)
    assert index_files(now) == index_files(before), "the index was written anew"
    for asked in (OLD, NEW, "which room"):
        (vector,) = embedder.embed([asked])
        found = now.nearest(vector, 20)
        assert set(found) == set(now.nearest(vector, 20, exactly=True))
        assert not any(OLD in now.entries[row].text for row in found)
    (vector,) = embedder.embed([NEW])
    assert NEW in now.entries[now.nearest(vector, 1)[0]].text
    again = Generation(built(TEXTS, embedder, tmp_path, now))
    assert index_files(again) == index_files(before), "what was carried once is carried again"
    assert list(find_faults(again.directory)) == []
    fewer = {name: text for name, text in CHANGED.items() if name != "note07.md"}
    withdrawn = Generation(built(fewer, embedder, tmp_path, now))
    assert ROWS_NAME not in withdrawn.manifest.files, "what is withdrawn stays in the index"
    assert index_files(withdrawn) != index_files(before)


def test_rows_that_were_swapped_or_forgotten_fail_the_audit(
    before: Generation, embedder: Embedder, tmp_path: Path
) -> None:
    folder = built(CHANGED, embedder, tmp_path, before)
    rows = np.load(folder / ROWS_NAME)
    np.save(folder / ROWS_NAME, rows[::-1])
    assert ROWS_NAME in next(find_faults(folder)), "its hash tells"
    mark(folder)
    assert "cannot be found by its own vector" in next(find_faults(folder))
    np.save(folder / ROWS_NAME, np.where(rows == 0, GONE, rows))
    mark(folder)
    assert "entry 0 is neither in the index" in next(find_faults(folder))


def test_equal_vectors_keep_their_order_and_what_was_gone_stays_gone() -> None:
    a, b, c = np.eye(3, dtype=np.float32)
    once = renumber(np.array([a, a, b]), np.array([a, c, a]), None, (0,))
    assert (once.rows.tolist(), once.unreached) == ([0, 2, GONE], (0, 1))
    twice = renumber(np.array([a, c, a]), np.array([b, a]), once.rows, once.unreached)
    assert (twice.rows.tolist(), twice.unreached) == ([1, GONE, GONE], (0, 1))
