"""Parts that are switched off are off, and the others are as they were."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.answering.rendering import status_of
from bot.assistant import Assistant
from bot.triage.failsafe import SafeTriage
from evaluation.ablation import variants
from settings import load_settings

if TYPE_CHECKING:
    from pathlib import Path

    from bot.assistant import Library


@pytest.fixture(scope="module")
def libraries(whole_store: Path, model_export: Path) -> dict[str, Library]:
    settings = load_settings(store=whole_store, model_export=model_export)
    return dict(variants(settings))


def status(library: Library, question: str) -> str:
    return status_of(Assistant(SafeTriage(), lambda: library).reply(question))


def test_without_the_judge_nothing_is_declined(libraries: dict[str, Library]) -> None:
    question = "what is the capital of france"
    assert status(libraries["all parts"], question) == "declined"
    assert status(libraries["without the judge"], question) == "answered"


def test_without_keywords_no_word_counts(libraries: dict[str, Library]) -> None:
    words = {
        name: one.words(("scrutin",)).of(one.sentence_rows).max()
        for name in ("all parts", "without keywords")
        for one in (libraries[name].retriever.table,)
    }
    assert words["all parts"] > 0 == words["without keywords"]


def test_without_spelling_repair_slips_stay(libraries: dict[str, Library]) -> None:
    typed = "comissioning"
    assert libraries["all parts"].understanding.read(typed).text != typed
    assert libraries["without spelling repair"].understanding.read(typed).text == typed
