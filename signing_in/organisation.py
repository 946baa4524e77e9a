"""A sign-in at the organisation's provider, from leaving for it to coming back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool

from people.secrets_kept import hash_of
from signing_in.departures import Departures
from signing_in.faults import ProviderError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from people.accounts import Accounts
    from people.records import Records
    from people.sign_ins import SignIns
    from signing_in.provider import Provider, ProviderSays

HOW = "organisation"


class OrganisationSignIn:
    """Signs in whom the provider knows, with the role that it says."""

    def __init__(
        self, provider: Provider, records: Records, accounts: Accounts, sign_ins: SignIns, *,
        back: str,
    ) -> None:  # fmt: skip
        """Send people to ``provider``, from where they come to the address ``back``."""
        self._provider = provider
        self._departures = Departures(records)
        self._accounts = accounts
        self._sign_ins = sign_ins
        self._back = back

    async def depart(self, browser: str, wanted: str) -> str:
        """Give the provider's address for somebody who wants to see ``wanted`` afterwards.

        Raises:
            ProviderError: the provider cannot be asked.
            RecordsError: the departure cannot be kept.
        """
        left = await self._provider.depart(self._back)
        await run_in_threadpool(self._departures.keep, left, browser, wanted)
        return left.address

    async def back(self, query: Mapping[str, str], browser: str, old: str) -> tuple[str, str]:
        """Give the secret of a new sign-in, and what its owner wanted to see.

        Raises:
            ProviderError: they did not leave from this browser, did not sign in, have no role, or
                are locked out here.
            RecordsError: the sign-in cannot be kept.
        """
        state = query.get("state", "")
        kept = await run_in_threadpool(self._departures.returned, state, browser)
        if kept is None:
            msg = "it took too long, or was begun elsewhere"
            raise ProviderError(msg)
        found = await self._provider.identify(query, self._back, kept.nonce, kept.verifier)
        return await run_in_threadpool(self._begin, found, old), kept.wanted

    def _begin(self, found: ProviderSays, old: str) -> str:
        if found.role is None:
            msg = "your account there gives you no role here"
            raise ProviderError(msg)
        account = self._accounts.known_elsewhere(_login(found), found.name, found.role)
        if account.is_locked:
            msg = "you are locked out of Findings"
            raise ProviderError(msg)
        return self._sign_ins.begin(account, HOW, old=old)


def _login(found: ProviderSays) -> str:
    """Give a name that no other subject of the provider has, readable where that is safe."""
    subject = found.subject
    is_plain = subject.isascii() and subject == subject.casefold().strip() and " " not in subject
    if is_plain and subject.isprintable() and 0 < len(subject) <= 60:  # noqa: PLR2004
        return subject
    return f"sub-{hash_of(subject)[:32]}"
