"""A turn of a conversation: masked once, and all of one edition."""

from __future__ import annotations

import shutil
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import ref

import pytest

import wiring
from bot.privacy.masking import mask
from bot.ranking.retriever import EVERYTHING
from bot.safety.family import names_family
from feedback import FeedbackStore
from settings import load_settings
from store.publishing.live import current_folder, generations_folder, publish
from using.casework.checklist import THRESHOLD, checklist_of, unsettled
from using.casework.reading import read_case, without_family
from using.conversation import citations_of, converse, count_if_declined, receipt_of
from using.follow_ups import as_question

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

    from bot.assistant import Assistant
    from bot.edition import Edition, Editions
    from settings import Settings
    from store.generation.opened import Generation
    from using.conversation import Exchange

DECLINED = "My name is Sarah Jones, what is the average price of a house in Crewe?"
TOLD = (
    "Kyle Braithwaite is 14 and has been missing from his placement. He came back with a new phone."
    " His carer found a train ticket to Liverpool. We rang the police when he went."
    " The boiler is broken."
)
DANGER = "she is bleeding badly, her stepdad hit her and he is still in the house"
ANSWERED = "What did inspectors say about the emergency department?"


@pytest.fixture(scope="module")
def settings(whole_store: Path, model_export: Path) -> Settings:
    return load_settings(store=whole_store, model_export=model_export)


@pytest.fixture(scope="module")
def editions(settings: Settings) -> Editions:
    return wiring.make_editions(settings)


@pytest.fixture(scope="module")
def assistant(settings: Settings, editions: Editions) -> Assistant:
    return wiring.make_assistant(settings, editions.library)


@contextmanager
def _maskings() -> Iterator[list[str]]:
    """Give what was masked meanwhile: the messages handed to ``mask``."""
    seen: list[str] = []

    def look(frame: FrameType, event: str, _argument: object) -> None:
        if event == "call" and frame.f_code is mask.__code__:
            seen.append(frame.f_locals["text"])

    before = sys.getprofile()
    sys.setprofile(look)
    try:
        yield seen
    finally:
        sys.setprofile(before)


@pytest.mark.parametrize(
    "questions", [(ANSWERED, "tell me more"), (DECLINED,), (DANGER, "tell me more")]
)
def test_a_message_is_masked_once_in_a_turn(
    assistant: Assistant, editions: Editions, settings: Settings, tmp_path: Path,
    questions: tuple[str, ...],
) -> None:  # fmt: skip
    held: tuple[Exchange, ...] = ()
    for question in questions:
        with _maskings() as seen:
            exchange = converse(assistant, editions.pinned(), f"  {question} ", held, EVERYTHING)
            count_if_declined(exchange, settings, FeedbackStore(tmp_path / "fb.sqlite3"))
        assert len(seen) == 1
        assert "Sarah" not in exchange.question
        held = (*held, exchange)
    assert not (len(held) > 1 and held[-1].failure)
    # as Gradio does with what a session holds
    assert hash(held)


def test_a_turn_is_of_one_edition_whatever_is_published_and_that_is_freed_when_it_is_done(
    whole_store: Path, small_store: Path, model_export: Path, tmp_path: Path
) -> None:
    store = shutil.copytree(whole_store, tmp_path / "store")
    settings = load_settings(store=store, model_export=model_export)
    editions = wiring.make_editions(settings)
    assistant = wiring.make_assistant(settings, editions.library)
    feedback = FeedbackStore(tmp_path / "fb.sqlite3")
    first, other = current_folder(store), current_folder(small_store)

    def turn() -> tuple[Exchange, list[str], ref[Generation]]:
        pinned = editions.pinned()

        def publishing() -> Edition:
            edition = pinned()
            if current_folder(store) == first:
                shutil.copytree(other, generations_folder(store) / other.name)
                publish(store, other.name, keep=2)
            return edition

        exchange = converse(assistant, publishing, ANSWERED, (), EVERYTHING)
        generation = pinned().generation
        assert {one.passage for one in citations_of(exchange)} <= set(generation.passages)
        taught = [as_question(one.text) for one in generation.entries]
        return exchange, taught, ref(generation)

    exchange, taught, generation = turn()
    assert first.name == exchange.generation == receipt_of(exchange, settings, feedback).generation
    assert exchange.follow_ups
    assert set(exchange.follow_ups) <= set(taught)
    assert editions().generation.id == other.name
    assert converse(assistant, editions.pinned(), ANSWERED, (), EVERYTHING).generation == other.name
    assert generation() is None
    assert not _held_below(first)


def _held_below(folder: Path) -> list[str]:
    """Give the files below a folder that this process has open, or mapped into its memory."""
    own = Path("/proc/self")
    opened = [str(one.readlink()) for one in own.joinpath("fd").iterdir() if one.is_symlink()]
    held = [*opened, *own.joinpath("maps").read_text("utf-8").splitlines()]
    return [one for one in held if str(folder) in one]


def test_a_told_worry_gets_its_pathway_and_a_checklist_without_its_names_or_a_verdict(
    assistant: Assistant, editions: Editions
) -> None:
    case = read_case(assistant, editions.pinned(), TOLD)
    assert "Braithwaite" not in case.told
    assert case.kinds == ("name",)
    assert case.route
    assert case.route.id == "child-goes-missing"
    assert "The boiler is broken." in case.unspoken
    read = {one.words: one.quote for one in case.noticed}
    assert "out of area" in next(said for words, said in read.items() if "Liverpool" in words)
    assert "We rang the police when he went." in case.told_of.values()
    assert case.record
    assert THRESHOLD in unsettled(case)
    listed = checklist_of(case, assistant.partnership()).as_text()
    assert not [
        one for one in ("name", "Liverpool", "phone.", "placement") if one in listed.split()
    ]
    assert "72 hours" in listed
    assert "999" in listed
    assert read_case(assistant, editions.pinned(), TOLD, "escalation").route is not case.route
    assert case.tell
    in_danger = without_family(case)
    assert not in_danger.tell
    assert in_danger.route
    assert 0 < len(in_danger.route.steps) < len(case.route.steps)
    assert not names_family(checklist_of(in_danger, assistant.partnership()).as_text())
