"""The web app's page: one heading, a tab for each kind of work, one look."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pages.ask import page as ask
from pages.case import page as case
from pages.draft import page as draft
from pages.frame import masthead, outage
from pages.frame.own_look import logo_of_store
from pages.learn import page as learn
from pages.library import page as library
from pages.pathways import page as pathways
from pages.shared import style
from pages.shared.templates import read_css

if TYPE_CHECKING:
    import gradio as gr
    from markupsafe import Markup

    from pages.shared.services import Services

# Each page: its name on the tab, what builds it, and its own rules.
_PAGES = (
    ("Ask", ask.build_ask, ask.CSS),
    ("Case", case.build_case, case.CSS),
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
        services.following.html(partial(_head, services))
        with gr.Tabs(overflow_behavior="wrap"):
            for name, build, _ in _PAGES:
                with gr.Tab(name, id=name.lower(), elem_id=f"findings-tab-{name.lower()}"):
                    build(services)
        services.following.html(lambda: masthead.footer(services.assistant.shown()))
    return page


def _head(services: Services) -> Markup:
    """Give what stands above every page, with the notice of an outage."""
    partnership = services.assistant.partnership()
    signs_in = services.settings.sign_in in {"accounts", "organisation"}
    logo = logo_of_store(services.settings.store)
    header = masthead.header(partnership, logo, signs_in=signs_in)
    return header + outage.notice(services.assistant.steps().steps)


def all_css() -> str:
    """Give the look and every page's own rules."""
    return "\n".join(
        [style.CSS, read_css("frame/page.css"), outage.CSS, *(css for _, _, css in _PAGES)]
    )


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
