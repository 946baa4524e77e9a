"""Who makes a request: by the cookie of a sign-in, by a proxy's word, or nobody in particular."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool

from guarding.guard import HANDED_ON, SAID
from people.roles import HERE, VISITOR, Person
from people.rows import AccountError
from signing_in.forms import SIGN_IN_COOKIE

if TYPE_CHECKING:
    from starlette.requests import HTTPConnection

    from people.accounts import Accounts
    from people.sign_ins import SignIns


class Nobody:
    """Nobody signs in: whoever reaches a server that this machine alone reaches may all."""

    def __init__(self, *, is_local: bool) -> None:
        """Say whether the server answers to this machine alone."""
        self._person = HERE if is_local else VISITOR

    async def person(self, request: HTTPConnection) -> Person:
        """Give one and the same person for all, but for what a proxy nobody named hands on."""
        is_handed_on = request.scope.get(HANDED_ON)
        return VISITOR if is_handed_on else self._person


class ByCookie:
    """Whoever signed in here, with a password or at the organisation's provider."""

    def __init__(self, sign_ins: SignIns, how: str) -> None:
        """Know people by these sign-ins, those that came about so."""
        self._sign_ins = sign_ins
        self._how = how

    async def person(self, request: HTTPConnection) -> Person | None:
        """Give who signed in with this browser; None before the whole of it is done.

        Raises:
            RecordsError: the sign-ins cannot be read.
        """
        secret = request.cookies.get(SIGN_IN_COOKIE, "")
        found = await run_in_threadpool(self._sign_ins.find, secret) if secret else None
        # who was signed in another way before the setting was changed signs in again
        return found.person if found and found.is_whole and found.person.how == self._how else None


class ByProxy:
    """Whoever a trusted proxy says it is."""

    def __init__(self, accounts: Accounts, *, noted_after: int) -> None:
        """Keep the roles of these people in ``accounts``; a new one is a reader.

        That somebody came is noted once in so many seconds.
        """
        self._accounts = accounts
        self._noted_after = noted_after

    async def person(self, request: HTTPConnection) -> Person | None:
        """Give whom the proxy names; None where it names nobody, or somebody who is locked out.

        Raises:
            RecordsError: the accounts cannot be read.
        """
        said = request.scope.get(SAID, "")
        return await run_in_threadpool(self._known, said) if said else None

    def _known(self, said: str) -> Person | None:
        try:
            account = self._accounts.met(said, after=self._noted_after)
        except AccountError:
            return None  # the name is none
        if account.is_locked:
            return None
        return Person(account.id, account.login, account.role, "proxy")
