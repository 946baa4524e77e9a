"""The Ask page: a question, its answer in quotes, and the passages behind them."""

from __future__ import annotations

import logging
from collections.abc import Iterator  # noqa: TC003  Gradio reads the hints of its handlers
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import gradio as gr
from markupsafe import Markup

from bot.privacy.masking import LONGEST
from domain import Escalation, FindingsError
from feedback import FeedbackStore
from pages.ask import around, beginning, sources_panel, transcript
from pages.ask.copying import connect_saving
from pages.ask.pathway_offer import offer_markup
from pages.ask.rating import build_rating
from pages.ask.safety_steps import unchecked_markup
from pages.shared.limits import address_of, gives_steps
from pages.shared.templates import read_css, render
from pages.shared.terms import glossary_of
from pages.written import markup as written
from pages.written.stopping import Stopping, build_stop, is_writing
from using.citing import Citing
from using.conversation import (
    KEPT_EXCHANGES,
    Exchange,
    citations_of,
    converse_in_steps,
    count_if_declined,
    steps_alone,
)
from using.scopes import scope_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.edition import Edition
    from domain import Document
    from pages.shared.services import Services

_TOO_FAST = "You have asked many questions in a minute. Wait a few seconds, then ask again."

CSS = transcript.CSS + written.CSS + sources_panel.CSS + read_css("ask/page.css")

_LOG = logging.getLogger(__name__)

# Markup of ours, styled by ours, in which nothing listens.
_STILL: dict[str, Any] = {"js_on_load": None, "apply_default_css": False}

Updates = dict[Any, Any]


@dataclass(frozen=True, slots=True)
class _Board:
    """The components that an answer changes."""

    question: gr.Textbox
    exchanges: gr.State
    pinned: gr.Column
    steps: gr.HTML
    examples: gr.HTML
    newest: gr.HTML
    rating: gr.Group
    earlier: gr.HTML
    sources: gr.HTML
    spoken: gr.HTML
    tools: gr.Row
    stop: gr.Button

    def all(self) -> list[Any]:
        """Give the components in a list, as Gradio wants its outputs."""
        return [getattr(self, name) for name in self.__slots__]


def build_ask(services: Services) -> None:
    """Lay out the page inside the current tab and connect it."""
    feedback = FeedbackStore(services.settings.feedback, services.settings.records_address)
    with gr.Row():
        with gr.Column(scale=3, min_width=300):
            if not services.assistant.checks_danger:
                gr.HTML(unchecked_markup(), **_STILL)
            with gr.Column(visible=False, elem_id="findings-pinned") as pinned:
                steps = gr.HTML("", **_STILL)
                dismiss = gr.Button("Dismiss the safety steps", size="sm",
                                    elem_classes="not-printed")  # fmt: skip
            with gr.Row(equal_height=False, elem_classes=["not-printed", "to-foot"]):
                question = gr.Textbox(
                    label="Your question",
                    info="Leave out names and details of children. Press Enter to ask. The first"
                    f" {LONGEST:,} characters are read.",
                    lines=1, max_lines=8, scale=5, min_width=200, elem_id="findings-question",
                    html_attributes=gr.InputHTMLAttributes(autocomplete="off"),
                )  # fmt: skip
                ask = gr.Button("Ask", variant="primary", scale=1, min_width=90,
                                elem_id="findings-ask")  # fmt: skip
            filters = _build_filters(services)
            spoken = gr.HTML(around.spoken(""), elem_id="findings-spoken", **_STILL)
            examples = services.following.html(lambda: beginning.welcome(services))
            stopping, stop = build_stop()
            newest = gr.HTML(**_STILL, elem_id="findings-newest")
            exchanges = gr.State(())
            rating = build_rating(exchanges, feedback, services.settings)
            with gr.Row(visible=False, elem_classes="not-printed") as tools:
                clear = gr.Button("Clear the conversation", size="sm")
                word = gr.Button("Export to Word", size="sm")
                markdown = gr.Button("Export to Markdown", size="sm")
            earlier = gr.HTML(**_STILL)
            gr.HTML(render("ask/pins.html", {}), **_STILL)
            file = gr.HTML(**_STILL)
        with gr.Column(scale=2, min_width=300):
            sources = services.following.html(
                lambda: beginning.nothing_yet(services), elem_id="findings-sources"
            )
    board = _Board(question, exchanges, pinned, steps, examples, newest, rating, earlier,
                   sources, spoken, tools, stop)  # fmt: skip

    @gives_steps
    def on_ask(  # noqa: PLR0917  Gradio gives the inputs in order
        message: str, held: tuple[Exchange, ...], documents: list[str], kinds: list[str],
        parts: list[str], agencies: list[str], stopped: Stopping, request: gr.Request,
    ) -> Iterator[Updates]:  # fmt: skip
        if not message.strip():
            yield {spoken: around.spoken("Type a question first.", is_shown=True)}
            return
        scope = scope_of(documents, kinds, parts, agencies)
        alone = steps_alone(services.assistant, message, held, scope)
        is_allowed = services.limits.allows(address_of(request))
        if alone is None and not is_allowed:
            yield {spoken: around.spoken(_TOO_FAST, is_shown=True)}
            return
        # the page itself empties the box when it sees this (outage.js), so that nothing typed since
        # is lost; safety steps are shown before anything is opened, so that nothing keeps them back
        first: Updates = {newest: transcript.asking(message)}
        if alone:
            first |= {pinned: gr.update(visible=True), steps: _steps_of(alone)}
        yield first
        spared = None if is_allowed else alone
        edition = services.editions.pinned()
        # the quotes at once, then each statement of a chat model that passed
        found = converse_in_steps(
            services.assistant,
            edition,
            message,
            held,
            scope,
            is_stopped=stopped.begin().is_set,
        )
        for exchange in [spared] if spared else found:
            count_if_declined(exchange, services.settings, feedback)
            yield _shown(board, services.site, edition, (*held, exchange)[-KEPT_EXCHANGES:])

    gr.on(
        [question.submit, ask.click], on_ask, [question, exchanges, *filters, stopping],
        board.all(),
        show_progress="hidden", api_visibility="private", concurrency_limit=4,
        concurrency_id="ask", trigger_mode="always_last",
    )  # fmt: skip
    dismiss.click(
        lambda: {pinned: gr.update(visible=False), steps: ""}, None, [pinned, steps],
        show_progress="hidden", api_visibility="private",
    )  # fmt: skip
    clear.click(
        lambda: _cleared(board, services) | {one: gr.update(value=[]) for one in filters}, None,
        [*board.all(), *filters], show_progress="hidden", api_visibility="private",
    )  # fmt: skip
    connect_saving(services, {"docx": word, "md": markdown}, exchanges, file)


