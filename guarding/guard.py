"""What may reach the app: which names, paths, methods, origins and calls (docs/security.md)."""

from __future__ import annotations

import json
import re
import secrets
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import parse_qs, urlencode

from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from guarding.calls import CallError
from guarding.door import NOTHING_AWAITED
from guarding.origins import named, read_origin
from guarding.policy import Outgoing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from guarding.door import Door
    from guarding.origins import Origin

_API = "/gradio_api"
_JOIN = f"{_API}/queue/join"
_DATA = f"{_API}/queue/data"
_HEARTBEAT = f"{_API}/heartbeat/"
# Everything else is 404 before Gradio sees it: uploads, files, deep links, proxy, API pages.
_EXACT = frozenset({
    "/", "/healthz", "/readyz", "/config", "/theme.css", "/favicon.ico",
    _JOIN, _DATA, f"{_API}/app_id",
})  # fmt: skip
_BEGINNINGS = ("/assets/", "/static/", "/svelte/", "/findings/", "/document/", _HEARTBEAT)
# What is made anew for each request, and counts as a call.
_MADE = ("/document/",)
_METHODS = frozenset({"GET", "HEAD", "POST"})
_MAX_BODY = 512 * 1024
COOKIE = "findings"
PROXIED = "findings.proxied"
_COOKIE = re.compile(r"[0-9a-f]{32}")
# What a proxy says of a request: read where it is trusted, and never by Gradio.
_HEARSAY = re.compile(rb"x-forwarded-.*|forwarded|x-gradio-.*|x-real-ip")

_UNKNOWN_HOST = (400, "unknown host: name it in the setting public_host")
_NO_METHOD = (405, "method not allowed")
_NOT_FOUND = (404, "not found")
_UNKNOWN_ORIGIN = (403, "unknown origin")
_TOO_LARGE = (413, "too large")


class Proxied:
    """ASGI middleware: reads whose request it is from trusted proxies, and that it came by one."""

    def __init__(self, app: ASGIApp, *, trusted: list[str]) -> None:
        """Believe proxies of these addresses and networks."""
        # the two libraries describe the same messages in types of their own
        self._inner: Any = ProxyHeadersMiddleware(cast("Any", app), trusted)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on as its sender's."""
        client = scope.get("client")
        if client and client[0] in self._inner.trusted_hosts:
            scope[PROXIED] = True
        await self._inner(scope, receive, send)


