"""``findings users`` and ``findings audit``, as they are typed."""

from __future__ import annotations

import json
import re
import sqlite3
from typing import TYPE_CHECKING

from people.accounts import Accounts
from people.records import Records

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

    from tests.conftest import Ended


def test_accounts_are_made_listed_changed_and_removed_and_each_is_noted(
    findings: Callable[..., Ended], tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    quick_passwords: None,
) -> None:  # fmt: skip
    del quick_passwords
    file = tmp_path / "records.sqlite3"
    monkeypatch.setenv("FINDINGS_RECORDS", str(file))
    boss = findings("users", "add", "boss@example.org", "--role", "administrator")
    code = re.search(r"[A-Z0-9]{5}(-[A-Z0-9]{5}){3}", boss.out)
    assert code
    assert "/sign-in/join" in boss.out
    Accounts(Records(file)).join(code[0], "boss@example.org", "three plain words")
    assert findings("users", "add", "ben").code == 0
    assert findings("users", "role", "ben", "editor").code == 0
    held = json.loads(findings("users", "list", "--json").out)["users"]
    assert [(one["login"], one["role"]) for one in held] == [
        ("ben", "editor"), ("boss@example.org", "administrator"),
    ]  # fmt: skip
    token = findings("users", "token", "ben", "case system", "--scope", "read").out.strip()
    assert token.startswith("findings_")
    assert token.encode() not in file.read_bytes()
    listed = findings("users", "tokens").out
    assert "case system" in listed
    assert findings("users", "revoke", listed.split()[0]).code == 0
    for wrong in (
        ("users", "role", "ben", "owner"), ("users", "remove", "boss@example.org"),
        ("users", "add", "ben"), ("users", "token", "ben", "x", "--scope", "people"),
        ("users", "lock", "nobody"), ("users", "revoke", "none"),
    ):  # fmt: skip
        ended = findings(*wrong)
        assert (ended.code, ended.out) == (2, "")
        assert len(ended.err.splitlines()) == 1
    assert findings("users", "remove", "ben").code == 0
    audit = findings("audit")
    assert audit.code == 0
    assert "person removed  ben" in audit.out
    with sqlite3.connect(file) as plain:
        plain.execute("DELETE FROM audit WHERE number = 3")
    plain.close()
    assert findings("audit").code == 2
