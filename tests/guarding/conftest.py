"""The whole web app in this process, and a caller who may send it anything."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from starlette.testclient import TestClient

import wiring
from pages.shared.services import Services
from serving import make_app
from settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from httpx2 import Response

JOIN = "/gradio_api/queue/join"
SITE = "http://127.0.0.1:7860"


@dataclass
class Caller:
    """Somebody who calls the functions of the page, from an address of their own."""

    client: TestClient
    functions: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.client.get("/")  # as a browser does: it is given its cookie
        config = self.client.get("/config").json()
        self.functions = config["dependencies"]
        self.types = {one["id"]: one["type"] for one in config["components"]}

    def join(self, body: object, *, origin: str = SITE) -> Response:
        """Send a call as it is."""
        content = body if isinstance(body, bytes | str) else json.dumps(body)
        # the page's own script names itself so with each call, and not as it reads the answers
        headers = {"origin": origin, "content-type": "application/json", "x-gradio-user": "app"}
        return self.client.post(JOIN, content=content, headers=headers)

    def call(self, number: int, data: list[Any], session: str = "mine") -> Response:
        """Call a function."""
        return self.join({"fn_index": number, "data": data, "session_hash": session})

    def open(self, session: str = "mine") -> None:
        """Open the page: call what it calls then, and read all of it."""
        for one in self.functions:
            if any(event == "load" for _, event in one["targets"]):
                sent = self.call(one["id"], [None] * len(one["inputs"]), session)
                assert sent.status_code == 200, sent.text
        self.read(session)

    def asking(self, message: str) -> list[Any]:
        """Give the arguments of a question: filters that leave nothing out, and no state."""
        _, *others = self.named("on_ask")["inputs"]
        return [message, *([] if self.types[one] == "dropdown" else None for one in others)]

    def read(self, session: str = "mine") -> list[dict[str, Any]]:
        """Give what came back for a session, until all that it asked for is there."""
        said = self.client.get("/gradio_api/queue/data", params={"session_hash": session}).text
        return [json.loads(line[6:]) for line in said.splitlines() if line.startswith("data: ")]

    def named(self, name: str) -> dict[str, Any]:
        """Give the function of a name."""
        return next(one for one in self.functions if one["api_name"] == name)


@pytest.fixture(scope="session")
def make_caller(
    whole_store: Path, model_export: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[..., Caller]]:
    """Give what makes callers of one app on the shipped documents; it is told what to set."""
    opened: dict[str, TestClient] = {}

    def make(*, address: str = "192.0.2.1", **options: Any) -> Caller:  # noqa: ANN401
        name = json.dumps(options, sort_keys=True)
        if name not in opened:
            settings = load_settings(
                store=whole_store, model_export=model_export,
                feedback=tmp_path_factory.mktemp("fb") / "fb.sqlite3", **options,
            )  # fmt: skip
            editions = wiring.make_editions(settings)
            assistant = wiring.make_assistant(settings, editions.library)
            app = make_app(Services(assistant, editions, settings))
            opened[name] = TestClient(app, base_url=SITE)
            opened[name].__enter__()
        same = TestClient(opened[name].app, base_url=SITE, client=(address, 50_000))
        same.portal = opened[name].portal
        return Caller(same)

    yield make
    for one in opened.values():
        one.__exit__()


@pytest.fixture
def caller(make_caller: Callable[..., Caller]) -> Caller:
    """Somebody who has the page open, beside the API, and may ask often."""
    made = make_caller(api=True, questions_per_minute=1000)
    made.open()
    return made
