"""Who did what, and when: rows that are only added, each with the hash of the one before it.

``Audit.note`` keeps one; ``thing`` is a name or a number of ours, never words of a message.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, insert, select

from people.records import AUDIT_LOCK, lock
from people.tables import ATTEMPTS, AUDIT, DEPARTURES, INVITATIONS, SIGN_INS, TOKENS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from people.records import Records

_FIRST = "0" * 64
SHORTENED = "audit shortened"
_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Noted:
    """A row of the audit; ``at`` is UTC, and ``before`` the hash of the row before it."""

    number: int
    at: str
    person: str
    act: str
    thing: str
    before: str
    hash: str

    @property
    def is_sound(self) -> bool:
        """Whether its hash is that of its own words."""
        return self.hash == _hashed(self.number, self.at, self.person, self.act, self.thing,
                                    self.before)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Verified:
    """What a check of the whole chain found; ``broken`` is the first row that does not fit."""

    rows: int
    last: str
    broken: int | None = None
    reason: str = ""

    def __str__(self) -> str:
        """Give it as one line."""
        if self.broken is None:
            return f"audit: {self.rows} rows, each fits the one before it; the last is {self.last}"
        return f"audit: row {self.broken} {self.reason}"


class Audit:
    """The audit of one server's records."""

    def __init__(self, records: Records) -> None:
        """Keep it in ``records``."""
        self._records = records

    def note(self, person: str, act: str, thing: str = "") -> None:
        """Keep that somebody, by name, did something to something.

        Raises:
            RecordsError: it cannot be kept.
        """
        with self._records.writing() as connection:
            note_in(connection, self._records.now, person, act, thing)

    def rows(self, *, newest: int = 1000, act: str = "", person: str = "") -> tuple[Noted, ...]:
        """Give the newest rows, the newest first, of one act and one person where these are given.

        Raises:
            RecordsError: they cannot be read.
        """
        wanted = select(AUDIT).order_by(AUDIT.c.number.desc()).limit(newest)
        wanted = wanted.where(AUDIT.c.act == act) if act else wanted
        wanted = wanted.where(AUDIT.c.person == person) if person else wanted
        with self._records.reading() as connection:
            return tuple(_noted(connection, wanted))

    def verify(self) -> Verified:
        """Go through the chain from its first row, and name the first that does not fit.

        Raises:
            RecordsError: it cannot be read.
        """
        with self._records.reading() as connection:
            cut = _cuts(connection)
            number, before, rows = 0, _FIRST, 0
            for row in _noted(connection, select(AUDIT).order_by(AUDIT.c.number)):
                if not rows and row.number > 1:
                    number, before = row.number - 1, cut.get(row.number - 1, "")
                if row.number != number + 1:
                    return Verified(rows, before, number + 1, "is missing")
                if row.before != before:
                    return Verified(rows, before, row.number, "does not follow the one before it")
                if not row.is_sound:
                    return Verified(rows, before, row.number, "was changed after it was written")
                number, before, rows = row.number, row.hash, rows + 1
        return Verified(rows, f"{number} {before[:12]}")

    def shorten(self, days: int) -> int:
        """Forget the rows older than so many days; give how many they were.

        The row that says so names the last one that went, by number and hash, so that what stays
        can still be verified.

        Raises:
            RecordsError: it cannot be kept.
        """
        with self._records.writing() as connection:
            lock(connection, AUDIT_LOCK)
            end = _time(self._records.now - days * _DAY)
            # what stays is one piece, even where a clock was put back
            kept = select(func.min(AUDIT.c.number)).where(AUDIT.c.at >= end)
            first = connection.execute(kept).scalar()
            old = AUDIT.c.number < first if first is not None else AUDIT.c.at < end
            last = next(
                _noted(connection, select(AUDIT).where(old).order_by(AUDIT.c.number.desc())), None
            )
            if last is None:
                return 0
            note_in(connection, self._records.now, "", SHORTENED, f"{last.number} {last.hash}")
            done = connection.execute(delete(AUDIT).where(AUDIT.c.number <= last.number))
            return done.rowcount


def forget_old(records: Records, *, audit_days: int) -> int:
    """Remove what has ended, and the audit older than so many days; give how many rows of it.

    Raises:
        RecordsError: the records cannot be written.
    """
    ended = records.now - _DAY
    with records.writing() as connection:
        for table in (SIGN_INS, INVITATIONS, DEPARTURES, TOKENS):
            connection.execute(delete(table).where(table.c.expires < ended))
        connection.execute(delete(ATTEMPTS).where(ATTEMPTS.c.at < ended))
    return Audit(records).shorten(audit_days)


def note_in(connection: Connection, now: int, person: str, act: str, thing: str) -> None:
    """Keep a row in a transaction of the caller's, so that it stands or falls with the act."""
    lock(connection, AUDIT_LOCK)
    newest = select(AUDIT).order_by(AUDIT.c.number.desc()).limit(1)
    last = next(_noted(connection, newest), None)
    number, before = (last.number + 1, last.hash) if last else (1, _FIRST)
    told = (number, _time(now), person, act, thing, before)
    row = dict(zip(AUDIT.c.keys(), (*told, _hashed(*told)), strict=True))
    connection.execute(insert(AUDIT).values(**row))


def _noted(connection: Connection, wanted: object) -> Iterator[Noted]:
    return (Noted(*row) for row in connection.execute(wanted))  # type: ignore[call-overload]


def _cuts(connection: Connection) -> dict[int, str]:
    """Give the hashes of rows that were the last to be forgotten, by number."""
    said = connection.execute(select(AUDIT.c.thing).where(AUDIT.c.act == SHORTENED)).scalars()
    parts = (one.split() for one in said)
    return {int(number): digest for number, digest in parts}


def _hashed(*told: object) -> str:
    return hashlib.sha256(json.dumps(told, ensure_ascii=True).encode()).hexdigest()


def _time(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
