"""``findings prepare``: the model's export."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import wiring

if TYPE_CHECKING:
    from settings import Settings


def prepare_model(settings: Settings) -> None:
    """Export the model where needed and say in one line what was done."""
    start = time.monotonic()
    if settings.engine == "torch":
        print("engine torch runs the model itself: nothing to export")
    elif wiring.prepare_model(settings):
        seconds = time.monotonic() - start
        print(f"model exported to {settings.model_export} ({settings.precision}), {seconds:.1f} s")
    else:
        print(f"model export in {settings.model_export} is up to date")
