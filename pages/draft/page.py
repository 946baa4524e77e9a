"""The Draft page: choose a theme, read and change the draft beside its sources, take it away."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import gradio as gr

from domain import FindingsError
from drafting.audiences import AUDIENCES
from drafting.editing import edited, reviewed, words_of
from drafting.wording import DraftKind, Length
from pages.draft.view import CSS as CSS  # noqa: PLC0414  ui.py joins every page's rules
from pages.draft.view import render_draft, render_notice, render_safety, render_sources
from pages.shared.download import file_markup
from pages.shared.limits import address_of, costly, gives_steps
from pages.shared.templates import render
from pages.shared.terms import glossary_of
from using.drafts import MOST_CHARACTERS, OWN, WantedDraft, make_draft, steps_alone, themes_of
from using.files import House, draft_file, look_of
from using.records.drafts import checked

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from drafting.composing import Draft
    from drafting.themes import Themes
    from learning.glossary import Glossary
    from pages.shared.services import Services
    from using.drafts import Made

# The most sections that a kind of draft has.
SLOTS = 10
MOST_WORDS = 6_000
CHANGE_HELP = (
    "Quoted lines are kept or left out; they cannot be reworded. Our own words are yours to "
    "change: a row that begins with “- ” is a point, one that begins with “> ” is a note for "
    "the facilitator."
)
REVIEW_HELP = (
    "A practice lead who has checked every line signs here. It stands with today's date on the "
    "draft and in every file, and is not kept by this server."
)
MOST_NAMED = 100
Updates = list[Any]


def build_draft(services: Services) -> None:
    """Add the page's parts to the tab that is open, connected to each other."""
    held = gr.State(None)
    themes = themes_of(services.editions)
    theme, question, kind, audience, length, make = _build_choices(themes)
    notice = gr.HTML("", js_on_load=None, elem_id="draft-notice")
    with gr.Column(visible=False) as whole:
        word, slides, markdown, cards = _build_exports()
        with gr.Row(elem_classes="draft-columns"):
            with gr.Column(scale=3, min_width=280), gr.Tabs(overflow_behavior="wrap") as tabs:
                with gr.Tab("Read the draft", id="read") as read:
                    page = gr.HTML("", js_on_load=None, elem_id="draft-page")
                with gr.Tab("Change it", id="change"):
                    aim, slots = _build_slots()
                with gr.Tab("Sign it off", id="review"):
                    signed = _build_review()
            with gr.Column(scale=2, min_width=280):
                sources = gr.HTML("", js_on_load=None, elem_id="draft-sources")
    file = gr.HTML("", js_on_load=None, elem_classes="draft-file")
    parts = [part for slot in slots for part in slot]
    # who signed another draft did not sign this one
    shown = [held, notice, whole, page, sources, aim, *parts, file, tabs, cards, *signed]
    edits = [held, *signed, aim, *(part for _, lines, words in slots for part in (lines, words))]

    @gives_steps
    def on_make(request: gr.Request, *chosen: Any) -> Updates:  # noqa: ANN401  Gradio's values
        edition, wanted = services.editions.pinned(), WantedDraft(*chosen)
        if services.limits.allows(address_of(request)):
            made = make_draft(services.assistant, edition, wanted, services.site)
        else:
            made = steps_alone(services.assistant, wanted)
        return _updates(made, glossary_of(edition))

    def on_read(draft: Draft | None, *values: Any) -> Updates:  # noqa: ANN401  as above
        if draft is None:
            return ["", ""]
        now = _current(draft, values, services)
        return [render_draft(now, glossary_of(services.editions)), render_sources(now)]

    gr.on(
        [make.click, question.submit], on_make, [theme, question, kind, audience, length], shown,
        api_visibility="private", concurrency_limit=4, concurrency_id="draft",
    )  # fmt: skip
    theme.change(
        lambda name: gr.update(visible=name == OWN), theme, question, show_progress="hidden",
        api_visibility="private",
    )  # fmt: skip
    _fill_at_load(services, theme, themes)
    read.select(on_read, edits, [page, sources], show_progress="hidden", api_visibility="private")
    for button, ending in ((word, "docx"), (slides, "pptx"), (markdown, "md"), (cards, "csv")):
        button.click(
            costly(_exporting(ending, services)), edits, file, show_progress="hidden",
            api_visibility="private",
        )  # fmt: skip


def _fill_at_load(services: Services, theme: gr.Dropdown, built: Themes) -> None:
    """Offer the themes of the documents that are live when the page is loaded."""

    def themes_now() -> Any:  # noqa: ANN401  Gradio's update
        themes = themes_of(services.editions)
        # a theme that somebody has chosen in the meantime stays
        if themes.titles == built.titles:
            return gr.skip()
        return gr.update(choices=[*themes.titles, OWN], value=themes.first.title)

    root = gr.context.Context.root_block
    if root is not None:
        root.load(themes_now, None, theme, show_progress="hidden", api_visibility="private")


