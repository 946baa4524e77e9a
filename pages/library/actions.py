"""Library, Actions: the table for the partnership to fill, in the page or in a spreadsheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import gradio as gr
from markupsafe import Markup

from library.action_csv import ActionFileError, read_csv
from library.actions import FILLED, merge
from library.actions import fill as fill_row
from pages.library.actions_markup import CSS as MARKUP_CSS
from pages.library.actions_markup import LABELS, downloads_markup, quote_markup, table_markup
from pages.shared.limits import costly
from pages.shared.templates import render
from using.files import actions_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.assistant import Library
    from bot.edition import Edition
    from library.actions import Action
    from pages.shared.services import Services

CSS = MARKUP_CSS


@dataclass(frozen=True, slots=True)
class ActionsView:
    """The components that show the table, to be filled by ``start``."""

    actions: gr.State
    row: gr.State
    choice: gr.Dropdown
    quote: gr.HTML
    entries: tuple[gr.Textbox, ...]
    table: gr.HTML
    downloads: gr.HTML

    @property
    def outputs(self) -> list[gr.State | gr.Dropdown | gr.HTML | gr.Textbox]:
        """What ``start`` gives a value for, in its order."""
        return [
            self.actions, self.row, self.choice, self.quote, *self.entries, self.table,
            self.downloads,
        ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class EmptyTable:
    """The table that nobody has filled yet, with its files: made once of an edition.

    ``site`` is the app's own web address, so that a link in a file leads back to it.
    """

    site: str

    def __call__(self, edition: Edition) -> tuple[tuple[Action, ...], Markup, Markup]:
        """Give the rows, and the table and its files as they are shown."""
        actions = actions_of(edition.generation, self.site)
        return actions, table_markup(actions), downloads_markup(actions, edition.library)


def start(edition: Edition, site: str) -> tuple[object, ...]:
    """Give the values of ``ActionsView.outputs`` for an empty table."""
    actions, *shown = edition.made(EmptyTable(site))
    return (*_row_of(actions, 0, edition.library), *shown)


def _all_values(actions: Sequence[Action], row: int, library: Library) -> tuple[object, ...]:
    shown = (table_markup(actions), downloads_markup(actions, library))
    return (*_row_of(actions, row, library), *shown)


def _row_of(actions: Sequence[Action], row: int, library: Library) -> tuple[object, ...]:
    return (
        actions, row, gr.Dropdown(choices=_choices(actions), value=row),
        quote_markup(actions, row, library), *_entries_of(actions, row),
    )  # fmt: skip


def _choices(actions: Sequence[Action]) -> list[tuple[str, int]]:
    return [(f"{one.number} {_shortened(one.finding)}", row) for row, one in enumerate(actions)]


def _shortened(words: str, limit: int = 90) -> str:
    return words if len(words) <= limit else words[:limit].rsplit(" ", 1)[0] + " ..."


def _entries_of(actions: Sequence[Action], row: int) -> tuple[str, ...]:
    if row >= len(actions):
        return ("",) * len(FILLED)
    return tuple(getattr(actions[row], name) for name in FILLED)


def build_actions(services: Services) -> ActionsView:
    """Put the tab's components in place; give those to fill with ``start``."""
    gr.HTML(
        render("library/actions_introduction.html", {}), js_on_load=None, apply_default_css=False
    )
    actions, row = gr.State(()), gr.State(0)
    downloads = gr.HTML(js_on_load=None, apply_default_css=False)
    with gr.Group():
        choice = gr.Dropdown(label="Action to fill in", choices=[], elem_id="actions-choice")
        quote = gr.HTML(js_on_load=None, apply_default_css=False, elem_id="actions-quote")
        with gr.Row():
            entries = tuple(
                gr.Textbox(label=label, info=info, lines=2 if name == "evidence" else 1)
                for name, (label, info) in LABELS.items()
            )
        save = gr.Button("Put it in the table", variant="primary", elem_id="actions-save")
    said = gr.HTML(js_on_load=None, apply_default_css=False, elem_id="actions-said")
    with gr.Accordion("Read a filled-in CSV file", open=False):
        gr.HTML(render("library/actions_file.html", {}), js_on_load=None, apply_default_css=False)
        pasted = gr.Textbox(
            label="Text of the file (filled by choosing a file, or paste it)",
            lines=4,
            max_lines=8,
            elem_id="actions-text",
        )
        read = gr.Button("Read it into the table", elem_id="actions-read")
    table = gr.HTML(js_on_load=None, apply_default_css=False, elem_id="actions-table")
    view = ActionsView(actions, row, choice, quote, entries, table, downloads)

    def keep(table: tuple[Action, ...], at: int, *given: str) -> tuple[object, ...]:
        kept = fill_row(table, at, given) if at < len(table) else table
        words = f"{kept[at].number} is in the table." if at < len(kept) else ""
        return (
            kept,
            table_markup(kept),
            downloads_markup(kept, services.editions().library),
            _said(words),
        )

    def move(table: tuple[Action, ...], at: int, to: int | None, *given: str) -> tuple[object, ...]:
        if to is None or to == at:
            return (gr.skip(),) * (len(view.outputs) - 1)
        kept = fill_row(table, at, given) if at < len(table) else table
        values = _all_values(kept, to, services.editions().library)
        return (*values[:2], *values[3:])

    @costly
    def take(table: tuple[Action, ...], at: int, text: str, *given: str) -> tuple[object, ...]:
        kept = fill_row(table, at, given) if at < len(table) else table
        try:
            found = read_csv(text)
        except ActionFileError as error:
            return (*(gr.skip() for _ in view.outputs), _said(str(error), tone="caution"))
        merged = merge(kept, found.actions)
        notes = list(merged.notes)
        if found.other_columns:
            notes.append(f"Columns without a place here: {', '.join(found.other_columns)}.")
        values = _all_values(
            merged.actions, min(at, len(merged.actions)), services.editions().library
        )
        return (*values, _said(" ".join(notes)))

    save.click(
        keep,
        [actions, row, *entries],
        [actions, table, downloads, said],
        show_progress="hidden",
        api_visibility="private",
    )
    choice.input(
        move,
        [actions, row, choice, *entries],
        [one for one in view.outputs if one is not choice],
        show_progress="hidden",
        api_visibility="private",
    )
    read.click(
        take,
        [actions, row, pasted, *entries],
        [*view.outputs, said],
        show_progress="hidden",
        api_visibility="private",
    )
    return view


def _said(words: str, *, tone: str = "good") -> Markup:
    return render("library/said.html", {"words": words, "tone": tone}) if words else Markup()
