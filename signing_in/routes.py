"""The sign-in's own routes: they decide nothing about anybody, and draw what was decided."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse
from starlette.routing import Route

from domain import FindingsError
from people.accounts import CodeError
from people.attempts import TooManyAttemptsError
from people.authenticators import address_of_key, is_key, new_key
from people.passwords import SHORTEST
from people.records import RecordsError
from signing_in.by_password import AfterPassword
from signing_in.drawing import picture_of
from signing_in.faults import ProviderError, SignInError
from signing_in.forms import (
    FORM_COOKIE,
    SIGN_IN_COOKIE,
    FormError,
    cookie_path,
    keep_cookie,
    path_within,
    read_form,
)

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from people.roles import Person
    from people.sign_ins import Recognised, SignIns
    from signing_in.by_password import Begun, PasswordSignIn
    from signing_in.drawing import Drawing
    from signing_in.organisation import OrganisationSignIn

_NEXT = {AfterPassword.CODE: "/sign-in/code", AfterPassword.APP: "/sign-in/authenticator"}
_STATUS = {TooManyAttemptsError: 429, RecordsError: 503, FormError: 403, SignInError: 401,
           CodeError: 401, ProviderError: 401}  # fmt: skip
_NOT_THE_SAME = "The two passwords are not the same."


class SignInRoutes:
    """Draws the sign-in's pages, and does what is sent from them."""

    def __init__(
        self, drawing: Drawing, sign_ins: SignIns, *, how: str,
        passwords: PasswordSignIn | None = None, organisation: OrganisationSignIn | None = None,
    ) -> None:  # fmt: skip
        """Take the ways in that the settings name."""
        self._drawing = drawing
        self._sign_ins = sign_ins
        self._how = how
        self._passwords = passwords
        self._organisation = organisation

    def routes(self) -> list[Route]:
        """Give the routes, those of the ways in that there are."""
        found = [
            Route("/sign-in", self.sign_in, methods=["GET"]),
            Route("/sign-in/account", self.account, methods=["GET"]),
            Route("/sign-in/out", self.sign_out, methods=["POST"]),
        ]
        if self._passwords:
            found += [
                Route("/sign-in", self.password, methods=["POST"]),
                Route("/sign-in/join", self.join, methods=["GET", "POST"]),
                Route("/sign-in/code", self.code, methods=["GET", "POST"]),
                Route("/sign-in/authenticator", self.authenticator, methods=["GET", "POST"]),
            ]
        if self._organisation:
            found += [
                Route("/sign-in/organisation", self.depart, methods=["GET"]),
                Route("/sign-in/organisation/back", self.back, methods=["GET"]),
            ]
        return found

    async def sign_in(self, request: Request) -> Response:
        """Show the way in; whoever is in goes on to what they wanted."""
        wanted = path_within(request.query_params.get("next", "/"))
        if request.state.person is not None:
            return _to(request, wanted)
        return self._sign_in_page(request, wanted)

    async def password(self, request: Request) -> Response:
        """Sign in with a name and a password."""
        assert self._passwords  # noqa: S101  this route is there only with it
        wanted, login = "/", ""
        try:
            fields = await read_form(request)
            wanted = path_within(fields.get("next", "/"))
            login = fields.get("login", "")
            begun = await run_in_threadpool(
                self._passwords.with_password, login, fields.get("password", ""),
                _address(request), _cookie(request),
            )  # fmt: skip
        except FindingsError as error:
            return self._sign_in_page(request, wanted, error, login)
        return _begun(request, begun, wanted)

    async def join(self, request: Request) -> Response:
        """Choose a password with a code."""
        assert self._passwords  # noqa: S101  as above
        typed = {"code": "", "login": "", "next": request.query_params.get("next", "/")}
        if request.method == "GET":
            return self._join_page(request, typed)
        try:
            fields = await read_form(request)
            typed = {name: fields.get(name, "") for name in typed}
            password = fields.get("password", "")
            if password != fields.get("again", ""):
                raise FormError(_NOT_THE_SAME)
            begun = await run_in_threadpool(
                self._passwords.with_invitation, typed["code"], typed["login"], password,
                _address(request), _cookie(request),
            )  # fmt: skip
        except FindingsError as error:
            return self._join_page(request, typed, error)
        return _begun(request, begun, path_within(typed["next"]))

    async def code(self, request: Request) -> Response:
        """Go on with the code of an app, after the password."""
        assert self._passwords  # noqa: S101  as above
        half = await self._of_browser(request)
        wanted = path_within(request.query_params.get("next", "/"))
        if half is None or half.is_whole:
            return _to(request, "/")
        fault: FindingsError | None = None
        if request.method == "POST":
            try:
                fields = await read_form(request)
                wanted = path_within(fields.get("next", "/"))
                begun = await run_in_threadpool(
                    self._passwords.with_code, half.person, fields.get("code", ""),
                    _address(request), _cookie(request),
                )  # fmt: skip
                return _begun(request, begun, wanted)
            except FindingsError as error:
                fault = error
        return self._drawing.page(
            request, "code", status=_status(fault), fault=str(fault or ""), wanted=wanted
        )

    async def authenticator(self, request: Request) -> Response:
        """Add an authenticator app: where it is needed, or because somebody wants one."""
        assert self._passwords  # noqa: S101  as above
        found = await self._of_browser(request)
        if found is None:
            return _to(request, "/")
        wanted = path_within(request.query_params.get("next", "/"))
        key, fault = new_key(), None
        if request.method == "POST":
            try:
                fields = await read_form(request)
                wanted = path_within(fields.get("next", "/"))
                key = fields.get("key", "") if is_key(fields.get("key", "")) else key
                begun = await run_in_threadpool(
                    self._passwords.with_new_app, found.person, key, fields.get("code", ""),
                    _address(request), _cookie(request),
                )  # fmt: skip
                return _begun(request, begun, wanted)
            except FindingsError as error:
                fault = error
        shown = " ".join(key[at : at + 4] for at in range(0, len(key), 4))
        return self._drawing.page(
            request, "authenticator", status=_status(fault), fault=str(fault or ""), wanted=wanted,
            key=key, key_shown=shown, picture=picture_of(address_of_key(key, found.person.name)),
        )  # fmt: skip

    async def account(self, request: Request) -> Response:
        """Show somebody their own sign-ins."""
        person: Person | None = request.state.person
        if person is None:
            return _to(request, "/sign-in")
        found = await run_in_threadpool(self._sign_ins.of, person.id) if person.session else ()
        shown = [
            {"since": _told(one.made), "last": _told(one.used), "is_here": one.id == person.session}
            for one in found
        ]
        offers_app = self._passwords is not None
        return self._drawing.page(
            request, "account", person=person, sign_ins=shown, offers_app=offers_app
        )

    async def sign_out(self, request: Request) -> Response:
        """End this sign-in, or all that somebody has."""
        person: Person | None = request.state.person
        try:
            fields = await read_form(request)
        except FormError:
            return _to(request, "/sign-in/account")
        if person is not None and person.session:
            everywhere = fields.get("where") == "everywhere"
            await run_in_threadpool(self._sign_ins.end, person, everywhere=everywhere)
        response = _to(request, "/sign-in")
        response.delete_cookie(SIGN_IN_COOKIE, path=cookie_path(request))
        # what the next person on this machine may not find in the browser's memory
        response.headers["clear-site-data"] = '"cache"'
        return response

    async def depart(self, request: Request) -> Response:
        """Send somebody to the organisation's provider."""
        assert self._organisation  # noqa: S101  as above
        wanted = path_within(request.query_params.get("next", "/"))
        browser = request.cookies.get(FORM_COOKIE, "")
        if not browser:  # the sign-in's page gives it
            return _to(request, "/sign-in")
        try:
            address = await self._organisation.depart(browser, wanted)
        except FindingsError as error:
            return self._sign_in_page(request, wanted, error)
        return RedirectResponse(address, 303)

    async def back(self, request: Request) -> Response:
        """Sign in whoever comes back from the provider."""
        assert self._organisation  # noqa: S101  as above
        browser = request.cookies.get(FORM_COOKIE, "")
        try:
            secret, wanted = await self._organisation.back(
                dict(request.query_params), browser, _cookie(request)
            )
        except FindingsError as error:
            return self._sign_in_page(request, "/", error)
        response = _to(request, path_within(wanted))
        keep_cookie(request, response, SIGN_IN_COOKIE, secret)
        return response

    async def _of_browser(self, request: Request) -> Recognised | None:
        return await run_in_threadpool(self._sign_ins.find, _cookie(request))

    def _join_page(
        self, request: Request, typed: dict[str, str], fault: FindingsError | None = None
    ) -> Response:
        return self._drawing.page(
            request, "join", status=_status(fault), fault=_said(fault), shortest=SHORTEST,
            code=typed["code"], login=typed["login"], wanted=path_within(typed["next"]),
        )  # fmt: skip

    def _sign_in_page(
        self, request: Request, wanted: str, fault: FindingsError | None = None, login: str = ""
    ) -> Response:
        return self._drawing.page(
            request, "sign_in", status=_status(fault), fault=_said(fault), how=self._how,
            wanted=wanted, login=login,
        )  # fmt: skip


def _begun(request: Request, begun: Begun, wanted: str) -> Response:
    path = _NEXT.get(begun.next)
    response = _to(request, path, wanted) if path else _to(request, wanted)
    keep_cookie(request, response, SIGN_IN_COOKIE, begun.secret)
    return response


def _to(request: Request, path: str, wanted: str = "") -> Response:
    query = f"?{urlencode({'next': wanted})}" if wanted not in {"", "/"} else ""
    return RedirectResponse(f"{request.scope.get('root_path', '')}{path}{query}", 303)


def _status(fault: FindingsError | None) -> int:
    return 200 if fault is None else _STATUS.get(type(fault), 422)


def _said(fault: FindingsError | None) -> str:
    if isinstance(fault, ProviderError):
        return (
            f"Your organisation’s sign-in did not work: {fault}. Try again, or tell its help desk."
        )
    return str(fault or "")


def _cookie(request: Request) -> str:
    return request.cookies.get(SIGN_IN_COOKIE, "")


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


def _told(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%d %B %Y, %H:%M UTC")
