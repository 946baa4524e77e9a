"""The API as an app of its own, to be mounted beside the page under ``/v1``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse
from starlette.routing import Mount

from api.asking import asking_routes
from api.callers import Callers
from api.chat import chat_routes
from api.description import describe
from api.desk import EnquiryDesk
from api.problems import Problem, ProblemError, Unfailing, answer_problems
from api.reading import reading_routes

if TYPE_CHECKING:
    from bot.assistant import Assistant
    from bot.edition import Editions
    from guarding.door import Counts

PREFIX = "/v1"
_WHAT = (
    "Answers about safeguarding children, quoted word for word from the documents held here. Show"
    " the safety steps first where there are any, each quote with its document, date and caution,"
    " and a refusal as what it is. A refusal and an escalation are replies (200), not errors."
)


def make_api(assistant: Assistant, editions: Editions, site: str, counts: Counts) -> FastAPI:
    """Give the API of an assistant; ``site`` is the web address that the page is reached by."""
    app = FastAPI(
        title="Findings", version="1", description=_WHAT, docs_url=None, redoc_url=None,
        openapi_url=None, root_path_in_servers=False, servers=[{"url": f"{site.rstrip('/')}/v1"}],
        redirect_slashes=False,
    )  # fmt: skip
    desk = EnquiryDesk(assistant, editions, site)
    callers = Callers(counts)
    answer_problems(app)
    app.include_router(asking_routes(desk, callers))
    app.include_router(reading_routes(desk, callers))
    app.include_router(chat_routes(desk, callers))
    app.add_middleware(Unfailing)

    def description() -> dict[str, Any]:
        made = app.openapi()
        made["components"]["schemas"].setdefault("Problem", Problem.model_json_schema())
        return made

    @app.get("/openapi.json", include_in_schema=False)
    def openapi(request: Request) -> dict[str, Any]:
        callers.admit(request)
        return description()

    @app.get("/", include_in_schema=False)
    def page(request: Request) -> HTMLResponse:
        callers.admit(request)
        return HTMLResponse(describe(description()))

    return app


def mounted(app: FastAPI) -> Mount:
    """Give the route to the API: whatever lies below its path, a line break in it too."""
    route = Mount(PREFIX, app)
    route.path_regex = re.compile(route.path_regex.pattern, re.DOTALL)
    return route


def not_served() -> FastAPI:
    """Give what answers in the place of the API where the setting ``api`` is off."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    answer_problems(app)

    @app.api_route("/{path:path}", methods=["GET", "POST"], include_in_schema=False)
    def off(path: str) -> None:
        del path
        raise ProblemError(404, "The API is off here: the setting 'api' turns it on.")

    return app
