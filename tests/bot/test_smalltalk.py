"""Small talk: a reply in kind, honest about what the tool is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.smalltalk import answer


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("hiya", "Hello"),
        ("Thanks, that's really helpful", "welcome"),
        ("see you Monday", "Goodbye"),
        ("are you a robot?", "computer program"),
        ("who made you", "maintainers"),
        ("what can you do", "inspection letter"),
        ("sorry, wrong window", "No harm"),
        ("you're not much use are you", "sorry"),
        ("brilliant", "glad"),
        ("\U0001f44b", "Hello"),
        ("hmm", "question"),
    ],
)
def test_the_reply_is_in_kind(message: str, words: str) -> None:
    assert words in answer(message)


@pytest.mark.parametrize("message", ["what are you", "are you chatgpt", "who built you?"])
def test_asked_what_it_is_the_tool_says_so(message: str) -> None:
    reply = answer(message)
    assert "computer program" in reply
    assert "no language model" in reply
    assert "don't decide anything about a child" in reply


@given(st.text(max_size=200))
def test_any_message_gets_a_reply(message: str) -> None:
    assert answer(message)
