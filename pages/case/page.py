"""The Case page: a worry is told, and the pathway, what to record and a checklist come back."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import gradio as gr
from markupsafe import Markup

from domain import Escalation, FindingsError
from pages.ask import transcript
from pages.ask.safety_steps import reminder_markup, unchecked_markup
from pages.case import markup
from pages.shared.limits import address_of, gives_steps
from pages.shared.templates import render
from pages.shared.terms import glossary_of
from using import parts
from using.asking import steps_in_danger
from using.casework.reading import masked_alone, read_case, without_family
from using.citing import Citing

if TYPE_CHECKING:
    from pages.shared.services import Services

CSS = markup.CSS
_NEAREST = "The one nearest to my words"
_EMPTY = "Tell what worries you first, in a sentence or more."
_TOO_FAST = "You have asked for much in a minute. Wait a few seconds, then try again."
_FAILED = "The knowledge base cannot be read at the moment. If it is urgent, ring."
_LOG = logging.getLogger(__name__)
_STILL: dict[str, Any] = {"js_on_load": None, "apply_default_css": False}


def build_case(services: Services) -> None:
    """Lay out the page inside the current tab and connect it; nothing told is kept."""
    if not services.assistant.checks_danger:
        gr.HTML(unchecked_markup(), **_STILL)
    danger = gr.HTML("", **_STILL, elem_id="findings-case-danger", elem_classes="not-printed")
    gr.HTML(render("case/introduction.html", {}), **_STILL, elem_classes="not-printed")
    with gr.Column(elem_classes="not-printed"):
        told = gr.Textbox(
            label="What worries you", lines=5, max_lines=14, elem_id="findings-case-told",
            info="Leave out names and details of children; what is noticed of them is left out.",
            html_attributes=gr.InputHTMLAttributes(autocomplete="off"),
        )  # fmt: skip
        route = gr.Dropdown(
            _choices(services), value="", label="Pathway", interactive=True, min_width=200,
            elem_id="findings-case-route",
        )  # fmt: skip
        with gr.Row():
            read = gr.Button("Read it", variant="primary", elem_id="findings-case-read")
            clear = gr.Button("Clear all", size="sm")
    shown = gr.HTML("", **_STILL, elem_id="findings-case-shown")

    @gives_steps
    def on_read(
        message: str, chosen: str | None, request: gr.Request
    ) -> tuple[str, Markup, Markup]:
        if not message.strip():
            return message, Markup(), _told(_EMPTY)
        danger = _danger(services, message)
        if danger and not danger[2]:
            return danger[0], danger[1], Markup()
        in_doubt = danger is None and services.assistant.in_doubt(message)
        # whom to ring comes first, whatever else fails
        above = danger[1] if danger else reminder_markup() if in_doubt else Markup()
        if not services.limits.allows(address_of(request)):
            return message, above, _told(_TOO_FAST)
        may_be_danger = danger is not None or in_doubt
        words, shown = _read(services, message, chosen or "", may_be_danger=may_be_danger)
        if danger:
            # the steps come first; what the documents speak of is folded below them, as second
            shown = render("case/later.html", {"shown": shown})
        return words, above, shown

    gr.on(
        [read.click], on_read, [told, route], [told, danger, shown], show_progress="minimal",
        api_visibility="private", concurrency_limit=2, concurrency_id="case",
    )  # fmt: skip
    clear.click(
        lambda: ("", Markup(), Markup(), gr.update(value="")), None, [told, danger, shown, route],
        show_progress="hidden", api_visibility="private",
    )  # fmt: skip


def _danger(services: Services, message: str) -> tuple[str, Markup, bool] | None:
    """Give the message masked, the safety steps and whether staff write; None without a danger."""
    found = steps_in_danger(services.assistant, message)
    match found.reply.outcome if found and found.reply else None:
        case Escalation() as steps if found:
            pinned = transcript.pinned_markup(steps.title, steps.steps)
            return found.message, pinned, steps.for_staff
        case _:
            return None


def _read(
    services: Services, message: str, chosen: str, *, may_be_danger: bool
) -> tuple[str, Markup]:  # fmt: skip
    edition = services.editions.pinned()
    try:
        case = read_case(services.assistant, edition, message, chosen)
        case = without_family(case) if may_be_danger else case
        citing = Citing(edition().generation.pointers, services.site, glossary_of(edition))
        shelved = edition().made(parts.pathways)
        partnership = services.assistant.partnership()
        return case.told, markup.case_markup(case, shelved, citing, partnership)
    except Exception as error:  # noqa: BLE001  a fault's own words may be the message's
        _LOG.warning("a case was not read: %s", type(error).__name__)
        return masked_alone(message), _told(_FAILED)


def _choices(services: Services) -> list[tuple[str, str]]:
    try:
        titles = services.editions().made(parts.pathways).titles
    except FindingsError:
        titles = {}
    return [(_NEAREST, ""), *((title, one) for one, title in titles.items())]


def _told(words: str) -> Markup:
    return render("case/failed.html", {"told": words})
