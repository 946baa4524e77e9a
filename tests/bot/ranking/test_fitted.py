"""What was fitted is used with what it was fitted with, or refused in one line."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import numpy as np
import pytest

from bot.judging.judge import (
    CLASSES,
    JUDGE_NAME,
    SURE_CLASSES,
    SURE_NAME,
    SURE_SIGNALS,
    UNTAUGHT_NAME,
    UNTAUGHT_SIGNALS,
)
from bot.judging.judge import SIGNALS as JUDGED
from bot.ranking.fitted import MANIFEST_NAME, hash_file, read_fitted
from bot.ranking.ranker import WeightsError, read_network, weigh_signals
from bot.ranking.signals import SIGNALS
from bot.triage.scene import SceneReader
from training import manifest
from wiring import BOT_DATA, RANKER_NAME, TUNED_LAYERS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

LEARNED = sorted(
    path
    for folder in (BOT_DATA, TUNED_LAYERS.parent)
    for path in folder.iterdir()
    if path.suffix in {".npz", ".safetensors"}
)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The small learned files with their manifest, in a folder of their own."""
    for name in (MANIFEST_NAME, RANKER_NAME, JUDGE_NAME, UNTAUGHT_NAME, SURE_NAME):
        shutil.copy(BOT_DATA / name, tmp_path)
    return tmp_path


def edit(data: Path, change: Callable[[dict[str, Any]], object]) -> None:
    path = data / MANIFEST_NAME
    raw = json.loads(path.read_bytes())
    change(raw)
    path.write_text(json.dumps(raw), "utf-8")


def test_every_learned_file_is_the_one_that_the_manifest_names() -> None:
    fitted = read_fitted(BOT_DATA)
    assert sorted(fitted.files) == sorted(path.name for path in LEARNED)
    for path in LEARNED:
        assert hash_file(path) == fitted.files[path.name].sha256, path.name
    # what goes into the same model is of the same model
    for name in ("checker", "reader"):
        made = fitted.files[f"{name}.safetensors"].gives
        assert fitted.files[f"{name}.npz"].model == made
    assert fitted.files[TUNED_LAYERS.name].gives == fitted.embedder
    concepts = SceneReader(BOT_DATA / "triage.toml").concept_names
    assert fitted.files["triage.npz"].signals == tuple(concepts)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda raw: raw["files"][RANKER_NAME].update(model="0" * 12), "fitted with the model"),
        (lambda raw: raw["files"][RANKER_NAME]["signals"].append("moon"), "signal 'moon'"),
        (lambda raw: raw["files"][RANKER_NAME]["signals"].pop(), "not of the signals"),
        (lambda raw: raw["files"][RANKER_NAME].update(outputs=["a", "b"]), "outputs"),
        (lambda raw: raw["files"].pop(RANKER_NAME), "does not name"),
        (lambda raw: raw["files"][RANKER_NAME].update(sha256="0"), "not the file"),
        (lambda raw: raw["thresholds"].pop("same"), "damaged"),
        (lambda raw: raw.update(format=99), "of format 99"),
    ],
)
def test_what_does_not_fit_is_refused_with_a_remedy(
    data: Path, change: Callable[[dict[str, Any]], object], reason: str
) -> None:
    read_fitted(data).network(data / RANKER_NAME, SIGNALS)
    edit(data, change)
    with pytest.raises(WeightsError, match=f"{reason}.*: reinstall Findings"):
        read_fitted(data).network(data / RANKER_NAME, SIGNALS)


@pytest.mark.parametrize(
    ("name", "signals", "outputs"),
    [
        (RANKER_NAME, SIGNALS, ("score",)),
        (JUDGE_NAME, JUDGED, CLASSES),
        (UNTAUGHT_NAME, UNTAUGHT_SIGNALS, CLASSES),
        (SURE_NAME, SURE_SIGNALS, SURE_CLASSES),
    ],
)
def test_signals_are_taken_by_their_names(
    name: str, signals: tuple[str, ...], outputs: tuple[str, ...]
) -> None:
    assert len(set(signals)) == len(signals)
    rows = np.random.default_rng(5).normal(size=(9, len(signals))).astype(np.float32)
    plain = read_network(BOT_DATA / name).scores(rows)
    fitted = read_fitted(BOT_DATA)
    # measured in another order, and with one that it knows nothing of
    order = [*reversed(range(len(signals)))]
    measured = ["new", *(signals[place] for place in order)]
    network = fitted.network(BOT_DATA / name, measured, outputs)
    others = np.hstack([np.full((9, 1), 7, np.float32), rows[:, order]])
    assert np.allclose(network.scores(others), plain, atol=1e-4)
    same = fitted.network(BOT_DATA / name, signals, outputs)
    assert np.array_equal(same.scores(rows), plain)


def test_training_notes_what_it_wrote(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(manifest, "MANIFEST", data / MANIFEST_NAME)
    monkeypatch.setattr(manifest, "BOT_DATA", data)
    path, model = data / RANKER_NAME, read_fitted(data).embedder
    weigh_signals(np.array([1.0, 0.5])).save(path)
    with pytest.raises(WeightsError, match="not the file"):
        read_fitted(data).network(path, SIGNALS)
    signals = ("sentence cosine", "is taught")
    manifest.record(path, model=model, signals=signals, outputs=["score"], score_slope=0.7)
    fitted = read_fitted(data)
    assert fitted.thresholds.score_slope == 0.7
    row = np.zeros((1, len(SIGNALS)), dtype=np.float32)
    row[0, SIGNALS.index("is taught")] = 4
    assert fitted.network(path, SIGNALS).scores(row).item() == pytest.approx(2.0)
