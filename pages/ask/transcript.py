"""Exchanges as markup: each outcome with its own icon, heading and border."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from bot.answering.rendering import (
    ON_WHAT_WAS_ASKED,
    about,
    also_asked,
    corrected,
    not_said,
    privacy_notice,
    source_line,
    status_of,
)
from bot.answering.tidying import tidy
from bot.privacy.masking import CUT
from bot.safety.family import LEFT_OUT
from domain import Answer, Correction, Escalation, Inventory, Refusal, SmallTalk
from pages.ask.answer_markup import quote_item, statements_markup
from pages.ask.cited import cited_markup
from pages.ask.copying import rich_answer
from pages.ask.safety_steps import reminder_markup, steps_markup, unchecked_markup
from pages.shared.markup import badge
from pages.shared.templates import read_css, render
from pages.shared.terms import Explainer
from pages.written.markup import written_markup
from using.addresses import document_address
from using.conversation import citations_of, statements_of
from using.exporting import NEAREST, plain_answer

if TYPE_CHECKING:
    from markupsafe import Markup

    from domain import Citation
    from using.citing import Citing
    from using.conversation import Exchange

# Icon and heading of each outcome; the border and ground come from CSS, by the status.
_HEADINGS = {
    "answered": ("✓", "What the documents say"),
    "corrected": ("↻", "The documents say otherwise"),
    "declined": ("○", "Not in the documents"),
    "escalated": ("!", "A child may be in danger now"),
    "chat": ("•", "Findings"),
    "failed": ("×", "No answer"),
}
# ... and of a reply of which all is left out because the message may tell of danger.
_LEFT_OUT = "Take advice first"

CSS = read_css("ask/transcript.css")


def asking(question: str) -> Markup:
    """Give the markup of a question that has no answer yet."""
    return render("ask/asking.html", {"question": question})


def exchange_markup(exchange: Exchange, citing: Citing) -> Markup:
    """Give one question and its reply as markup.

    Quotes link to the sources panel, which holds those of the newest exchange only; CSS hides
    the links of earlier ones.
    """
    citing = citing.of(exchange.pointers)
    reply = exchange.reply
    status = status_of(reply) if reply else "failed"
    icon, heading = _HEADINGS[status]
    if reply and isinstance(reply.outcome, Escalation):
        heading = reply.outcome.title
    if reply and reply.outcome == Refusal(LEFT_OUT, ()):
        heading = _LEFT_OUT
    return render("ask/exchange.html", {
        "exchange": exchange,
        "status": status,
        "icon": icon,
        "heading": heading,
        "unchecked": unchecked_markup() if reply and not reply.is_checked else "",
        "reminder": reminder_markup() if reply and reply.reminds else "",
        "cut": CUT,
        "filtered": badge("Filtered", icon="▽", tone="caution"),
        "notice": privacy_notice(reply.masked) if reply and reply.masked else "",
        "written": written_markup(reply.written) if reply else "",
        "body": _body(exchange, citing),
        "cited": cited_markup(_quotes_of(exchange), citing, exchange.number),
        "plain": plain_answer(exchange, citing) if status != "chat" else "",
        "rich": rich_answer(exchange, citing) if status != "chat" else "",
    })  # fmt: skip


def _quotes_of(exchange: Exchange) -> list[tuple[Citation, str]]:
    """Give every quote in the order of its number, with what its statement is cautioned of."""
    said = [(one, held.caution) for held in statements_of(exchange) for one in held.citations]
    return said or [(one, "") for one in citations_of(exchange)]


def pinned_markup(title: str, steps: str) -> Markup:
    """Give the safety steps as they stand at the top of the page."""
    return render("ask/pinned.html", {"title": title, "steps": steps_markup(steps)})


def _body(exchange: Exchange, citing: Citing) -> Markup:
    if exchange.reply is None:
        return render("ask/failed.html", {"failure": exchange.failure})
    match exchange.reply.outcome:
        case Answer(statements, declined, note, top, sides):
            shown = statements_markup(statements, citing, exchange.number, sides=sides)
            return render("ask/answered.html", {
                "top": top, "note": note, "shown": shown, "unsaid": list(map(not_said, declined)),
            })  # fmt: skip
        case Correction():
            return _corrected(exchange.reply.outcome, citing, exchange.number)
        case Refusal():
            return _declined(exchange.reply.outcome, citing, exchange.number)
        case Escalation():
            return _escalated(exchange.reply.outcome, citing, exchange.number)
        case Inventory() | SmallTalk():
            return _told(exchange.reply.outcome)
        case never:
            assert_never(never)


def _corrected(outcome: Correction, citing: Citing, exchange: int) -> Markup:
    """Give what contradicts the question first, then what answers it all the same."""
    named = outcome.statements[:1] if outcome.wrong else outcome.statements
    others = outcome.statements[len(named) :]
    return render("ask/corrected.html", {
        "note": outcome.note,
        "corrected": corrected(outcome.wrong),
        "shown": statements_markup(named, citing, exchange),
        "on_what": ON_WHAT_WAS_ASKED,
        "others": statements_markup(others, citing, exchange, before=len(named[0].citations))
        if others else "",
        "unsaid": list(map(not_said, outcome.declined)),
    })  # fmt: skip


def _declined(outcome: Refusal, citing: Citing, exchange: int) -> Markup:
    explain = Explainer(citing.glossary)
    items = [
        quote_item(
            render("ask/words.html", {"items": [], "text": explain(tidy(one.quote))}), one, "",
            anchor=f"{exchange}-{number}", subject=about(one),
        )
        for number, one in enumerate(outcome.nearby, 1)
    ]  # fmt: skip
    return render("ask/declined.html", {
        "message": outcome.message, "nearest": NEAREST, "items": items,
    })  # fmt: skip


def _escalated(outcome: Escalation, citing: Citing, exchange: int) -> Markup:
    above = sum(len(one.citations) for one in outcome.statements)
    return render("ask/escalated.html", {
        "steps": steps_markup(outcome.steps),
        "shown": statements_markup(outcome.statements, citing, exchange),
        "asked": also_asked(outcome.asked) if outcome.answers else "",
        "answers": statements_markup(outcome.answers, citing, exchange, before=above)
        if outcome.answers else "",
    })  # fmt: skip


def _told(outcome: Inventory | SmallTalk) -> Markup:
    """Give what is said without a quote, with the documents that it tells of."""
    sources = outcome.sources if isinstance(outcome, Inventory) else ()
    lines = [(document_address(one.id), *source_line(one).partition("; ")[::2]) for one in sources]
    return render("ask/told.html", {"message": outcome.message, "sources": lines})
