"""A sign-in with a password: what may be tried how often, and what comes after it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from people.accounts import Accounts
from people.attempts import Attempts
from people.authenticators import Authenticators
from signing_in.faults import SignInError

if TYPE_CHECKING:
    from people.records import Records
    from people.roles import Person
    from people.rows import Account
    from people.sign_ins import SignIns

HOW = "accounts"


class AfterPassword(Enum):
    """What comes after a password."""

    IN = "the sign-in is whole"
    CODE = "the code of the authenticator app"
    APP = "an authenticator app has to be added"


@dataclass(frozen=True, slots=True)
class Begun:
    """A sign-in that has begun: the secret that its browser keeps, and what comes next."""

    secret: str
    next: AfterPassword


class PasswordSignIn:
    """Signs people in with their passwords, and with their apps' codes where they have one."""

    def __init__(self, records: Records, sign_ins: SignIns, *, needs_app: bool) -> None:
        """Sign people in to ``sign_ins``; ``needs_app`` says that a password is never enough."""
        self._accounts = Accounts(records)
        self._attempts = Attempts(records)
        self._apps = Authenticators(records)
        self._sign_ins = sign_ins
        self._needs_app = needs_app

    def with_password(self, login: str, password: str, address: str, old: str) -> Begun:
        """Sign in with a password; ``old`` is the secret of this browser's last sign-in.

        Raises:
            TooManyAttemptsError: too many failed before; this one was not looked at.
            SignInError: there is no such account, it is locked, or the password is wrong.
        """
        self._attempts.begin(login, address)
        account = self._accounts.with_password(login, password)
        if account is None:
            self._attempts.failed()
            msg = "The name or the password is not right."
            raise SignInError(msg)
        self._attempts.succeeded(login, address)
        return self._begin(account, old)

    def with_invitation(
        self, code: str, login: str, password: str, address: str, old: str
    ) -> Begun:
        """Choose a password with a code that somebody was given, and sign in.

        Raises:
            TooManyAttemptsError: too many failed before; this one was not looked at.
            CodeError: the code is none, or not of this name.
            AccountError: the name is none.
            WeakPasswordError: the password is too easy to guess.
        """
        self._attempts.begin(f"code {login}", address)
        account = self._accounts.join(code, login, password)
        self._attempts.succeeded(f"code {login}", address)
        return self._begin(account, old)

    def with_code(self, half: Person, code: str, address: str, old: str) -> Begun:
        """Go on with the code of an authenticator app, after the password.

        Raises:
            TooManyAttemptsError: too many failed before; this one was not looked at.
            SignInError: the code is not right, or was used.
        """
        self._attempts.begin(f"app {half.name}", address)
        if not self._apps.accepts(half.id, code):
            self._attempts.failed(half.name)
            raise SignInError(_NO_CODE)
        self._attempts.succeeded(f"app {half.name}", address)
        return self._whole(half, old)

    def with_new_app(self, person: Person, key: str, code: str, address: str, old: str) -> Begun:
        """Add an authenticator app, shown to work by a code of it; the sign-in is whole then.

        Raises:
            TooManyAttemptsError: too many failed before; this one was not looked at.
            SignInError: the code is not right, or the account has an app already.
        """
        self._attempts.begin(f"app {person.name}", address)
        if not self._apps.keep(person.id, key, code):
            raise SignInError(_NO_CODE)
        self._attempts.succeeded(f"app {person.name}", address)
        return self._whole(person, old)

    def _begin(self, account: Account, old: str) -> Begun:
        after = AfterPassword.IN
        if account.has_authenticator:
            after = AfterPassword.CODE
        elif self._needs_app:
            after = AfterPassword.APP
        is_whole = after is AfterPassword.IN
        return Begun(self._sign_ins.begin(account, HOW, is_whole=is_whole, old=old), after)

    def _whole(self, person: Person, old: str) -> Begun:
        account = self._accounts.get(person.name)
        return Begun(self._sign_ins.begin(account, HOW, old=old), AfterPassword.IN)


_NO_CODE = "The code is not right. Wait for the next one and type that."
