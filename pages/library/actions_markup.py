"""The actions table as markup: one finding, the whole table, and the files to save."""

from __future__ import annotations

import base64
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from domain import Kind
from library.action_csv import write_csv
from library.action_word import write_word
from pages.ask.passage_cards import document_link
from pages.shared.markup import escaped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.assistant import Library
    from library.actions import Action

CSS = """
.actions-table td.finding { min-width: 18rem; }
.actions-table .filled { white-space: pre-line; }
.downloads a { display: inline-block; margin: .25rem .75rem .25rem 0; padding: .4rem .9rem;
  border: 1px solid var(--findings-edge); border-radius: var(--findings-radius);
  background: var(--findings-paper); font-weight: 600; }
.actions-file label { display: block; font-weight: 600; margin-bottom: .25rem; }
.actions-file input { font: inherit; color: var(--findings-ink); max-width: 100%; }
@media (max-width: 60rem) { .actions-table td.finding { min-width: 0; } }
"""

# The entries of a row by the name of their field, each with its label and a hint.
LABELS = {
    "owner": ("Owner", "who sees to it"),
    "due": ("Due", "for example 31 March 2027"),
    "evidence": ("Evidence", "what shows that it is done"),
    "status": ("Status", "for example not started, under way, done"),
}
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def quote_markup(actions: Sequence[Action], row: int) -> str:
    """Give the finding of a row, whole, with its source and address."""
    if row >= len(actions):
        return '<p class="notice notice-calm">The knowledge base holds no inspection letter.</p>'
    one = actions[row]
    return (
        f'<div class="card"><p class="quote">{escaped(one.finding)}</p>'
        f'<p class="muted">{escaped(one.source)}</p>{_place(one)}</div>'
    )


def _place(action: Action) -> str:
    if not action.address:
        return ""
    return f"<p>{document_link(action.address, 'Read it in its place')}</p>"


def table_markup(actions: Sequence[Action]) -> str:
    """Give the whole table."""
    names = ("No.", "Finding", "Agencies", *(label for label, _ in LABELS.values()))
    heads = "".join(f'<th scope="col" role="columnheader">{name}</th>' for name in names)
    rows = "".join(map(_row, actions))
    return (
        '<table class="stacking actions-table" role="table">'
        f"<caption>{len(actions)} actions</caption>"
        f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>'
        f'<tbody role="rowgroup">{rows}</tbody></table>'
    )


def _row(action: Action) -> str:
    filled = "".join(
        f'<td role="cell" class="filled" data-label="{label}">'
        f"{escaped(getattr(action, name)) or '<span class=muted>-</span>'}</td>"
        for name, (label, _) in LABELS.items()
    )
    return (
        f'<tr role="row"><th scope="row" role="rowheader">{escaped(action.number)}</th>'
        f'<td role="cell" class="finding">{escaped(action.finding)}{_place(action)}</td>'
        f'<td role="cell" data-label="Agencies">{escaped(action.agencies) or "none named"}</td>'
        f"{filled}</tr>"
    )


def downloads_markup(actions: Sequence[Action], library: Library) -> str:
    """Give the links that save the table as it stands; the files are in the links themselves."""
    today = datetime.now(UTC).date()
    sources = [one.source for one in library.generation.documents]
    licences = [one.licence for one in sources if one.kind is Kind.FINDING]
    word = write_word(actions, made=today, licences=licences)
    links = (
        ("Save as CSV", f"actions-{today}.csv", "text/csv;charset=utf-8", write_csv(actions)),
        ("Save as Word", f"actions-{today}.docx", _WORD_TYPE, word),
    )
    shown = "".join(_file_link(*one) for one in links)
    return f'<p class="downloads">{shown}</p>'


def _file_link(words: str, name: str, kind: str, content: str | bytes) -> str:
    body = content.encode() if isinstance(content, str) else content
    data = base64.b64encode(body).decode()
    return f'<a download="{name}" href="data:{kind};base64,{data}">{words}</a>'
