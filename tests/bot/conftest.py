"""The assistant on the shipped documents, opened once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from settings import load_settings
from wiring import make_assistant, make_library

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bot.assistant import Assistant, Library


@pytest.fixture(scope="session")
def library(whole_store: Path, model_export: Path) -> Callable[[], Library]:
    """What opens the library of the shipped documents."""
    return make_library(load_settings(store=whole_store, model_export=model_export))


@pytest.fixture(scope="session")
def assistant(library: Callable[[], Library]) -> Assistant:
    """The assistant on the shipped documents."""
    return make_assistant(load_settings(), library)