def _build_filters(services: Services) -> list[gr.Dropdown]:
    labels = ("Documents", "Kind of document", "Part of the letter", "Agency")
    with gr.Accordion("Narrow the search", open=False, elem_classes="not-printed"), gr.Row():
        # known from the start: a chosen one is still one where the page's session is forgotten
        filters = [
            gr.Dropdown(list(held), label=label, multiselect=True, min_width=200, interactive=True)
            for label, held in zip(labels, beginning.choices(services), strict=True)
        ]
    root = gr.context.Context.root_block
    if root is not None:
        root.load(
            lambda: _choices(services), None, filters, show_progress="hidden",
            api_visibility="private",
        )  # fmt: skip
    return filters


def _choices(services: Services) -> list[Any]:
    """Give the filters' choices, of the knowledge base that is live now."""
    return [gr.update(choices=list(held)) for held in beginning.choices(services)]


def _shown(
    board: _Board, site: str, edition: Callable[[], Edition], held: tuple[Exchange, ...]
) -> Updates:
    """Give what an answer changes; the reply alone where something beside it is damaged."""
    try:
        return _answered(board, site, edition, held)
    except Exception as error:  # noqa: BLE001  the reply is there and must be shown
        _LOG.warning("an answer is shown without its sources: %s", type(error).__name__)
        exchange = held[-1]
        return {
            board.newest: transcript.exchange_markup(exchange, Citing(site=site)),
            board.exchanges: held,
            board.spoken: around.said(exchange),
        }


def _answered(
    board: _Board, site: str, edition: Callable[[], Edition], held: tuple[Exchange, ...]
) -> Updates:
    """Give what an answer changes, which is the newest of the exchanges."""
    *before, exchange = held
    citing = Citing(site=site, glossary=glossary_of(edition))
    markups = [transcript.exchange_markup(one, citing) for one in (exchange, *reversed(before))]
    return {
        board.newest: markups[0] + _offer(edition, exchange) + around.follow_ups(exchange),
        board.earlier: around.earlier(markups[1:]),
        board.exchanges: held,
        board.sources: sources_panel.sources_panel(
            exchange, _documents(edition), _pictured(edition, exchange)
        ),
        board.examples: "",
        board.tools: gr.update(visible=True),
        board.stop: gr.update(visible=is_writing(exchange.reply)),
        board.rating: gr.update(visible=bool(citations_of(exchange))),
        board.spoken: around.said(exchange),
    }


def _cleared(board: _Board, services: Services) -> Updates:
    """Give an empty conversation; safety steps stay until they are dismissed."""
    return {
        board.question: "",
        board.exchanges: (),
        board.examples: beginning.welcome(services),
        board.newest: "",
        board.rating: gr.update(visible=False),
        board.earlier: "",
        board.sources: beginning.nothing_yet(services),
        board.spoken: around.spoken("The conversation is cleared."),
        board.tools: gr.update(visible=False),
        board.stop: gr.update(visible=False),
    }


def _documents(edition: Callable[[], Edition]) -> Mapping[str, Document]:
    try:
        return edition().generation.by_id
    except FindingsError:
        return {}


def _pictured(edition: Callable[[], Edition], exchange: Exchange) -> frozenset[str]:
    """Give the ids of the documents quoted whose printed pages are kept."""
    quoted = {one.passage.source.id for one in citations_of(exchange)}
    try:
        held = edition().generation
        return frozenset(one for one in quoted if held.original(one) is not None)
    except FindingsError:
        return frozenset()


def _offer(edition: Callable[[], Edition], exchange: Exchange) -> Markup:
    """Offer the pathways that fit; to nobody who is in danger and no member of staff."""
    match exchange.reply.outcome if exchange.reply else None:
        case Escalation(for_staff=False):
            return Markup()
        case _:
            passages = (one.passage for one in citations_of(exchange))
            return offer_markup(edition, exchange.question, passages)


def _steps_of(exchange: Exchange) -> Markup:
    """Give the steps of an exchange that tells of danger, as they are pinned to the top."""
    match exchange.reply.outcome if exchange.reply else None:
        case Escalation(steps) as outcome:
            return transcript.pinned_markup(outcome.title, steps)
        case _:
            return Markup()
