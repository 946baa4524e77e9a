"""Another program gets what the page shows: quotes with their places, refusals, steps first."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING, Any

import pytest

import wiring
from api.problems import MEDIA_TYPE
from settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from starlette.testclient import TestClient

ASKED = "How soon is a return home interview offered?"
JSON = {"content-type": "application/json"}
DANGER = "he is hitting her right now"


def events(text: str) -> list[tuple[str, Any]]:
    """Give the events of a stream, in order."""
    blocks = [dict(line.split(": ", 1) for line in one.splitlines()) for one in text.split("\n\n")]
    return [(one["event"], json.loads(one["data"])) for one in blocks if one]


def test_every_quote_is_a_slice_of_its_document(client: TestClient) -> None:
    reply = client.post("ask", json={"message": ASKED}).json()
    assert reply["outcome"] == "answered"
    quotes = [one for statement in reply["statements"] for one in statement["quotes"]]
    assert any("72 hours" in one["quote"] for one in quotes)
    for one in quotes:
        document = client.get(f"documents/{one['document']}").json()
        assert document["text"][one["start"] : one["end"]] == one["quote"]
        assert document["generation"] == reply["generation"]


@pytest.mark.parametrize(
    ("message", "outcome"),
    [("what is the capital of france", "declined"), (DANGER, "escalated"), ("hello", "chat"),
     ("how many documents are held", "answered"), ("\ud83d half an emoji", "declined"),
     ("", "chat")],
)  # fmt: skip
def test_whatever_comes_of_a_message_is_a_reply(
    client: TestClient, message: str, outcome: str
) -> None:
    sent = client.post("ask", content=json.dumps({"message": message}), headers=JSON)
    assert (sent.status_code, sent.json()["outcome"]) == (200, outcome)
    assert bool(sent.json()["safety"]) == (outcome == "escalated")


def test_a_receipt_is_checked_against_what_is_held(client: TestClient) -> None:
    receipt = client.post("ask", json={"message": ASKED, "receipt": True}).json()["receipt"]
    checked = client.post("receipts/verify", json=receipt).json()
    assert checked["is_same_generation"]
    assert {one["stands"] for one in checked["quotes"]} == {"stands word for word where it stood"}
    receipt["quotes"][0]["words"] = "Within a week."
    [first, *_] = client.post("receipts/verify", json=receipt).json()["quotes"]
    assert "stands word for word" not in first["stands"]


def test_a_conversation_goes_on(client: TestClient) -> None:
    history = [{"question": ASKED, "answer": "Within 72 hours."}]
    reply = client.post("ask", json={"message": "who does it?", "history": history}).json()
    assert reply["follows"]
    assert {one["quotes"][0]["document"] for one in reply["statements"]} == {
        "guidance/children-missing-from-home-and-care.md"
    }


def test_a_question_is_kept_to_its_scope(client: TestClient) -> None:
    name = "guidance/strategy-discussions.md"
    reply = client.post("ask", json={"message": ASKED, "scope": {"documents": [name]}}).json()
    quotes = [one for held in reply["statements"] for one in held["quotes"]]
    assert {one["document"] for one in [*quotes, *reply["nearest"]]} <= {name}
    assert quotes or reply["nearest"]


@pytest.mark.parametrize("message", [ASKED, DANGER])
def test_a_stream_gives_the_steps_first_and_the_whole_last(
    client: TestClient, message: str
) -> None:
    sent = client.post("ask", json={"message": message, "stream": True})
    assert sent.headers["content-type"].startswith("text/event-stream")
    names, given = zip(*events(sent.text), strict=True)
    whole = client.post("ask", json={"message": message}).json()
    steps = ["safety"] if message == DANGER else []
    assert [*names] == [*steps, *["statement"] * len(whole["statements"]), "reply"]
    assert given[-1] == whole


def test_danger_gets_its_steps_whatever_was_asked_before(
    make_client: Callable[..., TestClient],
) -> None:
    client = make_client(questions_per_minute=1)
    assert client.post("ask", json={"message": ASKED}).status_code == 200
    refused = client.post("ask", json={"message": ASKED})
    assert (refused.status_code, refused.headers["content-type"]) == (429, MEDIA_TYPE)
    assert refused.headers["retry-after"]
    assert client.post("ask", json={"message": DANGER}).json()["safety"]["steps"]
    assert client.post("search", json={"query": DANGER}).json()["safety"]["steps"]
    chat = {"messages": [{"role": "user", "content": DANGER}]}
    assert client.post("chat/completions", json=chat).json()["outcome"] == "escalated"
    assert client.post("search", json={"query": ASKED}).status_code == 429
    assert client.post("ask", json={"message": DANGER, "stream": True}).text.startswith(
        "event: safety"
    )


def test_without_a_knowledge_base_danger_gets_its_steps_all_the_same(
    make_client: Callable[..., TestClient], tmp_path: Path, model_export: Path
) -> None:
    settings = load_settings(store=tmp_path / "none", model_export=model_export)
    editions = wiring.make_editions(settings)
    answering = wiring.make_assistant(settings, editions.library), editions
    client = make_client(answering=answering)
    assert client.post("ask", json={"message": DANGER}).json()["safety"]["steps"]
    [(name, problem)] = events(client.post("ask", json={"message": ASKED, "stream": True}).text)
    assert (name, problem["status"]) == ("problem", 503)
    for sent in (client.post("ask", json={"message": ASKED}), client.get("documents")):
        assert (sent.status_code, sent.headers["content-type"]) == (503, MEDIA_TYPE)


def test_a_search_says_whether_its_words_would_be_answered(client: TestClient) -> None:
    found = client.post("search", json={"query": ASKED, "count": 2}).json()
    assert (found["outcome"], len(found["passages"])) == ("answered", 2)
    assert "72 hours" in found["passages"][0]["text"]
    declined = client.post("search", json={"query": "what is the capital of france"}).json()
    assert declined["outcome"] == "declined"
    words = client.post("search", json={"query": '"return home interview"', "by": "words"}).json()
    assert all("return home interview" in one["text"].lower() for one in words["passages"])
    assert client.post("search", json={"query": DANGER, "by": "words"}).json()["safety"]


def test_a_childs_details_are_neither_given_back_nor_logged(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    message = "what is expected for Zebedee Quillfeather born 3/4/2012"
    sent = [
        client.post("ask", json={"message": message}),
        client.post("ask", json={"message": message, "stream": True}),
        client.post("search", json={"query": message}),
        client.post("search", json={"query": message, "by": "words"}),
        client.post("ask", json={"message": message, "zebedee": message, "scope": message}),
        client.post("ask", content=f'{{"message": "{message}', headers=JSON),
    ]
    assert [one.status_code for one in sent] == [200, 200, 200, 200, 422, 422]
    written = caplog.text + "".join(one.text.removeprefix("zebedee") for one in sent)
    assert "Quillfeather" not in written
    assert "3/4/2012" not in written
