"""Every page and act of Administer, with what it needs to be allowed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from administering.accounts import People
from administering.around.frame import Chapter
from administering.around.site import Guarded, Site
from administering.documents import Documents
from administering.health import HealthPages
from administering.jobs.running import Jobs
from administering.letters import PracticeLines, PublicLetters
from administering.noting import noting
from administering.own.setting_up import PATH as SET_UP
from administering.own.setting_up import SetUp
from administering.questions import Questions
from administering.records import RecordPages
from pages.frame.own_look import brand_of
from people.audit import Audit
from people.roles import Permission

if TYPE_CHECKING:
    from people.records import Records
    from settings import Settings

_CHAPTERS = (
    Chapter("Documents", "/documents", Permission.DOCUMENTS),
    Chapter("Questions", "/questions", Permission.TEACH),
    Chapter("People", "/people", Permission.PEOPLE),
    Chapter("Records", "/records", Permission.RECORDS),
    Chapter("Health", "/health", Permission.HEALTH),
    Chapter("Set up", SET_UP, Permission.SET_UP),
)


def administration(settings: Settings, records: Records) -> tuple[Site, Jobs]:
    """Give the pages for a server with these settings, and the jobs that they start."""
    audit = Audit(records)
    before, after = noting(audit)
    jobs = Jobs(settings, after)
    setting_up = SetUp(settings, jobs, before)
    pages = (
        *_documents(Documents(settings, jobs, before)),
        Guarded(
            "/documents/collect", Permission.PUBLISH, PublicLetters(jobs, before).collect, acts=True
        ),
        *_letters(PracticeLines(settings, jobs, before)),
        *_questions(Questions(settings, jobs, before)),
        *_people(People(settings, records)),
        *_records(RecordPages(settings, audit)),
        *_health(HealthPages(settings, jobs, before)),
        Guarded(SET_UP, Permission.SET_UP, setting_up.overview),
        Guarded(f"{SET_UP}/save", Permission.SET_UP, setting_up.save, acts=True),
    )
    site = Site(
        pages, _CHAPTERS, lambda: SET_UP if setting_up.is_due() else "",
        brand=partial(brand_of, settings.store),
    )  # fmt: skip
    return site, jobs


def _documents(pages: Documents) -> tuple[Guarded, ...]:
    waiting = "/documents/waiting/{id}"
    return (
        Guarded("/documents", Permission.DOCUMENTS, pages.overview),
        Guarded("/job", Permission.DOCUMENTS, pages.job),
        Guarded("/documents/upload", Permission.DOCUMENTS, pages.upload, acts=True),
        Guarded("/documents/fetch", Permission.DOCUMENTS, pages.fetch, acts=True),
        Guarded(waiting, Permission.DOCUMENTS, pages.waiting),
        Guarded(f"{waiting}/facts", Permission.DOCUMENTS, pages.tell, acts=True),
        Guarded(f"{waiting}/discard", Permission.DOCUMENTS, pages.discard, acts=True),
        Guarded("/documents/publish", Permission.PUBLISH, pages.publish, acts=True),
        Guarded("/documents/held", Permission.DOCUMENTS, pages.held),
        Guarded("/documents/correct", Permission.PUBLISH, pages.correct, acts=True),
        Guarded("/documents/withdraw", Permission.PUBLISH, pages.withdraw, acts=True),
        Guarded("/documents/remove-file", Permission.PUBLISH, pages.remove_file, acts=True),
        Guarded("/documents/roll-back", Permission.PUBLISH, pages.roll_back, acts=True),
    )


def _letters(pages: PracticeLines) -> tuple[Guarded, ...]:
    return (
        Guarded("/letters", Permission.TEACH, pages.overview),
        Guarded("/letters/assign", Permission.TEACH, pages.assign, acts=True),
    )


def _questions(pages: Questions) -> tuple[Guarded, ...]:
    return (
        Guarded("/questions", Permission.TEACH, pages.overview),
        Guarded("/questions/teach", Permission.TEACH, pages.teach, acts=True),
        Guarded("/questions/pin", Permission.TEACH, pages.pin, acts=True),
        Guarded("/questions/unpin", Permission.TEACH, pages.unpin, acts=True),
    )


def _people(pages: People) -> tuple[Guarded, ...]:
    acts = {
        "invite": pages.invite, "role": pages.give_role, "lock": pages.lock, "reset": pages.reset,
        "remove": pages.remove, "end": pages.end_sign_in, "token": pages.make_token,
        "revoke": pages.revoke,
    }  # fmt: skip
    return (
        Guarded("/people", Permission.PEOPLE, pages.overview),
        Guarded("/people/one", Permission.PEOPLE, pages.one),
        *(
            Guarded(f"/people/{name}", Permission.PEOPLE, act, acts=True)
            for name, act in acts.items()
        ),
    )


def _records(pages: RecordPages) -> tuple[Guarded, ...]:
    return (
        Guarded("/records", Permission.RECORDS, pages.overview),
        Guarded("/records.csv", Permission.RECORDS, pages.as_csv),
    )


def _health(pages: HealthPages) -> tuple[Guarded, ...]:
    return (
        Guarded("/health", Permission.HEALTH, pages.overview),
        Guarded("/health/look", Permission.HEALTH, pages.look, acts=True),
        Guarded("/health/backup", Permission.HEALTH, pages.back_up, acts=True),
        Guarded("/health/restore", Permission.HEALTH, pages.restore, acts=True),
        Guarded("/health/backups/{name}", Permission.HEALTH, pages.download),
    )
