"""Accounts: who has one, with which role, and the one-time codes by which they get in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select

from domain import FindingsError
from people.audit import note_in
from people.passwords import check_new, hashed, is_right
from people.records import AUDIT_LOCK, lock
from people.roles import UserRole
from people.rows import (
    Account,
    AccountError,
    account_of,
    add_row,
    change,
    check_one_left,
    count_administrators,
    end_sign_ins,
    plain_login,
    read_login,
    row_of,
    row_of_login,
)
from people.secrets_kept import hash_of, new_code, read_code
from people.tables import INVITATIONS, PEOPLE, TOKENS

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from people.records import Records

CODE_HOURS = 72
_HOUR = 3600


class CodeError(FindingsError):
    """A one-time code is wrong, was used, or is too old."""


class Accounts:
    """The accounts of one server's records; whoever changes one is noted in the audit."""

    def __init__(self, records: Records) -> None:
        """Keep them in ``records``."""
        self._records = records

    def all(self) -> tuple[Account, ...]:
        """Give all accounts, by the names they sign in with.

        Raises:
            RecordsError: they cannot be read.
        """
        with self._records.reading() as connection:
            rows = connection.execute(select(PEOPLE).order_by(PEOPLE.c.login))
            return tuple(map(account_of, rows))

    def get(self, login: str) -> Account:
        """Give an account by the name that is signed in with.

        Raises:
            AccountError: there is none.
        """
        with self._records.reading() as connection:
            return account_of(row_of_login(connection, login))

    def with_password(self, login: str, password: str) -> Account | None:
        """Give the account of a name and its password; it takes as long where there is none.

        Raises:
            RecordsError: it cannot be read.
        """
        wanted = select(PEOPLE).where(PEOPLE.c.login == plain_login(login))
        with self._records.reading() as connection:
            row = connection.execute(wanted).first()
        # while a password is worked out no connection is held
        is_it = is_right(password, row.password if row else "")
        return account_of(row) if row and is_it and not row.is_locked else None

    def met(self, login: str, *, after: int) -> Account:
        """Give the account of somebody whom a proxy names; it is noted every ``after`` seconds.

        Raises:
            AccountError: the name is none.
            RecordsError: it cannot be read.
        """
        wanted = select(PEOPLE).where(PEOPLE.c.login == plain_login(login))
        with self._records.reading() as connection:
            row = connection.execute(wanted).first()
        now = self._records.now
        account = account_of(row) if row else self.known_elsewhere(login, "", None)
        if account.seen + after <= now and not account.is_locked:
            with self._records.writing() as connection:
                change(connection, account.id, seen=now)
                note_in(connection, now, account.login, "signed in", "proxy")
        return account

    def invite(self, login: str, role: UserRole, *, by: str, name: str = "") -> str:
        """Make an account, and give the code by which its owner chooses a password.

        Raises:
            AccountError: there is one already, or the name is none.
        """
        login = read_login(login)
        with self._records.writing() as connection:
            if connection.execute(select(PEOPLE.c.id).where(PEOPLE.c.login == login)).first():
                msg = f"{login}: there is such an account: 'findings users reset' gives a new code"
                raise AccountError(msg)
            person = add_row(connection, self._records.now, login, name, role)
            code = self._code(connection, person)
            note_in(connection, self._records.now, by, "person invited", f"{login} {role.word}")
        return code

    def first_code(self) -> str:
        """Give a code that makes the first administrator; empty where there is one already.

        Codes of this kind that were given before count no longer.
        """
        with self._records.writing() as connection:
            connection.execute(delete(INVITATIONS).where(INVITATIONS.c.person.is_(None)))
            return "" if count_administrators(connection) else self._code(connection, None)

    def join(self, code: str, login: str, password: str) -> Account:
        """Give the account of a code its password; the code is used up.

        Whoever has the first administrator's code says what they are called.

        Raises:
            CodeError: the code is none, or not of this name.
            AccountError: the name is none, or taken.
            WeakPasswordError: see ``check_new``.
        """
        login = read_login(login)
        check_new(password, login)
        kept = hashed(password)
        now = self._records.now
        with self._records.writing() as connection:
            lock(connection, AUDIT_LOCK)
            is_it = INVITATIONS.c.code == hash_of(read_code(code))
            found = connection.execute(select(INVITATIONS).where(is_it)).first()
            if found is None or found.expires < now:
                raise CodeError(_NO_CODE)
            person = found.person
            if person is None:
                person = self._first(connection, login)
            elif row_of(connection, person).login != login:
                raise CodeError(_NO_CODE)
            connection.execute(delete(INVITATIONS).where(is_it))
            change(connection, person, password=kept)
            note_in(connection, now, login, "password chosen", login)
            return account_of(row_of(connection, person))

    def give_role(self, login: str, role: UserRole, *, by: str) -> None:
        """Give somebody another role; it holds from their next request.

        Raises:
            AccountError: there is no such account, or no administrator would be left.
        """
        with self._records.writing() as connection:
            row = row_of_login(connection, login)
            if role < UserRole.ADMINISTRATOR:
                check_one_left(connection, row)
            change(connection, row.id, role=int(role))
            note_in(connection, self._records.now, by, "role given", f"{row.login} {role.word}")

    def lock(self, login: str, *, by: str, is_locked: bool = True) -> None:
        """Lock somebody out, and end all their sign-ins; or let them in again.

        Raises:
            AccountError: there is no such account, or no administrator would be left.
        """
        with self._records.writing() as connection:
            row = row_of_login(connection, login)
            if is_locked:
                check_one_left(connection, row)
                end_sign_ins(connection, row.id)
            change(connection, row.id, is_locked=is_locked)
            act = "person locked" if is_locked else "person unlocked"
            note_in(connection, self._records.now, by, act, row.login)

    def reset(self, login: str, *, by: str) -> str:
        """Take password, authenticator and sign-ins from an account; give a code to begin anew.

        Raises:
            AccountError: there is no such account.
        """
        with self._records.writing() as connection:
            row = row_of_login(connection, login)
            end_sign_ins(connection, row.id)
            connection.execute(delete(INVITATIONS).where(INVITATIONS.c.person == row.id))
            change(connection, row.id, password="", authenticator="", is_locked=False)
            note_in(connection, self._records.now, by, "person reset", row.login)
            return self._code(connection, row.id)

    def remove(self, login: str, *, by: str) -> None:
        """Remove an account with its sign-ins and tokens; the audit keeps what was done.

        Raises:
            AccountError: there is no such account, or no administrator would be left.
        """
        with self._records.writing() as connection:
            row = row_of_login(connection, login)
            check_one_left(connection, row)
            end_sign_ins(connection, row.id)
            connection.execute(delete(TOKENS).where(TOKENS.c.person == row.id))
            connection.execute(delete(INVITATIONS).where(INVITATIONS.c.person == row.id))
            connection.execute(delete(PEOPLE).where(PEOPLE.c.id == row.id))
            note_in(connection, self._records.now, by, "person removed", row.login)

    def known_elsewhere(self, login: str, name: str, role: UserRole | None) -> Account:
        """Give the account of somebody whom a provider or a proxy signed in; it is made at first.

        ``role`` is what that says; None leaves the one that was given here, a reader's at first.

        Raises:
            AccountError: the name is none.
        """
        login = read_login(login)
        with self._records.writing() as connection:
            lock(connection, AUDIT_LOCK)
            found = connection.execute(select(PEOPLE).where(PEOPLE.c.login == login)).first()
            if found is None:
                first = role or UserRole.READER
                made = add_row(connection, self._records.now, login, name, first)
                note_in(connection, self._records.now, login, "person made", first.word)
                return account_of(row_of(connection, made))
            if role is not None and found.role != role:
                change(connection, found.id, role=int(role))
                note_in(connection, self._records.now, login, "role given", f"{login} {role.word}")
            return account_of(row_of(connection, found.id))

    def _first(self, connection: Connection, login: str) -> str:
        taken = connection.execute(select(PEOPLE.c.id).where(PEOPLE.c.login == login)).first()
        if taken or count_administrators(connection):
            raise CodeError(_NO_CODE)
        now = self._records.now
        person = add_row(connection, now, login, "", UserRole.ADMINISTRATOR)
        note_in(connection, now, login, "first administrator made", login)
        return person

    def _code(self, connection: Connection, person: str | None) -> str:
        code = new_code()
        expires = self._records.now + CODE_HOURS * _HOUR
        row = {"code": hash_of(code), "person": person, "expires": expires}
        connection.execute(insert(INVITATIONS).values(**row))
        return code


_NO_CODE = (
    "This code does not fit this name, was used, or is too old. Ask an administrator for a new one."
)
