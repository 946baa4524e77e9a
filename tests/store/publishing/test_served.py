"""An index that a Chroma server holds is published, audited, gone back on and removed like any."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from store.generation.building import BuildError, write
from store.generation.opened import INDEX_NAME, Generation
from store.generation.planning import plan
from store.publishing.auditing import AuditError, audit_in_child, find_faults
from store.publishing.live import (
    current_folder,
    generations_folder,
    publish,
    published,
    remove_leftovers,
    roll_back,
)
from store.search.clients import IndexFaultError, is_within_reach_of_few, place_in
from tests.store.served import ChromaServer
from tests.store.texts import SIDE, TEXTS, built, collected

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from store.models.embedding import Embedder

ASKED = ["who chairs the meeting", "how soon is the interview"]
PUBLIC = [
    "https://127.0.0.1:8000", "http://chroma.example.org:8000", "http://8.8.8.8:8000",
    "http://0.0.0.0:8000", "http://169.254.169.254", "http://somebody:word@localhost:8000",
    "http://127.0.0.1:8000/below", "127.0.0.1:8000",
]  # fmt: skip


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChromaServer]:
    one = ChromaServer(tmp_path_factory.mktemp("chroma"))
    one.start()
    yield one
    one.kill()


@pytest.fixture
def make(
    server: ChromaServer, embedder: Embedder, tmp_path: Path
) -> Callable[[Mapping[str, str]], Path]:
    """Give what builds a generation whose index the server holds, and publishes it."""

    def build(texts: Mapping[str, str]) -> Path:
        previous = Generation(current_folder(tmp_path)) if published(tmp_path) else None
        planned = plan(
            collected(texts), side=SIDE, model=embedder.name, max_words=110, previous=previous
        )
        folder = write(
            planned, embedder, directory=generations_folder(tmp_path), chroma_server=server.url
        )
        audit_in_child(folder)
        publish(tmp_path, folder.name, keep=2)
        return folder

    return build


def test_a_served_index_gives_what_one_in_its_folder_gives(
    make: Callable[[Mapping[str, str]], Path], server: ChromaServer, embedder: Embedder,
    tmp_path: Path,
) -> None:  # fmt: skip
    folder = make(TEXTS)
    assert [one.name for one in (folder / INDEX_NAME).iterdir()] == ["server.json"]
    assert f"findings-{folder.name}" in server.collections()
    assert list(find_faults(folder)) == []
    served, own = Generation(folder), Generation(built(TEXTS, embedder, tmp_path / "own"))
    for vector in embedder.embed(ASKED, asked=True):
        assert served.nearest(vector, 5) == own.nearest(vector, 5)
    assert served.index.count() == own.index.count() == served.own


def test_the_collections_of_removed_generations_are_removed(
    make: Callable[[Mapping[str, str]], Path], server: ChromaServer, tmp_path: Path
) -> None:
    before = server.collections()
    left = make(TEXTS)
    for number in range(3):
        # what withdraws a document has an index of its own
        make({f"only-{number}.md": f"# Only {number}\n\nThis is said {number} times."})
    kept = {f"findings-{one}" for one in published(tmp_path)}
    assert server.collections() - before == kept
    assert len(kept) == 2
    assert not left.exists()


def test_what_a_killed_build_left_with_the_server_is_removed(
    make: Callable[[Mapping[str, str]], Path], server: ChromaServer, embedder: Embedder,
    tmp_path: Path,
) -> None:  # fmt: skip
    make(TEXTS)
    planned = plan(
        collected({"new.md": "# New\n\nNobody has seen this."}), side=SIDE, model=embedder.name,
        max_words=110, previous=None,
    )  # fmt: skip
    half = write(
        planned, embedder, directory=generations_folder(tmp_path), chroma_server=server.url
    )
    (half / "manifest.json").unlink()
    name = f"findings-{half.name}"
    assert name in server.collections()
    server.kill()
    remove_leftovers(tmp_path)
    assert half.exists()  # its server could not be told
    server.start()
    remove_leftovers(tmp_path)
    assert not half.exists()
    assert name not in server.collections()


def test_an_index_that_is_carried_over_stays_as_long_as_one_needs_it(
    make: Callable[[Mapping[str, str]], Path], server: ChromaServer, tmp_path: Path
) -> None:
    many = {
        f"note-{n}.md": f"# Note {n}\n\nSentence {n} of many. Another of {n}." for n in range(90)
    }
    first = make(many)
    place = place_in(first / INDEX_NAME)
    for number in range(2):
        many = many | {f"more-{number}.md": f"# More\n\nOne line more, {number}."}
        assert place_in(make(many) / INDEX_NAME) == place
    assert place is not None
    assert first.name not in published(tmp_path)
    assert place.collection in server.collections()
    assert list(find_faults(current_folder(tmp_path))) == []


def test_one_goes_back_to_the_generation_before(
    make: Callable[[Mapping[str, str]], Path], embedder: Embedder, tmp_path: Path
) -> None:
    first = make(TEXTS)
    make({"other.md": "# Other\n\nSomething else altogether."})
    audit_in_child(first)
    assert roll_back(tmp_path) == first.name
    generation = Generation(current_folder(tmp_path))
    [vector] = embedder.embed(ASKED[:1], asked=True)
    found = generation.entries[generation.nearest(vector, 1)[0]].text
    assert "social care chairs the strategy meeting" in found


def test_while_the_server_is_away_all_vectors_are_compared(
    make: Callable[[Mapping[str, str]], Path], server: ChromaServer, embedder: Embedder,
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    monkeypatch.setattr("store.generation.opened._AWAY_SECONDS", 0.0)
    folder = make(TEXTS)
    generation = Generation(folder)
    [vector] = embedder.embed(ASKED[:1], asked=True)
    wanted = generation.nearest(vector, 5)
    server.kill()
    assert generation.nearest(vector, 5) == wanted
    assert "does not give" in caplog.text
    assert Generation(folder).nearest(vector, 5) == wanted
    caplog.clear()
    server.start()
    assert generation.nearest(vector, 5) == wanted
    assert not caplog.text


def test_a_collection_that_is_gone_fails_the_audit_and_costs_no_answer(
    make: Callable[[Mapping[str, str]], Path], server: ChromaServer, embedder: Embedder
) -> None:
    folder = make(TEXTS)
    server.drop(f"findings-{folder.name}")
    with pytest.raises(AuditError, match="findings ingest"):
        audit_in_child(folder)
    [vector] = embedder.embed(ASKED[:1], asked=True)
    generation = Generation(folder)
    assert generation.nearest(vector, 5) == generation.nearest(vector, 5, exactly=True)


def test_an_index_of_other_vectors_is_named(
    make: Callable[[Mapping[str, str]], Path], server: ChromaServer
) -> None:
    folder = make(TEXTS)
    name = f"findings-{folder.name}"
    collection = server.client().get_collection(name, embedding_function=None)
    vectors = Generation(folder).vectors[: Generation(folder).own]
    ids = [str(row) for row in range(len(vectors))]
    collection.update(ids=ids, embeddings=vectors[::-1].copy())
    with pytest.raises(AuditError, match="own vector"):
        audit_in_child(folder)


@pytest.mark.parametrize("address", PUBLIC)
def test_no_server_that_others_could_reach_is_used(
    address: str, embedder: Embedder, tmp_path: Path
) -> None:
    planned = plan(collected(TEXTS), side=SIDE, model=embedder.name, max_words=110, previous=None)
    with pytest.raises(IndexFaultError, match="private network"):
        write(planned, embedder, directory=tmp_path, chroma_server=address)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:8000", "http://chroma:8000", "http://10.0.0.5", "http://[::1]:1"]
)
def test_servers_of_this_machine_and_of_private_networks_are(address: str) -> None:
    assert is_within_reach_of_few(address)


def test_without_its_server_nothing_is_published(embedder: Embedder, tmp_path: Path) -> None:
    planned = plan(collected(TEXTS), side=SIDE, model=embedder.name, max_words=110, previous=None)
    with pytest.raises(BuildError, match="does not give"):
        write(planned, embedder, directory=tmp_path, chroma_server="http://127.0.0.1:9")


def test_a_build_that_fails_leaves_the_collection_that_it_carried_over(
    make: Callable[[Mapping[str, str]], Path], server: ChromaServer, embedder: Embedder,
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    many = {
        f"note-{n}.md": f"# Note {n}\n\nSentence {n} of many. Another of {n}." for n in range(90)
    }
    first = make(many)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("store.generation.building._sync", full)
    planned = plan(
        collected(many | {"more.md": "# More\n\nOne line more."}), side=SIDE, model=embedder.name,
        max_words=110, previous=Generation(first),
    )  # fmt: skip
    with pytest.raises(BuildError, match="No space left"):
        write(planned, embedder, directory=generations_folder(tmp_path), chroma_server=server.url)
    assert list(find_faults(first)) == []
