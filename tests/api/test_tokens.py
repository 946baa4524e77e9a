"""A program is let in by its token: for what it was made, until it ends, and counted by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient

from api.mounting import PREFIX, make_api
from api.problems import MEDIA_TYPE
from pages.shared.limits import Limits
from people.accounts import Accounts
from people.records import Records
from people.roles import Permission, UserRole
from people.tokens import Tokens
from signing_in.gate import Gate
from tests.api.conftest import SITE

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.requests import HTTPConnection

    from bot.assistant import Assistant
    from bot.edition import Editions
    from people.rows import Account

DAY = 86_400
HELLO = {"message": "hello"}


class NobodySignedIn:
    """A way in that knows nobody: only tokens count."""

    async def person(self, _request: HTTPConnection) -> None:
        return None


@pytest.fixture
def clock() -> list[float]:
    return [1_800_000_000.0]


@pytest.fixture
def records(tmp_path: Path, clock: list[float]) -> Records:
    return Records(tmp_path / "records.sqlite3", clock=lambda: clock[0])


@pytest.fixture
def guarded(answering: tuple[Assistant, Editions], records: Records) -> TestClient:
    app = Starlette(routes=[Mount(PREFIX, make_api(*answering, SITE, Limits(2)))])
    app.add_middleware(Gate, way=NobodySignedIn(), tokens=Tokens(records), root_path="")
    return TestClient(app, base_url=f"{SITE}v1/")


def test_a_token_counts_for_what_it_was_made_for_and_no_longer(
    guarded: TestClient, records: Records, clock: list[float]
) -> None:
    accounts, tokens = Accounts(records), Tokens(records)
    admin = accounts.join(accounts.first_code(), "ann@example.org", "a gate of seven wet herons")
    code = accounts.invite("bo@example.org", UserRole.READER, by=admin.login)
    reader = accounts.join(code, "bo@example.org", "nine dry otters on a wall")

    def made(owner: Account, *scopes: Permission) -> str:
        return tokens.make(owner, "case system", scopes, days=1, by=admin.login)

    def asked(token: str) -> int:
        headers = {"authorization": f"Bearer {token}"} if token else {}
        sent = guarded.post("ask", json=HELLO, headers=headers)
        kind = "application/json" if sent.is_success else MEDIA_TYPE
        assert sent.headers["content-type"] == kind
        return sent.status_code

    first, second = made(reader, Permission.READ), made(reader, Permission.READ)
    numbers = made(admin, Permission.HEALTH)
    assert [asked(one) for one in ("", "findings_none", numbers)] == [401, 401, 403]
    # each is counted by itself
    assert [asked(first) for _ in range(3)] == [200, 200, 429]
    assert asked(second) == 200
    clock[0] += DAY
    assert asked(second) == 401
    third = made(reader, Permission.READ)
    assert asked(third) == 200
    accounts.remove(reader.login, by=admin.login)
    assert asked(third) == 401
    records.close()
