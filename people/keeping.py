"""How long the records are kept: what has ended goes after a day, the audit after its setting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete

from people.audit import Audit
from people.tables import ATTEMPTS, DEPARTURES, INVITATIONS, SIGN_INS, TOKENS

if TYPE_CHECKING:
    from people.records import Records

_DAY = 86_400


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
