"""The pages of Administer as an app of their own, asked as a browser asks them."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from administering.places import administration
from people.audit import Audit
from people.records import Records
from people.roles import HERE, Person
from settings import Settings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from httpx2 import Response
    from starlette.types import ASGIApp, Receive, Scope, Send

    from administering.jobs.running import Job, Jobs

ORIGIN = "http://testserver"
TOKEN = re.compile(r'name="csrf" value="([0-9a-f]+)"')


class Signed:
    """ASGI middleware: whoever asks is the person that a test names."""

    def __init__(self, app: ASGIApp, site: Site) -> None:
        self._app = app
        self._site = site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope.setdefault("state", {})["person"] = self._site.person
        await self._app(scope, receive, send)


@dataclass
class Site:
    """A browser on the pages, with who is signed in."""

    settings: Settings
    person: Person = HERE
    token: str = ""

    def __post_init__(self) -> None:
        self.records = Records(self.settings.records)
        self.audit = Audit(self.records)
        site, self.jobs = administration(self.settings, self.records)
        self.needs = site.needs()
        app = Starlette(routes=site.routes())
        app.add_middleware(Signed, site=self)
        self.client = TestClient(app, base_url=ORIGIN)

    @property
    def acts(self) -> list[str]:
        """What was noted in the audit, the oldest first."""
        return [one.act for one in reversed(self.audit.rows())]

    def get(self, path: str, status: int = 200) -> str:
        answer = self.client.get(f"/administer{path}")
        assert answer.status_code == status, answer.text
        if found := TOKEN.search(answer.text):
            self.token = found[1]
        return str(answer.text)

    def post(
        self, path: str, data: Mapping[str, object] | None = None, *,
        files: list[tuple[str, tuple[str, bytes]]] | None = None, origin: str = ORIGIN,
    ) -> Response:  # fmt: skip
        return self.client.post(
            f"/administer{path}", data={"csrf": self.token, **(data or {})}, files=files,
            headers={"origin": origin}, follow_redirects=False,
        )  # fmt: skip

    def ended(self) -> Job:
        """Wait until no job runs, and give the last one."""
        end = time.monotonic() + 300
        while not self.jobs.is_idle:
            assert time.monotonic() < end
            time.sleep(0.05)
        job = self.jobs.last()
        assert job
        return job

    jobs: Jobs = None  # type: ignore[assignment]  # set when it is made


@pytest.fixture
def site(store: Path, documents: Path, model_export: Path, tmp_path: Path) -> Site:
    """The pages on the small store, beside its documents."""
    settings = Settings(
        store=store, knowledge=documents, model_export=model_export,
        feedback=tmp_path / "feedback.sqlite3", records=tmp_path / "records.sqlite3",
        backups=tmp_path / "backups",
    )  # fmt: skip
    return Site(settings)
