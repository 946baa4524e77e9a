"""Exchanges as markup: each outcome with its own icon, heading and border."""

from __future__ import annotations

import re
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
from bot.safety.steps import EMERGENCY, UNCHECKED
from domain import Answer, Correction, Escalation, Inventory, Refusal, SmallTalk
from pages.ask.answer_markup import quote_item, statements_markup
from pages.ask.copying import rich_answer
from pages.shared.markup import badge, escaped
from pages.shared.terms import Explainer
from using.addresses import document_address
from using.exporting import NEAREST, plain_answer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain import Source
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

CSS = """
.exchange { margin: 0 0 1.75rem; max-width: 100%; overflow-wrap: anywhere; }
.exchange .question {
  margin: 0 0 .5rem; padding: .6rem .9rem; border-radius: var(--findings-radius);
  background: var(--findings-wash); color: var(--findings-ink); font-size: 1.0625rem;
  font-weight: 600; line-height: 1.45; white-space: pre-line; }
.exchange h3 { display: flex; gap: .5rem; align-items: baseline; margin: 0 0 .5rem;
  font-size: 1.0625rem; color: var(--findings-ink); }
.exchange h4 { margin: 1rem 0 .25rem; font-size: .9375rem; color: var(--findings-muted); }
.exchange .icon { display: inline-grid; place-items: center; flex: none; width: 1.5rem;
  height: 1.5rem; border: 2px solid currentColor; border-radius: 50%; font-weight: 700;
  font-size: .875rem; line-height: 1; }
.exchange ol.quotes { margin: 0; padding: 0; list-style: none; }
.exchange ol.quotes > li { margin: 0 0 .9rem; }
.exchange .quote.lead { font-size: 1.125rem; }
.exchange .top { margin: 0 0 .5rem; white-space: pre-line; font-size: 1.125rem; font-weight: 600; }
.exchange .sides { display: grid; gap: 0 1.25rem;
  grid-template-columns: repeat(auto-fit, minmax(min(14rem, 100%), 1fr)); }
.exchange h5 { margin: .35rem 0; font-size: .9375rem; color: var(--findings-ink); }
.exchange .about { margin: 0 0 .15rem; font-size: .9375rem; font-weight: 600; }
.exchange .quote .item { display: block; margin: 0 0 .35rem; padding-inline-start: 2rem;
  text-indent: -2rem; }
.exchange .quote .item.nested { padding-inline-start: 4rem; }
.exchange .cite { margin: .15rem 0 0 1.1rem; display: flex; flex-wrap: wrap; gap: .35rem .6rem;
  align-items: baseline; font-size: .875rem; color: var(--findings-muted); }
.exchange .cite .weight { display: inline-flex; flex-wrap: wrap; gap: .35rem;
  align-items: baseline; }
.exchange .caution { margin: .25rem 0 0 1.1rem; font-size: .9375rem; }
.exchange .understood, .exchange .scope { margin: 0 0 .5rem; font-size: .9375rem; }
.outcome { border: 1px solid var(--findings-edge); border-inline-start-width: 6px;
  border-radius: var(--findings-radius); padding: .9rem 1rem; background: var(--findings-paper);
  color: var(--findings-ink); }
.outcome-answered { border-inline-start-color: var(--findings-accent); }
.outcome-corrected { border-color: var(--findings-caution); border-style: double;
  border-width: 3px 3px 3px 8px; }
.outcome-declined { border-style: dashed; background: var(--findings-calm-wash); }
.outcome-escalated { border: 3px solid var(--findings-danger); border-inline-start-width: 12px; }
.outcome-escalated h3 { color: var(--findings-danger); }
.outcome-chat { border: 0; padding: .25rem .9rem; }
.outcome-failed { border-style: dotted; border-width: 2px; }
.steps ol { margin: .5rem 0; padding-inline-start: 1.5rem; list-style: decimal; }
.steps li { margin: .35rem 0; } .steps p { margin: .35rem 0; }
.earlier .in-context { display: none; }
.answer-tools { display: flex; flex-wrap: wrap; gap: .5rem; margin-top: .75rem; }
"""


