"""Health and records: what is not well, a backup to take away, an audit that is whole."""

from __future__ import annotations

import csv
import io
import sqlite3
import zipfile
from contextlib import closing
from typing import TYPE_CHECKING

from feedback import FeedbackStore, Rating, Receipt
from people.audit import Audit
from people.records import Records
from settings import load_settings
from store.publishing.live import current_folder
from using.own.archives import LIST_NAME

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.administering.conftest import Site


def test_what_is_not_well_is_said_and_a_backup_is_taken_and_restored(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Nobody has looked yet" in site.get("/health")
    store = FeedbackStore(site.settings.feedback)
    store.rate(Receipt("r1", "hash", "answer", "g", "s", ()), Rating(helpful=False))
    store.count_declined("Bullying", "g")
    assert site.post("/health/look").status_code == 303
    job = site.ended()
    assert job.state == "done", job
    text = site.get("/health")
    assert "none was ever made here" in text
    assert "Bullying" in text
    assert site.post("/health/backup").status_code == 303
    assert site.ended().state == "done"
    (backup,) = site.settings.backups.iterdir()
    assert f"/administer/health/backups/{backup.name}" in site.get("/health")
    sent = site.client.get(f"/administer/health/backups/{backup.name}")
    with zipfile.ZipFile(io.BytesIO(sent.content)) as archive:
        assert LIST_NAME in archive.namelist()
    for name in ("findings.toml", "..%2Fstore%2FCURRENT", f"{backup.name}x"):
        assert site.client.get(f"/administer/health/backups/{name}").status_code == 404
    assert site.acts == ["back up", "back up: done", "download a backup"]
    # where the server was not started in a folder of one's own there is nowhere to restore it
    told = {"name": backup.name, "sure": "yes"}
    monkeypatch.chdir(tmp_path)
    assert "Restore one here" not in site.get("/health")
    assert site.post("/health/restore", told).status_code == 400
    own = tmp_path / "own"
    own.mkdir()
    (own / "findings.toml").write_text('store = "store"\n', "utf-8")
    monkeypatch.chdir(own)
    # a variable would win over the settings that a backup brings
    monkeypatch.setenv("FINDINGS_STORE", str(site.settings.store))
    assert "Restore one here" not in site.get("/health")
    for name in ("STORE", "KNOWLEDGE", "FEEDBACK", "RECORDS"):
        monkeypatch.delenv(f"FINDINGS_{name}", raising=False)
    assert "Restore one here" in site.get("/health")
    assert site.post("/health/restore", {"name": backup.name}).status_code == 400
    assert site.post("/health/restore", told | {"name": "../x.zip"}).status_code == 404
    before = current_folder(site.settings.store)
    assert site.post("/health/restore", told).status_code == 303
    assert site.ended().state == "done", site.jobs.last()
    assert site.acts[-2:] == ["restore", "restore: done"]
    assert current_folder(site.settings.store) == before
    kept = load_settings()
    assert kept.store.parent.name.startswith("restored-")
    assert current_folder(kept.store).name == before.name
    assert Audit(Records(kept.records)).rows()[0].act == "back up"


def test_the_audit_is_shown_filtered_saved_and_its_damage_named(site: Site) -> None:
    formula = "=cmd|' /C calc'!A0"
    site.audit.note("Ann", "upload", formula)
    site.audit.note("Ben <b>", "publish", "a.md")
    text = site.get("/records")
    assert "Each of 2 rows fits" in text
    assert "Ben &lt;b&gt;" in text
    assert "a.md" not in site.get("/records?person=Ann")
    sent = site.client.get("/administer/records.csv").text
    rows = list(csv.DictReader(io.StringIO(sent)))
    assert [one["act"] for one in rows] == ["upload", "publish"]
    assert site.acts[-1] == "export the audit"
    assert not any(value.startswith(("=", "+", "-", "@")) for one in rows for value in one.values())
    with closing(sqlite3.connect(site.settings.records)) as changed, changed:
        # whoever changes it takes the rule against that away first
        changed.execute("DROP TRIGGER audit_append_only")
        changed.execute("UPDATE audit SET thing = 'b.md' WHERE number = 2")
    assert "row 2 was changed after it was written" in site.get("/records")
