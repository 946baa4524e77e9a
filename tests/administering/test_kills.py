"""What the page starts is killed at any moment: all is as it was or as it was to be, whole."""

from __future__ import annotations

import json
import os
import random
import time
from typing import TYPE_CHECKING

import pytest

from ingest.beside.pins import read_pins
from settings import load_settings
from store.generation.opened import Generation
from store.publishing.auditing import find_faults
from store.publishing.live import current_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.administering.conftest import Site

SEED = 20220711
# So many times five kills; KILLED_ROUNDS=8 before a release.
ROUNDS = int(os.environ.get("KILLED_ROUNDS", "1"))
QUOTE = "A return home interview follows within 72 hours."
# Each is a page's act; each round kills all of them, at moments of their own.
ACTS = ("upload", "publish", "teach", "pin", "restore")
# About what one of these takes on a machine of its own.
LONGEST_SECONDS = 5.0


def begin(site: Site, act: str, number: int) -> None:
    """Do what starts the act; nothing else runs."""
    message = f"What happens on day {number}?"
    sentence: dict[str, object] = {"sentence": f"missing.md\n{QUOTE}", "message": message}
    waiting = [one.name for one in (site.settings.store / "staged").glob("*") if one.is_dir()]
    forms: dict[str, tuple[str, dict[str, object]]] = {
        "publish": ("/documents/publish", {"id": waiting}),
        "teach": ("/questions/teach", sentence | {"act": "teach"}),
        "pin": ("/questions/pin", sentence | {"by": "A. Lead", "on": "2026-05-01"}),
        "restore": ("/health/restore", {"name": backup_of(site).name, "sure": "yes"}),
    }  # fmt: skip
    path, sent = forms.get(act, ("/documents/upload", {}))
    words = f"# Guide {number}\n\nThe guide of day {number} says so.\n".encode()
    files = [("files", (f"guide-{number}.md", words))] if act == "upload" else None
    assert site.post(path, sent, files=files).status_code == 303, act


def backup_of(site: Site) -> Path:
    return next(iter(site.settings.backups.glob("*.zip")))


def state_of(site: Site) -> dict[str, set[str]]:
    """Give all that is held, which has to be sound."""
    folder = current_folder(site.settings.store)
    assert list(find_faults(folder)) == []
    generation = Generation(folder)
    held = {one.source.id: one.text for one in generation.documents}
    lessons = {one.text for one in generation.entries}
    pins = read_pins(generation.side / "pins.toml")
    generation.index.close()
    kept = load_settings()
    assert list(find_faults(current_folder(kept.store))) == []
    return {
        "documents": {f"{name}\0{text}" for name, text in held.items()}, "taught": lessons,
        "pins": {one.model_dump_json() for one in pins},
    }  # fmt: skip


def check_folder(folder: Path) -> Iterator[str]:
    """Give each file of the documents: whole, and none half written under its own name."""
    read_pins(folder / "pins.toml")
    for path in folder.rglob("*.jsonl"):
        for line in path.read_text("utf-8").splitlines():
            json.loads(line)
    for path in folder.glob("uploaded/*.md"):
        assert path.read_text("utf-8").endswith("says so.\n")
        yield path.name


@pytest.mark.slow
def test_an_act_of_the_page_killed_at_any_moment_loses_nothing(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "findings.toml").write_text(f"store = {str(site.settings.store)!r}\n", "utf-8")
    monkeypatch.chdir(own)
    for name in ("STORE", "KNOWLEDGE", "FEEDBACK", "RECORDS"):
        monkeypatch.delenv(f"FINDINGS_{name}", raising=False)
    site.get("/health")
    assert site.post("/health/backup").status_code == 303
    assert site.ended().state == "done"
    moments = random.Random(SEED)  # noqa: S311  moments of a test, not secrets
    stopped = 0
    for number in range(ROUNDS):
        for act in ACTS:
            if act == "publish":
                site.ended()
                site.get("/documents")  # what waits is looked at, where that was cut short
                site.ended()
            before = state_of(site)
            begin(site, act, number)
            time.sleep(moments.uniform(0, LONGEST_SECONDS))
            site.jobs.kill()
            stopped += site.ended().state != "done"
            after = state_of(site)
            for name, old in before.items():
                # nothing that was held is lost
                assert old <= after[name], (act, name)
            names = {one.partition("\0")[0] for one in after["documents"]}
            kept = check_folder(site.settings.knowledge)
            assert {f"uploaded/{one}" for one in kept} <= names, act
    assert stopped
    # and it can be done once more
    begin(site, "teach", ROUNDS)
    assert site.ended().state == "done", site.jobs.last()
    assert state_of(site)["taught"] - before["taught"]
