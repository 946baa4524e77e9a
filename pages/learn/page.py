"""The Learn page: a reading path, the glossary and a quiz, for people new to the work.

Progress is kept by the learner's browser and travels with each click; the server marks the
answer and keeps nothing.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

import gradio as gr

from domain import FindingsError, Part
from learning.progress import Progress, choose, from_stored, to_stored
from learning.quiz.lines import topic_of
from learning.quiz.marking import mark
from learning.quiz.orders import topic_of_pathway
from pages.learn import glossary, path, quiz
from pages.shared import terms
from pages.shared.markup import escaped
from using import parts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from learning.desk import Materials
    from learning.path import Sitting
    from learning.quiz.items import QuizItem
    from pages.shared.services import Services

STORAGE_KEY = "findings-learning"
CSS = (
    terms.CSS
    + path.CSS
    + glossary.CSS
    + quiz.CSS
    + """
.learn a { overflow-wrap: anywhere; }
#learn-letters .wrap { gap: .35rem; }
#learn-letters label { min-width: 2.75rem; min-height: 2.75rem; justify-content: center; }
"""
)

_STILL: dict[str, Any] = {"js_on_load": None, "apply_default_css": False}
_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
_EVERYTHING = "everything"
_KEPT = (
    '<p class="learn muted">Your progress stays in this browser: which sittings you marked as'
    " read, and how each question went. The server keeps nothing about you. On a shared computer,"
    " forget it when you stop.</p>"
)
_START, _CHECK, _NEXT = "Start the quiz", "Check answer", "Next question"


def build_learn(services: Services) -> None:
    """Lay out the page inside the current tab and connect it."""
    page = _LearnPage(services)
    stored = _progress_of_the_browser()
    with gr.Tabs(overflow_behavior="wrap") as tabs:
        with gr.Tab("Reading path", id="path"):
            path = _build_path()
        with gr.Tab("Glossary", id="glossary"):
            words = _build_glossary()
        with gr.Tab("Quiz", id="quiz"):
            quiz = _build_quiz()
    gr.HTML(_KEPT, **_STILL)
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
    search.change(page.search, [search, letters], entries, trigger_mode="always_last", **_QUIET)
    letters.input(page.show_letter, letters, [entries, search], **_QUIET)
    about, line, choice, go, outcome, tally = quiz
    go.click(page.go_on, [stored, about, choice, go], [stored, line, choice, go, outcome, tally],
             **_QUIET)  # fmt: skip
    about.input(page.ask, [stored, about], [stored, line, choice, go, outcome, tally], **_QUIET)
    forget.click(page.forget, None, [stored, told, overview, sitting, text, *quiz], **_QUIET).then(
        None, None, None, js=f"() => {{ localStorage.removeItem('{STORAGE_KEY}'); }}"
    )
    root = gr.context.Context.root_block
    if root is not None:
        opened = root.load(
            page.open, stored, [overview, sitting, text, letters, about, tally], **_QUIET
        )
        # what was typed in the meantime is kept
        opened.then(page.search, [search, letters], entries, **_QUIET)


def _progress_of_the_browser() -> gr.BrowserState:
    """Give the learner's progress, read from the browser as soon as the page is there.

    What lies in a tab is set up when the tab is first opened: too late for the page's load
    event, so that the state is put beside the tabs.
    """
    stored = gr.BrowserState(None, storage_key=STORAGE_KEY, secret=STORAGE_KEY, render=False)
    here, root = gr.context.Context.block, gr.context.Context.root_block
    gr.context.Context.block = root or here
    try:
        stored.render()  # type: ignore[no-untyped-call]  # Gradio gives it no types
    finally:
        gr.context.Context.block = here
    return stored


def _build_path() -> tuple[gr.HTML, gr.Radio, gr.HTML, gr.Button, gr.Button]:
    overview = gr.HTML(**_STILL)
    with gr.Row():
        with gr.Column(scale=2, min_width=280):
            sitting = gr.Radio([], label="Sittings", elem_id="learn-sittings", interactive=True)
        with gr.Column(scale=5, min_width=300):
            text = gr.HTML(**_STILL, elem_id="learn-sitting")
            with gr.Row(elem_classes="not-printed"):
                read = gr.Button("Mark as read and go on", variant="primary")
                quizzed = gr.Button("Ask me about this sitting")
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
        [("Everything", _EVERYTHING)], value=_EVERYTHING, label="Questions about",
        elem_id="learn-about", interactive=True,
    )  # fmt: skip
    line = gr.HTML(quiz.START, **_STILL, elem_id="learn-question")
    choice = gr.Radio([], label="Your answer", visible=False, elem_id="learn-answer",
                      interactive=True)  # fmt: skip
    go = gr.Button(_START, variant="primary", elem_id="learn-go")
    return about, line, choice, go, gr.HTML(**_STILL), gr.HTML(**_STILL, elem_id="learn-tally")


class _LearnPage:
    """What happens on the page; holds the documents' materials, nothing about anybody."""

    def __init__(self, services: Services) -> None:
        self._editions = services.editions

    def _materials(self) -> Materials:
        return self._editions().made(parts.materials)

    def open(self, stored: object) -> tuple[Any, ...]:
        """Fill the page from the live documents and what the browser kept."""
        progress = from_stored(stored)
        try:
            materials = self._materials()
        except FindingsError as error:
            return _notice(str(error)), gr.update(), "", gr.update(), gr.update(), ""
        unread = [one for one in materials.sittings if one.id not in progress.read]
        first = (unread or list(materials.sittings))[:1]
        letters = materials.glossary.letters
        return (
            _notice(materials.problem) if materials.problem
            else path.overview(materials.sittings, progress.read),
            gr.update(choices=path.sitting_choices(materials.sittings),
                      value=first[0].id if first else None),
            _sitting(materials, first[0].id if first else "", progress),
            gr.update(choices=list(letters), value=letters[0] if letters else None),
            gr.update(choices=_subjects(materials)),
            "",
        )  # fmt: skip

    def show_sitting(self, sitting: str | None, stored: object) -> str:
        """Give a sitting as markup."""
        return _sitting(self._materials(), sitting, from_stored(stored))

    def mark_read(self, sitting: str | None, stored: object) -> tuple[Any, ...]:
        """Mark a sitting as read, and open the next one that is not."""
        materials = self._materials()
        known = [one.id for one in materials.sittings]
        progress = from_stored(stored)
        if sitting in known:
            progress = progress.mark_read(sitting)
        after = known[known.index(sitting) + 1 :] if sitting in known else known
        left = [one for one in (*after, *known) if one not in progress.read]
        follows = left[0] if left else sitting
        return (
            _sitting(materials, follows, progress),
            path.overview(materials.sittings, progress.read),
            to_stored(progress),
            follows,
        )

    def quiz_on(self, sitting: str | None, stored: object) -> tuple[Any, ...]:
        """Open the quiz on a sitting's subjects."""
        about = f"sitting:{sitting}" if sitting else _EVERYTHING
        state, *asked = self.ask(stored, about)
        return gr.update(selected="quiz"), about, state, *asked

    def search(self, asked: str | None, letter: str | None) -> str:
        """Give the entries that fit what was typed, or those of the letter again.

        Nothing typed is None until the tab of the box has been opened.
        """
        try:
            materials = self._materials()
        except FindingsError:
            return ""  # the page says so when it opens
        if not asked or not asked.strip():
            return self._letter(materials, letter or next(iter(materials.glossary.letters), ""))
        found = materials.glossary.search(asked)
        told = f"{len(found)} {'entry fits' if len(found) == 1 else 'entries fit'} your search."
        return glossary.entries_markup(found, told)

    def show_letter(self, letter: str | None) -> tuple[str, str]:
        """Give a letter's entries, and an empty search."""
        return self._letter(self._materials(), letter or ""), ""

    def ask(self, stored: object, about: str | None) -> tuple[Any, ...]:
        """Put the next question on the page."""
        return _next_question(self._materials(), from_stored(stored), about)

    def go_on(
        self, stored: object, about: str | None, choice: int | None, label: str
    ) -> tuple[Any, ...]:
        """Mark the answer where a question is on the page; else ask the next one."""
        progress = from_stored(stored)
        materials = self._materials()
        held = {one.id: one for one in materials.items}
        item = held.get(progress.asked) if progress.is_open else None
        if item is None or label == _START:
            return _next_question(materials, progress, about)
        same = gr.update()
        if choice is None or not 0 <= choice < len(item.choices):
            return same, same, same, same, _notice("Choose an answer first."), same
        verdict = mark(item, choice)
        progress = progress.answer(item, is_right=verdict.is_right)
        count = len(_items_about(materials, about))
        return (
            to_stored(progress), same, same, _NEXT,
            quiz.verdict_markup(item, verdict, materials.generation.pointers),
            quiz.tally_markup(progress, count),
        )  # fmt: skip

    def forget(self) -> tuple[Any, ...]:
        """Give the page as for somebody new, and nothing to keep."""
        nothing = Progress()
        sittings: tuple[Sitting, ...] = ()
        first, text = None, ""
        with contextlib.suppress(FindingsError):
            materials = self._materials()
            sittings = materials.sittings
            first = sittings[0].id if sittings else None
            text = _sitting(materials, first, nothing)
        done = "Forgotten: this browser holds nothing about you any more."
        return (
            {}, f'<p role="status">{escaped(done)}</p>',
            path.overview(sittings, nothing.read), first, text,
            _EVERYTHING, quiz.START, gr.update(choices=[], value=None, visible=False),
            _START, "", "",
        )  # fmt: skip

    def _letter(self, materials: Materials, letter: str) -> str:
        entries = materials.glossary.of_letter(letter)
        told = f"{len(entries)} of {len(materials.glossary.entries)} entries, under {letter}."
        return glossary.entries_markup(entries, told)


