"""What a person sees where an address holds nothing, or nothing at the moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi.exception_handlers import http_exception_handler
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException

# FastAPI reads annotations at run time
from starlette.requests import Request  # noqa: TC002
from starlette.responses import Response

from pages.documents.view import CSS
from pages.frame.own_look import brand_of
from pages.shared.style import SERVED_CSS
from pages.shared.templates import render

if TYPE_CHECKING:
    from pathlib import Path

    from fastapi import FastAPI

NOT_HELD, AWAY = "Nothing is held here", "Not available at the moment"
_FROM_HERE = 500


def show_faults(app: FastAPI, store: Path) -> None:
    """Have an app give a browser a page that says what is wrong, and a program the bare words.

    ``store`` is the one whose live edition gives the page its logo.
    """

    # by a file: not every path lets a page bring rules of its own
    @app.get("/findings/fault.css")
    def look() -> Response:
        return Response(SERVED_CSS + CSS, media_type="text/css")

    @app.exception_handler(HTTPException)
    async def show_fault(request: Request, error: HTTPException) -> Response:
        if "text/html" not in request.headers.get("accept", ""):
            return await http_exception_handler(request, error)
        path = request.scope["path"].removeprefix(request.scope.get("root_path", ""))
        root = "../" * (path.count("/") - 1) or "./"
        shown = render("documents/fault.html", {
            "title": AWAY if error.status_code >= _FROM_HERE else NOT_HELD,
            "said": error.detail,
            "root": root,
            "brand": brand_of(store, root),
        })  # fmt: skip
        return HTMLResponse(shown, error.status_code, error.headers)
