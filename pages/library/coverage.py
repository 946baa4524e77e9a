"""Library, Coverage: what the knowledge base holds, what is due for a check, what it lacked."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from dates import in_words
from feedback import FeedbackError, FeedbackStore
from library.coverage import due_for_check, holdings_of, replaced_pointers
from pages.ask.passage_cards import source_link
from pages.documents.view import status_badge
from pages.shared.markup import escaped

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from bot.assistant import Library
    from feedback import DeclinedTheme
    from library.coverage import Due, Holding, OldPointer
    from settings import Settings

CSS = """
.coverage h2 { margin: 1.5rem 0 .25rem; font-size: 1.125rem; }
.coverage ul { margin: .5rem 0; padding-inline-start: 1.25rem; list-style: disc; }
.coverage li { margin: .35rem 0; }
.coverage .zero { color: var(--findings-muted); }
.coverage td.number { text-align: end; }
"""


def coverage_markup(library: Library, settings: Settings) -> str:
    """Give the page for the live knowledge base and the feedback kept so far."""
    generation = library.generation
    today = datetime.now(UTC).date()
    due = due_for_check(generation.documents, today)
    replaced = _replaced_markup(replaced_pointers(generation.passages, generation.pointers))
    return (
        '<div class="coverage">'
        f"<h2>What it holds</h2>{_holdings_markup(library)}"
        f"<h2>What people asked that it could not answer</h2>{_declined_markup(settings)}"
        f"<h2>Due for a review</h2>{_due_markup(due, today)}"
        f"<h2>Editions that have been replaced</h2>{replaced}</div>"
    )


def _holdings_markup(library: Library) -> str:
    generation = library.generation
    heads = "".join(
        f'<th scope="col">{escaped(_title(one))}</th>' for one in generation.agencies.names
    )
    holdings = holdings_of(generation.documents, generation.passages, generation.agencies.names)
    rows = "".join(map(_holding_row, holdings))
    built = in_words(generation.manifest.built.date())
    return (
        f"<p>{len(generation.documents)} documents in {len(generation.passages)} passages, built "
        f"on {built}. Each document is a theme; a number says how many of its passages name the "
        "agency.</p>"
        '<div class="matrix" tabindex="0" role="group" aria-label="Passages by theme and agency">'
        f'<table><thead><tr><th scope="col">Theme</th><th scope="col">All</th>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _holding_row(holding: Holding) -> str:
    cells = "".join(
        f"<td{'' if count else ' class=zero'}>{count}</td>"
        for count in (holding.passages, *holding.counts)
    )
    return f'<tr><th scope="row">{source_link(holding.source)}</th>{cells}</tr>'


def _declined_markup(settings: Settings) -> str:
    try:
        themes = FeedbackStore(settings.feedback).declined_themes()
    except FeedbackError:
        return _notice("The record of declined questions cannot be read.")
    if not themes:
        return "<p>No question has been declined yet.</p>"
    total = sum(one.count for one in themes)
    kept = (
        ""
        if any(one.questions for one in themes)
        else "<p class='muted'>Their text is not kept; the setting keep_declined_questions would "
        "keep it, with identifying details masked.</p>"
    )
    rows = "".join(map(_declined_row, themes))
    return (
        f"<p>{total} declined so far, by the theme they came nearest to.</p>"
        '<table class="stacking" role="table"><thead role="rowgroup"><tr role="row">'
        '<th scope="col" role="columnheader">Theme</th><th scope="col" role="columnheader">'
        'Questions</th><th scope="col" role="columnheader">Last one</th></tr></thead>'
        f'<tbody role="rowgroup">{rows}</tbody></table>{kept}'
    )


def _declined_row(theme: DeclinedTheme) -> str:
    asked = "".join(f"<li>{escaped(one)}</li>" for one in theme.questions)
    texts = f"<details><summary>Read them</summary><ul>{asked}</ul></details>" if asked else ""
    return (
        f'<tr role="row"><th scope="row" role="rowheader">{escaped(theme.theme)}{texts}</th>'
        f'<td role="cell" data-label="Questions">{theme.count}</td>'
        f'<td role="cell" data-label="Last one">{escaped(theme.last_day)}</td></tr>'
    )


def _due_markup(due: Iterable[Due], today: date) -> str:
    items = "".join(
        f"<li>{source_link(one.source)} {status_badge(one.source.status_on(today))} "
        f"{escaped(one.reason)}</li>"
        for one in due
    )
    if not items:
        return (
            "<p>None. An inspection letter is a record of its date and needs no check; what else "
            "is held says when it is due, or the rule for its kind does.</p>"
        )
    return f"<ul>{items}</ul>"


def _replaced_markup(pointers: Iterable[OldPointer]) -> str:
    items = "".join(
        f"<li>{escaped(one.pointer.title)} ({escaped(one.pointer.publisher)}), named in "
        f"{', '.join(map(source_link, one.documents))}</li>"
        for one in pointers
    )
    if not items:
        return "<p>No note rests on an edition that is known to have been replaced.</p>"
    return f"<p>Notes rest on these, which newer editions have replaced.</p><ul>{items}</ul>"


def _title(name: str) -> str:
    return name[:1].upper() + name[1:]


def _notice(words: str) -> str:
    return f'<p class="notice notice-caution">{escaped(words)}</p>'
