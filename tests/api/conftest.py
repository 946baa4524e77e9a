"""The API on the shipped documents, mounted as the server mounts it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

import wiring
from api.mounting import make_api, mounted
from pages.shared.limits import Limits
from settings import load_settings
from signing_in.gate import Gate
from signing_in.ways import Nobody

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bot.assistant import Assistant
    from bot.edition import Editions

SITE = "http://127.0.0.1:7860/"


@pytest.fixture(scope="session")
def answering(whole_store: Path, model_export: Path) -> tuple[Assistant, Editions]:
    """What answers, from the shipped documents."""
    settings = load_settings(store=whole_store, model_export=model_export)
    editions = wiring.make_editions(settings)
    return wiring.make_assistant(settings, editions.library), editions


@pytest.fixture
def make_client(answering: tuple[Assistant, Editions]) -> Callable[..., TestClient]:
    """Give what makes a program that may ask so often in a minute."""

    def make(
        questions_per_minute: int = 1000, answering: tuple[Assistant, Editions] = answering
    ) -> TestClient:
        app = make_api(*answering, SITE, Limits(questions_per_minute))
        whole = Starlette(routes=[mounted(app)])
        whole.add_middleware(Gate, way=Nobody(is_local=True), root_path="")
        return TestClient(whole, base_url=f"{SITE}v1/")

    return make


@pytest.fixture
def client(make_client: Callable[..., TestClient]) -> TestClient:
    """Another program, which may ask often."""
    return make_client()
