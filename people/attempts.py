"""Failed sign-ins, and for how long another one is not even looked at.

A name that nobody has is counted like any other, so that nobody learns which there are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, func, insert, select

from domain import FindingsError
from people.audit import note_in
from people.secrets_kept import hash_of
from people.tables import ATTEMPTS

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from people.records import Records

# What is counted goes back so far, and so long one is kept out at most.
WINDOW_SECONDS = 900
# Of one name from one address; of one name, or from one address, in all: many addresses guessing
# at one name are stopped, and whoever sits at another desk is not kept out by five of them.
FROM_ONE, IN_ALL = 5, 50


class TooManyAttemptsError(FindingsError):
    """Too many sign-ins failed; the next is not looked at for a while."""

    def __init__(self) -> None:
        """Say so, the same of every name."""
        minutes = WINDOW_SECONDS // 60
        super().__init__(f"Too many tries. Wait {minutes} minutes, then try again.")


class Attempts:
    """The failed sign-ins of one server's records."""

    def __init__(self, records: Records) -> None:
        """Keep them in ``records``."""
        self._records = records

    def begin(self, login: str, address: str) -> None:
        """Count a try before it is looked at, so that many at once are all counted.

        Raises:
            TooManyAttemptsError: there were too many of this name or from this address.
        """
        now = self._records.now
        name = hash_of(login.strip().casefold())
        with self._records.writing() as connection:
            connection.execute(delete(ATTEMPTS).where(ATTEMPTS.c.at <= now - WINDOW_SECONDS))
            of_name, from_there = ATTEMPTS.c.login == name, ATTEMPTS.c.address == address
            is_refused = (
                _count(connection, of_name & from_there) >= FROM_ONE
                or _count(connection, of_name) >= IN_ALL
                or _count(connection, from_there) >= IN_ALL
            )
            if not is_refused:
                row = {"login": name, "address": address, "at": now}
                connection.execute(insert(ATTEMPTS).values(**row))
        if is_refused:
            raise TooManyAttemptsError

    def failed(self, login: str = "") -> None:
        """Note that a sign-in failed: by name only where a password was right before.

        What was typed for a name may be a password.
        """
        with self._records.writing() as connection:
            note_in(connection, self._records.now, login, "sign-in failed", "")

    def succeeded(self, login: str, address: str) -> None:
        """Forget the tries of a name from an address: it was its owner."""
        is_it = (ATTEMPTS.c.login == hash_of(login.strip().casefold())) & (
            ATTEMPTS.c.address == address
        )
        with self._records.writing() as connection:
            connection.execute(delete(ATTEMPTS).where(is_it))


def _count(connection: Connection, where: object) -> int:
    wanted = select(func.count()).select_from(ATTEMPTS).where(where)  # type: ignore[arg-type]
    return connection.execute(wanted).scalar_one()
