"""A front end made for OpenAI's protocol, and its own client, get the same answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openai
import pytest

from tests.api.test_documented import serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openai.types.chat import ChatCompletionMessageParam
    from starlette.testclient import TestClient

ASKED = "How soon is a return home interview offered?"


@pytest.fixture
def chat(client: TestClient) -> Iterator[openai.OpenAI]:
    with serving(client) as address, openai.OpenAI(base_url=f"{address}/v1", api_key="-") as made:
        yield made


def test_openais_own_client_gets_quotes_with_their_addresses(
    chat: openai.OpenAI, client: TestClient
) -> None:
    assert [one.id for one in chat.models.list()] == ["findings"]
    messages: list[ChatCompletionMessageParam] = [
        {"role": "system", "content": "You are a pirate."}, {"role": "user", "content": ASKED},
    ]  # fmt: skip
    answer = chat.chat.completions.create(model="findings", messages=messages).choices[0].message
    reply = client.post("ask", json={"message": ASKED}).json()
    assert answer.content == reply["text"]
    cited = [one.url_citation for one in answer.annotations or ()]
    assert len(cited) == sum(len(one["quotes"]) for one in reply["statements"])
    assert answer.content
    quoted = [answer.content[one.start_index : one.end_index] for one in cited]
    assert quoted[0].split()[0] in reply["statements"][0]["quotes"][0]["quote"]
    assert {one.url for one in cited} <= {
        quote["address"] for one in reply["statements"] for quote in one["quotes"]
    }
    pieces = chat.chat.completions.create(model="findings", messages=messages, stream=True)
    assert "".join(one.choices[0].delta.content or "" for one in pieces) == answer.content


def test_a_chat_goes_on_and_danger_comes_first(client: TestClient) -> None:
    turns = [
        {"role": "user", "content": [{"type": "text", "text": ASKED}]},
        {"role": "assistant", "content": "Within 72 hours."},
        {"role": "user", "content": "who does it?"},
    ]
    told = client.post("chat/completions", json={"messages": turns}).json()
    history = [{"question": ASKED, "answer": "Within 72 hours."}]
    reply = client.post("ask", json={"message": "who does it?", "history": history}).json()
    assert told["choices"][0]["message"]["content"] == reply["text"]
    danger = [{"role": "user", "content": "he is hitting her right now"}]
    told = client.post("chat/completions", json={"messages": danger}).json()
    assert told["outcome"] == "escalated"
    assert "999" in told["choices"][0]["message"]["content"].splitlines()[2]
    assert client.post("chat/completions", json={"messages": []}).status_code == 422
