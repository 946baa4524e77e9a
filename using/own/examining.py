"""Whether all that answers are made with is in order: each thing looked at, and what to do."""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from domain import FindingsError
from ingest.beside.partnership import NOBODY, PARTNERSHIP_NAME, read_partnership
from store.generation.manifest import is_as_written, read_manifest
from store.generation.side import SIDE_NAME
from store.publishing.auditing import audit_in_child
from store.publishing.live import current_folder
from using.own.archives import LAST_NAME
from using.own.due import due_contacts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from settings import Settings

# Below this an ingest of a few documents cannot be written, and then not even a rating.
_WARN_DISK, _FAULT_DISK = 1024 * 2**20, 64 * 2**20
# What serving takes at most, and what one question takes (docs/performance.md).
_WARN_MEMORY, _FAULT_MEMORY = 1536 * 2**20, 512 * 2**20
_PROBE_BYTES = 2**20
_BACKUP_DAYS = 31
_CGROUP = Path("/sys/fs/cgroup")
_MEMINFO = Path("/proc/meminfo")


class Health(StrEnum):
    """How a thing is."""

    OK = "ok"
    WARN = "warn"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Examined:
    """A thing that was looked at: how it is, in words, and what to do where it is not well."""

    name: str
    state: Health
    says: str
    remedy: str = ""


def examine(
    settings: Settings, models: Mapping[str, Callable[[], object]], *, today: date
) -> Iterator[Examined]:
    """Give each thing that answers are made with, looked at now; it never raises.

    ``models`` opens each model by its name.
    """
    yield _looked("index", lambda: _index(settings))
    yield _looked("disk", lambda: _disk(settings))
    yield _looked("memory", _memory)
    for name, opening in models.items():
        yield _looked(name, partial(_model, opening))
    yield _looked("knowledge", lambda: _knowledge(settings))
    yield _looked("contacts", lambda: _contacts(settings, today))
    yield _looked("backup", lambda: _backup(settings, today))


def _looked(name: str, look: Callable[[], tuple[Health, str, str]]) -> Examined:
    try:
        return Examined(name, *look())
    except FindingsError as error:
        return Examined(name, Health.FAULT, *_parted(str(error)))
    except OSError as error:
        said = f"{error.filename or name}: {error.strerror or type(error).__name__}"
        return Examined(
            name, Health.FAULT, said, "check the disk, and who may read and write there"
        )
    except Exception as error:  # noqa: BLE001  whatever is wrong with one, the others are looked at
        remedy = "install Findings again, or put back what was changed"
        return Examined(name, Health.FAULT, f"cannot be looked at ({type(error).__name__})", remedy)


def _parted(message: str) -> tuple[str, str]:
    """Give what is wrong and what to do, which our messages end with."""
    said, _, remedy = message.rpartition(": ")
    return (said, remedy) if said else (message, "see docs/settings.md")


def _index(settings: Settings) -> tuple[Health, str, str]:
    folder = current_folder(settings.store)
    manifest = read_manifest(folder)
    audit_in_child(folder)
    documents = f"{len(manifest.documents)} documents, published {manifest.built:%Y-%m-%d %H:%M}"
    return Health.OK, f"{documents} UTC, each vector found", ""


def _disk(settings: Settings) -> tuple[Health, str, str]:
    place = _there(settings.store)
    free = shutil.disk_usage(place).free
    try:
        with tempfile.NamedTemporaryFile(prefix=".findings-doctor-", dir=place) as probe:
            probe.write(b"\0" * _PROBE_BYTES)
            probe.flush()
            os.fsync(probe.fileno())
    except OSError as error:
        remedy = f"free some space on the disk of {place}, or let this user write there"
        return Health.FAULT, f"{place} cannot be written ({error.strerror})", remedy
    state = _of(free, _WARN_DISK, _FAULT_DISK)
    remedy = "" if state is Health.OK else f"free some space on the disk of {place}"
    return state, f"{free >> 20} MB free where {place} lies, and it can be written", remedy


def _memory() -> tuple[Health, str, str]:
    free = _free_memory()
    if free is None:
        return Health.OK, "not known on this system", ""
    state = _of(free, _WARN_MEMORY, _FAULT_MEMORY)
    remedy = "" if state is Health.OK else "close other programs, or give this one more memory"
    return state, f"{free >> 20} MB free", remedy


