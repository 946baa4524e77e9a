"""The Library page: the documents, the letter's findings, the actions, and what is covered."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import gradio as gr

from domain import FindingsError
from pages.library import actions, coverage, documents, matrix
from pages.shared.templates import read_css, render

if TYPE_CHECKING:
    from collections.abc import Callable

    from markupsafe import Markup

    from bot.edition import Edition
    from pages.shared.services import Services

# What is wide scrolls within itself: Gradio's columns would grow with it, and so would the page.
_LAYOUT = read_css("library/page.css")
CSS = _LAYOUT + "".join(one.CSS for one in (documents, matrix, actions, coverage))
_LOG = logging.getLogger(__name__)


def _matrix(edition: Edition) -> Markup:
    return matrix.matrix_markup(edition.library)


def build_library(services: Services) -> None:
    """Put the page in place, inside a tab of the app; it fills when the page is loaded."""

    def show(
        make: Callable[[Edition], Markup], edition: Callable[[], Edition] | None = None
    ) -> Markup:
        try:
            return make((edition or services.editions)())
        except FindingsError as error:
            _LOG.warning("library page: %s", error)
            return render("library/cannot_read.html", {})

    with gr.Tabs(elem_id="library-tabs", overflow_behavior="wrap"):
        with gr.Tab("Documents"):
            listed = documents.build_documents(show)
        with gr.Tab("Findings"):
            grid = gr.HTML(js_on_load=None, apply_default_css=False, elem_id="library-matrix")
        with gr.Tab("Actions"):
            table = actions.build_actions(services)
        with gr.Tab("Coverage") as coverage_tab:
            covered = gr.HTML(js_on_load=None, apply_default_css=False, elem_id="library-coverage")

    def coverage_of(edition: Edition) -> Markup:
        return coverage.coverage_markup(edition.library, services.settings)

    def fill() -> tuple[object, ...]:
        edition = services.editions.pinned()
        shown = (
            show(lambda one: documents.documents_markup(one.library), edition),
            show(lambda one: one.made(_matrix), edition),
            show(coverage_of, edition),
        )
        try:
            rows = actions.start(edition(), services.site)
        except FindingsError:
            rows = tuple(gr.skip() for _ in table.outputs)
        return (*shown, *rows)

    gr.on(
        None,
        fill,
        None,
        [listed, grid, covered, *table.outputs],
        show_progress="hidden",
        api_visibility="private",
    )

    def show_coverage() -> object:
        """Show what was declined since the page was loaded, too."""
        return show(coverage_of)

    coverage_tab.select(
        show_coverage, None, covered, show_progress="hidden", api_visibility="private"
    )
