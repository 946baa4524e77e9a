"""A file is read once by one reader; what is kept is whole, bound, and gone with its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ingest.folder.collecting import Collected, collect
from ingest.readers import kept, worker
from ingest.readers.kept import Readings, forget_readings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Ended

TEXT = "# Visits\n\nA social worker visits within ten days.\n"


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "a.md").write_text(TEXT, "utf-8")
    return folder


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that a process was asked to read."""
    names: list[Path] = []
    ask = worker.Worker._ask  # noqa: SLF001  what is counted

    def count(self: worker.Worker, path: Path) -> bytes:
        names.append(path)
        return ask(self, path)

    monkeypatch.setattr(worker.Worker, "_ask", count)
    return names


def read(folder: Path, readings: Readings) -> list[str]:
    return [one.document.text for one in collect(folder, readings) if isinstance(one, Collected)]


def test_only_a_file_or_a_reader_that_changed_is_read_again(
    documents: Path, tmp_path: Path, asked: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    (documents / "b.md").write_text("# B\n\nThe panel meets.\n", "utf-8")
    first = read(documents, Readings(tmp_path / "read"))
    assert len(asked) == 2
    assert read(documents, Readings(tmp_path / "read")) == first
    assert len(asked) == 2
    (documents / "a.md").write_text(TEXT.replace("ten", "five"), "utf-8")
    assert "five" in read(documents, Readings(tmp_path / "read"))[0]
    assert asked[2:] == [documents / "a.md"]
    monkeypatch.setattr(kept, "reader_version", lambda: "a later one")
    read(documents, Readings(tmp_path / "read"))
    assert len(asked) == 5


@pytest.mark.parametrize("damage", [lambda data: data[:-1], lambda data: data[:40], lambda _: b""])
def test_a_damaged_reading_is_not_used(
    documents: Path, tmp_path: Path, asked: list[Path], damage: Callable[[bytes], bytes]
) -> None:
    first = read(documents, Readings(tmp_path / "read"))
    (path,) = (tmp_path / "read").iterdir()
    path.write_bytes(damage(path.read_bytes()))
    assert read(documents, Readings(tmp_path / "read")) == first
    assert len(asked) == 2


def test_what_is_kept_is_bound_and_nothing_stays_of_a_file_that_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "read"
    Readings(folder).keep("old", b"the words of a file that is gone")
    (folder / "half.4711").write_bytes(b"half of")
    readings = Readings(folder)
    readings.keep("new", b"words")
    readings.tidy(whole=False)
    assert sorted(path.stem for path in folder.iterdir()) == ["new", "old"]
    monkeypatch.setattr(kept, "MOST_BYTES", 10)
    readings.tidy(whole=False)
    assert not list(folder.iterdir())
    readings.keep("new", b"words")
    Readings(folder, only_reads=True).keep("newer", b"words")
    assert [path.stem for path in folder.iterdir()] == ["new"]
    forget_readings(folder)
    assert not list(folder.iterdir())


def test_a_withdrawn_document_leaves_no_reading(
    documents: Path, tmp_path: Path, findings: Callable[..., Ended]
) -> None:
    (documents / "b.md").write_text("# B\n\nThe panel meets.\n", "utf-8")
    store = tmp_path / "store"
    assert findings("ingest", documents, "--store", store, "--dry-run").code == 0
    assert not (store / "read").exists()
    findings("ingest", documents, "--store", store)
    assert len(list((store / "read").iterdir())) == 2
    (documents / "b.md").unlink()
    findings("ingest", documents, "--store", store, "--yes")
    assert len(list((store / "read").iterdir())) == 1
    (documents / "c.md").write_text("# C\n\nThe board meets.\n", "utf-8")
    findings("add", documents / "c.md", "--store", store)
    assert len(list((store / "read").iterdir())) == 2
    assert findings("remove", "c.md", "--store", store).code == 0
    assert not list((store / "read").iterdir())
