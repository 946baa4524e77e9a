"""Who may what, tried by calling each route and each function of the whole app as each role.

A route or a function that nobody gave an entry in signing_in/permissions.py fails here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from starlette.testclient import TestClient

import wiring
from guarding.calls import are_choices, functions_of
from guarding.paths import BEGINNINGS, EXACT, JOIN, is_listed
from pages.shared.services import Services
from people.accounts import Accounts
from people.records import Records
from people.roles import LEAST, Permission, UserRole
from people.sign_ins import SignIns
from serving import gradio_of, make_app
from settings import load_settings
from signing_in.permissions import PATHS, ROOMS, permission_of
from tests.signing_in.conftest import PASSWORD, SITE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fastapi import FastAPI

    from guarding.calls import Function

ROLES = (None, *UserRole)


@dataclass
class Estate:
    """The whole app behind own accounts, and the cookie of one person of each role."""

    app: FastAPI
    running: TestClient
    cookies: dict[UserRole | None, str]

    @property
    def functions(self) -> dict[int, Function]:
        blocks = gradio_of(self.app).blocks
        assert blocks
        return functions_of(blocks)

    def of(self, role: UserRole | None) -> TestClient:
        address = f"192.0.2.{role or 9}"
        client = TestClient(self.app, base_url=SITE, client=(address, 50_000))
        client.portal = self.running.portal
        if role:
            client.cookies.set("findings_sign_in", self.cookies[role])
        return client


@pytest.fixture(scope="module")
def estate(
    small_store: Path, model_export: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Estate]:
    folder = tmp_path_factory.mktemp("estate")
    settings = load_settings(
        store=small_store, model_export=model_export, feedback=folder / "fb.sqlite3",
        records=folder / "records.sqlite3", sign_in="accounts", questions_per_minute=1000,
    )  # fmt: skip
    records = Records(settings.records)
    accounts = Accounts(records)
    sign_ins = SignIns(records, idle_seconds=3600, most_seconds=3600)
    cookies: dict[UserRole | None, str] = {}
    for role in UserRole:
        code = accounts.invite(role.word, role, by="test")
        account = accounts.join(code, role.word, PASSWORD + role.word[::-1])
        cookies[role] = sign_ins.begin(account, "accounts")
    editions = wiring.make_editions(settings)
    assistant = wiring.make_assistant(settings, editions.library)
    app = make_app(Services(assistant, editions, settings), records)
    with TestClient(app, base_url=SITE) as running:
        yield Estate(app, running, cookies)


def _paths(app: Any, above: str = "") -> Iterator[str]:  # noqa: ANN401  apps of several kinds
    for one in getattr(app, "routes", ()):
        path = above + getattr(one, "path", "").split("{")[0]
        yield path or "/"
        if inner := getattr(one, "app", None):
            yield from _paths(inner, path.rstrip("/"))


def test_every_path_that_is_served_has_an_entry(estate: Estate) -> None:
    routes = {one for one in _paths(estate.app) if is_listed(one) or is_listed(f"{one}x")}
    assert {"/document/", "/healthz", "/sign-in/join"} <= routes
    for path in (*routes, *EXACT, *BEGINNINGS):
        permission_of(path)  # raises where there is none
    assert permission_of("/document/a/b.md") is Permission.READ
    with pytest.raises(LookupError):
        permission_of("/documents")


@pytest.mark.parametrize("role", ROLES)
def test_each_role_gets_the_paths_that_it_may_have_and_no_others(
    estate: Estate, role: UserRole | None
) -> None:
    client = estate.of(role)
    for entry, needed in PATHS.items():
        path = f"{entry}nowhere" if entry[-1] == "/" != entry else entry
        if not is_listed(path):
            continue
        answer = client.get(path, follow_redirects=False)
        is_led_away = answer.headers.get("location", "").startswith("/sign-in")
        status = 401 if is_led_away else answer.status_code
        if needed is None:
            assert status not in {401, 403}, path
        elif role is None:
            assert status == 401, path
        elif role < LEAST[needed]:
            assert status == 403, path
        else:
            assert status not in {401, 403}, path


def test_every_function_of_the_page_stands_in_a_room_with_an_entry(estate: Estate) -> None:
    rooms = {one.module.split(".")[1] for one in estate.functions.values()}
    assert rooms <= set(ROOMS)
    assert {"ask", "draft"} <= rooms


@pytest.mark.parametrize("role", ROLES)
def test_each_role_gets_the_functions_that_it_may_have_and_no_others(
    estate: Estate, role: UserRole | None
) -> None:
    client, refused = estate.of(role), set()
    for number, function in estate.functions.items():
        room = function.module.split(".")[1]
        may = function.opens or (role is not None and role >= LEAST[ROOMS[room]])
        if role and may and (function.opens or function.mark):
            continue  # it would be run; the others are refused since no page of theirs is open
        data: list[object] = [[] if one is are_choices else None for one in function.accepts]
        sent = {"fn_index": number, "data": data, "session_hash": f"s{number}"}
        status = client.post(JOIN, json=sent, headers={"origin": SITE}).status_code
        if role is None:
            assert status == 401, function
        else:
            assert status == (410 if may else 403), function
            refused |= set() if may else {room}
    assert refused == ({"draft"} if role is UserRole.READER else set())


def test_what_was_asked_by_one_person_is_not_given_to_another_in_the_same_browser(
    estate: Estate,
) -> None:
    opening = next(number for number, one in estate.functions.items() if one.opens)
    data = [None] * len(estate.functions[opening].accepts)
    sent = {"fn_index": opening, "data": data, "session_hash": "same"}
    client = estate.of(UserRole.EDITOR)
    client.cookies.set("findings", "0" * 32)
    assert client.post(JOIN, json=sent, headers={"origin": SITE}).status_code == 200
    other = estate.of(UserRole.TRAINER)
    other.cookies.set("findings", "0" * 32)
    stream = "/gradio_api/queue/data?session_hash=same"
    assert "session_not_found" in other.get(stream).text
    assert "process_completed" in client.get(stream).text
    assert estate.of(None).get(stream).status_code == 401
