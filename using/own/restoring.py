"""A backup becomes a folder of one's own, beside what stands there, which stays to the end."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import tomlkit
from tomlkit.exceptions import TOMLKitError

from settings import FILE_NAME, PREFIX
from store.publishing.auditing import audit_in_child
from store.publishing.live import current_folder
from using.own.archives import DOCUMENTS, FEEDBACK, RECORDS, STORE, ArchiveError, unpack

if TYPE_CHECKING:
    from using.own.archives import BackupList

_PART = ".restoring-"
# Settings that name places of the machine that the backup was made on.
_OF_THAT_MACHINE = ("model_export", "model", "tuning")
_PLACES = {
    "store": STORE, "knowledge": DOCUMENTS, "feedback": FEEDBACK, "records": RECORDS,
}  # fmt: skip


def restore(path: Path, folder: Path) -> tuple[BackupList, Path]:
    """Make ``folder`` what it was when a backup was made; give that, and where its files lie.

    What stands in the folder is not touched: the new files go beside it, are audited, and are in
    force from the moment at which one small file, ``findings.toml``, is replaced.

    Raises:
        ArchiveError: the backup is not sound, or the folder cannot be written.
        AuditError: the knowledge base in it is not sound. All stands as it was.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for left in folder.glob(f"{_PART}*"):
            shutil.rmtree(left, ignore_errors=True)
        aside = Path(tempfile.mkdtemp(prefix=_PART, dir=folder))
        try:
            held = unpack(path, aside)
            audit_in_child(current_folder(aside / STORE))
            place = _settle(folder, aside, held)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        msg = f"{error.filename or folder}: cannot be written ({reason}): name another folder"
        raise ArchiveError(msg) from error
    return held, place


def variables_that_win() -> list[str]:
    """Give the variables that name another place than what was restored, whatever it says."""
    named = (PREFIX + one.upper() for one in (*_PLACES, "records_address"))
    return [one for one in named if one in os.environ]


def _settle(folder: Path, aside: Path, held: BackupList) -> Path:
    """Move what was unpacked to where it stays, then name it in the settings; give its place."""
    settings = aside / FILE_NAME
    is_new = not any((folder / one).exists() for one in (FILE_NAME, *_PLACES.values()))
    place = folder if is_new else _free_place(folder, held)
    place.mkdir(exist_ok=True)
    text = _settings_of(settings, "" if is_new else f"{place.name}/")
    (aside / DOCUMENTS).mkdir(exist_ok=True)
    if (aside / RECORDS).exists():
        # hashes of passwords and keys of second factors are its owner's alone
        (aside / RECORDS).chmod(0o600)
    for name in _PLACES.values():
        if (aside / name).exists():
            (aside / name).rename(place / name)
    with settings.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    settings.replace(folder / FILE_NAME)
    return place


def _free_place(folder: Path, held: BackupList) -> Path:
    day = held.made.partition("T")[0]
    names = (f"restored-{day}{'' if number == 1 else f'-{number}'}" for number in range(1, 10_000))
    return next(folder / one for one in names if not (folder / one).exists())


def _settings_of(path: Path, before: str) -> str:
    """Give the settings that were kept, with the places of this folder."""
    try:
        kept = tomlkit.parse(path.read_text("utf-8") if path.is_file() else "")
    except (TOMLKitError, UnicodeDecodeError) as error:
        msg = f"{FILE_NAME} in the backup cannot be read ({error}): take another backup"
        raise ArchiveError(msg) from error
    for name in _OF_THAT_MACHINE:
        kept.pop(name, None)
    for name, value in _PLACES.items():
        kept[name] = f"{before}{value}"
    return tomlkit.dumps(kept)
