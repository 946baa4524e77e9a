"""Every request gets its person here, or is sent to sign in: it stands before all of the app."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse, RedirectResponse

from people.records import RecordsError
from people.roles import NotAllowedError
from signing_in.permissions import UnnamedPathError, permission_of

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from people.roles import Person
    from people.tokens import Tokens

_LOG = logging.getLogger(__name__)
SIGN_IN = "/sign-in"
_NO_ENTRY = "nobody has said who may have this: give it an entry in signing_in/permissions.py"
# What a browser shows as a page of its own, so that it can be led to the sign-in and back.
_PAGES = ("/document/", "/letters/", "/administer")
# For other programs, which bring a token.
_FOR_PROGRAMS = ("/v1/", "/metrics")


class WayIn(Protocol):
    """One of the ways to find out who makes a request."""

    async def person(self, request: HTTPConnection) -> Person | None:
        """Give whoever makes it; None where they have not signed in."""


class Gate:
    """ASGI middleware: sets ``request.state.person``, or answers that one has to sign in."""

    def __init__(
        self, app: ASGIApp, *, way: WayIn, root_path: str, tokens: Tokens | None = None
    ) -> None:
        """Let through whom ``way`` knows, and programs with one of ``tokens``, if there are any.

        The paths begin with ``root_path``.
        """
        self._app = app
        self._way = way
        self._tokens = tokens
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
        try:
            person = await self._person(request, path)
        except RecordsError as error:
            # the sign-in's page is shown all the same, with the safety steps
            _LOG.warning("nobody can be recognised: %s", error)
            person = None
        refusal = self._refusal(request, path, person)
        if refusal:
            await refusal(scope, receive, send)
            return
        scope.setdefault("state", {})["person"] = person
        await self._app(scope, receive, send)

    async def _person(self, request: HTTPConnection, path: str) -> Person | None:
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        if self._tokens and kind.lower() == "bearer" and path.startswith(_FOR_PROGRAMS):
            return await run_in_threadpool(self._tokens.check, token.strip())
        return await self._way.person(request)

    def _refusal(self, request: HTTPConnection, path: str, person: Person | None) -> ASGIApp | None:
        try:
            needed = permission_of(path)
        except UnnamedPathError:
            return JSONResponse({"detail": _NO_ENTRY}, status_code=403)
        if needed is None:
            return None
        if person is None:
            return self._turned_away(request, path)
        if not person.may(needed):
            return _refused(path, 403, str(NotAllowedError(needed)))
        return None

    def _turned_away(self, request: HTTPConnection, path: str) -> ASGIApp:
        is_page = path == "/" or path.startswith(_PAGES)
        if is_page and request.scope["method"] == "GET":
            query = f"?{request.url.query}" if request.url.query else ""
            wanted = urlencode({"next": path + query}) if path != "/" or query else ""
            return RedirectResponse(f"{self._root}{SIGN_IN}{'?' if wanted else ''}{wanted}", 303)
        detail = "You are not signed in, or no longer. Sign in again, then ask once more."
        return _refused(path, 401, detail)


def _refused(path: str, status: int, detail: str) -> ASGIApp:
    """Give a refusal as the page reads it, or for other programs as problem details (RFC 9457)."""
    if not path.startswith(_FOR_PROGRAMS):
        return JSONResponse({"detail": detail}, status)
    said = {"title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    headers = {"www-authenticate": "Bearer"} if status == HTTPStatus.UNAUTHORIZED else None
    return JSONResponse(said, status, headers, media_type="application/problem+json")
