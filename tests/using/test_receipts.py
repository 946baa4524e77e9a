"""A receipt says what an answer was made of, and shows later whether its quotes still stand."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from store.publishing.live import generations_folder, publish
from tests.store.texts import MEETINGS, TEXTS, built
from using.receipts import ReceiptError, Stands, hash_of, parse_receipt

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from store.models.embedding import OnnxEmbedder
    from tests.conftest import Ended

QUESTION = "who chairs the strategy meeting about Jamie Bloggs"


@pytest.fixture
def receipt(store: Path, tmp_path: Path, findings: Callable[..., Ended]) -> Path:
    path = tmp_path / "receipt.json"
    assert findings("ask", QUESTION, "--store", store, "--receipt", path).code == 0
    return path


def stands(ended: Ended) -> list[str]:
    return [one["stands"] for one in json.loads(ended.out)["quotes"]]


def test_a_receipt_names_what_answered_and_holds_no_word_of_the_message(
    store: Path, receipt: Path
) -> None:
    text = receipt.read_text("utf-8")
    held = json.loads(text)
    (quote,) = held["quotes"]
    (document,) = held["documents"]
    assert (held["status"], document["id"]) == ("answered", "meetings.md")
    assert held["generation"] in {one.name for one in (store / "generations").iterdir()}
    assert held["embedding_model"]
    assert held["passages"]
    assert quote["words"].startswith("Children's social care chairs")
    assert "Jamie" not in text
    assert "who chairs" not in text
    assert hash_of(QUESTION) not in text


@pytest.mark.parametrize(
    ("changed", "wanted"),
    [
        (TEXTS, Stands.AS_IT_WAS),
        ({"meetings.md": "\n\nNew.\n\n".join(MEETINGS.split("\n\n", 1))}, Stands.ELSEWHERE),
        ({"meetings.md": MEETINGS.replace("chairs", "leads")}, Stands.CHANGED),
        ({"meetings.md": None}, Stands.GONE),
    ],
    ids=["same", "moved", "changed", "gone"],
)
def test_a_quote_is_looked_for_in_the_document_as_it_is_now(
    store: Path, receipt: Path, embedder: OnnxEmbedder, findings: Callable[..., Ended],
    changed: dict[str, str | None], wanted: Stands,
) -> None:  # fmt: skip
    texts = {name: text for name, text in (TEXTS | changed).items() if text is not None}
    publish(store, built(texts, embedder, generations_folder(store)).name, keep=2)
    ended = findings("verify", receipt, "--store", store, "--json")
    assert stands(ended) == [wanted.value]
    assert ended.code == (0 if wanted.is_well else 2)
    assert wanted.value in findings("verify", receipt, "--store", store).out


@pytest.mark.parametrize("field", ["words", "start", "document"])
def test_a_receipt_that_was_altered_is_not_believed(
    store: Path, receipt: Path, findings: Callable[..., Ended], field: str
) -> None:
    held = json.loads(receipt.read_text("utf-8"))
    other = {
        "words": "The police chair the strategy meeting.",
        "start": 0,
        "document": "missing.md",
    }
    held["quotes"][0][field] = other[field]
    receipt.write_text(json.dumps(held), "utf-8")
    ended = findings("verify", receipt, "--store", store, "--json")
    assert (ended.code, stands(ended)) == (2, [Stands.ALTERED.value])


@pytest.mark.parametrize("body", ["", "[]", '{"format": 1}', "not JSON", "{" * 9999])
def test_what_is_no_receipt_is_one_clear_line(body: str) -> None:
    with pytest.raises(ReceiptError, match=r"no receipt .*findings ask --receipt") as fault:
        parse_receipt(body)
    assert "\n" not in str(fault.value)


def test_of_a_message_of_danger_the_receipt_says_that_it_was_escalated(
    store: Path, tmp_path: Path, findings: Callable[..., Ended]
) -> None:
    path = tmp_path / "danger.json"
    findings("ask", "he is hitting my brother right now", "--store", store, "--receipt", path)
    receipt = parse_receipt(path.read_bytes())
    assert receipt.status == "escalated"
    assert replace_made(receipt.as_json()) == replace_made(path.read_text("utf-8"))


def replace_made(text: str) -> str:
    return json.dumps(json.loads(text) | {"made": ""})


def test_whom_to_ring_first_is_said_before_the_quotes(
    store: Path, receipt: Path, findings: Callable[..., Ended]
) -> None:
    held = json.loads(receipt.read_text("utf-8"))
    receipt.write_text(json.dumps(held | {"first": "Ring 999 first."}), "utf-8")
    assert findings("verify", receipt, "--store", store).out.startswith("Ring 999 first.\n")
    ended = findings("verify", receipt, "--store", store, "--json")
    assert json.loads(ended.out)["first"] == "Ring 999 first."
