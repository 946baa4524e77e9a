"""``findings prepare`` and ``calibrate``: the models' exports, and another model's thresholds."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import wiring
from bot.ranking.calibration import CALIBRATION_NAME

if TYPE_CHECKING:
    from settings import Settings


def prepare_models(settings: Settings) -> None:
    """Export the models where needed and say in one line what was done."""
    start = time.monotonic()
    if wiring.prepare_models(settings):
        seconds = time.monotonic() - start
        print(f"models exported to {settings.model_export.parent}, {seconds:.1f} s")
    else:
        print(f"model exports in {settings.model_export.parent} are up to date")


def calibrate_model(settings: Settings) -> None:
    """Fit the thresholds to the model of the live generation and print what they became.

    Raises:
        FindingsError: the store is missing or damaged, or too little is taught to fit them by.
    """
    fitted = wiring.calibrate_model(settings)
    if fitted is None:
        print("thresholds are those of the store's model: nothing to calibrate")
        return
    scale, cosines = fitted
    for name, cosine in cosines.items():
        print(f"{name}: {cosine} is {scale.own_of(cosine):.2f}")
    print(f"written to {settings.store / CALIBRATION_NAME}")
