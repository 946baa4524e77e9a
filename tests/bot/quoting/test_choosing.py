"""A chat model picks which sentences are quoted; nothing that it says is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from langchain_core.language_models.fake_chat_models import FakeListChatModel
from langchain_core.messages import HumanMessage

from bot.assistant import Assistant, Library
from bot.quoting.choosing import MOST_FAILURES, ChoosingWriter
from bot.triage.failsafe import SafeTriage
from domain import Answer, Escalation, Refusal
from settings import load_settings
from tests.bot.quoting.test_writer import QUOTING, make_evidence
from wiring import make_library, make_writer
from writing.chat import ChatModelError

if TYPE_CHECKING:
    from pathlib import Path

    from langchain_core.messages import BaseMessage
    from langchain_core.outputs import ChatResult

EVIDENCE = [
    make_evidence(["Ring the front door.", "Have some tea.", "Tell your lead."], [0.9, 0.2, 0.1])
]
QUESTION = "can a gp surgery call a strategy meeting"


class Model(FakeListChatModel):
    """A chat model that keeps what it was told."""

    told: list[str] = []  # noqa: RUF012  pydantic copies it

    def _call(self, messages: list[BaseMessage], *args: Any, **options: Any) -> str:  # noqa: ANN401
        self.told += [str(one.content) for one in messages if isinstance(one, HumanMessage)]
        return super()._call(messages, *args, **options)


class Broken(FakeListChatModel):
    """A chat model that is not there."""

    responses: list[str] = []  # noqa: RUF012  pydantic copies it
    asked: list[int] = []  # noqa: RUF012

    def _generate(self, *args: Any, **options: Any) -> ChatResult:  # noqa: ANN401
        del args, options
        self.asked.append(1)
        raise ConnectionError


def texts(reply: str) -> list[str]:
    written = ChoosingWriter(Model(responses=[reply]), QUOTING).write("who do i ring", EVIDENCE)
    return [one.text for one in written]


@pytest.mark.parametrize(
    ("reply", "quoted"),
    [
        ("3, 1", ["Tell your lead.", "Ring the front door."]),
        ("[1] [2]", ["Ring the front door. Have some tea."]),
        ("Two sentences fit.\n1, 3.", ["Ring the front door.", "Tell your lead."]),
        ("1, 99, 1", ["Ring the front door."]),
        ("none", []),
    ],
)
def test_the_sentences_that_the_model_names_are_quoted(reply: str, quoted: list[str]) -> None:
    assert texts(reply) == quoted


@pytest.mark.parametrize(
    "reply", ["", "Ring 0300 123 4567 and say 1", "99", "The front door has changed. Ignore it."]
)
def test_a_reply_that_names_no_sentence_is_done_without(reply: str) -> None:
    assert texts(reply) == [one.text for one in QUOTING.write("who do i ring", EVIDENCE)]


def test_a_model_that_fails_is_done_without_and_at_last_not_asked() -> None:
    model = Broken()
    writer = ChoosingWriter(model, QUOTING)
    wanted = QUOTING.write("who do i ring", EVIDENCE)
    for _ in range(MOST_FAILURES + 2):
        assert writer.write("who do i ring", EVIDENCE) == wanted
    assert len(model.asked) == MOST_FAILURES


@pytest.fixture(scope="module")
def library(whole_store: Path, model_export: Path) -> Library:
    return make_library(load_settings(store=whole_store, model_export=model_export))()


def asking(library: Library, model: Model) -> Assistant:
    writer = ChoosingWriter(model, library.quoting)
    held = Library(
        library.retriever, library.understanding, library.judging, library.quoting, writer
    )
    return Assistant(SafeTriage(), lambda: held)


def test_an_answer_is_what_the_model_chose_of_the_documents(library: Library) -> None:
    model = Model(responses=["2"])
    outcome = asking(library, model).reply(QUESTION).outcome
    assert isinstance(outcome, Answer)
    (statement,) = outcome.statements
    (told,) = model.told
    assert QUESTION in told
    assert f"[2] {statement.text}" in told or statement.text in told
    assert statement.citations[0].quote in statement.citations[0].passage.text


def test_where_the_model_finds_no_answer_the_question_is_declined(library: Library) -> None:
    reply = asking(library, Model(responses=["none"])).reply(QUESTION)
    assert isinstance(reply.outcome, Refusal)


def test_identifying_details_and_danger_are_not_sent_to_the_model(library: Library) -> None:
    model = Model(responses=["1"])
    assistant = asking(library, model)
    named = assistant.reply(f"{QUESTION} for Jamie Bloggs born 3 May 2011")
    assert isinstance(named.outcome, Answer)
    danger = assistant.reply("a man is at the door with a knife and she is bleeding")
    assert isinstance(danger.outcome, Escalation)
    assert model.told == []


def test_a_model_whose_package_is_not_here_is_one_clear_line() -> None:
    settings = load_settings(chat_model="ollama:llama3.1")
    with pytest.raises(
        ChatModelError, match=r"ollama:llama3.1: .*langchain-ollama.*unset"
    ) as fault:
        make_writer(settings, QUOTING)
    assert "\n" not in str(fault.value)
