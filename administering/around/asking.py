"""What a page of Administer is asked: by whom, with which form, and whether that may be.

Every form carries a token that is bound to the browser by a cookie, and comes from our own origin.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from starlette.datastructures import FormData, UploadFile

from domain import FindingsError
from guarding.paths import MAX_UPLOAD

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from markupsafe import Markup
    from starlette.requests import Request
    from starlette.types import Message

    from people.roles import Person

COOKIE = "findings-administer"
TOKEN = "csrf"  # noqa: S105  the name of a field
_MAX_FILES, _MAX_FIELDS = 200, 400
_COOKIE = re.compile(r"[0-9a-f]{32}")


class AskingError(FindingsError):
    """A form does not come from our own page, or is larger than any of ours."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A request as a page takes it.

    ``root`` is what every path of ours begins with; ``form`` what was sent, empty for a page that
    is looked at; ``token`` goes into every form; ``tabs`` are the chapters that stand above,
    below the ``brand``.
    """

    request: Request
    person: Person
    root: str
    token: str
    tabs: tuple[Mapping[str, object], ...] = ()
    brand: Markup | str = ""
    form: FormData = field(default_factory=FormData)

    def text(self, name: str) -> str:
        """Give a field of the form, or of the address; empty where there is none."""
        value = self.form.get(name, self.request.query_params.get(name, ""))
        return value if isinstance(value, str) else ""

    def texts(self, name: str) -> list[str]:
        """Give all values of a field of the form."""
        return [one for one in self.form.getlist(name) if isinstance(one, str)]

    def files(self, name: str) -> list[UploadFile]:
        """Give the files of a field of the form."""
        found = (one for one in self.form.getlist(name) if isinstance(one, UploadFile))
        return [one for one in found if one.filename]


class FormTokens:
    """Makes and checks the token of a form; those of a server that was started anew are others."""

    def __init__(self) -> None:
        """Take a key that nobody else has."""
        self._key = secrets.token_bytes(32)

    def cookie_of(self, request: Request) -> str:
        """Give what tells the browser from others: what it sent, or else something new."""
        sent = request.cookies.get(COOKIE, "")
        return sent if _COOKIE.fullmatch(sent) else secrets.token_hex(16)

    def token(self, cookie: str, person: Person) -> str:
        """Give the token for a browser and whoever is signed in there."""
        told = f"{cookie} {person.id} {person.session}".encode()
        return hmac.new(self._key, told, hashlib.sha256).hexdigest()

    def check(self, request: Request, form: FormData, token: str) -> None:
        """Refuse a form that is not one of our own pages'.

        Raises:
            AskingError: it comes from another origin, or without the token.
        """
        own = f"{request.url.scheme}://{request.url.netloc}"
        if request.headers.get("origin") != own:
            msg = "This was sent from another page than ours, so nothing was done."
            raise AskingError(msg)
        sent = form.get(TOKEN)
        if not (isinstance(sent, str) and hmac.compare_digest(sent.encode(), token.encode())):
            msg = (
                "This page was opened before the server started anew, or in another sign-in, so"
                " nothing was done: go back, load the page again and send it once more."
            )
            raise AskingError(msg)


@asynccontextmanager
async def reading_form(request: Request) -> AsyncIterator[FormData]:
    """Give the form that was sent, its files on disk until the block ends.

    Raises:
        AskingError: it is larger than any of ours.
    """
    receive = request._receive  # noqa: SLF001  nothing else hands on what is counted
    size = 0

    async def counted() -> Message:
        nonlocal size
        message = await receive()
        size += len(message.get("body", b""))
        if size > MAX_UPLOAD:
            msg = f"More than {MAX_UPLOAD >> 20} MB were sent: send fewer files at a time."
            raise AskingError(msg)
        return message

    request._receive = counted  # noqa: SLF001
    async with request.form(max_files=_MAX_FILES, max_fields=_MAX_FIELDS) as form:
        yield form
