"""Small talk: a reply in kind, honest about what the tool is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.courtesies import covers
from bot.smalltalk import answer
from bot.triage.scene import SceneReader
from bot.triage.verdict import DATA


@pytest.fixture(scope="module")
def reader() -> SceneReader:
    return SceneReader(DATA / "triage.toml")


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("hiya", "Hello"),
        ("Thanks, that's really helpful", "welcome"),
        ("see you Monday", "Goodbye"),
        ("are you a robot?", "computer program"),
        ("who made you", "maintainers"),
        ("what can you do", "tell you when they don't say"),
        ("sorry, wrong window", "No harm"),
        ("you're not much use are you", "sorry"),
        ("brilliant", "glad"),
        ("\U0001f44b", "Hello"),
        ("hmm", "question"),
        ("wrong chat, soz", "No harm"),
        ("back in 5", "Goodbye"),
        ("am I talking to a machine", "computer program"),
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


@pytest.mark.parametrize(
    "message",
    [
        "hey hey",
        "Good evening to you",
        "cool ta",
        "wrong chat, soz",
        "testing testing 123",
        "who are you then?",
        "am I talking to a real person or a machine",
        "can you help?",
        "gotta go, speak later",
    ],
)
def test_a_message_of_courtesies_alone_is_covered(reader: SceneReader, message: str) -> None:
    assert covers(reader.words(message))


@pytest.mark.parametrize(
    "message",
    [
        "hi, who chairs the meeting",
        "thanks - and what about boys",
        "can you help with a referral",
        "who are you supposed to tell",
        "what do you do about a child who won't talk",
        "sorry, she's bleeding",
        "ok so who leads",
        "this is goodbye",
        "help me please",
        "help",
        "",
    ],
)
def test_a_question_or_a_plea_is_never_covered(reader: SceneReader, message: str) -> None:
    assert not covers(reader.words(message))
