"""``findings prepare``: the models' exports."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import wiring

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
