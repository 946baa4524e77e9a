"""Administer, People: accounts and invitations, roles, lock-out, sign-ins and tokens."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from administering.around.frame import page
from people.accounts import CODE_HOURS, Accounts
from people.roles import Permission, UserRole
from people.sign_ins import SignIns
from people.tokens import MOST_DAYS, Tokens

if TYPE_CHECKING:
    from administering.around.asking import Visit
    from people.records import Records
    from people.rows import Account
    from settings import Settings


class People:
    """The pages of who may sign in; the records note each change themselves."""

    def __init__(self, settings: Settings, records: Records) -> None:
        """Show and change the accounts of ``records``."""
        self._settings = settings
        self._accounts = Accounts(records)
        self._tokens = Tokens(records)
        self._sign_ins = SignIns(
            records, idle_seconds=settings.signed_in_minutes * 60,
            most_seconds=settings.signed_in_hours * 3600,
        )  # fmt: skip

    def overview(self, asked: Visit) -> Response:
        """Give everybody who has an account."""
        return self._everybody(asked)

    def one(self, asked: Visit) -> Response:
        """Give one account, with its sign-ins and tokens."""
        return self._one(asked, self._accounts.get(asked.text("login")))

    def invite(self, asked: Visit) -> Response:
        """Make an account and show the code for its owner, once."""
        role = UserRole.named(asked.text("role"))
        login, name = asked.text("login"), asked.text("name")
        code = self._accounts.invite(login, role, by=asked.person.name, name=name)
        return self._everybody(asked, code=code, login=login)

    def give_role(self, asked: Visit) -> Response:
        """Give somebody another role."""
        login = asked.text("login")
        role = UserRole.named(asked.text("role"))
        self._accounts.give_role(login, role, by=asked.person.name)
        return self._back(asked, login)

    def lock(self, asked: Visit) -> Response:
        """Lock somebody out, or let them in again."""
        login = asked.text("login")
        is_locked = asked.text("lock") == "yes"
        self._accounts.lock(login, by=asked.person.name, is_locked=is_locked)
        return self._back(asked, login)

    def reset(self, asked: Visit) -> Response:
        """Take somebody's password and sign-ins away, and show the code to begin anew, once."""
        login = asked.text("login")
        self._is_sure(asked)
        code = self._accounts.reset(login, by=asked.person.name)
        return self._one(asked, self._accounts.get(login), code=code)

    def remove(self, asked: Visit) -> Response:
        """Remove an account."""
        self._is_sure(asked)
        self._accounts.remove(asked.text("login"), by=asked.person.name)
        return RedirectResponse(f"{asked.root}/administer/people", 303)

    def end_sign_in(self, asked: Visit) -> Response:
        """End one of somebody's sign-ins."""
        account = self._accounts.get(asked.text("login"))
        if asked.text("id") not in {one.id for one in self._sign_ins.of(account.id)}:
            raise HTTPException(404, "That sign-in has ended already.")
        self._sign_ins.end_one(asked.text("id"), by=asked.person.name)
        return self._back(asked, account.login)

    def make_token(self, asked: Visit) -> Response:
        """Make a token for a program, and show it once."""
        account = self._accounts.get(asked.text("login"))
        scopes = [one for one in Permission if one in asked.texts("scope")]
        days = asked.text("days")
        secret = self._tokens.make(
            account, asked.text("name"), scopes, by=asked.person.name,
            days=int(days) if days.isascii() and days.isdecimal() else 0,
        )  # fmt: skip
        return self._one(asked, account, secret=secret)

    def revoke(self, asked: Visit) -> Response:
        """Take a token back."""
        account = self._accounts.get(asked.text("login"))
        if asked.text("id") not in {one.id for one in self._tokens.all(account.id)}:
            raise HTTPException(404, "That token was taken back already.")
        self._tokens.revoke(asked.text("id"), by=asked.person.name)
        return self._back(asked, account.login)

    def _everybody(self, asked: Visit, *, code: str = "", login: str = "") -> Response:
        rows = [(one, _moment(one.seen)) for one in self._accounts.all()]
        values = {
            "rows": rows, "roles": [one.word for one in UserRole], "code": code, "login": login,
            "hours": CODE_HOURS, "way": self._settings.sign_in,
        }  # fmt: skip
        return page(asked, "people.html", "People", values)

    def _one(
        self, asked: Visit, account: Account, *, code: str = "", secret: str = ""
    ) -> Response:  # fmt: skip
        values = {
            "one": account, "seen": _moment(account.seen), "code": code, "secret": secret,
            "roles": [one.word for one in UserRole], "hours": CODE_HOURS, "most_days": MOST_DAYS,
            "scopes": [one.value for one in Permission],
            "sign_ins": [
                (one, _moment(one.made), _moment(one.used)) for one in self._sign_ins.of(account.id)
            ],
            "tokens": [
                (one, _moment(one.used), _moment(one.expires))
                for one in self._tokens.all(account.id)
            ],
        }  # fmt: skip
        return page(asked, "person.html", account.name or account.login, values)

    @staticmethod
    def _is_sure(asked: Visit) -> None:
        if asked.text("sure") != "yes":
            raise HTTPException(400, "Tick that you are sure: nothing was done.")

    def _back(self, asked: Visit, login: str) -> Response:
        account = self._accounts.get(login)
        return self._one(asked, account)


def _moment(seconds: int) -> str:
    if not seconds:
        return "never"
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%d %H:%M} UTC"
