"""A chat model is opened where it may be, and costs at most its time limit, whatever it does."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bot.quoting.plain import never
from settings import SettingsError, load_settings
from store.generation.opened import Generation
from store.publishing.live import current_folder
from tests.writing.model import reply_of, writer_of, written
from tests.writing.served import FALSE, TRUE, serving
from using.receipts import parse_receipt
from writing.chat import ChatModelError, open_chat_model, try_chat_model
from writing.drafting import DraftedStatement, drafted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.conftest import Ended
    from tests.writing.served import Served

# less than the server stalls for
LONGER = 15
QUESTION = "who chairs the strategy meeting"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("served")) as server:
        yield server


def test_what_a_server_streams_is_read_statement_by_statement(served: Served) -> None:
    model = open_chat_model(served.settings("streams"))
    found = [json.loads(one.model_dump_json()) for one in drafted(model, [], 60, never)
             if isinstance(one, DraftedStatement)]  # fmt: skip
    assert found == [TRUE, FALSE]


def test_a_model_that_keeps_to_a_form_is_read_as_each_statement_is_whole(served: Served) -> None:
    # of this one LangChain knows that it does
    model = open_chat_model(served.settings("gpt-4o"))
    assert list(drafted(model, [], 60, never)) == [
        DraftedStatement.model_validate(one) for one in (TRUE, FALSE)
    ]
    form = json.loads(served.asked.read_text("utf-8").splitlines()[-1])["response_format"]
    assert "rests_on" in json.dumps(form)
    # of this one it is wrong: the server refuses, and is asked for lines
    refused = open_chat_model(served.settings("gpt-4o-mini"))
    assert len(list(drafted(refused, [], 60, never))) == len([TRUE, FALSE])


@pytest.mark.parametrize(
    ("name", "form", "is_sent"),
    [("streams", "schema", True), ("streams", "auto", False), ("gpt-4o", "lines", False)],
)
def test_a_setting_says_what_a_model_is_held_to(
    served: Served, name: str, form: str, *, is_sent: bool
) -> None:
    model = open_chat_model(served.settings(name))
    assert len(list(drafted(model, [], 60, never, form=form))) == len([TRUE, FALSE])
    asked = json.loads(served.asked.read_text("utf-8").splitlines()[-1])
    assert ("response_format" in asked) == is_sent


def test_a_form_that_is_held_to_and_refused_is_a_fault(served: Served) -> None:
    model = open_chat_model(served.settings("gpt-4o-mini"))
    with pytest.raises(Exception, match="400"):
        list(drafted(model, [], 60, never, form="schema"))


@pytest.mark.parametrize(("name", "kept"), [("stalls", 1), ("drops", 1), ("429", 0), ("500", 0)])
def test_a_server_that_fails_costs_no_more_than_the_limit(
    served: Served, small_store: Path, name: str, kept: int
) -> None:
    model = open_chat_model(served.settings(name, chat_timeout=3))
    generation = Generation(current_folder(small_store))
    passages = [one for one in generation.passages if one.source.id == "meetings.md"]
    start = time.monotonic()
    given = written(writer_of(model, generation, seconds=3), reply_of(passages))
    assert time.monotonic() - start < LONGER
    # what was shown before it failed stays
    assert [one.text for one in given.statements] == [TRUE["says"]] * kept
    assert given.is_complete
    assert given.fault or name == "drops"


def test_an_answer_has_its_statement_and_its_receipt_says_what_was_dropped(
    served: Served, store: Path, tmp_path: Path, findings: Callable[..., Ended],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setenv("FINDINGS_CHAT_MODEL", "openai:streams")
    monkeypatch.setenv("FINDINGS_CHAT_MODE", "writes")
    monkeypatch.setenv("FINDINGS_CHAT_ADDRESS", served.address)
    receipt = tmp_path / "receipt.json"
    asked = len(served.asked.read_text("utf-8").splitlines())
    ended = findings("ask", QUESTION, "--store", store, "--receipt", receipt)
    assert ended.code == 0
    assert f"- {TRUE['says']} [1]\n  [1] “{TRUE['says']}" in ended.out
    assert str(FALSE["says"]) not in ended.out
    held = parse_receipt(receipt.read_bytes())
    assert (held.chat_model, held.written) == ("openai:streams", 1)
    assert [(one.reason, one.count) for one in held.dropped] == [("words", 1)]
    kept = receipt.read_text("utf-8")
    for quote in held.quotes:
        kept = kept.replace(quote.words, "")
    assert str(TRUE["says"]) not in kept
    assert findings("verify", receipt, "--store", store).code == 0
    # nothing of danger, of a person, or of what is not held is sent
    messages = (
        "he is hitting my little brother right now",
        f"{QUESTION} about Jamie Bloggs born 3 May 2011",
        "thanks",
        "what is the capital of France",
    )
    lines = [json.dumps({"id": number, "question": one}) for number, one in enumerate(messages)]
    (tmp_path / "asked.jsonl").write_text("\n".join(lines), "utf-8")
    answers = tmp_path / "answers.jsonl"
    assert findings("batch", tmp_path / "asked.jsonl", answers, "--store", store).code == 0
    statuses = [json.loads(one)["status"] for one in answers.read_text("utf-8").splitlines()]
    assert statuses == ["escalated", "answered", "chat", "declined"]
    sent = served.asked.read_text("utf-8").splitlines()
    assert len(sent) == asked + 1
    shown = findings("ask", QUESTION, "--store", store, "--show-prompt")
    texts = [one["content"] for one in json.loads(sent[-1])["messages"]]
    assert shown.out.strip() == "\n\n".join(texts).strip()
    assert len(served.asked.read_text("utf-8").splitlines()) == asked + 1
    # without a model nothing else that is set changes a byte, and what it wrote is all that it adds
    monkeypatch.delenv("FINDINGS_CHAT_MODEL")
    without = findings("ask", QUESTION, "--store", store)
    for name in ("FINDINGS_CHAT_MODE", "FINDINGS_CHAT_ADDRESS"):
        monkeypatch.delenv(name)
    assert findings("ask", QUESTION, "--store", store) == without
    assert ended.out.endswith(without.out)


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"chat_model": "openai:x"}, "servers of openai is not on this machine .*chat_may_leave"),
        ({"chat_model": "openai:x", "chat_address": "https://a.invalid/v1"}, "not on this machine"),
        ({"chat_model": "openai:x", "chat_address": "https://8.8.8.8/v1"}, "8.8.8.8 is not on"),
        ({"chat_model": "openai:x", "chat_address": "127.0.0.1:80"}, "no web address"),
        ({"chat_model": "ollama:llama3"}, "langchain-ollama"),
        (
            {
                "chat_model": "openai:x", "chat_address": "http://10.0.0.1/v1",
                "chat_key_file": Path("no-such-key"),
            },
            "chat_key_file no-such-key: cannot be read",
        ),
    ],
    ids=["far", "unknown", "public", "none", "package", "key"],
)  # fmt: skip
def test_a_model_that_may_not_be_asked_is_one_clear_line(
    settings: dict[str, object], said: str
) -> None:
    with pytest.raises(ChatModelError, match=said) as fault:
        open_chat_model(load_settings(**settings))
    assert "\n" not in str(fault.value)


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:9/v1", "http://10.1.2.3/v1", "http://[::1]/v1"]
)
def test_a_model_on_this_network_may_be_asked(address: str) -> None:
    assert open_chat_model(load_settings(chat_model="openai:x", chat_address=address))


def test_a_key_is_read_and_never_shown(
    served: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = "sk-very-secret"  # noqa: S105  not one
    (tmp_path / "key").write_text(f"{secret}\n", "utf-8")
    settings = served.settings("401", chat_key_file=tmp_path / "key")
    key = vars(open_chat_model(settings))["openai_api_key"]
    assert key.get_secret_value() == secret
    with pytest.raises(ChatModelError, match="its key is wrong or missing") as fault:
        try_chat_model(settings)
    monkeypatch.setenv("FINDINGS_CHAT_KEY", secret)
    shown = f"{fault.value} {load_settings()!r} {load_settings().model_dump_json()}"
    assert secret not in shown
    monkeypatch.chdir(tmp_path)
    (tmp_path / "findings.toml").write_text(f'chat_key = "{secret}"\n', "utf-8")
    with pytest.raises(SettingsError, match="a key is not kept here") as refused:
        load_settings()
    assert secret not in str(refused.value)


@pytest.mark.parametrize(
    ("model", "options", "said"),
    [
        ("404", {}, r"does not answer \(\w+ 404\): it knows no such model"),
        ("429", {}, r"does not answer \(\w+ 429\): it is asked too much"),
        ("500", {}, r"does not answer \(\w+ 500\): it is broken there"),
        ("stalls", {"chat_timeout": 2}, "its answer was not whole in 2 seconds"),
        ("drops", {}, "its answer breaks off"),
        ("x", {"chat_address": "http://127.0.0.1:9/v1"}, "cannot be reached"),
    ],
    ids=["unknown", "too much", "broken", "slow", "breaks off", "unreachable"],
)
def test_what_is_wrong_with_a_model_is_said_in_one_line(
    served: Served, model: str, options: dict[str, Any], said: str
) -> None:
    with pytest.raises(ChatModelError, match=said) as fault:
        try_chat_model(served.settings(model).model_copy(update=options))
    assert "\n" not in str(fault.value)
    assert str(fault.value).startswith(f"openai:{model} at http://127.0.0.1:")


def test_a_model_that_answers_is_named_with_its_place(served: Served) -> None:
    assert try_chat_model(served.settings("streams")).name == f"openai:streams at {served.address}"
