"""``findings doctor`` finds what is not well, ``findings review`` what is due."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from typing import TYPE_CHECKING

from domain import Source
from ingest.beside.partnership import Partnership
from people.audit import Audit
from people.records import Records
from tests.store.texts import bundled
from using.own.due import due_contacts, due_documents

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

    from tests.conftest import Ended

OWN = """name = "Fenmarsh Partnership"
areas = ["Fenmarsh"]
[[contact]]
role = "front_door"
name = "First Response"
number = "01632 960301"
source = "Fenmarsh Council"
reviewed = {day}
"""


def _states(ended: Ended) -> dict[str, str]:
    return {one["name"]: one["state"] for one in json.loads(ended.out)["checks"]}


def test_what_is_well_is_told_from_what_is_not(
    store: Path, documents: Path, tmp_path: Path, findings: Callable[..., Ended],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setenv("FINDINGS_KNOWLEDGE", str(documents))
    own = documents / "partnership.toml"
    own.write_text(OWN.format(day=date.today()), "utf-8")  # noqa: DTZ011  the day where it runs
    monkeypatch.setenv("FINDINGS_RECORDS", str(tmp_path / "records.sqlite3"))
    Audit(Records(tmp_path / "records.sqlite3")).note("Ann", "upload", "a.md")
    assert findings("backup", tmp_path / "all.zip", "--store", store).code == 0
    sound = _states(findings("doctor", "--store", store, "--json"))
    machine = {"disk", "memory"}
    assert {name for name, state in sound.items() if state != "ok"} <= machine, sound
    # all of it at once: each is found, and none hides another
    own.write_text(OWN.format(day="never"), "utf-8")
    words = bundled(store, "vectors.npy")
    words.write_bytes(words.read_bytes()[:-1])
    monkeypatch.setenv("FINDINGS_MODEL_EXPORT", str(tmp_path / "none"))
    (store / "LAST_BACKUP").unlink()
    with closing(sqlite3.connect(tmp_path / "records.sqlite3")) as changed, changed:
        changed.execute("DROP TRIGGER audit_append_only")
        changed.execute("UPDATE audit SET thing = 'b.md'")
    ended = findings("doctor", "--store", store, "--json")
    damaged = _states(ended)
    assert ended.code == 2
    assert {name for name, state in damaged.items() if state == "fault"} - machine == {
        "index", "embedding model", "checking model", "danger model", "knowledge", "contacts",
        "records",
    }  # fmt: skip
    assert damaged["backup"] == "warn"
    lines = json.loads(ended.out)["checks"]
    assert all(one["remedy"] for one in lines if one["state"] != "ok")
    monkeypatch.setenv("FINDINGS_THREADS", "many")
    ended = findings("doctor")
    assert (ended.code, ended.out.count("\n")) == (2, 1)
    assert ended.out.startswith("fault settings: FINDINGS_THREADS")


def test_what_is_due_is_listed_the_longest_due_first() -> None:
    today = date(2026, 11, 29)
    contacts = [
        {"role": "other", "name": f"c{age}", "number": "01632 960301", "source": "a page",
         "reviewed": today - timedelta(days=age)} for age in (365, 366, 900, -1)
    ]  # fmt: skip
    held = Partnership.model_validate({"name": "x", "contact": contacts})
    due = due_contacts(held, today, check_days=365)
    assert [one.name.partition(",")[0] for one in due] == ["c900", "c366", "c-1"]
    documents = [
        Source("later.pdf", "Later", review_due=today + timedelta(days=1)),
        Source("due.pdf", "Due", review_due=today),
        Source("long.pdf", "Long", review_due=today - timedelta(days=99)),
        Source("old.pdf", "Old", review_due=today, replaced_on=today),
    ]
    assert [one.name for one in due_documents(documents, today)] == [
        "long.pdf: Long", "due.pdf: Due",
    ]  # fmt: skip