def _build_choices(
    themes: Themes,
) -> tuple[gr.Dropdown, gr.Textbox, gr.Dropdown, gr.Dropdown, gr.Radio, gr.Button]:
    gr.HTML(render("draft/heading.html", {}), js_on_load=None)
    with gr.Row():
        theme = gr.Dropdown(
            [*themes.titles, OWN], value=themes.first.title, label="Theme", min_width=220,
        )  # fmt: skip
        kind = gr.Dropdown([one.value for one in DraftKind], value=DraftKind.BRIEFING.value,
                           label="Kind", min_width=220)  # fmt: skip
        audience = gr.Dropdown([one.name for one in AUDIENCES], value=AUDIENCES[0].name,
                               label="Audience", min_width=220)  # fmt: skip
    question = gr.Textbox(
        label="Question to draft from", max_length=MOST_CHARACTERS, visible=False, max_lines=3,
        info="Leave out names and anything that could identify a child.",
    )  # fmt: skip
    length = gr.Radio([one.value for one in Length], value=Length.STANDARD.value, label="Length")
    make = gr.Button("Make the draft", variant="primary", elem_id="draft-make")
    return theme, question, kind, audience, length, make


def _build_exports() -> tuple[gr.Button, gr.Button, gr.Button, gr.Button]:
    with gr.Row(elem_classes="not-printed"):
        return (
            gr.Button("Save as Word"),
            gr.Button("Save as PowerPoint"),
            gr.Button("Save as Markdown"),
            gr.Button("Save cards for Anki (CSV)", visible=False),
        )


def _build_review() -> tuple[gr.Textbox, gr.Textbox]:
    gr.HTML(render_notice(REVIEW_HELP), js_on_load=None)
    return (
        gr.Textbox(label="Checked by (name or role)", max_length=MOST_NAMED, interactive=True),
        gr.Textbox(label="Comment", max_length=MOST_CHARACTERS, lines=2, interactive=True),
    )


def _build_slots() -> tuple[gr.Textbox, list[tuple[gr.HTML, gr.CheckboxGroup, gr.Textbox]]]:
    gr.HTML(render_notice(CHANGE_HELP), js_on_load=None)
    aim = gr.Textbox(label="Why this matters", lines=2, max_length=MOST_WORDS, interactive=True)
    slots = []
    for number in range(1, SLOTS + 1):
        title = gr.HTML("", js_on_load=None, visible=False)
        lines = gr.CheckboxGroup([], label=f"Lines of section {number}", visible=False,
                                 interactive=True, elem_classes="draft-lines")  # fmt: skip
        words = gr.Textbox(label=f"Our words in section {number}", visible=False, lines=3,
                           max_length=MOST_WORDS, interactive=True)  # fmt: skip
        slots.append((title, lines, words))
    return aim, slots


def _updates(made: Made, glossary: Glossary) -> Updates:
    """Give the values of everything shown, in the order of ``shown``."""
    notice = render_safety(made.safety) if made.safety else ""
    if made.notice:
        notice = render_notice(made.notice)
    return _shown(made.draft, glossary, notice) if made.draft else _nothing(notice)


def _nothing(notice: str) -> Updates:
    hidden = [gr.update(visible=False)] * (SLOTS * 3)
    kept, unsigned = [gr.update(), gr.update()], ["", ""]
    return [None, notice, gr.update(visible=False), "", "", "", *hidden, "", *kept, *unsigned]


def _shown(draft: Draft, glossary: Glossary, notice: str) -> Updates:
    slots: list[Any] = []
    for number in range(SLOTS):
        if number >= len(draft.sections):
            slots += [gr.update(visible=False)] * 3
            continue
        section = draft.sections[number]
        choices = [(f"“{line.text}” [{draft.number_of(line)}]", line.key) for line in section.lines]
        slots += [
            gr.update(value=render_notice(section.title, level=3), visible=True),
            gr.update(choices=choices, value=[key for _, key in choices], visible=bool(choices),
                      label=f"Quoted lines: {section.title}"),
            gr.update(value=words_of(section), visible=True, label=f"Our words: {section.title}"),
        ]  # fmt: skip
    return [
        draft, notice, gr.update(visible=True), render_draft(draft, glossary),
        render_sources(draft), draft.aim, *slots, "", gr.update(selected="read"),
        gr.update(visible=draft.kind is DraftKind.CARDS), "", "",
    ]  # fmt: skip


def _current(draft: Draft, values: Sequence[Any], services: Services) -> Draft:
    """Give the draft as it was changed and signed; it says where a source has changed since."""
    by, comment, aim, *parts = values
    count = len(draft.sections)
    kept = [frozenset(lines or ()) for lines in parts[0::2][:count]]
    words = [text or "" for text in parts[1::2][:count]]
    now = edited(draft, aim or "", kept, words)
    signed = reviewed(now, by or "", comment or "", datetime.now(UTC).date())
    try:
        return checked(signed, services.editions().generation)
    except FindingsError:
        # what cannot be read now says nothing of what was quoted
        return signed


def _house(services: Services) -> House:
    look = look_of(lambda: services.editions().generation)
    return House(services.settings.draft_word, services.settings.draft_slides, look)


def _exporting(ending: str, services: Services) -> Callable[..., str]:
    def on_export(draft: Draft | None, *values: Any) -> str:  # noqa: ANN401  as above
        if draft is None:
            return ""
        try:
            now = _current(draft, values, services)
            return file_markup(draft_file(now, ending, _house(services)))
        except FindingsError as error:
            # a template of the house that cannot be read
            gr.Warning(str(error))
            return ""

    return on_export
