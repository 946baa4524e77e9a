"""Scripts, looks and pictures of the page: kept as they were first sent, ready to be sent again."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Files of the packages, which are the same for as long as the process runs.
ASSETS = ("/assets/", "/static/", "/svelte/")
# The page needs about 1 MB of them.
MAX_BYTES = 16 * 1024 * 1024
_KINDS = (b"br", b"gzip")


class _Kept(NamedTuple):
    start: Message
    body: bytes


class Keeping:
    """ASGI middleware: reads, compresses and describes each of these files once.

    A page asks for some eighty, which costs more than all else that its opening does.
    """

    def __init__(self, app: ASGIApp, *, root_path: str) -> None:
        """Keep what ``app`` answers with, below ``root_path``."""
        self._app = app
        self._root = root_path
        self._kept: dict[tuple[str, bytes], _Kept] = {}
        self._bytes = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from what is kept, or pass the request on."""
        key = self._key(scope)
        if key is None:
            await self._app(scope, receive, send)
        elif kept := self._kept.get(key):
            await send(kept.start)
            await send({"type": "http.response.body", "body": kept.body})
        else:
            await self._app(scope, receive, _Listening(send, self, key))

    def keep(self, key: tuple[str, bytes], start: Message, body: bytes) -> None:
        """Keep an answer, where there is room."""
        if start["status"] == 200 and self._bytes + len(body) <= MAX_BYTES:  # noqa: PLR2004
            self._kept[key] = _Kept(start, body)
            self._bytes += len(body)

    def _key(self, scope: Scope) -> tuple[str, bytes] | None:
        """Give what the answer depends on; None where it is not kept."""
        if scope["type"] != "http" or scope["method"] != "GET":
            return None
        path = scope["path"].removeprefix(self._root)
        headers = dict(scope["headers"])
        if not path.startswith(ASSETS) or b"range" in headers or b"if-none-match" in headers:
            return None
        accepted = headers.get(b"accept-encoding", b"")
        return path, next((kind for kind in _KINDS if kind in accepted), b"")


class _Listening:
    """Sends an answer on and keeps it once it is whole."""

    def __init__(self, send: Send, keeping: Keeping, key: tuple[str, bytes]) -> None:
        self._send = send
        self._keeping = keeping
        self._key = key
        self._start: Message = {}
        self._body: list[bytes] = []

    async def __call__(self, message: Message) -> None:
        await self._send(message)
        if message["type"] == "http.response.start":
            self._start = message
            return
        self._body.append(message.get("body", b""))
        if not message.get("more_body"):
            self._keeping.keep(self._key, self._start, b"".join(self._body))
