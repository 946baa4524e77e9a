"""Whether an answer helped: two buttons, reasons and a comment, kept with the receipt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import gradio as gr

from feedback import MAX_COMMENT, FeedbackError, Rating
from pages.shared.templates import render
from using.conversation import receipt_of

if TYPE_CHECKING:
    from feedback import FeedbackStore
    from settings import Settings
    from using.conversation import Exchange

HELPFUL, UNHELPFUL = "Helpful", "Not helpful"
REASONS = {
    HELPFUL: ("It answered my question", "The quotes were the right ones", "It was quick to read"),
    UNHELPFUL: (
        "It missed the point", "The quotes were the wrong ones", "Something is missing",
        "It is out of date", "It should have answered", "It should not have answered",
    ),
}  # fmt: skip
_THANKS = "Kept, thank you. Reasons are welcome."
_FAILED = "Your rating could not be kept."


def build_rating(exchanges: gr.State, store: FeedbackStore, settings: Settings) -> gr.Group:
    """Lay out the rating of the newest answer, hidden until there is one; give its group."""
    group = gr.Group(visible=False, elem_classes="not-printed")
    with group:
        with gr.Row(elem_classes="rating"):
            gr.HTML(render("ask/did_help.html", {}), js_on_load=None, apply_default_css=False)
            helpful = gr.Button("✓ Helpful", size="sm", min_width=90)
            unhelpful = gr.Button("✗ Not helpful", size="sm", min_width=90)
        choice = gr.State("")
        with gr.Column(visible=False) as more:
            reasons = gr.CheckboxGroup([], label="Why? (optional)")
            comment = gr.Textbox(
                label="Comment (optional, no names or details of children)",
                max_length=MAX_COMMENT, lines=2,
                html_attributes=gr.InputHTMLAttributes(autocomplete="off"),
            )  # fmt: skip
            send = gr.Button("Send", size="sm", min_width=90)
        said = gr.Markdown("", elem_classes="rating-said")

    def keep(held: tuple[Exchange, ...], rating: Rating, thanks: str) -> str:
        try:
            store.rate(receipt_of(held[-1], settings, store), rating)
        except FeedbackError:
            return _FAILED
        return thanks

    def rate(held: tuple[Exchange, ...], name: str) -> dict[Any, Any]:
        if not held:
            return {said: ""}
        return {
            said: keep(held, Rating(name == HELPFUL), _THANKS),
            choice: name,
            more: gr.update(visible=True),
            reasons: gr.update(choices=list(REASONS[name]), value=[]),
            comment: "",
        }

    def explain(
        held: tuple[Exchange, ...], name: str, why: list[str], words: str
    ) -> dict[Any, Any]:
        if not held or name not in REASONS:
            return {said: ""}
        known = tuple(one for one in why if one in REASONS[name])
        kept = keep(
            held, Rating(name == HELPFUL, known, words), "Kept with your reasons, thank you."
        )
        return {said: kept, more: gr.update(visible=False)}

    changed = [said, choice, more, reasons, comment]
    helpful.click(
        lambda held: rate(held, HELPFUL), exchanges, changed, show_progress="hidden",
        api_visibility="private",
    )  # fmt: skip
    unhelpful.click(
        lambda held: rate(held, UNHELPFUL), exchanges, changed, show_progress="hidden",
        api_visibility="private",
    )  # fmt: skip
    send.click(
        explain, [exchanges, choice, reasons, comment], [said, more], show_progress="hidden",
        api_visibility="private",
    )  # fmt: skip
    # a new answer has not been rated
    exchanges.change(
        lambda: {said: "", choice: "", more: gr.update(visible=False)}, None, [said, choice, more],
        show_progress="hidden", api_visibility="private",
    )  # fmt: skip
    return group
