"""Each request gets an id, is counted and timed, and is one line of the log; none of its words."""

from __future__ import annotations

import logging
import secrets
import time
from typing import TYPE_CHECKING

from starlette.datastructures import MutableHeaders

from observing.lines import REQUEST
from observing.routes import route_of

if TYPE_CHECKING:
    from opentelemetry.trace import Tracer
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from observing.metrics import Metrics

_LOG = logging.getLogger("findings.requests")
HEADER = "x-request-id"
_SERVER_FAULT = 500


class Observing:
    """ASGI middleware: stands before all others, so that what they refuse is counted too."""

    def __init__(
        self, app: ASGIApp, *, metrics: Metrics, root_path: str, tracer: Tracer | None = None
    ) -> None:
        """Count in ``metrics``; with a ``tracer`` each request is a span as well."""
        self._app = app
        self._metrics = metrics
        self._root = root_path
        self._tracer = tracer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        route = route_of(scope["path"].removeprefix(self._root) or "/")
        token = REQUEST.set(secrets.token_hex(8))
        try:
            if self._tracer is None:
                await self._observed(scope, receive, send, route)
                return
            method = _method(scope)
            with self._tracer.start_as_current_span(
                f"{method} {route}", record_exception=False, set_status_on_exception=False,
                attributes={"http.request.method": method, "http.route": route,
                            "findings.request": REQUEST.get()},
            ) as span:  # fmt: skip
                status = await self._observed(scope, receive, send, route)
                span.set_attribute("http.response.status_code", status)
        finally:
            REQUEST.reset(token)

    async def _observed(self, scope: Scope, receive: Receive, send: Send, route: str) -> int:
        status = _SERVER_FAULT
        begun = time.perf_counter()

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[HEADER] = REQUEST.get()
            await send(message)

        try:
            await self._app(scope, receive, noting)
        finally:
            seconds = time.perf_counter() - begun
            method = _method(scope)
            self._metrics.count(route, method, status, seconds)
            _LOG.info("%s %s %d", method, route, status, extra={"facts": {
                "method": method, "route": route, "status": status, "seconds": round(seconds, 4),
            }})  # fmt: skip
        return status


def _method(scope: Scope) -> str:
    """Give the method; a word that is none is whatever somebody sent."""
    named: str = scope["method"]
    return named if named in {"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"} else "other"
