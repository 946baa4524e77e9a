"""Public letters fetched one at a time, so that a run that was stopped goes on where it was."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import time
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING

from domain import FindingsError
from ingest.web.fetching import Fetched, fetch
from ingest.web.network import FetchError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from collecting.catalogue import Collection, PublicLetter
    from ingest.web.network import Connections

LEDGER_NAME = "ledger.json"
# Between two letters, so that a public server is no slower for others.
PAUSE_SECONDS = 1.0
_OPENING = b"%PDF-"
_ENDING = ".pdf"


class LedgerError(FindingsError):
    """What was fetched before cannot be told, or not be written down."""


@dataclass(frozen=True, slots=True)
class Received:
    """A letter that was fetched: from where, when, what its file was, what to keep it as."""

    address: str
    name: str
    sha256: str
    day: date


@dataclass(frozen=True, slots=True)
class Failed:
    """A letter that could not be fetched, and why."""

    letter: PublicLetter
    reason: str


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a run leaves: the letters at hand, those that failed, those without an address.

    ``new`` counts those fetched by this run; ``changed`` names those whose file is another than the
    one that was fetched before.
    """

    fetched: tuple[tuple[PublicLetter, Fetched], ...]
    failed: tuple[Failed, ...]
    unaddressed: tuple[PublicLetter, ...]
    new: int = 0
    changed: tuple[PublicLetter, ...] = ()


def gather(
    collection: Collection, folder: Path, *, afresh: bool = False, allow_http: bool = False,
    network: Connections | None = None, pause: float = PAUSE_SECONDS,
    progress: Callable[[str, int, int], None] = lambda _stage, _done, _total: None,
) -> Gathered:  # fmt: skip
    """Fetch the letters of a collection into ``folder``, and keep there what was fetched.

    A letter that is there already, whole, is not asked for again unless ``afresh``. What fails is
    named and the next one is fetched. ``network`` is another one only in tests.

    Raises:
        LedgerError: the folder cannot be read or written.
    """
    ledger = _Ledger(folder)
    known = dict(ledger.entries)
    at_hand: list[tuple[PublicLetter, Fetched]] = []
    failed: list[Failed] = []
    asked = 0
    new: list[PublicLetter] = []
    addressed = [one for one in collection.letters if one.address]
    for done, letter in enumerate(addressed):
        progress("fetching", done, len(addressed))
        held = None if afresh else ledger.held(letter)
        if held is None:
            if asked:
                time.sleep(pause)
            asked += 1
            try:
                held = ledger.receive(letter, allow_http=allow_http, network=network)
            except FetchError as error:
                failed.append(Failed(letter, str(error)))
                continue
            new.append(letter)
        at_hand.append((letter, held))
    progress("fetching", len(addressed), len(addressed))
    changed = tuple(
        one for one in new
        if one.key in known and known[one.key].sha256 != ledger.entries[one.key].sha256
    )  # fmt: skip
    unaddressed = tuple(one for one in collection.letters if not one.address)
    return Gathered(tuple(at_hand), tuple(failed), unaddressed, len(new), changed)


class _Ledger:
    """The letters in a folder, each with the hash of its file, in a list beside them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = folder / LEDGER_NAME
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self.entries = self._read()
        except OSError as error:
            msg = f"{folder}: cannot be used ({error.strerror}): correct its permissions"
            raise LedgerError(msg) from error

    def _read(self) -> dict[str, Received]:
        if not self._path.is_file():
            return {}
        try:
            table = json.loads(self._path.read_text("utf-8"))
            return {
                key: Received(**{**one, "day": date.fromisoformat(one["day"])})
                for key, one in table.items()
            }
        except (ValueError, TypeError, KeyError, AttributeError):
            # what was fetched is fetched once more, and nothing is lost by it
            return {}

    def held(self, letter: PublicLetter) -> Fetched | None:
        """Give a letter that was fetched from this address and is still what it was then."""
        entry = self.entries.get(letter.key)
        file = self._file(letter)
        if entry is None or entry.address != letter.address or not file.is_file():
            return None
        if hashlib.sha256(file.read_bytes()).hexdigest() != entry.sha256:
            return None
        return Fetched(letter.address, file, entry.name, entry.day)

    def receive(
        self, letter: PublicLetter, *, allow_http: bool, network: Connections | None
    ) -> Fetched:
        """Fetch a letter; it is there whole or not at all.

        Raises:
            FetchError: see ``ingest.web.fetching.fetch``; or what came is no PDF.
        """
        try:
            with tempfile.TemporaryDirectory(prefix=".part-", dir=self._folder) as beside:
                folder = self._folder / beside
                one = fetch(letter.address, folder, allow_http=allow_http, network=network)
                body = one.file.read_bytes()
                if one.file.suffix != _ENDING or not body.startswith(_OPENING):
                    msg = (
                        f"{letter.address}: gives no PDF, as the letters are: open it in a browser,"
                        " save the letter and give its folder with --from"
                    )
                    raise FetchError(msg)
                file = self._file(letter)
                one.file.replace(file)
            # a name that says whose letter it is, whatever its server calls it
            name = f"{letter.key}{_ENDING}"
            digest = hashlib.sha256(body).hexdigest()
            self.entries[letter.key] = Received(letter.address, name, digest, one.day)
            self._write()
        except OSError as error:
            msg = f"{self._folder}: cannot be written ({error.strerror}): free some space"
            raise LedgerError(msg) from error
        return Fetched(letter.address, file, name, one.day)

    def _file(self, letter: PublicLetter) -> Path:
        return self._folder / f"{letter.key}{_ENDING}"

    def _write(self) -> None:
        aside = self._path.with_name(f".{LEDGER_NAME}.{os.getpid()}")
        table = {
            key: {**asdict(one), "day": one.day.isoformat()} for key, one in self.entries.items()
        }
        aside.write_text(json.dumps(table, indent=1), "utf-8")
        aside.replace(self._path)
