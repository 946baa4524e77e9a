"""A turn of a conversation: masked once, and its receipt names what answered."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

import wiring
from bot.privacy.masking import mask
from bot.ranking.retriever import EVERYTHING
from domain import FindingsError
from feedback import FeedbackStore
from pages.ask.conversation import converse, count_if_declined, receipt_of
from pages.shared.services import Services
from settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import FrameType

    from bot.assistant import Library
    from store.generation.opened import Generation

DECLINED = "My name is Sarah Jones, what is the average price of a house in Crewe?"
ANSWERED = "What did inspectors say about the emergency department?"


class _Gone:
    """What is live is another generation than the one that answers, and cannot be read."""

    def __call__(self) -> Library:
        raise FindingsError


@pytest.fixture(scope="module")
def services(whole_store: Path, model_export: Path) -> Services:
    settings = load_settings(store=whole_store, model_export=model_export)
    return Services(wiring.make_assistant(settings), _Gone(), settings)


@contextmanager
def _maskings() -> Iterator[list[str]]:
    """Give what was masked meanwhile: the messages handed to ``mask``."""
    seen: list[str] = []

    def look(frame: FrameType, event: str, _argument: object) -> None:
        if event == "call" and frame.f_code is mask.__code__:
            seen.append(frame.f_locals["text"])

    before = sys.getprofile()
    sys.setprofile(look)
    try:
        yield seen
    finally:
        sys.setprofile(before)


@pytest.mark.parametrize("question", [ANSWERED, DECLINED])
def test_a_message_is_masked_once_in_a_turn(
    services: Services, tmp_path: Path, question: str
) -> None:
    with _maskings() as seen:
        exchange = converse(services, f"  {question} ", (), EVERYTHING)
        count_if_declined(exchange, services.settings, FeedbackStore(tmp_path / "fb.sqlite3"))
    assert len(seen) == 1
    assert "Sarah" not in exchange.question


def test_the_receipt_names_the_generation_that_answered(
    services: Services, generation: Generation, tmp_path: Path
) -> None:
    exchange = converse(services, ANSWERED, (), EVERYTHING)
    receipt = receipt_of(exchange, services.settings, FeedbackStore(tmp_path / "fb.sqlite3"))
    assert receipt.generation == generation.id
