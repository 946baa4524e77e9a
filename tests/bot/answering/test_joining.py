"""Two things asked in one message: each answered by itself, in the order asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain import Answer

if TYPE_CHECKING:
    from bot.assistant import Assistant


def test_what_answers_the_first_thing_asked_stands_before_what_answers_the_second(
    assistant: Assistant,
) -> None:
    asked = "How soon is a strategy meeting held", "what is county lines?"
    together = assistant.reply(" and ".join(asked)).outcome
    assert isinstance(together, Answer)
    quoted = [one.text for one in together.statements]
    for one, place in zip(asked, (0, 1), strict=True):
        apart = assistant.reply(one).outcome
        assert isinstance(apart, Answer)
        assert quoted.index(apart.statements[0].text) >= place
    assert not together.declined
