"""A small app behind the sign-in, without Gradio and without a model, and browsers of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from guarding.guard import Guard, Proxied
from guarding.origins import local_origins, read_public
from pages.ask.safety_steps import steps_markup
from people.records import Records
from people.roles import person_of
from people.tokens import Tokens
from settings import Settings
from signing_in.gate import Gate
from signing_in.opening import open_sign_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from httpx2 import Response
    from starlette.requests import Request

SITE = "http://127.0.0.1:7860"
PASSWORD = "three plain words"  # noqa: S105  of nobody
STEPS = "1. Ring the front door, 0300 123 5012"


class SetClock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.seconds = 1_800_000_000.0

    def __call__(self) -> float:
        return self.seconds


@dataclass
class Visitor:
    """A browser, with its cookies, at an address."""

    client: TestClient

    def get(self, path: str, **more: Any) -> Response:  # noqa: ANN401  as the client takes it
        return self.client.get(path, follow_redirects=False, **more)

    def post(self, path: str, fields: dict[str, str], *, at: str = "", **headers: str) -> Response:
        """Send a form of the page at ``at``, or at the same path, with its hidden fields."""
        page = self.get(at or path).text
        hidden = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page)
        return self.client.post(
            path, data={**dict(hidden), **fields}, follow_redirects=False,
            headers={"origin": SITE} | headers,
        )  # fmt: skip

    def sign_in(self, login: str = "ada", password: str = PASSWORD, **headers: str) -> Response:
        return self.post("/sign-in", {"login": login, "password": password}, **headers)

    @property
    def cookie(self) -> str:
        return str(self.client.cookies.get("findings_sign_in", ""))


@dataclass
class House:
    """The app, its records and its clock."""

    app: Starlette
    records: Records
    clock: SetClock
    running: TestClient

    def visitor(self, address: str = "192.0.2.1") -> Visitor:
        client = TestClient(self.app, base_url=SITE, client=(address, 50_000))
        client.portal = self.running.portal
        return Visitor(client)


async def who(request: Request) -> PlainTextResponse:
    person = person_of(request)
    return PlainTextResponse(f"{person.name} {person.role.word} {person.how}")


@pytest.fixture
def make_house(tmp_path: Path, quick_passwords: None) -> Iterator[Callable[..., House]]:
    """Give what makes an app with these settings."""
    del quick_passwords
    houses: list[House] = []

    def make(*, guarded: bool = True, **options: Any) -> House:  # noqa: ANN401  as they are
        clock = SetClock()
        records = Records(tmp_path / "records.sqlite3", clock=clock)
        settings = Settings(**options)
        opened = open_sign_in(
            settings, records, lambda: steps_markup(STEPS), site=f"{SITE}/", is_local=True
        )
        paths = ("/", "/document/a.md", "/v1/ask", "/metrics")
        app = Starlette(routes=[*opened.routes, *(Route(one, who) for one in paths)])
        root, public = settings.root_path, settings.public_host
        origins = (read_public(public),) if public else local_origins(7860)
        app.add_middleware(Gate, way=opened.way, tokens=Tokens(records), root_path=root)
        if guarded:
            app.add_middleware(Guard, origins=origins, root_path=root)
        if settings.trusted_proxies:
            app.add_middleware(
                Proxied, trusted=[settings.trusted_proxies], header=settings.proxy_header
            )
        running = TestClient(app, base_url=SITE)
        running.__enter__()
        houses.append(House(app, records, clock, running))
        return houses[-1]

    yield make
    for one in houses:
        one.running.__exit__()
        one.records.close()
