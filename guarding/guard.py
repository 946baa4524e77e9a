"""What may reach the app: which names, paths, methods and origins (docs/security.md)."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, cast

from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from guarding.calls import CallError
from guarding.origins import named, read_origin
from guarding.paths import JOIN, is_for_programs, is_listed, max_body, takes_posts
from guarding.policy import Outgoing
from guarding.refusing import answer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from guarding.origins import Origin

_METHODS = frozenset({"GET", "HEAD", "POST"})
PROXIED = "findings.proxied"
# Who a trusted proxy says it is.
SAID = "findings.said"
# Somebody speaks for another, whom no setting names.
HANDED_ON = "findings.handed_on"
# What a proxy says of a request: read where it is trusted, and never by Gradio.
_HEARSAY = re.compile(rb"x-forwarded-.*|forwarded|x-gradio-.*|x-real-ip")
# What only a proxy sends; Gradio's own script names itself with its calls, and no proxy is there.
_OF_A_PROXY = re.compile(rb"x-forwarded-.*|forwarded|x-real-ip")

_UNKNOWN_HOST = (400, "unknown host: name it in the setting public_host")
_NO_METHOD = (405, "method not allowed")
_NOT_FOUND = (404, "not found")
_UNKNOWN_ORIGIN = (403, "unknown origin")
_NO_LENGTH = (411, "say how long it is")
_TOO_LARGE = (413, "too large")


class Proxied:
    """ASGI middleware: reads whose request it is from trusted proxies, and that it came by one."""

    def __init__(self, app: ASGIApp, *, trusted: list[str], header: str) -> None:
        """Believe proxies of these addresses and networks, who somebody is in ``header`` too."""
        self._header = header.lower().encode()
        # the two libraries describe the same messages in types of their own
        self._inner: Any = ProxyHeadersMiddleware(cast("Any", app), trusted)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on as its sender's."""
        client = scope.get("client")
        if client and client[0] in self._inner.trusted_hosts:
            scope[PROXIED] = True
            said = [value for name, value in scope["headers"] if name == self._header]
            # of two, one may have come from somebody else
            scope[SAID] = said[0].decode("latin-1") if len(said) == 1 else ""
        await self._inner(scope, receive, send)


class Guard:
    """ASGI middleware: refuses what is not on the list, and sets the headers."""

    def __init__(self, app: ASGIApp, *, origins: Sequence[Origin], root_path: str) -> None:
        """Answer only requests that name one of ``origins``, the first of which is the public one.

        Their paths may begin with ``root_path`` or not, since some proxies cut it off; all that
        the app says of itself begins with it.
        """
        self._app = app
        self._origins = origins
        self._root = root_path

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
            await answer(send, 308, "", more=[("location", f"{self._root}/")])
            return
        path = path.removeprefix(self._root) if path.startswith(f"{self._root}/") else path
        try:
            origin = self._origin(scope, headers)
            self._check(scope["method"], path, headers)
        except CallError as error:
            said = {"title": str(error), "status": error.status, "detail": str(error)}
            kind = "application/problem+json" if is_for_programs(path) else "application/json"
            await answer(send, error.status, json.dumps(said), kind=kind)
            return
        inner = {**scope, "path": self._root + path, "root_path": self._root,
                 "scheme": origin.scheme, "headers": _named(scope, origin),
                 HANDED_ON: any(map(_OF_A_PROXY.fullmatch, dict(scope["headers"])))}  # fmt: skip
        await self._app(inner, _receiving(scope, path, receive), Outgoing(path, send))

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
        length = headers.get("content-length", "0")
        if method == "POST":
            if not takes_posts(path):
                raise CallError(*_NO_METHOD)
            # a browser names the page that sends; a program of its own has none to name
            is_program = is_for_programs(path) and "origin" not in headers
            if not is_program and read_origin(headers.get("origin", "")) not in self._origins:
                raise CallError(*_UNKNOWN_ORIGIN)
            # a call is counted as it is read (admitting.py), a form as it is announced
            if path != JOIN and "content-length" not in headers:
                raise CallError(*_NO_LENGTH)
        if not length.isdecimal() or int(length) > max_body(path):
            raise CallError(*_TOO_LARGE)


def _receiving(scope: Scope, path: str, receive: Receive) -> Receive:
    """Give what hands on a request's body; of one that nothing reads, only its end."""
    if scope["method"] == "POST" and takes_posts(path):
        return receive

    is_first = True

    async def bodiless() -> Message:
        nonlocal is_first
        if is_first:
            is_first = False
            return {"type": "http.request", "body": b"", "more_body": False}
        while (message := await receive())["type"] == "http.request":
            pass
        return message

    return bodiless


def _texts(scope: Scope) -> dict[str, str]:
    return {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}


def _named(scope: Scope, origin: Origin) -> list[tuple[bytes, bytes]]:
    """Give the headers as from a caller who came straight to the origin."""
    dropped = {b"host"} if scope["method"] == "POST" else {
        b"host", b"content-type", b"content-length", b"transfer-encoding"
    }  # fmt: skip
    kept = [
        (name, value)
        for name, value in scope["headers"]
        if name not in dropped and not _HEARSAY.fullmatch(name)
    ]
    return [*kept, (b"host", origin.authority.encode())]
