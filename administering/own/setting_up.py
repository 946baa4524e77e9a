"""Administer, Set up: who the partnership is, whom to ring, its words, and what counts as local."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.responses import RedirectResponse, Response

from administering.around.frame import page
from administering.jobs.running import BusyError
from administering.own.form import is_old, shown_of, told_in
from domain import FindingsError
from ingest.beside.logo import LOGO_NAME, MOST_BYTES, LogoError, logo_of, read_logo
from ingest.beside.partnership import NOBODY, PARTNERSHIP_NAME, Partnership, partnership_in
from store.generation.side import SIDE_NAME
from store.publishing.live import current_folder, published
from using.own.profile import SetUpError, everywhere
from using.own.setting_up import keep_profile, keeping_logo, mark_of, profile_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from contextlib import AbstractContextManager

    from administering.around.asking import Visit
    from administering.jobs.running import Jobs
    from administering.noting import Note
    from settings import Settings

PATH = "/set-up"
# What came with Findings is another partnership's.
_SHIPPED = Path(__file__).parents[2] / "knowledge"


class SetUp:
    """The page of the partnership's own facts."""

    def __init__(self, settings: Settings, jobs: Jobs, note: Note) -> None:
        """Write into the settings' folder of documents; acts run as ``jobs`` and are noted."""
        self._settings = settings
        self._jobs = jobs
        self._note = note

    def is_due(self) -> bool:
        """Say whether nobody has said yet whose documents these are, and none are published."""
        place = self._settings.knowledge / PARTNERSHIP_NAME
        return not place.is_file() and not published(self._settings.store)

    def overview(self, asked: Visit) -> Response:
        """Give what is said of the partnership, to be filled in or corrected."""
        text = profile_text(self._settings.knowledge)
        try:
            held = partnership_in({PARTNERSHIP_NAME: text.encode()}) if text else NOBODY
        except FindingsError as error:
            raise SetUpError(str(error)) from error
        if not text:
            # those of all England, to be checked
            held = Partnership.model_construct(name="", contact=everywhere())
        return self._shown(asked, shown_of(held), mark_of(text))

    def save(self, asked: Visit) -> Response:
        """Keep what is told, and publish it where anything is published."""
        mark = asked.text("mark")
        if not self._jobs.is_idle:
            msg = "another job is running: wait for it, go back, and save once more"
            raise BusyError(msg)
        try:
            told = told_in(asked, datetime.now(UTC).date())
            self._note(asked.person, "set up", PARTNERSHIP_NAME)
            with self._logo_kept(asked):
                keep_profile(self._settings.knowledge, told, mark)
        except (SetUpError, LogoError) as error:
            typed = shown_of(NOBODY, asked)
            return self._shown(asked, typed, mark, fault=str(error), status=422)
        if published(self._settings.store):
            says = "Publishing what the partnership says of itself"
            self._jobs.start(
                "set up", says, ["partnership", "--json"], by=asked.person, thing=PARTNERSHIP_NAME
            )
        return RedirectResponse(f"{asked.root}/administer{PATH}?saved=1#content", 303)

    def _logo_kept(self, asked: Visit) -> AbstractContextManager[None]:
        """Have the logo that was sent beside the documents, or none where it is to go."""
        path = self._settings.knowledge / LOGO_NAME
        if sent := asked.files("logo"):
            return keeping_logo(path, logo_of(sent[0].file.read(MOST_BYTES + 1)))
        return keeping_logo(path, None) if asked.text("no-logo") else nullcontext()

    def _logo(self) -> str:
        """Give the logo as an address that holds it; empty where there is none to be shown."""
        try:
            logo = read_logo(self._settings.knowledge / LOGO_NAME)
        except LogoError:
            return ""
        return f"data:image/png;base64,{logo.png}" if logo else ""

    def _shown(
        self, asked: Visit, values: Mapping[str, Any], mark: str, *, fault: str = "",
        status: int = 200,
    ) -> Response:  # fmt: skip
        today = datetime.now(UTC).date()
        old = [
            at for at, one in enumerate(values["contacts"])
            if is_old(one, today, self._settings.check_days)
        ]  # fmt: skip
        whole = {
            **values, "old": old, "mark": mark, "fault": fault[:1].upper() + fault[1:],
            "saved": bool(asked.text("saved")), "is_published": self._is_published(),
            "is_shipped": self._settings.knowledge.resolve() == _SHIPPED,
            "is_other": self._is_other(), "place": self._settings.knowledge / PARTNERSHIP_NAME,
            "today": today.isoformat(), "logo": self._logo(), "most_kb": MOST_BYTES >> 10,
        }  # fmt: skip
        return page(asked, "set_up.html", "Set up", whole, status=status, job=self._jobs.last())

    def _is_published(self) -> bool:
        return bool(published(self._settings.store))

    def _is_other(self) -> bool:
        """Say whether readers are given another file than the one that is shown here."""
        try:
            live = current_folder(self._settings.store) / SIDE_NAME / PARTNERSHIP_NAME
            return live.read_text("utf-8") != profile_text(self._settings.knowledge)
        except (FindingsError, OSError, UnicodeDecodeError):
            return False
