"""A refusal says no more than is known: what lies near may answer where the judge is in doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.answering.refusing import refuse
from bot.judging.judge import Judgement
from domain import Evidence

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.assistant import Library

UNTAUGHT = (1.0, 0.5)


@pytest.mark.parametrize(
    ("answerable", "read", "missing", "is_unsure"),
    [
        (0.3, UNTAUGHT, "", True),
        (0.05, UNTAUGHT, "", False),
        (0.3, UNTAUGHT, "a mileage rate", False),
        # of what people taught the judge knows better
        (0.3, (), "", False),
    ],
)
def test_that_near_passages_do_not_answer_is_said_where_it_is_likely(
    library: Callable[[], Library], answerable: float, read: tuple[float, ...], missing: str,
    *, is_unsure: bool,
) -> None:  # fmt: skip
    held = library()
    passage = held.generation.passages[0]
    near = Evidence(passage, 1.0, (1.0,) * len(passage.sentences))
    judgement = Judgement("declined", answerable, answerable, read)
    said = refuse(held, "mileage", missing, [near], closeness=1.0, judgement=judgement).message
    assert ("do not clearly say" in said) is is_unsure
    assert ("see whether they answer it" in said) is is_unsure
    assert ("they do not answer the question" in said) is not is_unsure
