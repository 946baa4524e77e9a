"""The configurations of docs/deploying.md are such as their programs take, and do what is said."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
import time
import tomllib
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route

from domain import FindingsError
from evaluation.many.balancing import HAPROXY, balancing
from evaluation.many.server import free_port
from guarding.listening import trusted_proxies
from guarding.origins import site_of
from settings import FILE_NAME, PREFIX, Settings, load_settings
from signing_in.permissions import PATHS
from store.publishing.live import POINTER_NAME, generations_folder, published
from tests.store.texts import publish_copy
from wiring import make_editions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from starlette.requests import Request
    from starlette.responses import Response

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
PAGE = (ROOT / "docs" / "deploying.md").read_text("utf-8")
SYSTEMD = shutil.which("systemd-analyze")
SECONDS = 20
# What people may send and no replica may believe.
HEARSAY = (
    *("x-forwarded-for", "x-forwarded-proto", "x-forwarded-user", "x-forwarded-uri"),
    *("forwarded", "x-real-ip"),
)


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


class Replica:
    """A server that says which it is, whose request it takes one for, and what it has open."""

    def __init__(self, name: str, store: Path) -> None:
        self.name, self.editions = name, make_editions(Settings(store=store))
        self.opened = ""

    async def said(self, request: Request) -> Response:
        told = {one: value for one, value in request.headers.items() if one in HEARSAY}
        return JSONResponse({"name": self.name, "path": request.url.path, **told})

    def readyz(self, _request: Request) -> Response:
        try:
            self.opened = self.editions().generation.id
        except FindingsError:
            self.opened = ""
        return PlainTextResponse(self.opened, 200 if self.opened else 503)

    @contextmanager
    def running(self, port: int) -> Iterator[None]:
        routes = [Route("/readyz", self.readyz), Route("/{path:path}", self.said)]
        config = uvicorn.Config(
            Starlette(routes=routes), port=port, log_level="warning", timeout_graceful_shutdown=1
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        try:
            while not server.started:
                time.sleep(0.01)
            yield
        finally:
            server.should_exit = True
            thread.join()
            self.editions.close()


def until(is_so: Callable[[], bool]) -> bool:
    """Say whether something comes to be so in a while."""
    end = time.monotonic() + SECONDS
    while not (found := is_so()) and time.monotonic() < end:
        time.sleep(0.05)
    return found


@pytest.mark.skipif(HAPROXY is None, reason="haproxy is not installed")
def test_the_balancer_keeps_a_page_with_a_replica_that_can_answer_and_has_what_is_new_opened(
    tmp_path: Path, small_store: Path
) -> None:
    store = shutil.copytree(small_store, tmp_path / "store")
    replicas = {name: Replica(name, store) for name in ("one", "two")}
    worker = Replica("worker", tmp_path / "none")
    ports = {name: free_port() for name in replicas}
    with ExitStack() as held:
        running = {name: held.enter_context(ExitStack()) for name in replicas}
        for name, port in ports.items():
            running[name].enter_context(replicas[name].running(port))
        held.enter_context(worker.running(at := free_port()))
        address = held.enter_context(balancing(tmp_path, ports, at, checked="200ms"))
        spoofed = dict.fromkeys(HEARSAY, "198.51.100.7")
        client = held.enter_context(httpx.Client(base_url=address, headers=spoofed, verify=False))  # noqa: S501  signed by itself

        def asked(path: str = "/") -> dict[str, str]:
            try:
                answer = client.get(path)
            except httpx.TransportError:
                return {}
            return dict(answer.json()) if answer.status_code == 200 else {}

        assert until(lambda: bool(asked()))
        first = asked()
        assert {one: first.get(one) for one in HEARSAY} == {
            one: {"x-forwarded-for": "127.0.0.1", "x-forwarded-proto": "https"}.get(one)
            for one in HEARSAY
        }
        assert [asked()["name"] for _ in range(6)] == [first["name"]] * 6
        [cookie] = [one for one in client.cookies.jar if one.name == "replica"]
        assert cookie.secure
        assert cookie.has_nonstandard_attr("HttpOnly")
        assert until(lambda: asked("/administer/documents").get("name") == "worker")
        assert asked("/administered")["name"] == first["name"]

        # nobody asks them but the balancer
        publish_copy(store, generations_folder(store) / published(store)[0], 1)
        assert until(lambda: {one.opened for one in replicas.values()} == {"copy-1"})

        (store / POINTER_NAME).rename(store / "away")
        assert until(lambda: not any(one.opened for one in replicas.values()))
        # none can answer, and people still reach the page, with its safety steps
        for _ in range(10):
            assert asked()["name"] in replicas
            time.sleep(0.1)
        (store / "away").rename(store / POINTER_NAME)
        assert until(lambda: all(one.opened for one in replicas.values()))

        running[gone := asked()["name"]].close()
        [other] = set(replicas) - {gone}
        assert until(lambda: asked().get("name") == other)


@pytest.mark.skipif(SYSTEMD is None, reason="systemd is not installed")
def test_systemd_takes_the_unit(tmp_path: Path) -> None:
    unit = tmp_path / "findings.service"
    # what is installed here stands for what is installed there
    [text] = blocks("ini")
    unit.write_text(
        text.replace("/opt/findings/.venv/bin/findings serve", sys.executable).replace(
            "User=findings\n", ""
        ),
        "utf-8",
    )
    command = [str(SYSTEMD), "verify", "--man=no", "--recursive-errors=no", str(unit)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "findings.service" not in ended.stderr
    assert ended.returncode == 0, ended.stderr


def test_behind_oauth2_proxy_its_word_counts_and_only_open_pages_need_no_sign_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = blocks("toml")
    theirs = tomllib.loads(first)
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    (tmp_path / FILE_NAME).write_text(second, "utf-8")
    settings = load_settings()
    assert settings.sign_in == "proxy"
    [upstream] = theirs["upstreams"]
    assert upstream == f"http://{settings.host}:{settings.port}/"
    assert trusted_proxies(settings.trusted_proxies) == [settings.host]
    assert theirs["redirect_url"].startswith(site_of(settings))
    # of what it says of people nothing but a header of that name is passed on
    assert theirs["pass_user_headers"]
    assert settings.proxy_header in {"X-Forwarded-User", "X-Forwarded-Email"}
    assert not theirs["pass_basic_auth"]
    assert not theirs["reverse_proxy"] or theirs["trusted_proxy_ips"]
    assert theirs["skip_auth_strip_headers"]
    unasked = [one.removeprefix("GET=") for one in theirs["skip_auth_routes"]]
    let_in = {path for path in PATHS for one in unasked if re.search(one, path)}
    assert let_in == {"/sign-in", "/findings/signing-in.css", "/data-protection"}
    assert [PATHS[path] for path in let_in] == [None] * 3
