"""What is asked of Gradio's queue goes through the door: calls, what comes back, open pages."""

from __future__ import annotations

import json
import re
import secrets
from functools import partial
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection

from guarding.calls import CallError
from guarding.door import NOTHING_AWAITED
from guarding.paths import DATA, HEARTBEAT, JOIN, MADE, max_body
from guarding.refusing import answer

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from guarding.calls import Function
    from guarding.door import Door

COOKIE = "findings"
_COOKIE = re.compile(r"[0-9a-f]{32}")
_TOO_LARGE = (413, "too large")


class Admitting:
    """ASGI middleware: lets calls of the page's functions in, each as ``door`` wrote it anew."""

    def __init__(
        self, app: ASGIApp, *, root_path: str, door: Door, name: Callable[[Scope], str],
        may: Callable[[Scope, Function], bool],
        hand_out: Callable[[str, Receive, Send], Awaitable[None]],
    ) -> None:  # fmt: skip
        """Ask ``door`` for whoever it is that ``name`` gives: no one sees another's session.

        ``may`` says which functions they may have; ``hand_out`` answers with what a session awaits.
        """
        self._app = app
        self._root = root_path
        self._door = door
        self._name = name
        self._may = may
        self._hand_out = hand_out

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        try:
            await self._pass(scope, receive, send)
        except CallError as error:
            await answer(send, error.status, json.dumps({"detail": str(error)}))

    async def _pass(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path"].removeprefix(self._root)
        request = HTTPConnection(scope)
        address = request.client.host if request.client else ""
        cookie = _browser(request.headers.get("cookie", ""))
        browser = f"{cookie} {self._name(scope)}"
        inner = dict(scope)
        if path == JOIN:
            body = self._door.admit(
                await _read(receive), browser, address, partial(self._may, scope)
            )
            inner["headers"] = [*(one for one in scope["headers"] if one[0] not in _OF_A_BODY),
                                (b"content-type", b"application/json"),
                                (b"content-length", str(len(body)).encode())]  # fmt: skip
            await self._app(inner, _HandedOn(body, receive), send)
            return
        if path == DATA:
            asked = parse_qs(scope["query_string"].decode("latin-1")).get("session_hash", [""])
            session = self._door.session_of(browser, asked[0])
            if not self._door.awaits(session):
                await answer(send, 200, NOTHING_AWAITED, kind="text/event-stream")
                return
            await self._hand_out(session, receive, send)
            return
        if path.startswith(HEARTBEAT):
            session = self._door.session_of(browser, path.removeprefix(HEARTBEAT))
            inner["path"] = f"{self._root}{HEARTBEAT}{session}"
        elif path == "/" or path.startswith(MADE):
            self._door.count(address)
        if path == "/" and not cookie:
            send = _WithCookie(send, self._cookie(scope["scheme"]))
        await self._app(inner, receive, send)

    def _cookie(self, scheme: str) -> str:
        secure = "; Secure" if scheme == "https" else ""
        path = f"{self._root}/"
        return f"{COOKIE}={secrets.token_hex(16)}; Path={path}; HttpOnly; SameSite=Lax{secure}"


_OF_A_BODY = frozenset({b"content-type", b"content-length", b"transfer-encoding"})


class _WithCookie:
    """Sends an answer on, with a cookie."""

    def __init__(self, send: Send, cookie: str) -> None:
        self._send = send
        self._cookie = cookie

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).append("set-cookie", self._cookie)
        await self._send(message)


class _HandedOn:
    """Hands on a body that has been read, then what else the caller does."""

    def __init__(self, body: bytes, receive: Receive) -> None:
        self._body: bytes | None = body
        self._receive = receive

    async def __call__(self) -> Message:
        if self._body is None:
            return await self._receive()
        body, self._body = self._body, None
        return {"type": "http.request", "body": body, "more_body": False}


async def _read(receive: Receive) -> bytes:
    """Give a call's body.

    Raises:
        CallError: it is longer than any message.
    """
    body = b""
    while True:
        message = await receive()
        body += bytes(message.get("body", b""))
        if len(body) > max_body(JOIN):
            raise CallError(*_TOO_LARGE)
        if not message.get("more_body"):
            return body


def _browser(cookies: str) -> str:
    """Give what tells one browser from another; empty where it has not been told yet."""
    try:
        found = SimpleCookie(cookies).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found and _COOKIE.fullmatch(found.value) else ""
