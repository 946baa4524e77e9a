"""The web app's page: one heading, a tab for each kind of work, one look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pages import masthead, outage
from pages.ask import page as ask
from pages.draft import page as draft
from pages.learn import page as learn
from pages.library import page as library
from pages.pathways import page as pathways
from pages.shared import style

if TYPE_CHECKING:
    import gradio as gr

    from pages.shared.services import Services

_CSS = """
.gradio-container { max-width: 80rem !important; margin: 0 auto; }
.gradio-container .block:has(> .html-container) { padding: 0; }
.gradio-container .html-container { padding: 0 !important; }
@media (max-width: 30rem) { .fillable { padding: .75rem !important; }
  .tab-container[role="tablist"] button { padding: 0 .55rem; } }
.masthead { display: flex; flex-wrap: wrap; align-items: baseline; gap: .25rem 1rem;
  padding-bottom: .5rem; border-bottom: 3px solid var(--findings-accent); }
#findings-spoken:not(:has(.notice)) { position: absolute; }
.masthead h1 { margin: 0; font-size: 1.5rem; color: var(--findings-ink); }
.masthead p, .colophon p { margin: 0; color: var(--findings-muted); font-size: .9375rem; }
.colophon { margin-top: 1.5rem; padding-top: .75rem;
  border-top: 1px solid var(--findings-line); }
/* a field is its label and its box: Gradio draws frames around both, and around groups */
.gradio-container :is(.form, .gr-group, .gr-group > .styler) { border: 0 !important;
  background: none !important; box-shadow: none !important; }
.gradio-container .form { gap: 1rem !important; }
.gradio-container .form > .block, .gradio-container .block:has(> label.container) {
  border: 0 !important; padding: 0 !important; box-shadow: none !important; }
.gradio-container .form > .block, .gradio-container .block:has(> label.container) {
  overflow: visible !important; }
.gradio-container [data-testid="block-info"] { font-weight: 600; }
.gradio-container :is(textarea, input[type="text"]),
.gradio-container .wrap:has(> .wrap-inner [role="combobox"]) {
  border: 1px solid var(--findings-edge) !important; border-radius: 4px;
  background: var(--findings-paper) !important; }
.gradio-container :is(textarea, input[type="text"]) { padding: .5rem; }
/* what is around a field cuts off what is drawn outside it */
.gradio-container :is(textarea, input[type="text"]):focus-visible { outline-offset: -2px; }
/* a button is as wide as its words and stands at the beginning of its line */
.gradio-container button:is(.sm, .lg, .md):is(.primary, .secondary) {
  flex: 0 0 auto !important; width: auto; align-self: flex-start; min-height: 2.25rem;
  padding: .35rem 1rem; border-radius: var(--findings-radius) !important; font-size: .9375rem;
  font-weight: 600; box-shadow: none; }
.gradio-container button.sm:is(.primary, .secondary) { font-size: .875rem; min-height: 2rem; }
.gradio-container .row { align-items: flex-start; }
.gradio-container .row.to-foot { align-items: flex-end; }
.gradio-container .row.to-foot > button { align-self: flex-end !important; }
.gradio-container button.label-wrap { justify-content: flex-start; gap: .5rem;
  font-weight: 600; }
/* a closed part's arrow points to its words */
.gradio-container button.label-wrap:not(.open) .icon { transform: rotate(-90deg) !important; }
"""
# Each page: its name on the tab, what builds it, and its own rules.
_PAGES = (
    ("Ask", ask.build_ask, ask.CSS),
    ("Pathways", pathways.build_pathways, pathways.CSS),
    ("Library", library.build_library, library.CSS),
    ("Draft", draft.build_draft, draft.CSS),
    ("Learn", learn.build_learn, learn.CSS),
)


def build_page(services: Services) -> gr.Blocks:
    """Give the whole page, connected to the assistant and the live knowledge base."""
    import gradio as gr  # noqa: PLC0415  after the switches that the pages' package sets

    page = gr.Blocks(title="Findings", analytics_enabled=False, delete_cache=(600, 600))
    with page:
        shown = services.assistant.shown()
        header = masthead.header(shown) + outage.notice(services.assistant.steps().steps)
        gr.HTML(header, js_on_load=None, apply_default_css=False)
        with gr.Tabs(overflow_behavior="wrap"):
            for name, build, _ in _PAGES:
                with gr.Tab(name, id=name.lower(), elem_id=f"findings-tab-{name.lower()}"):
                    build(services)
        gr.HTML(masthead.footer(shown), js_on_load=None, apply_default_css=False)
    return page


def all_css() -> str:
    """Give the look and every page's own rules."""
    return "\n".join([style.CSS, _CSS, outage.CSS, *(css for _, _, css in _PAGES)])


def make_theme() -> gr.themes.Base:
    """Give Gradio's theme in our colours, on fonts that the reader's machine has."""
    import gradio as gr  # noqa: PLC0415  as above

    sans = [one.strip().strip('"') for one in style.SANS.split(",")]
    return gr.themes.Base(font=sans, font_mono=["ui-monospace", "monospace"]).set(
        body_background_fill="var(--findings-paper)",
        body_background_fill_dark="var(--findings-paper)",
        body_text_color="var(--findings-ink)",
        body_text_color_dark="var(--findings-ink)",
        body_text_color_subdued="var(--findings-muted)",
        body_text_color_subdued_dark="var(--findings-muted)",
        block_background_fill="var(--findings-paper)",
        block_background_fill_dark="var(--findings-paper)",
        block_label_text_color="var(--findings-ink)",
        block_label_text_color_dark="var(--findings-ink)",
        block_title_text_color="var(--findings-ink)",
        block_title_text_color_dark="var(--findings-ink)",
        block_info_text_color="var(--findings-muted)",
        block_info_text_color_dark="var(--findings-muted)",
        border_color_primary="var(--findings-line)",
        border_color_primary_dark="var(--findings-line)",
        button_primary_background_fill="var(--findings-accent)",
        button_primary_background_fill_dark="var(--findings-accent)",
        button_primary_background_fill_hover="var(--findings-ink)",
        button_primary_background_fill_hover_dark="var(--findings-ink)",
        button_primary_text_color="var(--findings-on-accent)",
        button_primary_text_color_dark="var(--findings-on-accent)",
        button_secondary_background_fill="var(--findings-paper)",
        button_secondary_background_fill_dark="var(--findings-paper)",
        button_secondary_border_color="var(--findings-edge)",
        button_secondary_border_color_dark="var(--findings-edge)",
        button_secondary_text_color="var(--findings-accent)",
        button_secondary_text_color_dark="var(--findings-accent)",
        input_background_fill="var(--findings-paper)",
        input_background_fill_dark="var(--findings-paper)",
        input_border_color="var(--findings-edge)",
        input_border_color_dark="var(--findings-edge)",
        input_placeholder_color="var(--findings-muted)",
        input_placeholder_color_dark="var(--findings-muted)",
        link_text_color="var(--findings-accent)",
        link_text_color_dark="var(--findings-accent)",
        color_accent="var(--findings-accent)",
    )
