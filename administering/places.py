"""Every page and act of Administer, with what it needs to be allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from administering.documents import Documents
from administering.frame import Chapter
from administering.jobs.running import Jobs
from administering.noting import noting
from administering.site import Reached, Site
from people.roles import Permission

if TYPE_CHECKING:
    from people.audit import Audit
    from settings import Settings

_CHAPTERS = (Chapter("Documents", "/documents", Permission.DOCUMENTS),)


def administration(settings: Settings, audit: Audit) -> tuple[Site, Jobs]:
    """Give the pages for a server with these settings, and the jobs that they start."""
    before, after = noting(audit)
    jobs = Jobs(settings, after)
    return Site(_documents(Documents(settings, jobs, before)), _CHAPTERS), jobs


def _documents(pages: Documents) -> tuple[Reached, ...]:
    waiting = "/documents/waiting/{id}"
    return (
        Reached("/documents", Permission.DOCUMENTS, pages.overview),
        Reached("/job", Permission.DOCUMENTS, pages.job),
        Reached("/documents/upload", Permission.DOCUMENTS, pages.upload, acts=True),
        Reached("/documents/fetch", Permission.DOCUMENTS, pages.fetch, acts=True),
        Reached(waiting, Permission.DOCUMENTS, pages.waiting),
        Reached(f"{waiting}/facts", Permission.DOCUMENTS, pages.tell, acts=True),
        Reached(f"{waiting}/discard", Permission.DOCUMENTS, pages.discard, acts=True),
        Reached("/documents/publish", Permission.PUBLISH, pages.publish, acts=True),
        Reached("/documents/held", Permission.DOCUMENTS, pages.held),
        Reached("/documents/correct", Permission.PUBLISH, pages.correct, acts=True),
        Reached("/documents/withdraw", Permission.PUBLISH, pages.withdraw, acts=True),
        Reached("/documents/roll-back", Permission.PUBLISH, pages.roll_back, acts=True),
    )
