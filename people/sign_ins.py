"""Sign-ins: one for each browser that somebody signed in with, ended by time or by hand."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select, update

from people.audit import note_in
from people.roles import Person, UserRole
from people.secrets_kept import hash_of, new_secret
from people.tables import PEOPLE, SIGN_INS

if TYPE_CHECKING:
    from people.records import Records
    from people.rows import Account

# How old the time of the last use may become before it is written again.
_SELDOM = 60
# Between the password and the authenticator's code.
_HALF_SECONDS = 600


@dataclass(frozen=True, slots=True)
class SignedIn:
    """One sign-in, as a list of them shows it; times are in seconds."""

    id: str
    how: str
    made: int
    used: int


@dataclass(frozen=True, slots=True)
class Recognised:
    """Whose a sign-in is, and whether the authenticator's code is still to come."""

    person: Person
    is_whole: bool


class SignIns:
    """The sign-ins of one server's records."""

    def __init__(self, records: Records, *, idle_seconds: int, most_seconds: int) -> None:
        """End each after ``idle_seconds`` without use, and after ``most_seconds`` in any case."""
        self._records = records
        self._idle = idle_seconds
        self._most = most_seconds

    def begin(self, account: Account, how: str, *, is_whole: bool = True, old: str = "") -> str:
        """Begin a sign-in, and end the ``old`` one of the same browser; give its secret.

        Raises:
            RecordsError: it cannot be kept.
        """
        secret, now = new_secret(), self._records.now
        ends = now + (self._most if is_whole else _HALF_SECONDS)
        row = {
            "secret": hash_of(secret), "id": secrets.token_hex(6), "person": account.id, "how": how,
            "is_whole": is_whole, "made": now, "used": now, "expires": ends,
        }  # fmt: skip
        with self._records.writing() as connection:
            connection.execute(delete(SIGN_INS).where(SIGN_INS.c.secret == hash_of(old)))
            connection.execute(insert(SIGN_INS).values(**row))
            if is_whole:
                owner = PEOPLE.c.id == account.id
                connection.execute(update(PEOPLE).where(owner).values(seen=now))
                note_in(connection, now, account.login, "signed in", how)
        return secret

    def find(self, secret: str) -> Recognised | None:
        """Give whose sign-in a secret is of, and count this as a use; None where it has ended.

        Raises:
            RecordsError: it cannot be read.
        """
        now = self._records.now
        is_it = SIGN_INS.c.secret == hash_of(secret)
        wanted = select(SIGN_INS, PEOPLE.c.login, PEOPLE.c.role).join(PEOPLE).where(is_it)
        with self._records.reading() as connection:
            row = connection.execute(wanted.where(PEOPLE.c.is_locked.is_(False))).first()
        if row is None or row.expires <= now or row.used + self._idle <= now:
            return None
        if row.used + _SELDOM <= now:
            with self._records.writing() as connection:
                connection.execute(update(SIGN_INS).where(is_it).values(used=now))
        person = Person(row.person, row.login, UserRole(row.role), row.how, session=row.id)
        return Recognised(person, bool(row.is_whole))

    def of(self, person: str) -> tuple[SignedIn, ...]:
        """Give the sign-ins of a person, by id, that have not ended, the newest first.

        Raises:
            RecordsError: they cannot be read.
        """
        now = self._records.now
        holds = (SIGN_INS.c.expires > now) & (SIGN_INS.c.used > now - self._idle)
        wanted = select(SIGN_INS).where(SIGN_INS.c.person == person, holds, SIGN_INS.c.is_whole)
        with self._records.reading() as connection:
            rows = connection.execute(wanted.order_by(SIGN_INS.c.made.desc()))
            return tuple(SignedIn(one.id, one.how, one.made, one.used) for one in rows)

    def end(self, person: Person, *, everywhere: bool = False) -> None:
        """End this sign-in of a person's, or all that they have.

        Raises:
            RecordsError: it cannot be kept.
        """
        ended = SIGN_INS.c.person == person.id
        if not everywhere:
            ended &= SIGN_INS.c.id == person.session
        with self._records.writing() as connection:
            connection.execute(delete(SIGN_INS).where(ended))
            act = "signed out everywhere" if everywhere else "signed out"
            note_in(connection, self._records.now, person.name, act, person.how)

    def end_one(self, name: str, *, by: str) -> None:
        """End somebody's sign-in by the name that a list of them gives it.

        Raises:
            RecordsError: it cannot be kept.
        """
        with self._records.writing() as connection:
            connection.execute(delete(SIGN_INS).where(SIGN_INS.c.id == name))
            note_in(connection, self._records.now, by, "sign-in ended", name)
