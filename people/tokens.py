"""Tokens for other programs: shown once, kept as a hash, for some permissions and some days."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select, update

from domain import FindingsError
from people.audit import note_in
from people.roles import Permission, Person, UserRole
from people.secrets_kept import hash_of, new_secret
from people.tables import PEOPLE, TOKENS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from people.records import Records
    from people.rows import Account

# So that one that was left in a file is found by programs that look for such.
BEGINNING = "findings_"
MOST_DAYS = 366
_DAY, _SELDOM = 86_400, 60


class TokenError(FindingsError):
    """A token cannot be made so, or there is none of this name."""


@dataclass(frozen=True, slots=True)
class TokenInfo:
    """A token as a list shows it, without its secret; times are in seconds, 0 for never."""

    id: str
    owner: str
    name: str
    scopes: frozenset[Permission]
    made: int
    used: int
    expires: int


class Tokens:
    """The tokens of one server's records."""

    def __init__(self, records: Records) -> None:
        """Keep them in ``records``."""
        self._records = records

    def make(
        self, owner: Account, name: str, scopes: Iterable[Permission], *, days: int, by: str
    ) -> str:
        """Make a token for a program that acts for its owner; it is given here and never again.

        Raises:
            TokenError: it is for no permission, for one that its owner has not, or for too long.
        """
        wanted = frozenset(scopes)
        allowed = Person(owner.id, owner.login, owner.role, "token")
        beyond = sorted(one for one in wanted if not allowed.may(one))
        if not wanted or beyond:
            which = f"{owner.login} may not: {', '.join(beyond)}" if beyond else "name a permission"
            msg = f"token {name}: {which}"
            raise TokenError(msg)
        if not 1 <= days <= MOST_DAYS:
            msg = f"token {name}: it may last 1 to {MOST_DAYS} days"
            raise TokenError(msg)
        secret, now = BEGINNING + new_secret(), self._records.now
        row = {
            "id": secrets.token_hex(6), "secret": hash_of(secret), "person": owner.id,
            "name": " ".join(name.split())[:100], "scopes": " ".join(sorted(wanted)), "made": now,
            "expires": now + days * _DAY,
        }  # fmt: skip
        with self._records.writing() as connection:
            connection.execute(insert(TOKENS).values(**row))
            note_in(connection, now, by, "token made", f"{row['id']} of {owner.login}")
        return secret

    def all(self, owner: str = "") -> tuple[TokenInfo, ...]:
        """Give the tokens, or those of one owner by id, the newest first.

        Raises:
            RecordsError: they cannot be read.
        """
        wanted = select(TOKENS, PEOPLE.c.login).join(PEOPLE).order_by(TOKENS.c.made.desc())
        wanted = wanted.where(TOKENS.c.person == owner) if owner else wanted
        with self._records.reading() as connection:
            return tuple(
                TokenInfo(
                    one.id, one.login, one.name, _scopes(one.scopes), one.made, one.used,
                    one.expires,
                )
                for one in connection.execute(wanted)
            )  # fmt: skip

    def revoke(self, name: str, *, by: str) -> None:
        """Take a token back, by its id.

        Raises:
            TokenError: there is none.
        """
        with self._records.writing() as connection:
            done = connection.execute(delete(TOKENS).where(TOKENS.c.id == name))
            if not done.rowcount:
                msg = f"token {name}: there is none"
                raise TokenError(msg)
            note_in(connection, self._records.now, by, "token revoked", name)

    def check(self, secret: str) -> Person | None:
        """Give who a token acts for, with its scopes; None where it is none, or counts no longer.

        Raises:
            RecordsError: it cannot be read.
        """
        if not secret.startswith(BEGINNING):
            return None
        now = self._records.now
        is_it = TOKENS.c.secret == hash_of(secret)
        wanted = select(TOKENS, PEOPLE.c.login, PEOPLE.c.role).join(PEOPLE)
        with self._records.reading() as connection:
            row = connection.execute(wanted.where(is_it, PEOPLE.c.is_locked.is_(False))).first()
        if row is None or row.expires <= now:
            return None
        if row.used + _SELDOM <= now:
            with self._records.writing() as connection:
                connection.execute(update(TOKENS).where(is_it).values(used=now))
        role = UserRole(row.role)
        return Person(row.person, row.login, role, "token", _scopes(row.scopes), row.id)


def _scopes(text: str) -> frozenset[Permission]:
    known = set(map(str, Permission))
    return frozenset(Permission(one) for one in text.split() if one in known)
