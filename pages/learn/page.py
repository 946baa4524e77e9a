"""The Learn page: a reading path, the glossary and a quiz, for people new to the work.

Progress is kept by the learner's browser and travels with each click; the server marks the
answer and keeps nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import gradio as gr

from pages.learn import path, quiz
from pages.learn.acting import EVERYTHING, START_LABEL, LearnPage
from pages.learn.cards import Cards
from pages.learn.tour import tour_markup
from pages.learn.week import ROLES, Week
from pages.shared import terms
from pages.shared.templates import read_css, render

if TYPE_CHECKING:
    from pages.shared.services import Services

STORAGE_KEY, CARDS_KEY = "findings-learning", "findings-cards"
CSS = "".join([terms.CSS, path.CSS, quiz.CSS, read_css("learn/page.css")])

_STILL: dict[str, Any] = {"js_on_load": None, "apply_default_css": False}
_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}


def build_learn(services: Services) -> None:
    """Lay out the page inside the current tab and connect it."""
    page, cards = LearnPage(services), Cards(services)
    stored, kept = _progress_of_the_browser(STORAGE_KEY), _progress_of_the_browser(CARDS_KEY)
    with gr.Tabs(overflow_behavior="wrap") as tabs:
        with gr.Tab("Reading path", id="path"):
            path = _build_path()
        with gr.Tab("Glossary", id="glossary"):
            words = _build_glossary()
        with gr.Tab("Quiz", id="quiz"):
            quiz = _build_quiz()
        with gr.Tab("Flashcards", id="cards") as on_cards:
            theme, card, known, again = _build_cards()
        with gr.Tab("First week", id="week") as on_week:
            role = gr.Dropdown(list(ROLES), value=ROLES[0], label="I work in", interactive=True,
                               elem_id="learn-role", elem_classes="not-printed")  # fmt: skip
            days = gr.HTML(**_STILL, elem_id="learn-week")
        with gr.Tab("Tour", id="tour"):
            services.following.html(lambda: tour_markup(services.assistant.shown()))
    gr.HTML(render("learn/kept.html", {}), **_STILL)
    forget = gr.Button("Forget me", size="sm", elem_id="learn-forget", elem_classes="not-printed")
    told = gr.HTML(**_STILL)

    overview, sitting, text, read, quizzed = path
    # 'input' is the learner's own choice; 'change' would answer our own updates too, late
    sitting.input(page.show_sitting, [sitting, stored], text, **_QUIET)
    # the next sitting is read from its beginning
    read.click(page.mark_read, [sitting, stored], [text, overview, stored, sitting],
               scroll_to_output=True, **_QUIET)  # fmt: skip
    quizzed.click(page.quiz_on, [sitting, stored], [tabs, quiz[0], stored, *quiz[1:]], **_QUIET)
    search, letters, entries = words
    # one after the other with that of the page's opening, whose answer must not come last
    search.change(page.search, [search, letters], entries, trigger_mode="always_last",
                  concurrency_id="glossary", **_QUIET)  # fmt: skip
    letters.input(page.show_letter, letters, [entries, search], **_QUIET)
    about, line, choice, go, outcome, tally = quiz
    go.click(page.go_on, [stored, about, choice, go], [stored, line, choice, go, outcome, tally],
             **_QUIET)  # fmt: skip
    about.input(page.ask, [stored, about], [stored, line, choice, go, outcome, tally], **_QUIET)
    # shown, a card is not kept: only what the learner says of it is
    on_cards.select(cards.open, [kept, theme], [theme, card], **_QUIET)
    theme.input(cards.show, [kept, theme], card, **_QUIET)
    known.click(cards.known, [kept, theme], [kept, card], **_QUIET)
    again.click(cards.missed, [kept, theme], [kept, card], **_QUIET)
    week = Week(services)
    for chosen in (on_week.select, role.input):
        chosen(week.show, [stored, kept, role], days, **_QUIET)
    forget.click(page.forget, None, [stored, told, overview, sitting, text, *quiz], **_QUIET).then(
        cards.forget, None, [kept, card], **_QUIET
    ).then(week.show, [stored, kept, role], days, **_QUIET).then(
        None, None, None,
        js=f"() => {{ for (const key of ['{STORAGE_KEY}', '{CARDS_KEY}'])"
        " localStorage.removeItem(key); }",
    )  # fmt: skip
    root = gr.context.Context.root_block
    if root is not None:
        opened = root.load(
            page.open,
            stored,
            [overview, sitting, text, read, quizzed, letters, about, tally],
            **_QUIET,
        )
        # what was typed in the meantime is kept
        opened.then(page.search, [search, letters], entries, concurrency_id="glossary", **_QUIET)


def _progress_of_the_browser(key: str) -> gr.BrowserState:
    """Give the learner's progress, read from the browser as soon as the page is there.

    What lies in a tab is set up when the tab is first opened: too late for the page's load
    event, so that the state is put beside the tabs.
    """
    stored = gr.BrowserState(None, storage_key=key, secret=key, render=False)
    here, root = gr.context.Context.block, gr.context.Context.root_block
    gr.context.Context.block = root or here
    try:
        stored.render()  # type: ignore[no-untyped-call]  # Gradio gives it no types
    finally:
        gr.context.Context.block = here
    return stored


def _build_path() -> tuple[gr.HTML, gr.Radio, gr.HTML, gr.Button, gr.Button]:
    overview = gr.HTML(**_STILL)
    with gr.Row(elem_classes="needs-path"):
        with gr.Column(scale=2, min_width=280):
            sitting = gr.Radio([], label="Sittings", elem_id="learn-sittings", interactive=True)
        with gr.Column(scale=5, min_width=300):
            text = gr.HTML(**_STILL, elem_id="learn-sitting")
            with gr.Row(elem_classes="not-printed"):
                # pressed before a sitting is there, they would be about none
                read = gr.Button("Mark as read and go on", variant="primary", interactive=False)
                quizzed = gr.Button("Ask me about this sitting", interactive=False)
    return overview, sitting, text, read, quizzed


def _build_glossary() -> tuple[gr.Textbox, gr.Radio, gr.HTML]:
    search = gr.Textbox(
        label="Search the glossary", info="An abbreviation, a term or an everyday word.",
        elem_id="learn-search", max_length=100,
        html_attributes=gr.InputHTMLAttributes(autocomplete="off"),
    )  # fmt: skip
    letters = gr.Radio([], label="Letter", elem_id="learn-letters", interactive=True)
    return search, letters, gr.HTML(**_STILL)


def _build_quiz() -> tuple[gr.Dropdown, gr.HTML, gr.Radio, gr.Button, gr.HTML, gr.HTML]:
    about = gr.Dropdown(
        [("Everything", EVERYTHING)], value=EVERYTHING, label="Questions about",
        elem_id="learn-about", interactive=True,
    )  # fmt: skip
    line = gr.HTML(quiz.START, **_STILL, elem_id="learn-question")
    choice = gr.Radio([], label="Your answer", visible=False, elem_id="learn-answer",
                      interactive=True)  # fmt: skip
    go = gr.Button(START_LABEL, variant="primary", elem_id="learn-go")
    return about, line, choice, go, gr.HTML(**_STILL), gr.HTML(**_STILL, elem_id="learn-tally")


def _build_cards() -> tuple[gr.Dropdown, gr.HTML, gr.Button, gr.Button]:
    theme = gr.Dropdown(
        [("Everything", EVERYTHING)], value=EVERYTHING, label="Cards about",
        elem_id="learn-cards-about", interactive=True,
    )  # fmt: skip
    card = gr.HTML(**_STILL, elem_id="learn-card")
    with gr.Row(elem_classes="not-printed"):
        known = gr.Button("I knew it", variant="primary")
        again = gr.Button("Show it again soon")
    return theme, card, known, again
