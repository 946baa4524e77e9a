"""Killed at any moment, an ingest leaves the store as it was before, or as it is after."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from store.generation.opened import Generation
from store.publishing.auditing import find_faults
from store.publishing.live import current_folder, generations_folder, published
from tests.store.served import ChromaServer
from tests.store.texts import collected

if TYPE_CHECKING:
    from store.models.embedding import Embedder

ROOT = Path(__file__).parents[3]
SEED = 20220711
KILLS, KILLS_SERVED = 16, 6
# A plain run must finish after a kill; tried after every so many, for the sake of time.
PLAIN_RUN_EVERY = 8

QUESTIONS = ["who chairs the meeting", "how soon is the interview", "what was withdrawn", "new"]


def note(title: str, *sentences: str) -> str:
    return f"# {title}\n\n" + "\n".join(f"- {sentence}" for sentence in sentences) + "\n"


def edition(mark: str) -> dict[str, str]:
    """Give one edition of the documents: some as ever, some changed, some only in this one."""
    same = {
        f"same{n}.md": note(f"Same {n}", *(f"Agency {n} attends meeting {m}." for m in range(6)))
        for n in range(3)
    }
    changed = {
        f"changed{n}.md": note(
            f"Changed {n}",
            "Children's social care chairs the meeting.",
            *(f"Edition {mark} has an interview {n} within {m} hours." for m in range(8)),
        )
        for n in range(2)
    }
    own = {
        f"only-{mark}-{n}.md": note(
            f"Only {mark}", *(f"{mark} says new {n} {m}." for m in range(8))
        )
        for n in range(2)
    }
    return same | changed | own


EDITIONS = {"before": edition("before"), "after": edition("after")}


def put(folder: Path, texts: dict[str, str]) -> None:
    """Make the folder hold just these documents."""
    for path in folder.iterdir():
        path.unlink()
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")


def start(
    documents: Path, store: Path, model_export: Path, server: str = ""
) -> subprocess.Popen[str]:
    """Start ``findings ingest``; where one is given, a Chroma server holds the index."""
    code = "import sys, cli; cli.main(sys.argv[1:])"
    return subprocess.Popen(
        [sys.executable, "-c", code, "ingest", str(documents), "--store", str(store)],
        cwd=ROOT,
        env={
            "FINDINGS_MODEL_EXPORT": str(model_export),
            "FINDINGS_CHROMA_SERVER": server,
            "PATH": "/usr/bin:/bin",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def finish(documents: Path, store: Path, model_export: Path, server: str = "") -> float:
    """Run ``findings ingest`` to its end and give the seconds it took."""
    began = time.monotonic()
    with start(documents, store, model_export, server) as run:
        said, _ = run.communicate(timeout=300)
    assert run.returncode == 0, said
    return time.monotonic() - began


def texts_of(generation: Generation) -> dict[str, str]:
    return {document.source.id: document.text for document in generation.documents}


def answers(generation: Generation, embedder: Embedder) -> list[list[str]]:
    """Give the words nearest to each question."""
    return [
        sorted(generation.entries[row].text for row in generation.nearest(vector, 5))
        for vector in embedder.embed(QUESTIONS)
    ]


@pytest.mark.slow
@pytest.mark.parametrize("kills", [KILLS, KILLS_SERVED], ids=["own", "served"])
def test_an_ingest_killed_at_any_moment_leaves_a_whole_generation(
    tmp_path: Path, model_export: Path, embedder: Embedder, kills: int,
) -> None:  # fmt: skip
    chroma = ChromaServer(tmp_path / "chroma") if kills == KILLS_SERVED else None
    if chroma:
        chroma.start()
    try:
        _kill_often(tmp_path, model_export, embedder, kills, chroma)
    finally:
        if chroma:
            chroma.kill()


def _kill_often(
    tmp_path: Path, model_export: Path, embedder: Embedder, kills: int,
    chroma: ChromaServer | None,
) -> None:  # fmt: skip
    server = chroma.url if chroma else ""
    documents, store = tmp_path / "documents", tmp_path / "store"
    documents.mkdir()
    whole: dict[str, tuple[dict[str, str], list[list[str]]]] = {}
    seconds = 0.0
    for name in ("after", "before"):
        put(documents, EDITIONS[name])
        seconds = finish(documents, store, model_export, server)
        generation = Generation(current_folder(store))
        wanted = {one.document.source.id: one.document.text for one in collected(EDITIONS[name])}
        assert texts_of(generation) == wanted
        whole[name] = wanted, answers(generation, embedder)
    assert whole["before"][1] != whole["after"][1]

    moments = random.Random(SEED)  # noqa: S311  moments of a test, not secrets
    live, target, outcomes = "before", "after", {"before": 0, "after": 0, "too late": 0}
    for number in range(1, kills + 1):
        put(documents, EDITIONS[target])
        moment = moments.uniform(0, 1.15 * seconds)
        with start(documents, store, model_export, server) as run:
            try:
                run.wait(moment)
                outcomes["too late"] += 1
            except subprocess.TimeoutExpired:
                run.send_signal(signal.SIGKILL)
        generation = Generation(current_folder(store))
        found = texts_of(generation), answers(generation, embedder)
        assert found in (whole[live], whole[target]), f"kill {number} at {moment:.2f} s"
        assert list(find_faults(generation.directory)) == []
        generation.index.close()
        if found == whole[target]:
            outcomes["after"] += 1
            live, target = target, live
        else:
            outcomes["before"] += 1
        if number % PLAIN_RUN_EVERY == 0 or number == kills:
            put(documents, EDITIONS[target])
            finish(documents, store, model_export, server)
            generation = Generation(current_folder(store))
            assert (texts_of(generation), answers(generation, embedder)) == whole[target]
            kept = {path.name for path in generations_folder(store).iterdir()}
            assert kept == set(published(store))
            if chroma:
                assert chroma.collections() == {f"findings-{one}" for one in kept}
            live, target = target, live
    assert outcomes["before"] > kills / 4, outcomes
