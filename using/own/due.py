"""What is due to be looked at again: contacts whose check is old, documents whose day has come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from domain import Source
    from ingest.beside.partnership import Partnership


@dataclass(frozen=True, slots=True)
class Reminder:
    """One thing to look at: ``kind`` is contact or document, ``since`` the day it was due from."""

    kind: str
    name: str
    since: date | None
    why: str
    remedy: str


def due_contacts(partnership: Partnership, today: date, *, check_days: int) -> tuple[Reminder, ...]:
    """Give the contacts that were last checked longer ago than so many days, the oldest first.

    One whose check lies ahead is among them: nobody has made it yet.
    """
    old = [
        one for one in partnership.contact
        if (today - one.reviewed).days > check_days or one.reviewed > today
    ]  # fmt: skip
    return tuple(
        Reminder(
            "contact", f"{one.name}, {one.number}", one.reviewed, f"last checked {one.reviewed}",
            f"check it against {one.source}, and put the day on the page Set up (or into"
            " partnership.toml, then 'findings partnership')",
        )
        for one in sorted(old, key=lambda one: one.reviewed)
    )  # fmt: skip


def due_documents(sources: Iterable[Source], today: date) -> tuple[Reminder, ...]:
    """Give the documents whose day of review has come, the longest due first.

    A newer edition that is held takes the review's place.
    """
    come = sorted(
        (one.review_due, one.id, one) for one in sources
        if one.review_due and one.review_due <= today
        and not (one.replaced_on and one.replaced_on <= today)
    )  # fmt: skip
    return tuple(
        Reminder(
            "document", f"{name}: {source.title}", day, _due(source),
            "look for a newer edition and add it, or record in sources.toml that it still holds",
        )
        for day, name, source in come
    )  # fmt: skip


def _due(source: Source) -> str:
    """Give when a document is due, in words: of a month no day is named."""
    when = "in" if "review_due" in source.months else "on"
    return f"due for a review {when} {source.said('review_due')}"
