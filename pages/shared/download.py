"""A file that the page hands to the reader's browser, so that none is kept on the server."""

from __future__ import annotations

import base64
import secrets
from typing import TYPE_CHECKING

from pages.shared.templates import render

if TYPE_CHECKING:
    from markupsafe import Markup


def file_markup(name: str, kind: str, body: bytes) -> Markup:
    """Give a file for ``static/findings.js`` to save; the token tells one from the next."""
    return render("shared/file.html", {
        "token": secrets.token_hex(4), "name": name, "kind": kind,
        "body": base64.b64encode(body).decode(),
    })  # fmt: skip