def asking(question: str) -> str:
    """Give the markup of a question that has no answer yet."""
    return (
        f'<article class="exchange"><h2 class="question">{_asked()}{escaped(question)}</h2>'
        '<p class="muted">Searching the documents…</p></article>'
    )


def exchange_markup(exchange: Exchange, citing: Citing) -> str:
    """Give one question and its reply as markup.

    Quotes link to the sources panel, which holds those of the newest exchange only; CSS hides
    the links of earlier ones.
    """
    citing = citing.of(exchange.pointers)
    status = status_of(exchange.reply) if exchange.reply else "failed"
    icon, heading = _HEADINGS[status]
    if exchange.reply and isinstance(exchange.reply.outcome, Escalation):
        heading = escaped(exchange.reply.outcome.title)
    name = f"exchange-{exchange.number}"
    title = "" if status == "chat" else _title(icon, heading)
    return (
        f'<article class="exchange" id="{name}" data-status="{status}"'
        f' aria-labelledby="{name}-question">'
        f'<h2 class="question" id="{name}-question" tabindex="-1">{_asked()}'
        f"{escaped(exchange.question)}</h2>{''.join(_notes(exchange))}"
        f'<div class="outcome outcome-{status}">{title}{_body(exchange, citing)}</div>'
        f"{_tools(exchange, citing) if status != 'chat' else ''}</article>"
    )


def steps_markup(steps: str) -> str:
    """Give the safety steps, which are text of ours, with their emphasis, list and numbers."""
    lines: list[str] = []
    for line in steps.splitlines():
        text = re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", escaped(line))
        text = re.sub(r"^\*(.+)\*$", r"<em>\1</em>", text)
        text = re.sub(
            r"(?<![\w/])(999|101|116 \d{3}|0\d{2,4} \d[\d ]{2,}\d)(?!\w)",
            lambda match: f'<a href="tel:{match[0].replace(" ", "")}">{match[0]}</a>',
            text,
        )
        if item := re.match(r"\d+\. (.*)", text):
            lines.append(f"<li>{item[1]}</li>")
        elif text:
            lines.append(f"<p>{text}</p>")
    markup = "".join(lines)
    first, last = markup.find("<li>"), markup.rfind("</li>") + len("</li>")
    return f'<div class="steps">{markup[:first]}<ol>{markup[first:last]}</ol>{markup[last:]}</div>'


def pinned_markup(title: str, steps: str) -> str:
    """Give the safety steps as they stand at the top of the page."""
    return (
        '<section class="notice notice-danger" role="alert" aria-label="Safety steps">'
        f'<h2><span aria-hidden="true">⚠</span>{escaped(title)}</h2>'
        f"{steps_markup(steps)}</section>"
    )


def unchecked_markup() -> str:
    """Say that the check for danger is out of order, with what to ring."""
    said = escaped(UNCHECKED).replace(EMERGENCY, f'<a href="tel:{EMERGENCY}">{EMERGENCY}</a>')
    return f'<p class="notice notice-danger" role="alert">{said}</p>'


def _title(icon: str, heading: str) -> str:
    return f'<h3><span class="icon" aria-hidden="true">{icon}</span>{heading}</h3>'


def _asked() -> str:
    return '<span class="only-spoken">You asked: </span>'


def _notes(exchange: Exchange) -> Iterator[str]:
    """Give what the reader should know of how the question was read."""
    reply = exchange.reply
    if reply and not reply.is_checked:
        yield unchecked_markup()
    if reply and reply.understood:
        yield f'<p class="understood muted">Read as: “{escaped(reply.understood)}”</p>'
    if exchange.earlier:
        yield (
            '<p class="understood muted">Read as following on from: '
            f"“{escaped(exchange.earlier)}”</p>"
        )
    if exchange.is_shortened:
        yield f'<p class="understood">{CUT}</p>'
    if exchange.filtered:
        yield (
            f'<p class="scope">{badge("Filtered", icon="▽", tone="caution")} Only searched: '
            f"{escaped(exchange.filtered)}</p>"
        )
    if reply and reply.masked:
        notice = escaped(privacy_notice(reply.masked))
        yield f'<p class="notice notice-caution" role="note">{notice}</p>'


