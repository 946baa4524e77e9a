"""Health and records: what is not well, a backup to take away, an audit that is whole."""

from __future__ import annotations

import csv
import io
import sqlite3
import zipfile
from contextlib import closing
from typing import TYPE_CHECKING

from feedback import FeedbackStore, Rating, Receipt
from using.own.archives import LIST_NAME

if TYPE_CHECKING:
    from tests.administering.conftest import Site


def test_what_is_not_well_is_said_with_what_to_do_and_a_backup_is_taken(site: Site) -> None:
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
