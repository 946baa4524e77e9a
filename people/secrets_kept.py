"""Secrets that we give out: long, random, shown once, and kept only as a hash."""

from __future__ import annotations

import hashlib
import secrets

# No letter or digit that is taken for another.
_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_GROUPS, _GROUP = 4, 5


def new_secret() -> str:
    """Give a secret for a program to keep: a session's or a token's."""
    return secrets.token_urlsafe(32)


def new_code() -> str:
    """Give a secret for a person to type, of nearly 100 bits."""
    groups = ("".join(secrets.choice(_SIGNS) for _ in range(_GROUP)) for _ in range(_GROUPS))
    return "-".join(groups)


def read_code(text: str) -> str:
    """Give a code as it was given out, however it was typed."""
    plain = "".join(one for one in text.upper() if one.isalnum())
    return "-".join(plain[at : at + _GROUP] for at in range(0, len(plain), _GROUP))


def hash_of(secret: str) -> str:
    """Give what is kept of a secret: it is random and long, so that a plain hash is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()
