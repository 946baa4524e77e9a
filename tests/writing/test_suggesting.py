"""Messages that a chat model suggests for a sentence: checked, and taught only by a person."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from domain import Citation
from store.publishing.live import published
from tests.writing.model import StandIn, unit_holding, writer_of
from tests.writing.served import serving

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from store.generation.opened import Generation
    from tests.conftest import Ended

LETTER = "letters/cheshire-east-jtai-2022.txt"
WORDS = "are invited to attend review meetings"
FITS = "does everybody get asked to the review meeting"
QUOTE = "A return home interview follows within 72 hours."


def _reply(*messages: str) -> str:
    rests = [{"number": 1, "words": WORDS}]
    return "\n".join(json.dumps({"says": one, "rests_on": rests}) for one in messages) + "\n"


def _quote(generation: Generation) -> Citation:
    unit = unit_holding(generation, LETTER, WORDS)
    return Citation(unit.passage, unit.sentence.text)


@pytest.mark.parametrize(
    ("message", "fault"),
    [
        (FITS, ""),
        ("who in Leeds is asked to the review meeting", "place"),
        ("are 15 people asked to the review meeting", "number"),
        ("is Barnardo's asked to the review meeting", "name"),
        ("my daughter Kayla Brown born 3.4.2011 was not asked", "details"),
        ("<b>who</b> is asked", "form"),
        ("see www.example.com for who is asked", "form"),
    ],
)
def test_what_the_sentence_does_not_speak_of_is_left_out(
    generation: Generation, message: str, fault: str
) -> None:
    writer = writer_of(StandIn(responses=[_reply(message)]), generation)
    found = writer.suggested(_quote(generation))
    assert found.dropped == ((fault,) if fault else ())
    assert found.messages == (() if fault else (message,))


def test_a_model_that_fails_suggests_nothing(generation: Generation) -> None:
    broken = writer_of(StandIn(responses=["!fail"]), generation).suggested(_quote(generation))
    assert (broken.messages, broken.fault) == ((), "failed")
    slow = writer_of(StandIn(responses=["!hang"]), generation, seconds=0.5)
    assert slow.suggested(_quote(generation)).fault == "slow"


def test_nothing_is_taught_by_suggesting(
    store: Path, findings: Callable[..., Ended], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = published(store)
    none = findings("suggest", "missing.md", QUOTE, "--store", store)
    assert none.code == 2
    assert "no chat model writes here" in none.err
    with serving(tmp_path) as server:
        danger = "help, he is attacking her right now after she came home, when is the interview"
        told = _reply("how soon is the return home interview?", danger, "what is for lunch?")
        server.reply.write_text(told, "utf-8")
        monkeypatch.setenv("FINDINGS_CHAT_MODEL", "openai:m")
        monkeypatch.setenv("FINDINGS_CHAT_MODE", "writes")
        monkeypatch.setenv("FINDINGS_CHAT_ADDRESS", server.address)
        monkeypatch.setenv("FINDINGS_CHAT_KEY", "k")
        gone = findings("suggest", "none.md", "--store", store)
        assert "no such document" in gone.err
        found = json.loads(findings("suggest", "missing.md", QUOTE, "--json", "--store", store).out)
    assert found["suggested"] == ["how soon is the return home interview?"]
    assert found["dropped"] == ["far", "danger"]
    assert published(store) == before
