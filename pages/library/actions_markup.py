"""The actions table as markup: one finding, the whole table, and the files to save."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from domain import Kind
from pages.ask.passage_cards import document_link
from pages.shared.templates import read_css, render
from using.files import actions_file

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from bot.assistant import Library
    from library.actions import Action

CSS = read_css("library/actions.css")

# The entries of a row by the name of their field, each with its label and a hint.
LABELS = {
    "owner": ("Owner", "who sees to it"),
    "due": ("Due", "for example 31 March 2027"),
    "evidence": ("Evidence", "what shows that it is done"),
    "status": ("Status", "for example not started, under way, done"),
}
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def no_letter(library: Library) -> Markup:
    """Say that no inspection letter is held, or none of the partnership's own area."""
    foreign = library.quoting.foreign
    held = library.generation.sources
    others = any(one.kind is Kind.FINDING and one.id in foreign for one in held)
    return render("library/no_letter.html", {
        "area": library.belonging.home.name if others else "",
    })  # fmt: skip


def quote_markup(actions: Sequence[Action], row: int, library: Library) -> Markup:
    """Give the finding of a row, whole, with its source and address."""
    if row >= len(actions):
        return no_letter(library)
    one = actions[row]
    return render("library/action.html", {
        "finding": one.finding, "source": one.source, "link": _link(one),
    })  # fmt: skip


def _link(action: Action) -> Markup | None:
    return document_link(action.address, "Read it in its place") if action.address else None


def table_markup(actions: Sequence[Action]) -> Markup:
    """Give the whole table."""
    return render("library/actions.html", {
        "columns": ("No.", "Finding", "Agencies", *(label for label, _ in LABELS.values())),
        "rows": [(one, _link(one), _filled(one)) for one in actions],
    })  # fmt: skip


def _filled(action: Action) -> list[tuple[str, str]]:
    """Give what the partnership filled in, each with its label."""
    return [(label, getattr(action, name)) for name, (label, _) in LABELS.items()]


def downloads_markup(actions: Sequence[Action], library: Library) -> Markup:
    """Give the links that save the table as it stands; the files are in the links themselves."""
    links = [
        (words, actions_file(actions, library.generation, ending))
        for words, ending in (("Save as CSV", "csv"), ("Save as Word", "docx"))
    ]
    return render("library/downloads.html", {"files": [
        (words, file.name, file.kind, base64.b64encode(file.body).decode()) for words, file in links
    ]})  # fmt: skip
