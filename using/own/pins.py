"""The answers that people signed: which of them stand today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.pinning.pinned import standing_of
from ingest.beside.pins import PINS_NAME, read_pins
from store.generation.opened import Generation
from store.publishing.live import current_folder

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from bot.pinning.pinned import Standing


def held_pins(store: Path, today: date) -> tuple[Standing, ...]:
    """Give each pinned answer of what is live, with why it has lapsed where it has.

    Raises:
        FindingsError: nothing is published, or it is damaged.
    """
    generation = Generation(current_folder(store))
    pins = read_pins(generation.side / PINS_NAME)
    return tuple(standing_of(one, generation, today) for one in pins)
