"""Administer, Documents: public letters of other areas, collected by their catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse

if TYPE_CHECKING:
    from starlette.responses import Response

    from administering.around.asking import Visit
    from administering.jobs.running import Jobs
    from administering.noting import Note

# The catalogue that comes with Findings, or a partnership's own of that name.
COLLECTION = "jtai"
_DONE, _NOT_ALL = 0, 2


class PublicLetters:
    """The act that has public letters collected."""

    def __init__(self, jobs: Jobs, note: Note) -> None:
        """Run it as one of the ``jobs``, and ``note`` who wanted it."""
        self._jobs = jobs
        self._note = note

    def collect(self, asked: Visit) -> Response:
        """Have the letters of the catalogue fetched, one at a time, and published."""
        says = "Collecting public inspection letters"
        self._note(asked.person, "collect", COLLECTION)
        # those that could not be fetched are named, and a later try goes on
        self._jobs.start(
            "collect", says, ["collect", "--json", COLLECTION], by=asked.person, thing=COLLECTION,
            accepts=(_DONE, _NOT_ALL),
        )  # fmt: skip
        return RedirectResponse(f"{asked.root}/administer/documents#job", 303)
