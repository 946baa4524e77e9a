"""Who is on the way to the provider, so that nobody comes back who did not leave from here."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select

from people.secrets_kept import hash_of
from people.tables import DEPARTURES

if TYPE_CHECKING:
    from people.records import Records
    from signing_in.provider import Departure

_SECONDS = 600


@dataclass(frozen=True, slots=True)
class Returned:
    """What was kept of somebody who left and came back."""

    nonce: str
    verifier: str
    wanted: str


class Departures:
    """The people who are on the way; each comes back once, soon, and in the same browser."""

    def __init__(self, records: Records) -> None:
        """Keep them in ``records``."""
        self._records = records

    def keep(self, left: Departure, browser: str, wanted: str) -> None:
        """Keep one, with the browser that it is of and what it wanted to see."""
        row = {
            "state": hash_of(left.state), "browser": hash_of(browser), "nonce": left.nonce,
            "verifier": left.verifier, "wanted": wanted, "expires": self._records.now + _SECONDS,
        }  # fmt: skip
        with self._records.writing() as connection:
            connection.execute(insert(DEPARTURES).values(**row))

    def returned(self, state: str, browser: str) -> Returned | None:
        """Give what was kept, once; None where nobody left so, or from another browser."""
        is_it = DEPARTURES.c.state == hash_of(state)
        with self._records.writing() as connection:
            row = connection.execute(select(DEPARTURES).where(is_it)).first()
            connection.execute(delete(DEPARTURES).where(is_it))
        if row is None or row.expires < self._records.now:
            return None
        if not hmac.compare_digest(row.browser, hash_of(browser)):
            return None
        return Returned(row.nonce, row.verifier, row.wanted)
