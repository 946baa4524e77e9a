"""The Pathways page: choose a route, follow its diagram, read the source of each step."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import gradio as gr

from domain import FindingsError
from pages import pathway_markup
from pages.download import file_markup
from pages.terms import glossary_for
from pathways.drawing import draw
from pathways.loading import FOLDER_NAME, load_titles
from pathways.pdf import make_pdf
from pathways.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pages.services import Services
    from pathways.route import Pathway

CSS = (
    pathway_markup.CSS
    + """
#findings-pathway .wrap { gap: .5rem; }
"""
)
_CHOOSER = "findings-pathway"
_LOG = logging.getLogger(__name__)
_CANNOT_READ = (
    '<p class="notice notice-caution">The pathways cannot be shown just now: their sources do not'
    " match the knowledge base. Ask whoever runs Findings to look at its log.</p>"
)


def build_pathways(services: Services) -> None:
    """Put the page in place, inside a tab of the app; it fills when the page is loaded."""
    folder = services.settings.knowledge / FOLDER_NAME
    shelf = Shelf(folder, lambda: services.library().generation)
    try:
        titles = load_titles(folder)
    except FindingsError as error:
        _LOG.warning("pathways page: %s", error)
        titles = {}
    if not titles:
        gr.HTML(_CANNOT_READ, js_on_load=None, apply_default_css=False)
        return

    def show() -> str:
        try:
            return pathway_markup.all_markup(
                shelf.current(), glossary_for(services), chooser=_CHOOSER
            )
        except FindingsError as error:
            _LOG.warning("pathways page: %s", error)
            return _CANNOT_READ

    def save(kind: str, ending: str, make: Callable[[Pathway, Mapping[str, str]], bytes],
             chosen: str) -> str:  # fmt: skip
        try:
            shelved = shelf.current()
        except FindingsError:
            return ""
        pathway = shelved.find(chosen)
        if pathway is None:
            return ""
        body = make(pathway, shelved.titles)
        return file_markup(f"{pathway.id}.{ending}", kind, body)

    route = gr.Radio(
        [(title, one) for one, title in titles.items()],
        value=next(iter(titles)),
        label="Choose a pathway",
        elem_id=_CHOOSER,
        elem_classes="not-printed",
    )
    with gr.Row(elem_classes="not-printed"):
        svg = gr.Button("Download the diagram (SVG)", size="sm")
        pdf = gr.Button("Download to print (PDF)", size="sm")
        gr.Button("Print", size="sm", min_width=90, elem_id="findings-pathway-print")
    shown = gr.HTML(js_on_load=None, apply_default_css=False, elem_id="findings-pathway-shown")
    file = gr.HTML(js_on_load=None)
    # when the page is loaded; the choice is made in the browser
    gr.on(None, show, None, shown, show_progress="hidden", api_visibility="private")
    svg.click(
        lambda one: save("image/svg+xml", "svg", _svg_file, one), route, file,
        show_progress="hidden", api_visibility="private",
    )  # fmt: skip
    pdf.click(
        lambda one: save("application/pdf", "pdf", make_pdf, one), route, file,
        show_progress="hidden", api_visibility="private",
    )  # fmt: skip


def _svg_file(pathway: Pathway, titles: Mapping[str, str]) -> bytes:
    return draw(pathway, titles).encode()
