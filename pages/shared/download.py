"""A file that the page hands to the reader's browser, so that none is kept on the server."""

from __future__ import annotations

import base64
import secrets
from typing import TYPE_CHECKING

from pages.shared.templates import render

if TYPE_CHECKING:
    from markupsafe import Markup

    from using.files import TakenFile


def file_markup(file: TakenFile) -> Markup:
    """Give a file for ``static/findings.js`` to save; the token tells one from the next."""
    return render("shared/file.html", {
        "token": secrets.token_hex(4), "name": file.name, "kind": file.kind,
        "body": base64.b64encode(file.body).decode(),
    })  # fmt: skip
