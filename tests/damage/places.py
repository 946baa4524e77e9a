"""Every file that an answer is made with, in copies that a test may damage, and how to do so."""

from __future__ import annotations

import io
import json
import re
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

import wiring
from bot.assistant import Assistant
from bot.triage.failsafe import SafeTriage
from bot.triage.verdict import Triage
from pages.shared.services import Services
from settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

DATA = Path(wiring.__file__).parent / "bot" / "data"
GENERATION = "store/generations/*"
MODELS = ("model", "model-checker", "model-reader")
# What only building reads, or only a draft, a page or the audit.
ANSWERING_READS = (
    "store/CURRENT",
    *(f"{GENERATION}/{name}" for name in (
        "manifest.json", "bundles/*/knowledge.json", "bundles/*/columns.npz",
        "bundles/*/vectors.npy", "coarse.npy",
        "lessons.json", "probes.npy",
        "keywords/words.txt", "keywords/vocab.index.json", "keywords/data.csc.index.npy",
        "keywords/indices.csc.index.npy", "keywords/indptr.csc.index.npy",
        "chroma/chroma.sqlite3", "chroma/*/data_level0.bin", "chroma/*/header.bin",
        "chroma/*/length.bin", "chroma/*/link_lists.bin", "chroma/*/index_metadata.pickle",
        "side/partnership.toml", "side/danger.toml", "side/pointers.toml",
        "side/lexicon/terms.toml", "side/lexicon/synonyms.toml", "side/lexicon/polarity.toml",
    )),
    *(f"{folder}/{name}" for folder in MODELS
      for name in ("model.onnx", "model.onnx.data", "tokenizer.json", "name.txt")),
    "knowledge/partnership.toml",
    *(f"data/{name}" for name in (
        "ranker.npz", "judge.npz", "answerability.npz", "checker.npz", "names.toml",
        "reader.npz", "danger_kinds.toml", "fitted.json",
    )),
)  # fmt: skip
# What triage counts words with, and what it knows of other languages.
TRIAGE_READS = ("data/triage.npz", "data/triage.toml", "data/languages.toml")


@dataclass(frozen=True)
class Place:
    """A copy of all that answers are made with."""

    root: Path

    @property
    def settings(self) -> Settings:
        """Settings that name nothing outside the copy."""
        return Settings(
            store=self.root / "store", knowledge=self.root / "knowledge",
            model_export=self.root / "model", feedback=self.root / "feedback.sqlite3",
        )  # fmt: skip

    def find(self, name: str) -> Path:
        """Give the file of a name, in which * stands for any folder, of several the first."""
        return min(self.root.glob(name))

    def services(self) -> Services:
        """Give the assistant and all that the pages have, made as the commands make them."""
        editions = wiring.make_editions(self.settings)
        safety = wiring.make_safety(self.settings)
        data = self.root / "data"
        triage = SafeTriage(partial(
            Triage, data / "triage.npz", data / "triage.toml", data / "danger_kinds.toml",
            data / "languages.toml", partial(wiring.make_reader, self.settings),
        ))  # fmt: skip
        assistant = Assistant(triage, editions.library, safety)
        return Services(assistant, editions, self.settings)


def copy_place(root: Path, *, store: Path, model_export: Path, knowledge: Path) -> Place:
    """Copy what may be damaged below ``root``; large files are links until they are."""
    shutil.copytree(store, root / "store")
    for name in MODELS:
        (root / name).mkdir()
        for path in model_export.with_name(name).iterdir():
            (root / name / path.name).symlink_to(path)
    (root / "data").mkdir()
    for path in DATA.iterdir():
        (root / "data" / path.name).symlink_to(path)
    (root / "knowledge").mkdir()
    shutil.copy(knowledge / "partnership.toml", root / "knowledge")
    return Place(root)


def _whole(path: Path) -> bytes:
    data = path.read_bytes()
    path.unlink()
    return data


def _missing(path: Path) -> None:
    path.unlink()


def _empty(path: Path) -> None:
    path.unlink()
    path.touch()


def _truncated(path: Path) -> None:
    data = _whole(path)
    path.write_bytes(data[: len(data) // 2])


def _other_type(path: Path) -> None:
    path.unlink()
    path.write_bytes(b"\x00\xff\xfe%PDF-1.7 something else\x00" * 50)


def _other_version(path: Path) -> None:
    """Put something in its place that is sound by itself, but not what it should hold."""
    path.unlink()
    match path.suffix:
        case ".toml":
            path.write_text('format = 99\n[[other]]\nname = "x"\n', "utf-8")
        case ".json":
            path.write_text('{"format": 99}', "utf-8")
        case ".npz":
            np.savez(path, other=np.zeros(3, dtype=np.float32))
        case ".npy":
            np.save(path, np.zeros(3, dtype=np.int8))
        case ".sqlite3":
            with closing(sqlite3.connect(path)) as database:
                database.execute("CREATE TABLE other (x)")
        case _:
            path.write_text("20200101T000000-000000\n", "utf-8")


def _other_values(path: Path) -> None:
    """Keep its form and put values of another type into it."""
    data = _whole(path)
    match path.suffix:
        case ".toml":
            path.write_text(re.sub(r"(?m)^([\w.\"-]+) *=.*", r"\1 = -7.5", data.decode()), "utf-8")
        case ".json":
            held = json.loads(data)
            path.write_text(json.dumps({name: _shift(value) for name, value in held.items()}))
        case ".npz":
            with np.load(io.BytesIO(data)) as arrays:
                np.savez(path, **{name: arrays[name].astype("U8") for name in arrays.files})
        case ".npy":
            np.save(path, np.full_like(np.load(io.BytesIO(data)), -7))
        case _:  # weights
            path.write_bytes(data[::-1])


def _other_shape(path: Path) -> None:
    """Leave out the last part of every array."""
    with np.load(io.BytesIO(_whole(path))) as arrays:
        cut: dict[str, Any] = {name: np.atleast_1d(arrays[name])[:-1] for name in arrays.files}
    np.savez(path, **cut)


def _shift(value: object) -> object:
    """Give a value of another type that a careless reader could take for the one it was."""
    if isinstance(value, list):
        return [_shift(one) for one in value]
    if isinstance(value, dict):
        return {name: _shift(one) for name, one in value.items()}
    return str(value) if isinstance(value, int) else 2**40


def _unreadable(path: Path) -> None:
    # a folder in its place: whoever runs as root may read any file
    path.unlink()
    path.mkdir()


DAMAGES: Mapping[str, Callable[[Path], None]] = {
    "missing": _missing, "empty": _empty, "truncated": _truncated, "another type": _other_type,
    "another version": _other_version, "unreadable": _unreadable,
    "other values": _other_values, "other shape": _other_shape,
}  # fmt: skip
# The others can be done to any file.
_ONLY_OF = {
    "other values": {".toml", ".json", ".npz", ".npy", ".data"}, "other shape": {".npz"},
}  # fmt: skip


def can_be_done(damage: str, name: str) -> bool:
    """Say whether a damage can be done to a file of that name."""
    return damage not in _ONLY_OF or Path(name).suffix in _ONLY_OF[damage]