def _sitting(materials: Materials, sitting: str | None, progress: Progress) -> str:
    for one in materials.sittings:
        if one.id == sitting:
            pointers = materials.generation.pointers
            return path.sitting_markup(one, materials, pointers, is_read=one.id in progress.read)
    return ""


def _next_question(materials: Materials, progress: Progress, about: str | None) -> tuple[Any, ...]:
    items = _items_about(materials, about)
    item = choose(progress, items)
    if item is None:
        return to_stored(progress), _notice("No questions about this."), gr.update(
            visible=False), _NEXT, "", ""  # fmt: skip
    return (
        to_stored(progress.ask(item)),
        quiz.question_markup(item),
        gr.update(choices=quiz.choices_of(item), value=None, visible=True),
        _CHECK,
        "",
        quiz.tally_markup(progress, len(items)),
    )


def _subjects(materials: Materials) -> list[tuple[str, str]]:
    """Give what the quiz can be about: everything, a sitting, a document or pathway."""
    sittings = [(f"Sitting {number}: {one.title}", f"sitting:{one.id}")
                for number, one in enumerate(materials.sittings, 1)]  # fmt: skip
    passages = (one for one in materials.generation.passages if one.part is not Part.ADDRESSEES)
    routes = (one.title for one in materials.pathways)
    topics = sorted({*map(topic_of, passages), *map(topic_of_pathway, routes)})
    return [("Everything", _EVERYTHING), *sittings, *((one, f"topic:{one}") for one in topics)]


def _items_about(materials: Materials, about: str | None) -> Sequence[QuizItem]:
    kind, _, name = (about or "").partition(":")
    if kind == "topic":
        return [one for one in materials.items if one.topic == name]
    for sitting in materials.sittings:
        if kind == "sitting" and sitting.id == name:
            titles = {topic_of_pathway(one.title) for one in materials.pathways
                      if one.id in sitting.pathways}  # fmt: skip
            return [
                one for one in materials.items
                if one.topic in titles or one.citations[0].passage.id in sitting.passages
            ]  # fmt: skip
    return materials.items


def _notice(told: str) -> str:
    return f'<p class="learn notice notice-caution" role="status">{escaped(told)}</p>'
