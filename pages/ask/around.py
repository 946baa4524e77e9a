"""What stands around the answers: examples, what to ask next, earlier ones, what is read aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from bot.answering.rendering import status_of
from pages.shared.markup import ask_button, tab_button
from pages.shared.templates import render
from using.conversation import citations_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.beside.partnership import Shown
    from using.conversation import Exchange

# Sent by one keystroke, read aloud by a screen reader.
_SPOKEN = {
    "answered": "Answer from the documents",
    "corrected": "The documents say otherwise",
    "declined": "The documents do not say",
    "escalated": "A child may be in danger now: read the safety steps first",
    "chat": "Reply",
    "failed": "No answer",
}


def examples(shown: Shown, routes: Sequence[tuple[str, str]] = ()) -> Markup:
    """Give what a page without an answer offers: questions by whose they are, and pathways.

    ``routes`` gives title and id of each pathway.
    """
    asked = [(job, ask_button(one, one)) for job, one in shown.jobs.items()]
    return render("ask/examples.html", {
        "examples": asked or [("", one) for one in _buttons(shown.examples)],
        "tour": tab_button("Learn/Tour", "New here? Take the tour"),
        "routes": [tab_button("Pathways", title, one) for title, one in routes],
    })  # fmt: skip


def follow_ups(exchange: Exchange) -> Markup:
    """Give buttons that ask what may be asked next."""
    if not exchange.follow_ups:
        return Markup()
    return render("ask/follow_ups.html", {"buttons": _buttons(exchange.follow_ups)})


def earlier(exchanges: Sequence[Markup]) -> Markup:
    """Give the exchanges before the newest one, under their heading."""
    return render("ask/earlier.html", {"exchanges": exchanges}) if exchanges else Markup()


def spoken(text: str, *, is_shown: bool = False) -> Markup:
    """Give a line that is read aloud, and seen only where ``is_shown``."""
    return render("ask/spoken.html", {"text": text, "is_shown": is_shown})


def said(exchange: Exchange) -> Markup:
    """Give in one line what came back, for those who hear the page."""
    status = status_of(exchange.reply) if exchange.reply else "failed"
    citations = citations_of(exchange)
    if not citations:
        return spoken(f"{_SPOKEN[status]}.")
    documents = len({one.passage.source.id for one in citations})
    quotes = "1 quote" if len(citations) == 1 else f"{len(citations)} quotes"
    many = "s" if documents > 1 else ""
    return spoken(f"{_SPOKEN[status]}: {quotes} from {documents} document{many}.")


def _buttons(questions: Sequence[str]) -> list[Markup]:
    return [ask_button(one, one) for one in questions]
