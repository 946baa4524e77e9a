"""A file that the page hands to the reader's browser, so that none is kept on the server."""

from __future__ import annotations

import base64
import secrets

from pages.shared.markup import escaped


def file_markup(name: str, kind: str, body: bytes) -> str:
    """Give a file for ``static/findings.js`` to save; the token tells one from the next."""
    return (
        f'<span hidden data-findings-file="{secrets.token_hex(4)}" data-name="{escaped(name)}"'
        f' data-type="{escaped(kind)}" data-body="{base64.b64encode(body).decode()}"></span>'
    )
