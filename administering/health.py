"""Administer, Health: what is not well and what to do, backups, what is due, counts of use."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, RedirectResponse, Response

from administering.around.frame import page
from domain import FindingsError
from feedback import FeedbackStore
from ingest.beside.partnership import partnership_of
from settings import FILE_NAME
from store.generation.side import SIDE_NAME
from store.publishing.live import current_folder, read_current_manifest
from using.own.due import due_contacts, due_documents
from using.own.restoring import variables_that_win

if TYPE_CHECKING:
    from collections.abc import Mapping

    from administering.around.asking import Visit
    from administering.jobs.running import Job, Jobs
    from administering.noting import Note
    from settings import Settings
    from using.own.due import Reminder

_BACKUP = re.compile(r"findings-[0-9-]{17}\.zip")
# 'findings doctor' ends with these where something should be seen to, and where something fails.
_DOCTOR_CODES = (0, 1, 2)


class HealthPages:
    """The pages of how the server is."""

    def __init__(self, settings: Settings, jobs: Jobs, note: Note) -> None:
        """Look at what the settings name; acts run as ``jobs`` and are noted."""
        self._settings = settings
        self._jobs = jobs
        self._note = note
        self._seen = settings.store / "jobs" / "health.json"

    def overview(self, asked: Visit) -> Response:
        """Give what was found when somebody looked last, and all else that is known at once."""
        seen = self._last_look()
        values = {
            "seen": seen, "due": self._due(), "backups": self._backups(),
            "folder": self._settings.backups, "counts": self._counts(),
            "own": self._own() or "",
        }  # fmt: skip
        return page(asked, "health.html", "Health", values, job=self._jobs.last())

    def look(self, asked: Visit) -> Response:
        """Have everything looked at anew."""

        def ended(job: Job, result: Mapping[str, Any]) -> None:
            if result.get("checks"):
                told = {"at": job.until, "state": result["state"], "checks": result["checks"]}
                self._seen.write_text(json.dumps(told, ensure_ascii=False), "utf-8")

        self._jobs.start(
            "examine", "Looking at everything that answers are made with", ["doctor", "--json"],
            by=asked.person, ended=ended, accepts=_DOCTOR_CODES,
        )  # fmt: skip
        return _to(asked)

    def back_up(self, asked: Visit) -> Response:
        """Have a backup written into the folder of backups."""
        person = asked.person
        name = f"findings-{datetime.now(UTC):%Y-%m-%d-%H%M%S}.zip"
        place = self._settings.backups.absolute() / name
        self._note(person, "back up", name)

        self._jobs.start(
            "back up", f"Writing {name}", ["backup", "--", str(place)], by=person, thing=name
        )  # fmt: skip
        return _to(asked)

    def download(self, asked: Visit) -> Response:
        """Give a backup."""
        name = asked.request.path_params["name"]
        if not self._is_backup(name):
            raise HTTPException(404, "There is no such backup.")
        self._note(asked.person, "download a backup", name)
        place = self._settings.backups / name
        return FileResponse(place, media_type="application/zip", filename=name)

    def restore(self, asked: Visit) -> Response:
        """Have a backup unpacked and checked beside what is in force, and in force at next start.

        What this server runs on stays as it is until then.
        """
        name, own = asked.text("name"), self._own()
        place = self._settings.backups.absolute() / name
        if not self._is_backup(name):
            raise HTTPException(404, "There is no such backup.")
        if own is None or not asked.text("sure"):
            raise HTTPException(400, "Nothing was restored: tick that you are sure.")
        self._note(asked.person, "restore", name)
        says = f"Restoring {name}: it is in force once 'findings serve' is started again"
        arguments = ["restore", "--", str(place), str(own)]
        self._jobs.start("restore", says, arguments, by=asked.person, thing=name)
        return _to(asked)

    @staticmethod
    def _own() -> Path | None:
        """Give the folder of one's own that the server was started in; None where it is none."""
        here = Path.cwd()
        return here if (here / FILE_NAME).is_file() and not variables_that_win() else None

    def _is_backup(self, name: str) -> bool:
        place = self._settings.backups / name
        return bool(_BACKUP.fullmatch(name)) and not place.is_symlink() and place.is_file()

    def _last_look(self) -> dict[str, Any] | None:
        try:
            found: dict[str, Any] = json.loads(self._seen.read_text("utf-8"))
        except (OSError, ValueError):
            return None
        return found

    def _due(self) -> tuple[Reminder, ...]:
        today = datetime.now(UTC).date()
        try:
            manifest = read_current_manifest(self._settings.store)
            held = partnership_of(current_folder(self._settings.store) / SIDE_NAME)
        except FindingsError:
            return ()
        return (
            *due_contacts(held, today, check_days=self._settings.check_days),
            *due_documents((one.source for one in manifest.documents), today),
        )

    def _backups(self) -> list[tuple[str, str, str]]:
        folder = self._settings.backups
        found = sorted(folder.iterdir(), reverse=True) if folder.is_dir() else []
        return [_told(one) for one in found if _BACKUP.fullmatch(one.name) and one.is_file()]

    def _counts(self) -> dict[str, Any] | None:
        store = FeedbackStore(self._settings.feedback, self._settings.records_address)
        try:
            return {"rated": store.rated_by_month(), "declined": store.declined_themes()}
        except FindingsError:
            return None


def _told(path: Path) -> tuple[str, str, str]:
    found = path.stat()
    when = datetime.fromtimestamp(found.st_mtime, UTC)
    return path.name, f"{found.st_size / 2**20:,.1f} MB", f"{when:%Y-%m-%d %H:%M} UTC"


def _to(asked: Visit) -> RedirectResponse:
    return RedirectResponse(f"{asked.root}/administer/health#job", 303)
