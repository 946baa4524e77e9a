"""Another model's cosines become those that thresholds were chosen for; else it is refused."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import pytest

from bot.ranking.calibration import (
    CalibrationError,
    Scale,
    calibrate,
    read_scale,
    write_calibration,
)
from bot.ranking.fitted import read_fitted
from wiring import BOT_DATA

if TYPE_CHECKING:
    from pathlib import Path

    from store.generation.opened import Generation

THERE = Scale((-1.0, 0.2, 0.6, 1.0), (-1.0, 0.1, 0.9, 1.0))


def test_a_scale_comes_back_as_it_was_written_and_keeps_the_order(tmp_path: Path) -> None:
    path = tmp_path / "calibration.json"
    write_calibration(path, THERE, model="b", fitted="a")
    scale = read_scale(path, "b", "a")
    assert scale == THERE
    cosines = np.linspace(-1, 1, 50, dtype=np.float32)
    assert (np.diff(scale(cosines)) > 0).all()
    assert scale(np.array([0.6], np.float32)).item() == pytest.approx(0.9)
    assert scale.own_of(0.9) == pytest.approx(0.6)


def test_the_model_itself_needs_none(tmp_path: Path) -> None:
    assert read_scale(tmp_path / "none.json", "a", "a") is None


@pytest.mark.parametrize("damage", ["missing", "not JSON", "of others", "falling", "no numbers"])
def test_another_model_without_its_calibration_is_refused_in_one_line(
    tmp_path: Path, damage: str
) -> None:
    path = tmp_path / "calibration.json"
    write_calibration(path, THERE, model="b", fitted="a")
    raw = json.loads(path.read_bytes())
    match damage:
        case "missing":
            path.unlink()
        case "not JSON":
            path.write_bytes(path.read_bytes()[:40])
        case "of others":
            path.write_text(json.dumps(raw | {"fitted": "c"}))
        case "falling":
            path.write_text(json.dumps(raw | {"own": raw["own"][::-1]}))
        case _:
            path.write_text(json.dumps(raw | {"own": ["x"] * 4}))
    with pytest.raises(CalibrationError, match="run 'findings calibrate'") as refused:
        read_scale(path, "b", "a")
    assert "\n" not in str(refused.value)


def test_a_model_that_gives_other_cosines_is_put_on_the_fitted_scale(
    generation: Generation, monkeypatch: pytest.MonkeyPatch
) -> None:
    fitted = read_fitted(BOT_DATA)
    # one more number in every vector, the same for all: whatever is compared is nearer
    vectors = np.array(generation.vectors)
    nearer = np.hstack([vectors, np.ones((len(vectors), 1), np.float32)]) / np.sqrt(2)
    plain = calibrate(generation, fitted)
    monkeypatch.setattr(generation, "vectors", nearer)
    scale = calibrate(generation, fitted)
    cosines = np.array([0.05, 0.3, 0.6, 0.8], dtype=np.float32)
    assert np.allclose(scale((cosines + 1) / np.float32(2)), plain(cosines), atol=0.03)
