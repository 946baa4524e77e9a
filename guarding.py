"""What may reach the app, and what every response carries (RELIABILITY 3.5, items 24 to 29)."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_API = "/gradio_api"
# Everything else is 404 before Gradio sees it: its deep links, proxy, monitoring, API pages.
_EXACT = frozenset({
    "/", "/healthz", "/readyz", "/config", "/theme.css", "/favicon.ico", "/manifest.json",
    f"{_API}/queue/join", f"{_API}/queue/data", f"{_API}/cancel", f"{_API}/reset",
    f"{_API}/upload", f"{_API}/upload_progress", f"{_API}/startup-events", f"{_API}/theme.css",
})  # fmt: skip
_BEGINNINGS = (
    "/assets/", "/static/", "/svelte/", "/findings/", "/document/", f"{_API}/heartbeat/",
)  # fmt: skip
_FILE = f"{_API}/file="
_METHODS = frozenset({"GET", "HEAD", "POST"})
_MAX_BODY = 512 * 1024
_MAX_UPLOAD = 5 * 1024 * 1024
_INLINE_SCRIPT = re.compile(rb"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL)
# 'unsafe-eval': Gradio compiles its HTML components' templates, all of them its own.
# Inline scripts run only where their hash is that of one which Gradio's page was served with.
_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-eval'{hashes}; style-src 'self'"
    " 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self';"
    " frame-src 'none'; frame-ancestors 'none'; form-action 'self'; base-uri 'self';"
    " object-src 'none'"
)
_STRICT = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self'; base-uri 'none';"
    " form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), browsing-topics=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


class Guard:
    """ASGI middleware: refuses what is not on the list, and sets the headers."""

    def __init__(self, app: ASGIApp, *, hosts: frozenset[str]) -> None:
        """Answer only requests that name one of ``hosts``."""
        self._app = app
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return  # a web socket: nothing here uses one
        refused = self._refusal(scope)
        if refused:
            await _refuse(send, *refused)
            return
        limited = _Limited(receive, _limit(scope["path"]))
        await self._app(scope, limited, _Outgoing(scope["path"], send))

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        headers = {name.decode("latin-1"): value.decode("latin-1")
                   for name, value in scope["headers"]}  # fmt: skip
        path = scope["path"]
        if _host(headers.get("host", "")) not in self._hosts:
            return 400, "unknown host"
        if scope["method"] not in _METHODS:
            return 405, "method not allowed"
        if not is_listed(path):
            return 404, "not found"
        origin = headers.get("origin")
        if scope["method"] == "POST" and (
            not origin or _host(urlsplit(origin).netloc) not in self._hosts
        ):
            return 403, "unknown origin"
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > _limit(path):
            return 413, "too large"
        return None


def is_listed(path: str) -> bool:
    """Say whether a path is one that the app serves."""
    if path.startswith(_FILE):
        # a local file only: with an address there, the server would fetch it
        return "://" not in path and ".." not in path
    return path in _EXACT or (path.startswith(_BEGINNINGS) and ".." not in path)


def page_policy(body: bytes) -> str:
    """Give the content policy for a page, with the hashes of the inline scripts it came with."""
    hashes = {
        base64.b64encode(hashlib.sha256(script).digest()).decode()
        for script in _INLINE_SCRIPT.findall(body)
    }
    return _POLICY.format(hashes="".join(f" 'sha256-{one}'" for one in sorted(hashes)))


class _Limited:
    """Hands on the body until it is longer than it may be."""

    def __init__(self, receive: Receive, limit: int) -> None:
        self._receive = receive
        self._left = limit

    async def __call__(self) -> Message:
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        return message if self._left >= 0 else {"type": "http.disconnect"}


class _Outgoing:
    """Adds the headers; holds the page itself back until its scripts are known."""

    def __init__(self, path: str, send: Send) -> None:
        self._path = path
        self._send = send
        self._start: Message | None = None
        self._body: list[bytes] = []

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            if self._path == "/":
                self._start = message
                return
            policy = _STRICT if self._path.startswith("/document/") else _POLICY.format(hashes="")
            await self._send(_with_headers(message, self._path, policy))
        elif self._start is None:
            await self._send(message)
        else:
            self._body.append(message.get("body", b""))
            if not message.get("more_body"):
                body = b"".join(self._body)
                await self._send(_with_headers(self._start, self._path, page_policy(body)))
                await self._send({"type": "http.response.body", "body": body})


def _with_headers(message: Message, path: str, policy: str) -> Message:
    is_asset = path.startswith(("/assets/", "/static/", "/svelte/"))
    own = {**_HEADERS, "content-security-policy": policy}
    if not is_asset:
        own["cache-control"] = "no-store"
    kept = [(name, value) for name, value in message["headers"] if name.decode() not in own]
    added = [(name.encode(), value.encode()) for name, value in own.items()]
    return {**message, "headers": [*kept, *added]}


def _limit(path: str) -> int:
    return _MAX_UPLOAD if path == f"{_API}/upload" else _MAX_BODY


def _host(netloc: str) -> str:
    """Give the name without its port, of ``name:port`` or ``[::1]:port``."""
    return urlsplit(f"//{netloc}").hostname or ""


async def _refuse(send: Send, status: int, reason: str) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": reason.encode()})
