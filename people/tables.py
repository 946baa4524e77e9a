"""The tables of the records. A change here needs a step in ``migrations/versions/`` beside it.

Times are whole seconds since 1970, in UTC, so that every database compares them alike. A secret is
kept as its hash only; nobody's message is kept at all.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

METADATA = MetaData()


def _person() -> Column[str]:
    return Column(
        "person", Text, ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True
    )


PEOPLE = Table(
    "people", METADATA,
    Column("id", Text, primary_key=True),
    # what they sign in with, in lower case; for a provider's or a proxy's, what that says
    Column("login", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("role", Integer, nullable=False),
    Column("password", Text, nullable=False, server_default=""),
    Column("authenticator", Text, nullable=False, server_default=""),
    # the last code's number, so that none is taken twice
    Column("last_code", BigInteger, nullable=False, server_default="0"),
    Column("is_locked", Boolean, nullable=False),
    Column("made", BigInteger, nullable=False),
    Column("seen", BigInteger, nullable=False, server_default="0"),
)  # fmt: skip

INVITATIONS = Table(
    "invitations", METADATA,
    Column("code", Text, primary_key=True),
    # none for the first administrator, who has no account yet
    Column("person", Text, ForeignKey("people.id", ondelete="CASCADE"), index=True),
    Column("expires", BigInteger, nullable=False),
)  # fmt: skip

SIGN_INS = Table(
    "sign_ins", METADATA,
    Column("secret", Text, primary_key=True),
    # what a list of them names it by
    Column("id", Text, nullable=False, unique=True),
    _person(),
    Column("how", Text, nullable=False),
    # False between the password and the authenticator's code
    Column("is_whole", Boolean, nullable=False),
    Column("made", BigInteger, nullable=False),
    Column("used", BigInteger, nullable=False),
    Column("expires", BigInteger, nullable=False),
)  # fmt: skip

ATTEMPTS = Table(
    "attempts", METADATA,
    Column("number", Integer, primary_key=True),
    # hashed: people type a password where the name belongs
    Column("login", Text, nullable=False, index=True),
    Column("address", Text, nullable=False, index=True),
    Column("at", BigInteger, nullable=False, index=True),
)  # fmt: skip

DEPARTURES = Table(
    "departures", METADATA,
    Column("state", Text, primary_key=True),
    Column("browser", Text, nullable=False),
    Column("nonce", Text, nullable=False),
    Column("verifier", Text, nullable=False),
    Column("wanted", Text, nullable=False),
    Column("expires", BigInteger, nullable=False),
)  # fmt: skip

TOKENS = Table(
    "tokens", METADATA,
    Column("id", Text, primary_key=True),
    Column("secret", Text, nullable=False, unique=True),
    _person(),
    Column("name", Text, nullable=False),
    Column("scopes", Text, nullable=False),
    Column("made", BigInteger, nullable=False),
    Column("used", BigInteger, nullable=False, server_default="0"),
    Column("expires", BigInteger, nullable=False),
)  # fmt: skip

# What feedback.py keeps, in a file of its own where these lie in SQLite.
FACTS = Table(
    "facts", METADATA,
    Column("name", Text, primary_key=True),
    Column("value", LargeBinary, nullable=False),
)  # fmt: skip

RATINGS = Table(
    "ratings", METADATA,
    Column("receipt", Text, primary_key=True),
    *(Column(name, Text, nullable=False) for name in (
        "rated", "question_hash", "status", "generation", "settings", "passages",
    )),
    Column("helpful", Integer, nullable=False),
    Column("reasons", Text, nullable=False),
    Column("comment", Text, nullable=False),
)  # fmt: skip

DECLINED = Table(
    "declined", METADATA,
    *(Column(name, Text, nullable=False) for name in ("day", "theme", "generation", "question")),
)  # fmt: skip

AUDIT = Table(
    "audit", METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("thing", Text, nullable=False),
    Column("before", Text, nullable=False),
    Column("hash", Text, nullable=False),
)  # fmt: skip
