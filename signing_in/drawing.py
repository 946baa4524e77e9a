"""The sign-in's pages as markup; each shows the safety steps, for whoever cannot get in."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

from starlette.responses import HTMLResponse

from pages.frame.own_look import brand_of
from pages.shared.style import SERVED_CSS
from pages.shared.templates import read_css, render
from signing_in.forms import FORM_COOKIE, TOKEN_FIELD, ensure_cookie, keep_cookie, token_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from markupsafe import Markup
    from starlette.requests import HTTPConnection
    from starlette.responses import Response

# White around a picture of a key, in squares of it.
_EDGE = 4


def signing_in_css() -> str:
    """Give the rules of these pages: dark where the reader's machine is."""
    return SERVED_CSS + read_css("../signing_in/signing_in.css")


def without_lead(steps: str) -> str:
    """Give the safety steps from the first on: what stands before them is about a message."""
    at = steps.find("1. ")
    return steps[max(at, 0) :]


class Drawing:
    """Draws the pages of the sign-in."""

    def __init__(self, steps: Callable[[], Markup], store: Path) -> None:
        """Take what gives the safety steps, whatever else is broken, and whose store it is."""
        self._store = store
        self._steps = steps

    def page(
        self, request: HTTPConnection, name: str, *, status: int = 200, fault: str = "",
        **values: object,
    ) -> Response:  # fmt: skip
        """Give a page by the name of its template, with what is wrong with what was typed."""
        cookie = ensure_cookie(request)
        # a child's safety comes before the sign-in, so the steps are open where it is refused
        root = request.scope.get("root_path", "")
        body = render(f"signing_in/{name}.html", {
            "root": root, "brand": brand_of(self._store, f"{root}/"), "fault": fault,
            "steps": self._steps(),
            "field": TOKEN_FIELD, "token": token_of(request, cookie), **values,
        })  # fmt: skip
        response = HTMLResponse(str(body), status)
        if request.cookies.get(FORM_COOKIE) != cookie:
            keep_cookie(request, response, FORM_COOKIE, cookie)
        return response


def picture_of(text: str) -> str:
    """Give a QR code of a text as an address that holds the whole picture."""
    # brings reportlab, which only whoever is shown a key needs
    from reportlab.graphics.barcode.qrencoder import (  # noqa: PLC0415
        QRCode,
        QRErrorCorrectLevel,
    )

    code: Any = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(text)
    code.make()
    size = code.getModuleCount()
    dark = "".join(
        f"M{column + _EDGE} {row + _EDGE}h1v1h-1z"
        for row in range(size)
        for column in range(size)
        if code.isDark(row, column)
    )
    whole = size + 2 * _EDGE
    drawn = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole} {whole}">'
        f'<rect width="100%" height="100%" fill="#fff"/><path d="{dark}"/></svg>'
    )
    return "data:image/svg+xml;base64," + base64.b64encode(drawn.encode()).decode()
