"""Library, Findings matrix: part by agency; each count opens its passages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from library.matrix import NO_AGENCY, lines_naming, make_matrix
from pages.ask.passage_cards import passage_card
from pages.shared.markup import escaped

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.assistant import Library
    from domain import Passage
    from library.matrix import Row

CSS = """
#library-matrix h2 { margin: .5rem 0; font-size: 1.125rem; }
.matrix { overflow-x: auto; }
.matrix table { border-collapse: collapse; width: 100%; font-size: .9375rem; }
.matrix :is(th, td) { border: 1px solid var(--findings-line); padding: .4rem .5rem;
  color: var(--findings-ink); text-align: start; min-width: 5.5rem; }
.matrix thead th { background: var(--findings-wash); vertical-align: bottom; }
.matrix table :is(td, th[scope="col"]:not(:first-child)) { text-align: center; }
.matrix td button { min-width: 2.75rem; }
.passages[popover] { width: min(46rem, calc(100vw - 2rem)); max-height: 85vh; margin: auto;
  padding: 1rem; overflow: auto; border: 2px solid var(--findings-edge);
  border-radius: var(--findings-radius); color: var(--findings-ink);
  background: var(--findings-wash); }
.passages[popover]::backdrop { background: rgb(0 0 0 / 45%); }
.passages h3 { margin: 0 0 .5rem; font-size: 1.125rem; }
.passages .close { position: sticky; top: 0; float: inline-end; }
"""

_INTRODUCTION = (
    "How many passages of the letter's parts name an agency. A passage that names two agencies is "
    "counted for both. Open a number to read its passages; the lines that name the agency are "
    "marked."
)


def matrix_markup(library: Library) -> str:
    """Give the matrix of the live knowledge base with the passages behind each count."""
    matrix = make_matrix(library.generation.passages, library.generation.agencies)
    if not any(row.passages for row in matrix.rows):
        return '<p class="notice notice-calm">The knowledge base holds no inspection letter.</p>'
    heads = "".join(f'<th scope="col">{escaped(_agency(one))}</th>' for one in matrix.agencies)
    rows, lists = [], []
    for number, row in enumerate(matrix.rows):
        if row.passages:
            shown, opened = _row(library, number, row)
            rows.append(shown)
            lists.append(opened)
    return (
        f"<h2>The letter's findings by agency</h2><p>{_INTRODUCTION}</p>"
        '<div class="matrix" tabindex="0" role="group" aria-label="Findings by part and agency">'
        '<table><caption class="only-spoken">Passages by part of the letter and agency</caption>'
        f'<thead><tr><th scope="col">Part of the letter</th><th scope="col">All</th>{heads}</tr>'
        f"</thead><tbody>{''.join(rows)}</tbody></table></div>{''.join(lists)}"
    )


def _row(library: Library, number: int, row: Row) -> tuple[str, str]:
    """Give a table row, and the lists that its numbers open."""
    part = row.part.value[:1].upper() + row.part.value[1:]
    groups = [("all", row.passages), *((one.agency, one.passages) for one in row.cells)]
    cells, lists = [], []
    for column, (agency, passages) in enumerate(groups):
        name = f"matrix-{number}-{column}"
        label = part if agency == "all" else f"{part}: {_agency(agency)}"
        cells.append(f"<td>{_opener(name, label, len(passages))}</td>")
        if passages:
            lists.append(_list(library, name, label, agency, passages))
    heading = f'<th scope="row">{escaped(part)}</th>'
    return f"<tr>{heading}{''.join(cells)}</tr>", "".join(lists)


def _opener(name: str, label: str, count: int) -> str:
    if not count:
        return '<span class="muted">0</span>'
    return (
        f'<button type="button" class="plain-button" popovertarget="{name}">{count}'
        f'<span class="only-spoken"> {"passage" if count == 1 else "passages"}, '
        f"{escaped(label)}</span></button>"
    )


def _list(library: Library, name: str, label: str, agency: str, passages: Sequence[Passage]) -> str:
    cards = "".join(_card(library, one, agency) for one in passages)
    return (
        f'<div class="passages" id="{name}" popover role="dialog" aria-labelledby="{name}-h">'
        f'<button type="button" class="plain-button close" popovertarget="{name}" '
        'popovertargetaction="hide">Close</button>'
        f'<h3 id="{name}-h">{escaped(label)} ({len(passages)})</h3>{cards}</div>'
    )


def _card(library: Library, passage: Passage, agency: str) -> str:
    at = passage.start
    lines = [(at + one.start, at + one.end) for one in passage.sentences]
    marks: Iterable[tuple[int, int]] = lines_naming(passage, agency, library.generation.agencies)
    return passage_card(library.documents[passage.source.id], passage, lines, tuple(marks))


def _agency(name: str) -> str:
    shown = "no agency named" if name == NO_AGENCY else name
    return shown[:1].upper() + shown[1:]
