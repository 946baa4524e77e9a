"""What is said where nothing can be given: problem details (RFC 9457), without what was sent.

What was sent may hold a child's details, so that no answer and no line of the log repeats it.
"""

from __future__ import annotations

import json
import logging
from http import HTTPStatus
from typing import TYPE_CHECKING

from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from api.desk import NotHeldError, UnansweredError
from api.shapes.sources import ForPrograms
from domain import FindingsError
from people.roles import NotAllowedError
from using.receipts import ReceiptError

if TYPE_CHECKING:
    from fastapi import FastAPI, Request
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_LOG = logging.getLogger(__name__)
MEDIA_TYPE = "application/problem+json"
_UNREADABLE = "The knowledge base cannot be read at the moment."
# Seconds after which what was too much, or failed, may be tried again.
_RETRY_AFTER = {429: "10", 503: "5"}


class Problem(ForPrograms):
    """Why nothing is given."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    errors: tuple[str, ...] = ()


class ProblemError(Exception):
    """A request that gets a problem; ``detail`` repeats nothing of it."""

    def __init__(self, status: int, detail: str) -> None:
        """Refuse with a status."""
        super().__init__(detail)
        self.status = status


# What each route may answer besides, for its description.
COMMON: dict[int | str, dict[str, object]] = {
    status: {
        "description": HTTPStatus(status).phrase,
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    for status in (400, 401, 403, 404, 405, 413, 422, 429, 500, 503)
}


def answer_problems(app: FastAPI) -> None:
    """Make every fault of an app a problem."""

    @app.exception_handler(ProblemError)
    def _known(_: Request, error: ProblemError) -> JSONResponse:
        return problem(error.status, str(error))

    @app.exception_handler(NotHeldError)
    def _not_held(_: Request, error: NotHeldError) -> JSONResponse:
        return problem(404, str(error))

    @app.exception_handler(NotAllowedError)
    def _not_allowed(_: Request, error: NotAllowedError) -> JSONResponse:
        return problem(403, str(error))

    @app.exception_handler(ReceiptError)
    def _no_receipt(_: Request, error: ReceiptError) -> JSONResponse:
        return problem(422, str(error))

    @app.exception_handler(UnansweredError)
    def _unanswered(_: Request, error: UnansweredError) -> JSONResponse:
        return problem(503, str(error))

    @app.exception_handler(FindingsError)
    def _fault(_: Request, error: FindingsError) -> JSONResponse:
        _LOG.warning("a request could not be answered: %s", error)
        return problem(503, _UNREADABLE)

    @app.exception_handler(RequestValidationError)
    def _not_understood(_: Request, error: RequestValidationError) -> JSONResponse:
        errors = tuple(
            f"{'.'.join(map(str, one['loc']))[:200]}: {_reason(one['type'])}"
            for one in error.errors()[:20]
        )
        return problem(422, "The request is not as the description says.", errors)

    @app.exception_handler(HTTPException)
    def _http(_: Request, error: HTTPException) -> JSONResponse:
        said = problem(error.status_code, HTTPStatus(error.status_code).phrase)
        said.headers.update(error.headers or {})
        return said


def problem(status: int, detail: str, errors: tuple[str, ...] = ()) -> JSONResponse:
    """Give the answer that says why there is none."""
    said = Problem(
        title=HTTPStatus(status).phrase, status=status, detail=detail, errors=errors
    ).model_dump()
    after = _RETRY_AFTER.get(status)
    headers = {"retry-after": after} if after else {}
    return JSONResponse(said, status, headers, media_type=MEDIA_TYPE)


class Unfailing:
    """ASGI middleware: what fails unforeseen is a problem too, and is logged by its kind alone."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand around an app."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        begun = False

        async def noting(message: Message) -> None:
            nonlocal begun
            begun = begun or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, noting)
        except Exception as error:  # noqa: BLE001  see below
            # the words of an error, or its traceback, may be the message's
            _LOG.error("a request failed: %s", type(error).__name__)
            if begun:
                raise ConnectionAbortedError from None
            await problem(500, "Something failed that should not have.")(scope, receive, send)


def _reason(kind: str) -> str:
    """Give what is wrong in the validator's own name for it, which holds no value."""
    return kind.replace("_", " ")


def as_event(status: int, detail: str) -> str:
    """Give a problem as the data of an event, for an answer that has begun."""
    said = Problem(title=HTTPStatus(status).phrase, status=status, detail=detail)
    return json.dumps(said.model_dump())
