"""A first week by role, and the record of what was read, to be printed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from dates import in_words
from domain import FindingsError
from drafting.audiences import AUDIENCES
from learning.progress import from_stored
from pages.learn.sources import place_markup, quote_markup
from pages.shared.templates import render
from using import parts
from using.practising.week import first_week

if TYPE_CHECKING:
    from datetime import date

    from markupsafe import Markup

    from learning.path import Sitting
    from pages.shared.services import Services

ROLES = tuple(one.name for one in AUDIENCES)


class Week:
    """What happens on the first week; holds nothing about anybody."""

    def __init__(self, services: Services) -> None:
        """Take the services of the app; nothing is opened before the first click."""
        self._editions = services.editions

    def show(self, stored: object, kept: object, role: str | None) -> Markup:
        """Give the week of a role, and the record of what was read and practised."""
        try:
            edition = self._editions()
            audience = next((one for one in AUDIENCES if one.name == role), AUDIENCES[0])
            days = first_week(edition, audience)
        except FindingsError as error:
            return render("learn/notice.html", {"told": str(error)})
        progress, cards = from_stored(stored), from_stored(kept)
        glossary = edition.made(parts.glossary)
        return render("learn/week.html", {
            "audience": audience,
            "days": [
                {
                    "number": day.number,
                    "sittings": [(one, one.id in progress.read) for one in day.sittings],
                    "lines": [(quote_markup(one.citation, glossary),
                               place_markup(one.citation, one.caution)) for one in day.lines],
                }
                for day in days
            ],
            "read": [
                (one.title, _told(progress.days.get(one.id)), _read_in(one))
                for day in days for one in day.sittings if one.id in progress.read
            ],
            "count": sum(len(day.sittings) for day in days),
            "progress": progress,
            "cards": sum(one.box > 0 for one in cards.items.values()),
            "today": in_words(datetime.now(UTC).date()),
        })  # fmt: skip


def _told(day: date | None) -> str:
    return in_words(day) if day else ""


def _read_in(sitting: Sitting) -> list[str]:
    """Give the documents that a sitting quotes, each once, with their dates."""
    sources = (one.citation.passage.source for one in sitting.readings)
    return list(dict.fromkeys(", ".join(filter(None, (one.title, one.dated))) for one in sources))
