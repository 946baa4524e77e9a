"""The Pathways page: choose a route, follow its diagram, read the source of each step."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import gradio as gr
from markupsafe import Markup

from domain import FindingsError
from pages.pathways import markup
from pages.shared.download import file_markup
from pages.shared.limits import costly
from pages.shared.templates import render
from pages.shared.terms import glossary_of
from pathways.drawing import draw
from using import parts
from using.files import TakenFile

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pages.shared.services import Services
    from pathways.route import Pathway

CSS = markup.CSS
_CHOOSER = "findings-pathway"
_LOG = logging.getLogger(__name__)


def build_pathways(services: Services) -> None:
    """Put the page in place, inside a tab of the app; it fills when the page is loaded."""

    def show() -> tuple[Any, Markup]:
        edition = services.editions.pinned()
        try:
            shelved = edition().made(parts.pathways)
        except FindingsError as error:
            _LOG.warning("pathways page: %s", error)
            return gr.update(choices=[], value=None), render("pathways/cannot_read.html", {})
        choices = [(title, one) for one, title in shelved.titles.items()]
        if not choices:
            return gr.update(choices=[], value=None), render("pathways/none.html", {})
        shown = markup.all_markup(shelved, glossary_of(edition), chooser=_CHOOSER)
        return gr.update(choices=choices, value=choices[0][1]), shown

    def save(kind: str, ending: str, make: Callable[[Pathway, Mapping[str, str]], bytes],
             chosen: str) -> Markup:  # fmt: skip
        try:
            shelved = services.editions().made(parts.pathways)
        except FindingsError:
            return Markup()
        pathway = shelved.find(chosen)
        if pathway is None:
            return Markup()
        body = make(pathway, shelved.titles)
        return file_markup(TakenFile(f"{pathway.id}.{ending}", kind, body))

    route = gr.Radio(
        [],
        label="Choose a pathway",
        elem_id=_CHOOSER,
        elem_classes="not-printed needs-pathways",
    )
    with gr.Row(elem_classes="not-printed needs-pathways"):
        svg = gr.Button("Download the diagram (SVG)", size="sm")
        pdf = gr.Button("Download to print (PDF)", size="sm")
        gr.Button("Print", size="sm", min_width=90, elem_id="findings-pathway-print")
    shown = gr.HTML(js_on_load=None, apply_default_css=False, elem_id="findings-pathway-shown")
    file = gr.HTML(js_on_load=None)
    # when the page is loaded; the choice is made in the browser
    gr.on(None, show, None, [route, shown], show_progress="hidden", api_visibility="private")
    svg.click(
        costly(lambda one: save("image/svg+xml", "svg", _svg_file, one)), route, file,
        show_progress="hidden", api_visibility="private",
    )  # fmt: skip
    pdf.click(
        costly(lambda one: save("application/pdf", "pdf", _pdf_file, one)), route, file,
        show_progress="hidden", api_visibility="private",
    )  # fmt: skip


def _svg_file(pathway: Pathway, titles: Mapping[str, str]) -> bytes:
    return draw(pathway, titles).encode()


def _pdf_file(pathway: Pathway, titles: Mapping[str, str]) -> bytes:
    from pathways.pdf import make_pdf  # noqa: PLC0415  brings the parts of reportlab that print

    return make_pdf(pathway, titles)
