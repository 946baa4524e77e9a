"""Records in SQLite and in PostgreSQL, which is started here from Debian's package."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from people.records import Records

if TYPE_CHECKING:
    from collections.abc import Iterator

_PLACES = (os.environ["PATH"], *map(str, sorted(Path("/usr/lib/postgresql").glob("*/bin"))))
PATH = os.pathsep.join(_PLACES)
START_OF_TIME = 1_800_000_000


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.seconds = float(START_OF_TIME)

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a server of our own; it listens to a socket in its folder alone."""
    if not (found := shutil.which("initdb", path=PATH)):
        pytest.skip("no PostgreSQL on this machine: apt-get install postgresql")
    # below the user's folder of pytest another user could not reach it
    folder = Path(tempfile.mkdtemp(prefix="findings-pg-"))
    owner = "postgres" if os.getuid() == 0 else None
    if owner:
        shutil.chown(folder, owner, owner)
    bin_, data = Path(found).resolve().parent, folder / "data"

    def run(*command: str | Path) -> None:
        subprocess.run(command, user=owner, cwd=folder, check=True, capture_output=True)

    run(bin_ / "initdb", "-D", data, "-U", "findings", "--auth=trust", "--no-sync")
    options = f"-c listen_addresses= -c fsync=off -k {folder}"
    run(bin_ / "pg_ctl", "-D", data, "-l", folder / "log", "-w", "-o", options, "start")
    try:
        yield f"postgresql://findings@/{{}}?host={folder}"
    finally:
        run(bin_ / "pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder)


@pytest.fixture(params=["sqlite", "postgres"])
def records(
    request: pytest.FixtureRequest, tmp_path: Path, clock: Clock, quick_passwords: None
) -> Iterator[Records]:
    """Fresh records, in each of the two databases."""
    del quick_passwords
    file = tmp_path / "records.sqlite3"
    if request.param == "sqlite":
        made = Records(file, clock=clock)
    else:
        made = Records(file, fresh_database(request.getfixturevalue("postgres")), clock=clock)
    yield made
    made.close()


def fresh_database(address: str) -> str:
    """Give the address of a database that was just made."""
    import psycopg  # noqa: PLC0415  where there is a server to reach

    name = f"findings_{uuid4().hex}"
    with psycopg.connect(address.format("postgres"), autocommit=True) as plain:
        plain.execute(f"CREATE DATABASE {name}".encode())
    return address.format(name)
