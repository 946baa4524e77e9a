"""The headers that every response carries."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING

from guarding.keeping import ASSETS
from guarding.paths import is_drawn, is_for_programs

if TYPE_CHECKING:
    from starlette.types import Message, Send

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
# Of pages that our own routes draw: forms that stay here, and no script but files of our own.
_DRAWN = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
    " connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), browsing-topics=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
# Their names change with what they hold.
_NAMED_BY_CONTENT = "/assets/"


def page_policy(body: bytes) -> str:
    """Give the content policy for a page, with the hashes of the inline scripts it came with."""
    hashes = {
        base64.b64encode(hashlib.sha256(script).digest()).decode()
        for script in _INLINE_SCRIPT.findall(body)
    }
    return _POLICY.format(hashes="".join(f" 'sha256-{one}'" for one in sorted(hashes)))


class Outgoing:
    """Adds the headers; holds the page itself back until its scripts are known."""

    def __init__(self, path: str, send: Send) -> None:
        """Send the response of a path on."""
        self._path = path
        self._send = send
        self._start: Message | None = None
        self._body: list[bytes] = []

    async def __call__(self, message: Message) -> None:
        """Take a message of the app."""
        if message["type"] == "http.response.start":
            if self._path == "/":
                self._start = message
                return
            await self._send(self._with_headers(message, _policy_of(self._path)))
        elif self._start is None:
            await self._send(message)
        else:
            self._body.append(message.get("body", b""))
            if not message.get("more_body"):
                body = b"".join(self._body)
                await self._send(self._with_headers(self._start, page_policy(body)))
                await self._send({"type": "http.response.body", "body": body})

    def _with_headers(self, message: Message, policy: str) -> Message:
        own = {**_HEADERS, "content-security-policy": policy}
        if is_drawn(self._path):
            # a browser that may not say where it comes from says so of a form as well
            own["referrer-policy"] = "same-origin"
        if self._path.startswith(_NAMED_BY_CONTENT) and message["status"] == 200:  # noqa: PLR2004
            own["cache-control"] = "public, max-age=31536000, immutable"
        elif not self._path.startswith(ASSETS):
            own["cache-control"] = "no-store"
        kept = [(name, value) for name, value in message["headers"] if name.decode() not in own]
        added = [(name.encode(), value.encode()) for name, value in own.items()]
        return {**message, "headers": [*kept, *added]}


def _policy_of(path: str) -> str:
    if path.startswith("/document/") or is_for_programs(path):
        return _STRICT
    return _DRAWN if is_drawn(path) else _POLICY.format(hashes="")
