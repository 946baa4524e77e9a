"""Accounts: who has one, with which role, and the one-time codes by which they get in."""

from __future__ import annotations

import secrets
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, insert, select, update

from domain import FindingsError
from people.audit import note_in
from people.passwords import check_new, hashed
from people.records import AUDIT_LOCK, lock
from people.roles import UserRole
from people.secrets_kept import hash_of, new_code, read_code
from people.tables import INVITATIONS, PEOPLE, SIGN_INS, TOKENS

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from people.records import Records

CODE_HOURS = 72
_HOUR = 3600
_LONGEST = 100


class AccountError(FindingsError):
    """There is no such account, there is one already, or it may not be changed so."""


class CodeError(FindingsError):
    """A one-time code is wrong, was used, or is too old."""


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may sign in; ``seen`` is when they last did, in seconds, 0 where never."""

    id: str
    login: str
    name: str
    role: UserRole
    is_locked: bool
    has_password: bool
    has_authenticator: bool
    seen: int


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
            return tuple(map(_account, rows))

    def get(self, login: str) -> Account:
        """Give an account by the name that is signed in with.

        Raises:
            AccountError: there is none.
        """
        with self._records.reading() as connection:
            return _account(_row(connection, login))

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
            person = _added(connection, self._records.now, login, name, role)
            code = self._code(connection, person)
            note_in(connection, self._records.now, by, "person invited", f"{login} {role.word}")
        return code

    def first_code(self) -> str:
        """Give a code that makes the first administrator; empty where there is one already.

        Codes of this kind that were given before count no longer.
        """
        with self._records.writing() as connection:
            connection.execute(delete(INVITATIONS).where(INVITATIONS.c.person.is_(None)))
            return "" if _administrators(connection) else self._code(connection, None)

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
            elif _row_of(connection, person).login != login:
                raise CodeError(_NO_CODE)
            connection.execute(delete(INVITATIONS).where(is_it))
            _change(connection, person, password=kept)
            note_in(connection, now, login, "password chosen", login)
            return _account(_row_of(connection, person))

    def give_role(self, login: str, role: UserRole, *, by: str) -> None:
        """Give somebody another role; it holds from their next request.

        Raises:
            AccountError: there is no such account, or no administrator would be left.
        """
        with self._records.writing() as connection:
            row = _row(connection, login)
            if role < UserRole.ADMINISTRATOR:
                _check_left(connection, row)
            _change(connection, row.id, role=int(role))
            note_in(connection, self._records.now, by, "role given", f"{row.login} {role.word}")

    def lock(self, login: str, *, by: str, is_locked: bool = True) -> None:
        """Lock somebody out, and end all their sign-ins; or let them in again.

        Raises:
            AccountError: there is no such account, or no administrator would be left.
        """
        with self._records.writing() as connection:
            row = _row(connection, login)
            if is_locked:
                _check_left(connection, row)
                _end_all(connection, row.id)
            _change(connection, row.id, is_locked=is_locked)
            act = "person locked" if is_locked else "person unlocked"
            note_in(connection, self._records.now, by, act, row.login)

    def reset(self, login: str, *, by: str) -> str:
        """Take password, authenticator and sign-ins from an account; give a code to begin anew.

        Raises:
            AccountError: there is no such account.
        """
        with self._records.writing() as connection:
            row = _row(connection, login)
            _end_all(connection, row.id)
            connection.execute(delete(INVITATIONS).where(INVITATIONS.c.person == row.id))
            _change(connection, row.id, password="", authenticator="", is_locked=False)
            note_in(connection, self._records.now, by, "person reset", row.login)
            return self._code(connection, row.id)

    def remove(self, login: str, *, by: str) -> None:
        """Remove an account with its sign-ins and tokens; the audit keeps what was done.

        Raises:
            AccountError: there is no such account, or no administrator would be left.
        """
        with self._records.writing() as connection:
            row = _row(connection, login)
            _check_left(connection, row)
            _end_all(connection, row.id)
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
                made = _added(connection, self._records.now, login, name, first)
                note_in(connection, self._records.now, login, "person made", first.word)
                return _account(_row_of(connection, made))
            if role is not None and found.role != role:
                _change(connection, found.id, role=int(role))
                note_in(connection, self._records.now, login, "role given", f"{login} {role.word}")
            return _account(_row_of(connection, found.id))

    def _first(self, connection: Connection, login: str) -> str:
        taken = connection.execute(select(PEOPLE.c.id).where(PEOPLE.c.login == login)).first()
        if taken or _administrators(connection):
            raise CodeError(_NO_CODE)
        now = self._records.now
        person = _added(connection, now, login, "", UserRole.ADMINISTRATOR)
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


def read_login(text: str) -> str:
    """Give the name that somebody signs in with, however it was typed.

    Raises:
        AccountError: it is empty, too long, or has signs that cannot be seen.
    """
    login = unicodedata.normalize("NFKC", text).strip().casefold()
    if not login or len(login) > _LONGEST or not login.isprintable() or " " in login:
        msg = f"Give a name of 1 to {_LONGEST} signs without spaces, such as an e-mail address."
        raise AccountError(msg)
    return login


def _added(connection: Connection, now: int, login: str, name: str, role: UserRole) -> str:
    person = secrets.token_hex(8)
    shown = " ".join(name.split())[:_LONGEST] or login
    row = {"id": person, "login": login, "name": shown, "role": int(role), "is_locked": False}
    connection.execute(insert(PEOPLE).values(**row, made=now))
    return person


def _account(row: Row[tuple[object, ...]]) -> Account:
    return Account(
        row.id, row.login, row.name, UserRole(row.role), bool(row.is_locked),
        bool(row.password), bool(row.authenticator), row.seen,
    )  # fmt: skip


def _row(connection: Connection, login: str) -> Row[tuple[object, ...]]:
    wanted = select(PEOPLE).where(PEOPLE.c.login == login.strip().casefold())
    found = connection.execute(wanted).first()
    if found is None:
        msg = f"{login}: no such account: 'findings users list' shows them"
        raise AccountError(msg)
    return found


def _row_of(connection: Connection, person: str) -> Row[tuple[object, ...]]:
    return connection.execute(select(PEOPLE).where(PEOPLE.c.id == person)).one()


def _change(connection: Connection, person: str, **values: object) -> None:
    connection.execute(update(PEOPLE).where(PEOPLE.c.id == person).values(**values))


def _administrators(connection: Connection) -> int:
    can = (PEOPLE.c.role == int(UserRole.ADMINISTRATOR)) & PEOPLE.c.is_locked.is_(False)
    return connection.execute(select(func.count()).select_from(PEOPLE).where(can)).scalar_one()


def _check_left(connection: Connection, row: Row[tuple[object, ...]]) -> None:
    """Refuse to take the last administrator away.

    Raises:
        AccountError: it is the last.
    """
    lock(connection, AUDIT_LOCK)
    counts = row.role == int(UserRole.ADMINISTRATOR) and not row.is_locked
    if counts and _administrators(connection) == 1:
        msg = f"{row.login} is the last administrator: make another one first"
        raise AccountError(msg)


def _end_all(connection: Connection, person: str) -> None:
    connection.execute(delete(SIGN_INS).where(SIGN_INS.c.person == person))
