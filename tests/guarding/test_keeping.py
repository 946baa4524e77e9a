from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from starlette.applications import Starlette
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from guarding import keeping
from guarding.keeping import Keeping

if TYPE_CHECKING:
    from starlette.requests import Request

    from tests.guarding.conftest import Caller

LONG = "word " * 1_000


@pytest.fixture
def asked() -> list[str]:
    return []


@pytest.fixture
def client(asked: list[str]) -> TestClient:
    def answer(request: Request) -> PlainTextResponse:
        asked.append(request.url.path)
        is_there = "none" not in request.url.path
        return PlainTextResponse(LONG + str(len(asked)), 200 if is_there else 404)

    app = Starlette(routes=[Route("/{path:path}", answer)])
    app.add_middleware(GZipMiddleware)
    app.add_middleware(Keeping, root_path="")
    return TestClient(app)


def test_a_file_is_made_once_for_each_way_to_send_it(client: TestClient, asked: list[str]) -> None:
    for encoding in ("identity", "gzip"):
        first, second = (
            client.get("/assets/a.js", headers={"accept-encoding": encoding}) for _ in range(2)
        )
        assert first.text == second.text
        assert first.headers == second.headers
        assert second.headers.get("content-encoding", "identity") == encoding
    assert len(asked) == 2


@pytest.mark.parametrize(
    ("path", "headers"),
    [("/config", {}), ("/assets/none.js", {}), ("/assets/a.js", {"range": "bytes=0-1"}),
     ("/assets/a.js", {"if-none-match": "x"})],
)  # fmt: skip
def test_everything_else_is_made_anew(
    client: TestClient, asked: list[str], path: str, headers: dict[str, str]
) -> None:
    for _ in range(2):
        client.get(path, headers=headers)
    assert len(asked) == 2


def test_only_so_much_is_kept(
    client: TestClient, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "MAX_BYTES", len(LONG) + 10)
    for name in "abab":
        client.get(f"/assets/{name}.js", headers={"accept-encoding": "identity"})
    assert asked == ["/assets/a.js", "/assets/b.js", "/assets/b.js"]


def test_what_is_named_by_its_content_may_stay_in_the_browser(caller: Caller) -> None:
    page = caller.client.get("/")
    name = page.text.split('src="./assets/')[1].split('"')[0]
    assert "immutable" in caller.client.get(f"/assets/{name}").headers["cache-control"]
    assert page.headers["cache-control"] == "no-store"
    assert "immutable" not in caller.client.get("/assets/none.js").headers.get("cache-control", "")
