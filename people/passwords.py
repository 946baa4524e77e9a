"""Passwords: how they are kept, and which are taken (NCSC: long rather than complicated)."""

from __future__ import annotations

import threading
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from domain import FindingsError

SHORTEST, LONGEST = 12, 200
_FEW = 5
# Each takes 64 MB while it is worked out.
_AT_ONCE = threading.BoundedSemaphore(2)
_HASHER = PasswordHasher()


class WeakPasswordError(FindingsError):
    """A new password is too easy to guess; the message says why."""


def check_new(password: str, login: str) -> None:
    """Check a password that somebody wants.

    Raises:
        WeakPasswordError: it is too short, too long, of few signs, or holds the name.
    """
    if len(password) < SHORTEST:
        msg = f"The password is too short: take at least {SHORTEST} signs, such as three words."
    elif len(password) > LONGEST:
        msg = f"The password is too long: take at most {LONGEST} signs."
    elif len(set(password.casefold())) < _FEW:
        msg = "The password is of too few different signs: take three words."
    elif login and login.casefold() in password.casefold():
        msg = "The password holds the name you sign in with: take three other words."
    else:
        return
    raise WeakPasswordError(msg)


def hashed(password: str) -> str:
    """Give what is kept of a password (argon2id, RFC 9106)."""
    with _AT_ONCE:
        return _HASHER.hash(password)


def is_right(password: str, kept: str) -> bool:
    """Say whether a password is the one kept; of none it takes as long, and is wrong."""
    with _AT_ONCE:
        try:
            return _HASHER.verify(kept or _nobodys(), password[:LONGEST]) and bool(kept)
        except (VerificationError, InvalidHashError):
            return False


@cache
def _nobodys() -> str:
    return _HASHER.hash("nobody has this password")
