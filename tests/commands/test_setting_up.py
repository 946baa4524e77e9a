"""``findings init`` makes a partnership's own folder, which the other commands take as it is."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import wiring
from bot.safety.places import contact_places
from bot.safety.steps import NATIONAL
from ingest.beside.partnership import Role, read_partnership
from settings import load_settings
from using.own.profile import FORM

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Ended

ROOT = Path(__file__).parents[2]
DOOR = (
    "role=front_door; name=Fenmarsh First Response; staff=FFR; number=01632 960301;"
    " source=Fenmarsh Council, report a concern page; reviewed=2026-02-03"
)
OWN = ("--name", 'The "Fenmarsh" Partnership', "--area", "Fenmarsh", "--area", "Pan-Wash",
       "--agency", "police=Wash Police", "--word", "daisy meeting=strategy meeting")  # fmt: skip


def test_a_folder_of_ones_own_has_its_contacts_and_no_others(
    tmp_path: Path, findings: Callable[..., Ended], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "ours"
    ended = findings("init", folder, *OWN, "--contact", DOOR)
    assert ended.code == 0, ended.err
    assert "Left out, as no number was given: Children's social care at night" in ended.out
    monkeypatch.chdir(folder)
    settings = load_settings()
    held = read_partnership(settings.knowledge / "partnership.toml")
    assert (held.name, held.areas) == ('The "Fenmarsh" Partnership', ("Fenmarsh", "Pan-Wash"))
    assert held.agencies == {"police": ("Wash Police",)}
    assert held.words == {"daisy meeting": "strategy meeting"}
    assert held.contact[0].reviewed == date(2026, 2, 3)
    assert held.get(Role.OUT_OF_HOURS) is held.get(Role.LADO) is None
    assert set(NATIONAL.contact) <= set(held.contact)
    assistant = wiring.make_assistant(settings)
    steps = assistant.steps().steps
    assert "FFR, **01632 960301**" in steps
    assert "At any other time" not in steps
    assert "cheshire" not in (steps + FORM.read_text("utf-8") + str(assistant.shown())).casefold()
    # neither is taken for another's, nor written over
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    again = findings("init", folder, *OWN)
    assert (again.code, again.err.count("\n")) == (2, 1)
    assert "is there already" in again.err
    assert before == {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ((), "--name and --area"),
        (("--name", " ", "--area", "Fenmarsh"), "--name and --area"),
        (("--name", "x", "--area", " "), "area: none is given"),
        ((*OWN, "--agency", "scouts=Fen Scouts"), "'scouts' is none of"),
        ((*OWN, "--word", "daisy"), "'this=that'"),
        ((*OWN, "--contact", DOOR.replace("; reviewed=2026-02-03", "")), "reviewed: is missing"),
        ((*OWN, "--contact", DOOR.replace("2026-02-03", "2999-02-03")), "lies ahead"),
        ((*OWN, "--contact", DOOR.replace("01632 960301", "call us")), "number: 'call us'"),
        ((*OWN, "--contact", DOOR.replace("front_door", "friend")), "role: 'friend'"),
        ((*OWN, "--contact", DOOR + "; fax=1"), "fax: '1' will not do"),
        ((*OWN, "--contact", DOOR, "--contact", DOOR), "front_door is there twice"),
    ],
)  # fmt: skip
def test_what_cannot_stand_is_told_in_one_line_and_nothing_is_made(
    tmp_path: Path, findings: Callable[..., Ended], given: tuple[str, ...], named: str
) -> None:
    ended = findings("init", tmp_path / "ours", *given)
    assert ended.code == 2
    assert named in ended.err
    assert ended.err.count("\n") == 1
    assert not (tmp_path / "ours").exists()


def test_documents_of_another_get_no_contact_of_the_folder_that_nobody_named(
    store: Path, small_store: Path
) -> None:
    assert contact_places(small_store, ROOT / "knowledge") == []
    # nor where what is live cannot be told any more
    (copy,) = (one / "side" for one in (store / "generations").iterdir())
    copy.mkdir(exist_ok=True)
    (copy / "partnership.toml").touch()
    (store / "CURRENT").write_bytes(b"\xff")
    assert contact_places(store, ROOT / "knowledge") == [copy / "partnership.toml"]


def _answered(folder: Path, answers: list[str]) -> subprocess.CompletedProcess[bytes]:
    """Have a terminal give the answers, a line each; \x04 ends them."""
    ours, theirs = pty.openpty()
    os.write(ours, "".join(f"{one}\n" for one in answers).encode())
    process = subprocess.run(
        [sys.executable, "-m", "cli", "init", str(folder)],
        cwd=ROOT, stdin=theirs, capture_output=True, check=False, timeout=60,
    )  # fmt: skip
    os.close(ours)
    os.close(theirs)
    return process


@pytest.mark.parametrize(
    ("said", "areas", "numbers"),
    [
        (["Fenmarsh Partnership", "Fenmarsh", "Pan-Wash", "", *("",) * 7, "", "First Response", "",
          "01632 960301", "", "", "Council page", "", "2026-02-03", "Night"],
         ("Fenmarsh", "Pan-Wash"), ["01632 960301"]),
        (["Fenmarsh Partnership", "Fenmarsh"], ("Fenmarsh",), []),
    ],
)  # fmt: skip
def test_what_was_said_before_the_answers_ended_is_kept(
    tmp_path: Path, said: list[str], areas: tuple[str, ...], numbers: list[str]
) -> None:
    ended = _answered(tmp_path / "ours", [*said, "\x04"])
    assert ended.returncode == 0, ended.stderr
    assert b"what was said before is kept" in ended.stderr
    held = read_partnership(tmp_path / "ours" / "documents" / "partnership.toml")
    assert (held.name, held.areas) == ("Fenmarsh Partnership", areas)
    own = [one.number for one in held.contact if one.number.startswith("01632")]
    assert own == numbers


def test_without_a_name_and_an_area_nothing_is_made(tmp_path: Path) -> None:
    ended = _answered(tmp_path / "ours", ["Fenmarsh Partnership", "\x04"])
    assert ended.returncode != 0
    assert not (tmp_path / "ours").exists()


def test_in_a_terminal_it_asks_and_asks_again_what_will_not_do(tmp_path: Path) -> None:
    said = ["Fenmarsh Partnership", "Fenmarsh", "Pan-Wash", "", *("",) * 7, ""]
    door = ["First Response", "", "ring us", "", "", "Council page", "", "2026-02-03"]
    answers = [*said, *door, "01632 960301", *("",) * 4]
    process = _answered(tmp_path / "ours", answers)
    assert process.returncode == 0, process.stderr
    held = read_partnership(tmp_path / "ours" / "documents" / "partnership.toml")
    assert held.areas == ("Fenmarsh", "Pan-Wash")
    assert [one.number for one in held.contact][:1] == ["01632 960301"]