def _body(exchange: Exchange, citing: Citing) -> str:
    if exchange.reply is None:
        return (
            f"<p>{escaped(exchange.failure)} Try again in a minute, or tell whoever looks after"
            " this service.</p><p><strong>If a child is in immediate danger, ring "
            '<a href="tel:999">999</a>.</strong></p>'
        )
    match exchange.reply.outcome:
        case Answer(statements, declined, note, top, sides):
            first = f'<p class="top">{escaped(top)}</p>' if top else ""
            first += f"<p>{escaped(note)}</p>" if note else ""
            last = "".join(f"<p>{escaped(not_said(one))}</p>" for one in declined)
            shown = statements_markup(statements, citing, exchange.number, sides=sides)
            return f"{first}{shown}{last}"
        case Correction(statements, wrong, declined, note):
            named = statements[:1] if wrong else statements
            others = statements[len(named) :]
            first = f"<p>{escaped(note)}</p>" if note else ""
            first += f'<p class="top">{escaped(corrected(wrong))}</p>'
            first += statements_markup(named, citing, exchange.number)
            if others:
                shown = statements_markup(
                    others, citing, exchange.number, before=len(named[0].citations)
                )
                first += f"<p>{escaped(ON_WHAT_WAS_ASKED)}</p>{shown}"
            return first + "".join(f"<p>{escaped(not_said(one))}</p>" for one in declined)
        case Refusal(message, nearby):
            explain = Explainer(citing.glossary)
            items = (
                quote_item(
                    f"“{explain(tidy(one.quote))}”",
                    one,
                    "",
                    citing,
                    anchor=f"{exchange.number}-{number}",
                    subject=about(one),
                )
                for number, one in enumerate(nearby, 1)
            )
            near = f'<h4>{NEAREST}</h4><ol class="quotes">{"".join(items)}</ol>'
            return f"<p>{escaped(message)}</p>{near if nearby else ''}"
        case Escalation(steps, statements, asked, answers):
            below = statements_markup(statements, citing, exchange.number)
            if answers:
                below += f"<h4>{escaped(also_asked(asked))}</h4>"
                above = sum(len(one.citations) for one in statements)
                below += statements_markup(answers, citing, exchange.number, before=above)
            return (
                "<p>The safety steps are at the top of this page.</p>"
                f"<details><summary>Show the safety steps here</summary>{steps_markup(steps)}"
                f"</details>{below}"
            )
        case Inventory() | SmallTalk():
            return _told(exchange.reply.outcome)
        case never:
            assert_never(never)


def _told(outcome: Inventory | SmallTalk) -> str:
    """Give what is said without a quote, with the documents that it tells of."""
    sources = outcome.sources if isinstance(outcome, Inventory) else ()
    links = "".join(f"<li>{_document_link(one)}</li>" for one in sources)
    return f"<p>{escaped(outcome.message)}</p>{f'<ul>{links}</ul>' if links else ''}"


def _document_link(source: Source) -> str:
    title, _, facts = source_line(source).partition("; ")
    address = escaped(document_address(source.id))
    return (
        f'<a href="{address}" target="_blank" rel="noopener">{escaped(title)}</a> {escaped(facts)}'
    )


def _tools(exchange: Exchange, citing: Citing) -> str:
    """Give the copy button with what it copies, in both forms, kept out of sight."""
    name = f"copy-{exchange.number}"
    return (
        '<div class="answer-tools not-printed">'
        f'<button type="button" class="plain-button" data-findings-copy="{name}">'
        "Copy with citations</button>"
        f'<span role="status" data-findings-copied="{name}"></span>'
        f'<pre id="{name}-plain" hidden>{escaped(plain_answer(exchange, citing))}</pre>'
        f'<div id="{name}-rich" hidden>{rich_answer(exchange, citing)}</div></div>'
    )
