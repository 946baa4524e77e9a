"""A document of a web address is held, and kept beside the documents, like one of a file."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING

from commands.publishing.fetching import add_places
from commands.publishing.outcome import HowToPublish
from settings import Settings
from store.publishing.live import open_current
from tests.ingest.web.server import ANSWERS, HOST, near, serving

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

    from store.models.embedding import OnnxEmbedder
    from tests.conftest import Ended

CATALOGUE = '# ours\n[[document]]\npath = "meetings.md"\ntitle = "Meetings"  # a talk\n'


def test_a_fetched_document_is_kept_with_its_address_and_found_by_the_next_ingest(
    store: Path, documents: Path, model_export: Path, embedder: OnnxEmbedder,
    findings: Callable[..., Ended], capfd: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    (documents / "sources.toml").write_text(CATALOGUE)
    settings = Settings(store=store, knowledge=documents, model_export=model_export)
    with serving() as port:
        place = f"http://{HOST}:{port}"

        def add(*paths: str, dry_run: bool = False) -> dict[str, list[str]]:
            wanted = HowToPublish(dry_run=dry_run, as_json=True)
            given = [place + path for path in paths]
            code = add_places(settings, given, wanted, allow_http=True, network=near())
            said = capfd.readouterr()
            summary: dict[str, list[str]] = json.loads(said.out)
            assert (code == 2) == bool(summary["refused"]) == (f"{place}/named: " in said.err)
            return summary

        assert add("/guidance", dry_run=True)["added"] == ["fetched/guidance.html"]
        assert not (documents / "fetched").exists()
        assert (documents / "sources.toml").read_text() == CATALOGUE
        assert add("/named", "/guidance")["added"] == ["fetched/guidance.html"]
        again = add("/guidance", dry_run=True)
        assert (again["added"], again["changed"]) == ([], [])
    kept = documents / "fetched" / "guidance.html"
    assert kept.read_bytes() == ANSWERS["/guidance"][2]
    assert list(kept.parent.iterdir()) == [kept]
    written = (documents / "sources.toml").read_text()
    assert written.startswith(CATALOGUE)
    (entry,) = tomllib.loads(written)["document"][1:]
    assert (entry["path"], entry["url"]) == ("fetched/guidance.html", f"{place}/guidance")
    held = open_current(store, model=embedder.name).documents
    (one,) = (each.source for each in held if each.source.id == entry["path"])
    assert (one.title, one.url, one.checked) == ("Fetched guidance", entry["url"], entry["checked"])
    summary = json.loads(findings("ingest", documents, "--store", store, "--dry-run", "--json").out)
    assert (summary["added"], summary["changed"], summary["withdrawn"]) == ([], [], [])


def test_nothing_is_fetched_from_this_machine(
    store: Path, documents: Path, findings: Callable[..., Ended]
) -> None:
    with serving() as port:
        address = f"http://127.0.0.1:{port}/guidance"
        ended = findings(
            "add", address, "--store", store, "--knowledge", documents, "--allow-http"
        )  # fmt: skip
    assert ended.code == 2
    assert f"{address}: 127.0.0.1 is 127.0.0.1, an address of this machine" in ended.err
