"""Forms of our own pages: what was typed, and that it was typed on a page of ours.

The guard has compared the Origin of whatever is posted. Beside that each form holds a token that
depends on two cookies of the browser, which no other site can read.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from domain import FindingsError

if TYPE_CHECKING:
    from starlette.requests import HTTPConnection, Request
    from starlette.responses import Response

# A sign-in's secret, and what tells a browser that has a form open from another.
SIGN_IN_COOKIE = "findings_sign_in"
FORM_COOKIE = "findings_form"
TOKEN_FIELD = "form"  # noqa: S105  a field's name
_MOST_FIELDS = 50
# A path of this server: not another server's, however a browser reads slashes.
_PATH = re.compile(r"/(?![/\\])[^\s\\]*")


class FormError(FindingsError):
    """A form is not one that this browser was given, or cannot be read."""


def ensure_cookie(request: HTTPConnection) -> str:
    """Give the value of the form cookie: the browser's own, or a new one to be set with a page."""
    return request.cookies.get(FORM_COOKIE) or secrets.token_urlsafe(24)


def token_of(request: HTTPConnection, cookie: str) -> str:
    """Give the token that a form holds, for a browser with this form cookie."""
    told = request.cookies.get(SIGN_IN_COOKIE, "")
    return hmac.new(cookie.encode(), told.encode(), hashlib.sha256).hexdigest()


async def read_form(request: Request) -> dict[str, str]:
    """Give what was typed into a form of ours, by the names of its fields.

    Raises:
        FormError: it is none of ours, or it was opened by another sign-in or browser.
    """
    cookie = request.cookies.get(FORM_COOKIE, "")
    try:
        sent = (await request.body()).decode()
        fields = dict(parse_qsl(sent, keep_blank_values=True, max_num_fields=_MOST_FIELDS))
    except ValueError as error:
        msg = "The form could not be read. Load the page again."
        raise FormError(msg) from error
    check_token(request, cookie, fields.get(TOKEN_FIELD, ""))
    return fields


def check_token(request: HTTPConnection, cookie: str, given: str) -> None:
    """Refuse a form whose token is not the one that this browser was given.

    Raises:
        FormError: it is not.
    """
    is_it = hmac.compare_digest(token_of(request, cookie).encode(), given.encode())
    if not cookie or not is_it:
        msg = "This form was open for too long, or cookies are switched off. Please try again."
        raise FormError(msg)


def path_within(text: str) -> str:
    """Give the path that somebody wanted to see; the first page where it is none of ours."""
    return text if _PATH.fullmatch(text) and not text.startswith("/sign-in") else "/"


def keep_cookie(request: HTTPConnection, response: Response, name: str, value: str) -> None:
    """Set a cookie that scripts cannot read and other sites' forms do not send."""
    response.set_cookie(
        name, value, path=cookie_path(request), httponly=True, samesite="lax",
        secure=request.scope["scheme"] == "https",
    )  # fmt: skip


def cookie_path(request: HTTPConnection) -> str:
    """Give the path that cookies of this server belong to."""
    return f"{request.scope.get('root_path', '')}/"
