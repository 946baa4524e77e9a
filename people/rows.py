"""Rows of the table of people: read as accounts, found, added and changed."""

from __future__ import annotations

import secrets
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, insert, select, update

from domain import FindingsError
from people.records import AUDIT_LOCK, lock
from people.roles import UserRole
from people.tables import PEOPLE, SIGN_INS

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

_LONGEST = 100


class AccountError(FindingsError):
    """There is no such account, there is one already, or it may not be changed so."""


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


def read_login(text: str) -> str:
    """Give the name that somebody signs in with, however it was typed.

    Raises:
        AccountError: it is empty, too long, or has signs that cannot be seen.
    """
    login = plain_login(text)
    if not login or len(login) > _LONGEST or not login.isprintable() or " " in login:
        msg = f"Give a name of 1 to {_LONGEST} signs without spaces, such as an e-mail address."
        raise AccountError(msg)
    return login


def plain_login(login: str) -> str:
    """Give a name however it was typed, without a check."""
    return unicodedata.normalize("NFKC", login).strip().casefold()


def add_row(connection: Connection, now: int, login: str, name: str, role: UserRole) -> str:
    """Add a row for somebody; give its id."""
    person = secrets.token_hex(8)
    shown = " ".join(name.split())[:_LONGEST] or login
    row = {"id": person, "login": login, "name": shown, "role": int(role), "is_locked": False}
    connection.execute(insert(PEOPLE).values(**row, made=now))
    return person


def account_of(row: Row[tuple[object, ...]]) -> Account:
    """Give the account that a row is of."""
    return Account(
        row.id, row.login, row.name, UserRole(row.role), bool(row.is_locked),
        bool(row.password), bool(row.authenticator), row.seen,
    )  # fmt: skip


def row_of_login(connection: Connection, login: str) -> Row[tuple[object, ...]]:
    """Give the row of a name.

    Raises:
        AccountError: there is none.
    """
    wanted = select(PEOPLE).where(PEOPLE.c.login == plain_login(login))
    found = connection.execute(wanted).first()
    if found is None:
        msg = f"{login}: no such account: 'findings users list' shows them"
        raise AccountError(msg)
    return found


def row_of(connection: Connection, person: str) -> Row[tuple[object, ...]]:
    """Give the row of an id that there is."""
    return connection.execute(select(PEOPLE).where(PEOPLE.c.id == person)).one()


def change(connection: Connection, person: str, **values: object) -> None:
    """Change what a row says."""
    connection.execute(update(PEOPLE).where(PEOPLE.c.id == person).values(**values))


def count_administrators(connection: Connection) -> int:
    """Give how many may administer and are not locked out."""
    can = (PEOPLE.c.role == int(UserRole.ADMINISTRATOR)) & PEOPLE.c.is_locked.is_(False)
    return connection.execute(select(func.count()).select_from(PEOPLE).where(can)).scalar_one()


def check_one_left(connection: Connection, row: Row[tuple[object, ...]]) -> None:
    """Refuse to take the last administrator away.

    Raises:
        AccountError: it is the last.
    """
    lock(connection, AUDIT_LOCK)
    counts = row.role == int(UserRole.ADMINISTRATOR) and not row.is_locked
    if counts and count_administrators(connection) == 1:
        msg = f"{row.login} is the last administrator: make another one first"
        raise AccountError(msg)


def end_sign_ins(connection: Connection, person: str) -> None:
    """End all sign-ins of a person, by id."""
    connection.execute(delete(SIGN_INS).where(SIGN_INS.c.person == person))
