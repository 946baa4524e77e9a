"""Answers taken away: as markup for the clipboard of a word processor, and as files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pages.shared.download import file_markup
from pages.shared.limits import costly
from pages.shared.templates import render
from using.citing import Citing
from using.exporting import lines_of, source_lines
from using.files import conversation_file, look_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import gradio as gr
    from markupsafe import Markup

    from pages.shared.services import Services
    from using.conversation import Exchange


def rich_answer(exchange: Exchange, citing: Citing) -> Markup:
    """Give one exchange as markup for a word processor: paragraphs, quotations, a list."""
    tags = {"quote": "blockquote", "heading": "h4"}
    return render("ask/rich.html", {
        "question": exchange.question,
        "lines": [(tags.get(kind, "p"), text.splitlines())
                  for kind, text in lines_of(exchange, citing)],
        "sources": list(source_lines([exchange], citing)),
    })  # fmt: skip


def connect_saving(
    services: Services, buttons: Mapping[str, gr.Button], exchanges: gr.State, file: gr.HTML
) -> None:
    """Have each button, by the ending of its file, save what was answered in ``exchanges``."""
    # what is taken away explains no words; the page's answers do
    citing = Citing(site=services.site)

    def saving(ending: str) -> Callable[[list[Exchange]], str]:
        def saved(held: list[Exchange]) -> str:
            look = look_of(lambda: services.editions().generation)
            return file_markup(conversation_file(held, citing, ending, look))

        return saved

    for ending, button in buttons.items():
        button.click(
            costly(saving(ending)), exchanges, file, show_progress="hidden",
            api_visibility="private",
        )  # fmt: skip
