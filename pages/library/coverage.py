"""Library, Coverage: what the knowledge base holds, what is due for a check, what it lacked."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.answering.cautions import is_elsewhere
from dates import in_words
from feedback import FeedbackError, FeedbackStore
from library.coverage import due_for_check, holdings_of, replaced_pointers
from pages.ask.passage_cards import source_link
from pages.documents.view import status_badge
from pages.shared.templates import read_css, render

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from bot.assistant import Library
    from feedback import DeclinedTheme
    from settings import Settings

CSS = read_css("library/coverage.css")


def coverage_markup(library: Library, settings: Settings) -> Markup:
    """Give the page for the live knowledge base and the feedback kept so far."""
    generation = library.generation
    agencies = generation.agencies.names
    today = datetime.now(UTC).date()
    due = due_for_check(generation.documents, today)
    return render("library/coverage.html", {
        "documents": len(generation.documents),
        "passages": len(generation.passages),
        "built": in_words(generation.manifest.built.date()),
        "agencies": list(map(_title, agencies)),
        "holdings": [
            (source_link(one.source), (one.passages, one.rules, *one.counts))
            for one in holdings_of(
                generation.documents, generation.passages, agencies,
                lambda passage, sentence: not is_elsewhere(
                    passage, sentence, generation.pointers, library.quoting.foreign
                ),
            )
        ],
        "declined": _declined(settings),
        "due": [(source_link(one.source), status_badge(one.source.status_on(today)), one.reason)
                for one in due],
        "replaced": [
            (one.pointer, list(map(source_link, one.documents)))
            for one in replaced_pointers(generation.passages, generation.pointers)
        ],
    })  # fmt: skip


def _declined(settings: Settings) -> Sequence[DeclinedTheme] | None:
    """Give what was declined, by theme; None where the record cannot be read."""
    try:
        return FeedbackStore(settings.feedback, settings.records_address).declined_themes()
    except FeedbackError:
        return None


def _title(name: str) -> str:
    return name[:1].upper() + name[1:]
