"""Every request gets its person here, or is sent to sign in: it stands before all of the app."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlencode

from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse, RedirectResponse

from guarding.guard import HANDED_ON
from people.roles import HERE, VISITOR

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from people.roles import Person

# Open to whoever asks: the way in, its look, and whether the server is alive.
OPEN = (
    *("/sign-in", "/healthz", "/readyz", "/favicon.ico", "/findings/signing-in.css"),
    *("/data-protection", "/data-protection/look.css"),
)
SIGN_IN = "/sign-in"
# What a browser shows as a page of its own, so that it can be led to the sign-in and back.
_PAGES = ("/document/", "/letters/", "/administer")


class WayIn(Protocol):
    """One of the ways to find out who makes a request."""

    async def person(self, request: HTTPConnection) -> Person | None:
        """Give whoever makes it; None where they have not signed in."""


class Nobody:
    """Nobody signs in: whoever reaches a server that this machine alone reaches may all."""

    def __init__(self, *, is_local: bool) -> None:
        """Say whether the server answers to this machine alone."""
        self._person = HERE if is_local else VISITOR

    async def person(self, request: HTTPConnection) -> Person:
        """Give one and the same person for all, but for what a proxy nobody named hands on."""
        is_handed_on = request.scope.get(HANDED_ON)
        return VISITOR if is_handed_on else self._person


class Gate:
    """ASGI middleware: sets ``request.state.person``, or answers that one has to sign in."""

    def __init__(self, app: ASGIApp, *, way: WayIn, root_path: str) -> None:
        """Let through whom ``way`` knows; the paths begin with ``root_path``."""
        self._app = app
        self._way = way
        self._root = root_path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with its person, or send its sender to sign in."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return  # nothing here uses a web socket, and none gets by unsigned
        path = scope["path"].removeprefix(self._root)
        request = HTTPConnection(scope)
        person = await self._way.person(request)
        if person is None and not is_open(path):
            await self._turned_away(request, path)(scope, receive, send)
            return
        scope.setdefault("state", {})["person"] = person
        await self._app(scope, receive, send)

    def _turned_away(self, request: HTTPConnection, path: str) -> ASGIApp:
        is_page = path == "/" or path.startswith(_PAGES)
        if is_page and request.scope["method"] == "GET":
            query = f"?{request.url.query}" if request.url.query else ""
            wanted = urlencode({"next": path + query})
            return RedirectResponse(f"{self._root}{SIGN_IN}?{wanted}", 303)
        detail = "You are not signed in, or no longer. Load the page again to sign in."
        return JSONResponse({"detail": detail}, status_code=401)


def is_open(path: str) -> bool:
    """Say whether a path is open to whoever asks."""
    return path in OPEN or path.startswith(f"{SIGN_IN}/")
