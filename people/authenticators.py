"""The second step: codes of an authenticator app (TOTP, RFC 6238), each taken once."""

from __future__ import annotations

import hmac
import re
from typing import TYPE_CHECKING

import pyotp
from sqlalchemy import select, update

from people.audit import note_in
from people.tables import PEOPLE

if TYPE_CHECKING:
    from people.records import Records

_KEY = re.compile(r"[A-Z2-7]{32}")
_SECONDS = 30
# A clock may be half a minute off.
_STEPS = (-1, 0, 1)
ISSUER = "Findings"


def new_key() -> str:
    """Give a key to be put into an authenticator app."""
    return pyotp.random_base32()


def is_key(text: str) -> bool:
    """Say whether a text has the form of such a key."""
    return bool(_KEY.fullmatch(text))


def address_of_key(key: str, login: str) -> str:
    """Give the address that an authenticator app reads from a picture."""
    return pyotp.TOTP(key).provisioning_uri(name=login, issuer_name=ISSUER)


class Authenticators:
    """The authenticator apps of people's accounts."""

    def __init__(self, records: Records) -> None:
        """Keep their keys in ``records``."""
        self._records = records

    def keep(self, person: str, key: str, code: str) -> bool:
        """Keep a person's key where ``code`` shows that the app has it; say whether it did."""
        number = _number(key, code, self._records.now)
        if number is None:
            return False
        with self._records.writing() as connection:
            owner = PEOPLE.c.id == person
            changed = connection.execute(
                update(PEOPLE).where(owner, PEOPLE.c.authenticator == "")
                .values(authenticator=key, last_code=number)
            )  # fmt: skip
            login = connection.execute(select(PEOPLE.c.login).where(owner)).scalar_one()
            note_in(connection, self._records.now, login, "authenticator added", login)
        return bool(changed.rowcount)

    def accepts(self, person: str, code: str) -> bool:
        """Say whether a code is of the person's app, and was not used before; it is used then."""
        owner = PEOPLE.c.id == person
        with self._records.writing() as connection:
            kept = connection.execute(select(PEOPLE.c.authenticator).where(owner)).scalar()
            number = _number(kept, code, self._records.now) if kept else None
            if number is None:
                return False
            used = update(PEOPLE).where(owner, PEOPLE.c.last_code < number)
            return bool(connection.execute(used.values(last_code=number)).rowcount)


def _number(key: str, code: str, now: int) -> int | None:
    """Give the number of the half minute that a code is of; None where it is of none near now."""
    given = "".join(code.split())
    app = pyotp.TOTP(key, interval=_SECONDS)
    numbers = (now // _SECONDS + step for step in _STEPS)
    return next(
        (one for one in numbers
         if hmac.compare_digest(app.generate_otp(one).encode(), given.encode())), None,
    )  # fmt: skip