class Guard:
    """ASGI middleware: refuses what is not on the list, and sets the headers."""

    def __init__(
        self, app: ASGIApp, *, origins: Sequence[Origin], root_path: str, door: Door
    ) -> None:
        """Answer only requests that name one of ``origins``, the first of which is the public one.

        Their paths may begin with ``root_path`` or not, since some proxies cut it off; all that
        the app says of itself begins with it. ``door`` decides on calls of the page's functions.
        """
        self._app = app
        self._origins = origins
        self._root = root_path
        self._door = door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return  # a web socket: nothing here uses one
        headers = _texts(scope)
        path: str = scope["path"]
        if self._root and path == self._root:
            await _answer(send, 308, "", more=[("location", f"{self._root}/")])
            return
        path = path.removeprefix(self._root) if path.startswith(f"{self._root}/") else path
        try:
            origin = self._origin(scope, headers)
            self._check(scope["method"], path, headers)
            await self._pass(scope, receive, send, origin, path)
        except CallError as error:
            await _answer(send, error.status, json.dumps({"detail": str(error)}))

    def _origin(self, scope: Scope, headers: dict[str, str]) -> Origin:
        """Give the origin that a request is for.

        Raises:
            CallError: it is none of ours.
        """
        if scope.get(PROXIED):
            return self._origins[0]  # however the proxy names us to itself
        origin = named(self._origins, headers.get("host", ""))
        if origin is None:
            raise CallError(*_UNKNOWN_HOST)
        return origin

    def _check(self, method: str, path: str, headers: dict[str, str]) -> None:
        """Refuse what the app does not serve.

        Raises:
            CallError: it is one of these.
        """
        if method not in _METHODS:
            raise CallError(*_NO_METHOD)
        if not is_listed(path):
            raise CallError(*_NOT_FOUND)
        if method == "POST":
            if path != _JOIN:
                raise CallError(*_NO_METHOD)
            if read_origin(headers.get("origin", "")) not in self._origins:
                raise CallError(*_UNKNOWN_ORIGIN)
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > _MAX_BODY:
            raise CallError(*_TOO_LARGE)

    async def _pass(
        self, scope: Scope, receive: Receive, send: Send, origin: Origin, path: str
    ) -> None:
        headers = _texts(scope)
        address = scope["client"][0] if scope.get("client") else ""
        browser = _browser(headers.get("cookie", ""))
        inner = {**scope, "path": self._root + path, "root_path": self._root,
                 "scheme": origin.scheme, "headers": _named(scope, origin)}  # fmt: skip
        body = b""
        if path == _JOIN:
            body = self._door.admit(await _read(receive), browser, address)
            inner["headers"] += [(b"content-type", b"application/json"),
                                 (b"content-length", str(len(body)).encode())]  # fmt: skip
        elif path == _DATA:
            asked = parse_qs(scope["query_string"].decode("latin-1")).get("session_hash", [""])
            session = self._door.session_of(browser, asked[0])
            if not self._door.awaits(session):
                await _answer(send, 200, NOTHING_AWAITED, kind="text/event-stream")
                return
            inner["query_string"] = urlencode({"session_hash": session}).encode()
        elif path.startswith(_HEARTBEAT):
            session = self._door.session_of(browser, path.removeprefix(_HEARTBEAT))
            inner["path"] = f"{self._root}{_HEARTBEAT}{session}"
        elif path == "/" or path.startswith(_MADE):
            self._door.count(address)
        more = []
        if path == "/" and not browser:
            more.append(("set-cookie", self._cookie(origin)))
        await self._app(inner, _HandedOn(body, receive), Outgoing(path, send, more))

    def _cookie(self, origin: Origin) -> str:
        secure = "; Secure" if origin.scheme == "https" else ""
        path = f"{self._root}/"
        return f"{COOKIE}={secrets.token_hex(16)}; Path={path}; HttpOnly; SameSite=Lax{secure}"


def is_listed(path: str) -> bool:
    """Say whether a path is one that the app serves."""
    return path in _EXACT or (path.startswith(_BEGINNINGS) and ".." not in path)


class _HandedOn:
    """Hands on a body that has been read, then what else the caller does."""

    def __init__(self, body: bytes, receive: Receive) -> None:
        self._body: bytes | None = body
        self._receive = receive

    async def __call__(self) -> Message:
        if self._body is None:
            while (message := await self._receive())["type"] == "http.request":
                pass  # of a body that nothing here reads
            return message
        body, self._body = self._body, None
        return {"type": "http.request", "body": body, "more_body": False}


async def _read(receive: Receive) -> bytes:
    """Give a request's body.

    Raises:
        CallError: it is longer than any message.
    """
    body = b""
    while True:
        message = await receive()
        body += bytes(message.get("body", b""))
        if len(body) > _MAX_BODY:
            raise CallError(*_TOO_LARGE)
        if not message.get("more_body"):
            return body


def _texts(scope: Scope) -> dict[str, str]:
    return {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}


def _named(scope: Scope, origin: Origin) -> list[tuple[bytes, bytes]]:
    """Give the headers as from a caller who came straight to the origin."""
    dropped = {b"host", b"content-type", b"content-length", b"transfer-encoding"}
    kept = [
        (name, value)
        for name, value in scope["headers"]
        if name not in dropped and not _HEARSAY.fullmatch(name)
    ]
    return [*kept, (b"host", origin.authority.encode())]


def _browser(cookies: str) -> str:
    """Give what tells one browser from another; empty where it has not been told yet."""
    try:
        found = SimpleCookie(cookies).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found and _COOKIE.fullmatch(found.value) else ""


async def _answer(
    send: Send, status: int, body: str, *, kind: str = "application/json",
    more: Sequence[tuple[str, str]] = (),
) -> None:  # fmt: skip
    """Answer in our own words: a refusal in the form that the page shows it from."""
    headers = [(b"content-type", kind.encode()), (b"cache-control", b"no-store"),
               *((name.encode(), value.encode()) for name, value in more)]  # fmt: skip
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body.encode()})
