"""The configurations of docs/deploying.md are such as their programs take, and do what is said."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import sys
import threading
import time
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.requests import Request
    from starlette.responses import Response

PAGE = (Path(__file__).parents[2] / "docs" / "deploying.md").read_text("utf-8")
HAPROXY = shutil.which("haproxy")
SYSTEMD = shutil.which("systemd-analyze")
SECONDS = 20


def block(language: str) -> str:
    [found] = re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    return str(found)


def free_port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        return int(taken.getsockname()[1])


@contextmanager
def replica(name: str, port: int) -> Iterator[None]:
    """Serve what says which replica it is, and whose request it takes it for."""

    async def said(request: Request) -> Response:
        return PlainTextResponse(f"{name} {request.headers.get('x-forwarded-for')}")

    app = Starlette(routes=[Route("/readyz", said), Route("/{path:path}", said)])
    config = uvicorn.Config(app, port=port, log_level="warning", timeout_graceful_shutdown=1)
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


def until_answered(client: httpx.Client, wanted: str) -> httpx.Response:
    """Ask until the answer begins as wanted; what comes last is given."""
    end = time.monotonic() + SECONDS
    while True:
        try:
            answer = client.get("/")
        except httpx.TransportError:
            answer = httpx.Response(502)
        if answer.text.startswith(wanted) and answer.status_code == 200:
            return answer
        if time.monotonic() > end:
            return answer
        time.sleep(0.1)


@pytest.mark.skipif(HAPROXY is None, reason="haproxy is not installed")
def test_the_balancer_keeps_a_page_with_its_replica_and_leaves_out_a_dead_one(
    tmp_path: Path,
) -> None:
    front, ports = free_port(), {"one": free_port(), "two": free_port()}
    text = block("haproxy").replace(
        "bind :443 ssl crt /etc/haproxy/findings.pem", f"bind 127.0.0.1:{front}"
    )
    for (name, port), address in zip(ports.items(), ("10.0.0.11", "10.0.0.12"), strict=True):
        text = text.replace(f"server {name} {address}:7860", f"server {name} 127.0.0.1:{port}")
    # the cookie is for https only, which this test does without
    text = text.replace(" secure ", " ")
    configuration = tmp_path / "haproxy.cfg"
    configuration.write_text(text, "utf-8")
    command = [str(HAPROXY), "-db", "-f", str(configuration)]
    with ExitStack() as held:
        running = {name: held.enter_context(ExitStack()) for name in ports}
        for name, port in ports.items():
            running[name].enter_context(replica(name, port))
        balancer = held.enter_context(subprocess.Popen(command))
        held.callback(balancer.terminate)
        headers = {"x-forwarded-for": "198.51.100.7"}
        client = held.enter_context(
            httpx.Client(base_url=f"http://127.0.0.1:{front}", headers=headers)
        )
        first = until_answered(client, "").text
        assert first.split()[1:] == ["127.0.0.1"]
        assert {client.get("/").text for _ in range(6)} == {first}
        cookies = [one for one in client.cookies.jar if one.name == "replica"]
        assert [one.has_nonstandard_attr("HttpOnly") for one in cookies] == [True]
        running[first.split()[0]].close()
        [other] = set(ports) - {first.split()[0]}
        assert until_answered(client, other).text.startswith(other)


@pytest.mark.skipif(SYSTEMD is None, reason="systemd is not installed")
def test_systemd_takes_the_unit(tmp_path: Path) -> None:
    unit = tmp_path / "findings.service"
    # what is installed here stands for what is installed there
    unit.write_text(
        block("ini")
        .replace("/opt/findings/.venv/bin/findings serve", sys.executable)
        .replace("User=findings\n", ""),
        "utf-8",
    )
    command = [str(SYSTEMD), "verify", "--man=no", "--recursive-errors=no", str(unit)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "findings.service" not in ended.stderr
    assert ended.returncode == 0, ended.stderr
