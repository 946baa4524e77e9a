"""Resources that are slow to make, made once a session: the model, a whole knowledge base."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from argon2 import PasswordHasher
from hypothesis import settings

import cli
import wiring
from commands.publishing.side import gather_side
from ingest.folder.collecting import Collected, collect
from offline import stay_offline
from settings import Settings
from store.generation.building import write
from store.generation.planning import plan
from store.generation.reusing import open_latest_sound
from store.models.embedding import OnnxEmbedder
from store.publishing.auditing import audit_in_child
from store.publishing.live import generations_folder, open_current, publish
from tests.dealing import ByFile, in_order
from tests.letters import write_letters
from tests.store.texts import SIDE, TEXTS, built, write_files

if TYPE_CHECKING:
    from collections.abc import Callable

    from xdist.remote import Producer

    from store.generation.opened import Generation

ROOT = Path(__file__).parent.parent
DATA = ROOT / "data"

stay_offline()
# the same cases on every machine; slow ones are no fault where cores are shared
settings.register_profile("findings", deadline=None, derandomize=True)
settings.load_profile("findings")


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByFile:
    """Deal by file where several workers run."""
    return ByFile(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Slow files come first, browser tests last."""
    items[:] = in_order(items)


@pytest.fixture(scope="session")
def model_export() -> Path:
    """The exported models, where ``make setup`` puts them; exported now where they are missing."""
    folder = DATA / "model"
    wiring.prepare_models(Settings(model_export=folder))
    return folder


@pytest.fixture(scope="session")
def embedder(model_export: Path) -> OnnxEmbedder:
    """The embedding model, loaded once."""
    return OnnxEmbedder(model_export, threads=2)


@pytest.fixture
def with_index(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have what few documents hold be searched by its index, as what many hold is."""
    monkeypatch.setattr("store.generation.opened.COMPARED", 0)


@pytest.fixture(scope="session")
def small_store(tmp_path_factory: pytest.TempPathFactory, embedder: OnnxEmbedder) -> Path:
    """A store that holds the small documents, built once."""
    folder = tmp_path_factory.mktemp("small")
    publish(folder, built(TEXTS, embedder, generations_folder(folder)).name, keep=2)
    return folder


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    """The small documents as a folder of files."""
    return write_files(tmp_path / "documents", TEXTS)


@pytest.fixture
def store(tmp_path: Path, documents: Path, small_store: Path) -> Path:
    """A copy of the small store, beside its documents."""
    assert documents.is_dir()
    return shutil.copytree(small_store, tmp_path / "store")


@pytest.fixture(scope="session")
def letters_store(tmp_path_factory: pytest.TempPathFactory, embedder: OnnxEmbedder) -> Path:
    """A store that holds four inspection letters of three invented areas."""
    folder = tmp_path_factory.mktemp("letters")
    letters = write_letters(folder / "documents")
    held = [one for one in collect(letters) if isinstance(one, Collected)]
    planned = plan(held, side=SIDE, model=embedder.name, max_words=110, previous=None)
    publish(folder, write(planned, embedder, directory=generations_folder(folder)).name, keep=2)
    return folder


@pytest.fixture(scope="session")
def whole_store(tmp_path_factory: pytest.TempPathFactory, embedder: OnnxEmbedder) -> Path:
    """A store built from the shipped documents; vectors come from ``make setup`` where it ran."""
    store = tmp_path_factory.mktemp("whole") / "store"
    previous, _ = open_latest_sound(DATA / "store")
    collected = [one for one in collect(ROOT / "knowledge") if isinstance(one, Collected)]
    planned = plan(
        collected, side=gather_side(ROOT / "knowledge"), model=embedder.name, max_words=110,
        previous=previous,
    )  # fmt: skip
    folder = write(planned, embedder, directory=generations_folder(store))
    audit_in_child(folder)
    publish(store, folder.name, keep=2)
    return store


@pytest.fixture(scope="session")
def generation(whole_store: Path, embedder: OnnxEmbedder) -> Generation:
    """The generation of the shipped documents."""
    return open_current(whole_store, model=embedder.name)


@dataclass(frozen=True)
class Ended:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str


@pytest.fixture
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash passwords with little work, where a test is of something else."""
    quick = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1)
    monkeypatch.setattr("people.passwords._HASHER", quick)


@pytest.fixture
def findings(
    model_export: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Callable[..., Ended]:
    """Run ``findings`` with arguments, in this process, on the exported model."""
    monkeypatch.setenv("FINDINGS_MODEL_EXPORT", str(model_export))

    def run(*arguments: str | Path) -> Ended:
        capfd.readouterr()
        with pytest.raises(SystemExit) as end:
            cli.main([str(argument) for argument in arguments])
        said = capfd.readouterr()
        return Ended(int(end.value.code or 0), said.out, said.err)

    return run
