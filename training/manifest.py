"""Note in ``bot/data/fitted.json`` what each learned file was fitted with.

Every script of ``training`` calls ``record`` with what it wrote. ``python -m training.manifest``
notes the cosines that ``findings calibrate`` compares another model's with: those of messages that
the embedding model was not tuned on. Run it once the encoder was trained anew.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from bot.ranking.calibration import shares_of
from bot.ranking.fitted import MANIFEST_NAME, Learned, hash_file, hash_in
from settings import load_settings
from store.models.embedding import Model
from training.material.tables import Writers
from wiring import BOT_DATA, TUNED_LAYERS, make_embedder, make_generation

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

MANIFEST = BOT_DATA / MANIFEST_NAME


def record(
    path: Path,
    *,
    model: str = "",
    gives: str = "",
    signals: Sequence[str] = (),
    outputs: Sequence[str] = (),
    **thresholds: float,
) -> None:
    """Note what a learned file was fitted with, and the thresholds that go with it.

    ``model`` is the hash of the model that it was fitted with, ``signals`` are the names of its
    inputs in order. A file that does not lie where Findings looks for it is a trial's, and not
    noted.
    """
    if path.resolve().parent not in {BOT_DATA, TUNED_LAYERS.parent}:
        return
    raw = _read()
    facts = asdict(Learned(hash_file(path), model, gives, tuple(signals), tuple(outputs)))
    raw["files"][path.name] = {name: value for name, value in facts.items() if value}
    raw["thresholds"] |= thresholds
    _write(raw)


def record_layers(path: Path, folder: Path) -> str:
    """Note which model layers go into, the one in ``folder``; give the hash of what comes of it."""
    gives = Model(folder, path).hash()
    record(path, model=Model(folder).hash(), gives=gives)
    return gives


def _read() -> dict[str, Any]:
    raw: dict[str, Any] = json.loads(MANIFEST.read_text("utf-8"))
    return raw


def _write(raw: object) -> None:
    MANIFEST.write_text(json.dumps(raw, indent=1) + "\n", "utf-8")


def main() -> None:
    """Note the embedding model of the live store, and the cosines of it."""
    settings = load_settings()
    generation = make_generation(settings, make_embedder(settings))
    asked = Writers(generation, settings.knowledge).is_last
    shares = [round(one, 4) for one in shares_of(generation, asked)]
    _write(_read() | {"embedder": hash_in(generation.manifest.model), "cosines": shares})


if __name__ == "__main__":
    main()
