"""Whether what was found speaks of the subject that an ask names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.assistant import Library

UNSURE = 0.55


@pytest.mark.parametrize(
    "ask",
    [
        "how long till a conference is held",
        "is this one mine to refer or theirs",
        "who won't they let into the meeting",
    ],
)
def test_a_word_that_only_joins_is_no_subject(ask: str, library: Callable[[], Library]) -> None:
    assert library().subjects.missing(ask, (), UNSURE) == ""


def test_a_word_that_no_document_holds_is_a_subject(library: Callable[[], Library]) -> None:
    ask = "how long till the trampoline is mended"
    assert library().subjects.missing(ask, (), UNSURE) == "trampoline"


def test_an_abbreviation_that_is_a_word_counts_as_it_is_written(
    library: Callable[[], Library],
) -> None:
    subjects = library().subjects
    assert subjects.missing("they made the picture with an app", (), UNSURE) == ""
    assert subjects.missing("does APP cover it", (), UNSURE) == "APP"
