"""The records' database: opened at its first use, brought up to this version's tables then.

A SQLite file of this server's own, or PostgreSQL by the setting ``records_address``.
"""

from __future__ import annotations

import os
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from domain import FindingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import Connection, Engine

_BUSY_SECONDS = 10.0
_WRITES = "findings_writes"
_SCRIPTS = Path(__file__).parent / "migrations"
# Any number, the same for all: one server at a time brings the tables up to date.
_UPGRADE_LOCK, AUDIT_LOCK = 7_214_501, 7_214_502


class RecordsError(FindingsError):
    """The records cannot be opened, read or written."""


class Records:
    """People, sign-ins, tokens and audit; any thread may use it, and several servers at once."""

    def __init__(
        self, file: Path, address: str = "", *, clock: Callable[[], float] = time.time
    ) -> None:
        """Keep them in a SQLite file, or at a PostgreSQL address where one is given.

        Nothing is opened yet.
        """
        self._file = file
        self._address = address
        self._clock = clock
        self._lock = threading.Lock()
        self._engine: Engine | None = None

    @property
    def now(self) -> int:
        """The time, in whole seconds."""
        return int(self._clock())

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection for reading.

        Raises:
            RecordsError: they cannot be read.
        """
        with self._connected(writes=False) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection whose changes are kept together, or not at all where it raises.

        Raises:
            RecordsError: they cannot be written.
        """
        with self._connected(writes=True) as connection:
            yield connection

    def close(self) -> None:
        """Close what is open; the next use opens it again."""
        with self._lock:
            if self._engine:
                self._engine.dispose()
            self._engine = None

    @contextmanager
    def _connected(self, *, writes: bool) -> Iterator[Connection]:
        from sqlalchemy.exc import SQLAlchemyError  # noqa: PLC0415  only where they are used

        try:
            with self._opened().connect() as connection:
                connection = connection.execution_options(**{_WRITES: writes})  # noqa: PLW2901
                with connection.begin():
                    yield connection
        except (SQLAlchemyError, OSError) as error:
            raise RecordsError(self._told(error)) from error

    def _opened(self) -> Engine:
        with self._lock:
            if self._engine is None:
                engine = _postgres(self._address) if self._address else _sqlite(self._file)
                try:
                    _upgrade(engine, self._place)
                except BaseException:
                    engine.dispose()
                    raise
                self._engine = engine
            return self._engine

    @property
    def _place(self) -> str:
        """Say where they are, without the password of an address."""
        if not self._address:
            return str(self._file)
        return "records_address " + self._address.rpartition("@")[2]

    def _told(self, error: Exception) -> str:
        reason = " ".join(str(getattr(error, "orig", None) or error).split())
        return f"{self._place}: records cannot be read or written ({reason}): check it"


def _sqlite(file: Path) -> Engine:
    from sqlalchemy import URL, create_engine, event  # noqa: PLC0415  as above

    file.parent.mkdir(parents=True, exist_ok=True)
    # for this user's eyes only, from its first byte
    os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
    engine = create_engine(
        URL.create("sqlite", database=str(file)), connect_args={"timeout": _BUSY_SECONDS}
    )

    @event.listens_for(engine, "connect")
    def connect(plain: object, _record: object) -> None:
        # transactions are begun below, not by the driver at the first change
        plain.isolation_level = None  # type: ignore[attr-defined]
        plain.execute("PRAGMA journal_mode=WAL")  # type: ignore[attr-defined]
        plain.execute("PRAGMA foreign_keys=ON")  # type: ignore[attr-defined]

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(_WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _postgres(address: str) -> Engine:
    from sqlalchemy import create_engine, make_url  # noqa: PLC0415  as above
    from sqlalchemy.exc import ArgumentError  # noqa: PLC0415  as above

    try:
        url = make_url(address)
    except ArgumentError as error:
        msg = "records_address: give it as postgresql://user:password@host/database"
        raise RecordsError(msg) from error
    if not url.drivername.startswith("postgresql"):
        msg = f"records_address {url.drivername}://: only postgresql:// is known"
        raise RecordsError(msg)
    try:
        return create_engine(url.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
    except ImportError as error:
        msg = "records_address: psycopg is not installed: pip install 'findings[postgres]'"
        raise RecordsError(msg) from error


def lock(connection: Connection, number: int) -> None:
    """Let others with the same number wait until the transaction ends; SQLite has one writer."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({number})")


def _upgrade(engine: Engine, place: str) -> None:
    """Bring the tables up to this version.

    Raises:
        RecordsError: a newer version has changed them.
    """
    from alembic import command  # noqa: PLC0415  as above
    from alembic.config import Config  # noqa: PLC0415  as above
    from alembic.runtime.migration import MigrationContext  # noqa: PLC0415  as above
    from alembic.script import ScriptDirectory  # noqa: PLC0415  as above

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    scripts = ScriptDirectory.from_config(config)
    known = {one.revision for one in scripts.walk_revisions()}
    with engine.connect() as plain:
        connection = plain.execution_options(**{_WRITES: True})
        with connection.begin():
            lock(connection, _UPGRADE_LOCK)
            held = MigrationContext.configure(connection).get_current_revision()
            if held is not None and held not in known:
                msg = (
                    f"{place}: these records are of a newer Findings (step {held}): update"
                    " Findings, or restore the backup that belongs to this version"
                )
                raise RecordsError(msg)
            if held != scripts.get_current_head():
                config.attributes["connection"] = connection
                command.upgrade(config, "head")
