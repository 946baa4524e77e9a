"""Whatever file is damaged in whatever way: danger gets its steps, a question one clear line."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import wiring
from bot.answering.rendering import render, status_of
from bot.privacy import masking
from bot.ranking.retriever import EVERYTHING
from bot.safety.steps import UNCHECKED
from commands.answers.answering import write_answers
from commands.answers.asked import Asked
from domain import Escalation, FindingsError
from store.publishing.live import generations_folder, publish
from tests.damage.places import (
    ANSWERING_READS,
    DAMAGES,
    TRIAGE_READS,
    Place,
    can_be_done,
    copy_place,
)
from tests.store.texts import SIDE, TEXTS, built
from using.conversation import converse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pages.shared.services import Services
    from store.models.embedding import OnnxEmbedder
    from tests.conftest import Ended

QUESTION = "How soon must a return home interview follow?"
# with a question, so that all that answers is opened
DANGER = f"A man is stabbing her right now, she is bleeding. {QUESTION}"
SHIPPED = wiring.SHIPPED_KNOWLEDGE
ROOT = Path(wiring.__file__).parent


def each_damage(names: Iterable[str]) -> pytest.MarkDecorator:
    """One damage a file each time; all of them where slow tests run: two minutes."""
    return pytest.mark.parametrize(
        ("name", "damage"),
        [
            pytest.param(name, damage, marks=() if damage == "truncated" else pytest.mark.slow)
            for name in names
            for damage in DAMAGES
            if can_be_done(damage, name)
        ],
    )


@pytest.fixture(scope="module")
def sound_store(tmp_path_factory: pytest.TempPathFactory, embedder: OnnxEmbedder) -> Path:
    folder = tmp_path_factory.mktemp("sound")
    beside = {name: (SHIPPED / name).read_bytes()
              for name in ("partnership.toml", "danger.toml", "pointers.toml")}  # fmt: skip
    generations = generations_folder(folder)
    publish(folder, built(TEXTS, embedder, generations, side=SIDE | beside).name, keep=2)
    return folder


@pytest.fixture
def place(
    tmp_path: Path, sound_store: Path, model_export: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Place]:
    found = copy_place(tmp_path, store=sound_store, model_export=model_export, knowledge=SHIPPED)
    # where the product looks for what it brings along
    monkeypatch.setattr(wiring, "BOT_DATA", tmp_path / "data")
    monkeypatch.setattr(masking, "DATA", tmp_path / "data")
    masking._lists.cache_clear()  # noqa: SLF001  read once a process
    yield found
    masking._lists.cache_clear()  # noqa: SLF001  as above


def _gives_steps(services: Services, place: Place, number: str) -> None:
    """Check page and batch; the command prints what the batch writes."""
    exchange = converse(services.assistant, services.editions, DANGER, (), EVERYTHING)
    assert exchange.reply
    assert isinstance(exchange.reply.outcome, Escalation)
    said = exchange.reply.outcome.steps
    assert said.splitlines()[2].startswith("1. **If a child is in immediate danger, ring 999")
    assert number in said
    path = place.root / "answers.jsonl"
    with path.open("w", encoding="utf-8") as file:
        asked = [Asked(1, DANGER, ()), Asked(2, QUESTION, ())]
        failed = write_answers(services.assistant, services.editions, asked, file)
    first, second = map(json.loads, path.read_text("utf-8").splitlines())
    assert first["status"] == "escalated"
    assert "999" in first["answer"][:300]
    assert failed == (second["status"] == "failed")


def _answers_or_says_why(services: Services) -> str:
    """Give the status of an ordinary question; a failure must be one line with a remedy."""
    try:
        return status_of(services.assistant.reply(QUESTION))
    except FindingsError as error:
        line = str(error)
        assert "\n" not in line
        assert any(word in line for word in ("findings ", "reinstall", "make setup", "correct it"))
        assert converse(services.assistant, services.editions, QUESTION, (), EVERYTHING).failure
        return "failed"


def test_the_undamaged_place_answers(place: Place) -> None:
    services = place.services()
    _gives_steps(services, place, "0300 123 5012")
    assert _answers_or_says_why(services) == "answered"
    reply = services.assistant.reply(DANGER)
    assert isinstance(reply.outcome, Escalation)
    assert reply.outcome.answers


@each_damage(ANSWERING_READS)
def test_a_damaged_file_leaves_the_steps_and_is_named_in_one_line(
    place: Place, name: str, damage: str
) -> None:
    DAMAGES[damage](place.find(name))
    services = place.services()
    assert services.assistant.checks_danger
    _gives_steps(services, place, "0300 123 5012")
    _answers_or_says_why(services)


@each_damage(TRIAGE_READS)
def test_damaged_triage_still_knows_the_plainest_danger_and_says_that_it_cannot_check(
    place: Place, name: str, damage: str
) -> None:
    DAMAGES[damage](place.find(name))
    services = place.services()
    assert not services.assistant.checks_danger
    _gives_steps(services, place, "0300 123 5012")
    for message in (QUESTION, DANGER):
        assert render(services.assistant.reply(message)).startswith(UNCHECKED)


@pytest.mark.parametrize(
    "name", ["model/model.onnx", "store/CURRENT", "store/generations/*/side/lexicon/terms.toml"]
)
def test_the_command_gives_the_steps_and_names_what_is_damaged(
    place: Place, name: str, findings: Callable[..., Ended], monkeypatch: pytest.MonkeyPatch
) -> None:
    DAMAGES["truncated"](place.find(name))
    monkeypatch.setenv("FINDINGS_MODEL_EXPORT", str(place.root / "model"))
    told = findings("ask", DANGER, "--store", place.root / "store")
    assert told.code == 0
    assert "999" in told.out.splitlines()[2]
    asked = findings("ask", QUESTION, "--store", place.root / "store")
    assert asked.code == 2
    assert asked.err.startswith("findings: ")
    assert asked.err.count("\n") == 1


def test_the_command_says_that_danger_cannot_be_checked(place: Place, tmp_path: Path) -> None:
    bot = shutil.copytree(ROOT / "bot", tmp_path / "installed" / "bot")
    DAMAGES["truncated"](bot / "data" / "triage.npz")
    environment = os.environ | {"PYTHONPATH": f"{bot.parent}{os.pathsep}{ROOT}"}
    lost = str(tmp_path / "lost")
    for message, code in ((DANGER, 0), (QUESTION, 2)):
        told = subprocess.run(
            [sys.executable, "-m", "cli", "ask", message, "--store", lost],
            cwd=place.root, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert told.returncode == code
        assert UNCHECKED in told.stderr
        assert ("Act first" in told.stdout) is (message is DANGER)


def test_everything_lost_leaves_what_holds_in_the_whole_country(place: Place) -> None:
    for name in (*ANSWERING_READS, *TRIAGE_READS):
        DAMAGES["missing"](place.find(name))
    _gives_steps(place.services(), place, "your local council's")