def _free_memory() -> int | None:
    """Give what this process may still take, of the machine or of its container."""
    try:
        lines = dict(one.split(":") for one in _MEMINFO.read_text("ascii").splitlines())
        free = int(lines["MemAvailable"].split()[0]) << 10
    except (OSError, ValueError, KeyError):
        return None
    try:
        most = int((_CGROUP / "memory.max").read_text("ascii"))
        return min(free, most - int((_CGROUP / "memory.current").read_text("ascii")))
    except (OSError, ValueError):
        return free


def _model(opening: Callable[[], object]) -> tuple[Health, str, str]:
    opened = opening()
    return Health.OK, f"opened: {getattr(opened, 'name', '') or 'sound'}", ""


def _knowledge(settings: Settings) -> tuple[Health, str, str]:
    place = settings.knowledge
    if not place.exists():
        remedy = "put your documents there, or name their folder in the setting knowledge"
        return Health.FAULT, f"{place} is not there", remedy
    if place.is_file():
        return Health.OK, f"{place} is one file", ""
    closed: list[str] = []
    files = 0

    def note(error: OSError) -> None:
        closed.append(str(error.filename))

    for folder, _, names in os.walk(place, onerror=note):
        paths = [Path(folder, one) for one in names if not one.startswith(".")]
        files += len(paths)
        closed += [str(one) for one in paths if not os.access(one, os.R_OK)]
    if closed:
        more = f" and {len(closed) - 1} more" if len(closed) > 1 else ""
        return Health.FAULT, f"{closed[0]}{more} cannot be read", "correct who may read there"
    own = place / PARTNERSHIP_NAME
    if own.is_file():
        read_partnership(own)
    if not files:
        return Health.WARN, f"{place} is empty", f"put your documents into {place}, then ingest"
    if _is_ahead(settings, own):
        remedy = "run 'findings ingest'"
        return Health.WARN, f"{own} was changed after it was ingested", remedy
    return Health.OK, f"{files} files in {place}", ""


def _is_ahead(settings: Settings, own: Path) -> bool:
    """Say whether the file of the partnership is another than the one that answers are made of."""
    try:
        folder = current_folder(settings.store)
        manifest = read_manifest(folder)
    except FindingsError:
        return False
    name = f"{SIDE_NAME}/{PARTNERSHIP_NAME}"
    if not own.is_file() or not is_as_written(folder, manifest, name):
        return False
    return own.read_bytes() != (folder / name).read_bytes()


def _contacts(settings: Settings, today: date) -> tuple[Health, str, str]:
    held = NOBODY
    for path in (_live_copy(settings), settings.knowledge / PARTNERSHIP_NAME):
        if path is not None and path.is_file():
            held = read_partnership(path)
            break
    if not held.contact:
        remedy = f"put the front door's into {PARTNERSHIP_NAME} (docs/partnership.md)"
        return Health.WARN, "no number is known; the steps name 999 and the local council", remedy
    oldest = min(held.contact, key=lambda one: one.reviewed)
    says = f"{len(held.contact)} numbers, the oldest check of {oldest.reviewed}: {oldest.name}"
    due = due_contacts(held, today, check_days=settings.check_days)
    if due:
        remedy = "check them and put the day into partnership.toml; 'findings review' lists them"
        return Health.WARN, f"{says}; {len(due)} older than {settings.check_days} days", remedy
    return Health.OK, says, ""


def _live_copy(settings: Settings) -> Path | None:
    try:
        return current_folder(settings.store) / SIDE_NAME / PARTNERSHIP_NAME
    except FindingsError:
        return None


def _backup(settings: Settings, today: date) -> tuple[Health, str, str]:
    remedy = "run 'findings backup FILE' and keep the file on another machine"
    try:
        made, _, place = (settings.store / LAST_NAME).read_text("utf-8").partition("\n")
        when = datetime.fromisoformat(made)
    except (OSError, ValueError):
        return Health.WARN, "none was ever made here", remedy
    says = f"last made {when:%Y-%m-%d %H:%M} UTC: {place.strip()}"
    if (today - when.date()).days > _BACKUP_DAYS:
        return Health.WARN, f"{says}, more than {_BACKUP_DAYS} days ago", remedy
    built = read_manifest(current_folder(settings.store)).built
    if built > when:
        return Health.WARN, f"{says}, before the documents last changed", remedy
    return Health.OK, says, ""


def _there(path: Path) -> Path:
    """Give the nearest folder that is there."""
    path = path.absolute()
    return next(one for one in (path, *path.parents) if one.is_dir())


def _of(free: int, warn: int, fault: int) -> Health:
    if free < fault:
        return Health.FAULT
    return Health.WARN if free < warn else Health.OK
