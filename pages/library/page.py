"""The Library page: the documents, the letter's findings, the actions, and what is covered."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import gradio as gr

from domain import FindingsError
from pages.library import actions, coverage, documents, matrix
from pages.shared.terms import glossary_for

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.assistant import Library
    from pages.shared.services import Services

# What is wide scrolls within itself: Gradio's columns would grow with it, and so would the page.
_LAYOUT = """
#library-tabs { --library-width: calc(100vw - 4rem); }
#library-tabs > .tab-wrapper, #library-tabs .matrix { max-width: var(--library-width); }
@media (max-width: 30rem) {
  #library-tabs .tab-container button { padding: 0 .45rem; font-size: .875rem; } }
"""
CSS = _LAYOUT + "".join(one.CSS for one in (documents, matrix, actions, coverage))
_LOG = logging.getLogger(__name__)
_CANNOT_READ = (
    '<p class="notice notice-caution">The knowledge base cannot be read just now. Ask whoever runs '
    "Findings to look at its log.</p>"
)


def build_library(services: Services) -> None:
    """Put the page in place, inside a tab of the app; it fills when the page is loaded."""

    def show(make: Callable[[Library], str]) -> str:
        try:
            return make(services.library())
        except FindingsError as error:
            _LOG.warning("library page: %s", error)
            return _CANNOT_READ

    with gr.Tabs(elem_id="library-tabs", overflow_behavior="wrap"):
        with gr.Tab("Documents"):
            listed = documents.build_documents(show, lambda: glossary_for(services))
        with gr.Tab("Findings"):
            grid = gr.HTML(js_on_load=None, apply_default_css=False, elem_id="library-matrix")
        with gr.Tab("Actions"):
            table = actions.build_actions(services)
        with gr.Tab("Coverage") as coverage_tab:
            covered = gr.HTML(js_on_load=None, apply_default_css=False, elem_id="library-coverage")

    def show_coverage() -> str:
        return show(lambda one: coverage.coverage_markup(one, services.settings))

    def fill() -> tuple[object, ...]:
        shown = (
            show(documents.documents_markup),
            show(matrix.matrix_markup),
            show_coverage(),
        )
        try:
            rows = actions.start(services.library(), services.site)
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
    # what was declined since the page was loaded
    coverage_tab.select(
        show_coverage, None, covered, show_progress="hidden", api_visibility="private"
    )
