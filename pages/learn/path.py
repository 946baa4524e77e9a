"""The reading path as markup: the list of sittings, and one sitting with its quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pages.learn.sources import quote_markup, source_markup
from pages.shared.markup import badge, escaped, tab_button
from pages.shared.terms import named

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from ingest.beside.pointers import Pointer
    from learning.desk import Materials
    from learning.path import Sitting

CSS = """
.path-list { margin: .5rem 0; padding-inline-start: 1.4rem; }
.path-list li { margin: .3rem 0; }
.sitting h3 { margin: 0 0 .25rem; font-size: 1.25rem; }
.sitting .aim { margin: 0 0 .75rem; max-width: var(--findings-measure); }
.sitting .readings { margin: 0; padding: 0; list-style: none; counter-reset: reading; }
.sitting .readings > li { margin: 0 0 1rem; counter-increment: reading; }
.sitting h4 { margin: 0; font-size: 1rem; }
.sitting .readings h4::before { content: counter(reading) ". "; }
.learn { font-size: 1rem; line-height: 1.5; }
.learn .source { margin: .15rem 0 0; font-size: .875rem; color: var(--findings-muted); }
.learn .source .found { color: var(--findings-ink); font-weight: 600; }
.learn .source .caution { color: var(--findings-caution); font-weight: 600; }
.sitting dl { margin: .25rem 0 .75rem; }
.sitting dt, .glossary dt { font-weight: 600; }
.sitting dd, .glossary dd { margin: 0 0 .5rem; max-width: var(--findings-measure); }
.sitting .routes { display: flex; flex-wrap: wrap; gap: .5rem; margin: .25rem 0 .75rem;
  padding: 0; list-style: none; }
"""


def sitting_choices(sittings: Sequence[Sitting]) -> list[tuple[str, str]]:
    """Give the sittings as choices: a label, and the id."""
    return [
        (f"{number}. {one.title} ({one.minutes} minutes)", one.id)
        for number, one in enumerate(sittings, 1)
    ]


def overview(sittings: Sequence[Sitting], read: Collection[str]) -> str:
    """Give how far the learner is."""
    done = [one for one in sittings if one.id in read]
    left = sum(one.minutes for one in sittings if one.id not in read)
    if not done:
        told = f"{len(sittings)} sittings, {left} minutes in all. None read yet in this browser."
    elif left:
        titles = ", ".join(one.title for one in done)
        told = f"Read: {len(done)} of {len(sittings)} ({titles}). About {left} minutes are left."
    else:
        told = f"All {len(sittings)} sittings are read. The quiz keeps what you read fresh."
    return f'<p class="learn muted" role="status">{escaped(told)}</p>'


def sitting_markup(
    sitting: Sitting, materials: Materials, pointers: Mapping[str, Pointer], *, is_read: bool
) -> str:
    """Give one sitting: its aim, its quotes with their sources, its words and pathways."""
    mark = badge("Read", icon="✓", tone="good") if is_read else badge("Not read yet", icon="○")
    readings = "".join(
        f"<li><h4>{escaped(one.says)}</h4>{quote_markup(one.citation, materials.glossary)}"
        f"{source_markup(one.citation, pointers)}</li>"
        for one in sitting.readings
    )
    return (
        f'<article class="learn sitting"><h3>{escaped(sitting.title)}</h3><p>{mark}</p>'
        f'<p class="aim"><strong>Aim:</strong> {escaped(sitting.aim)}</p>'
        f'<ol class="readings">{readings}</ol>{_words(sitting, materials)}'
        f"{_routes(sitting, materials)}</article>"
    )


def _words(sitting: Sitting, materials: Materials) -> str:
    entries = [entry for word in sitting.words for entry in materials.glossary.named(word)[:1]]
    if not entries:
        return ""
    rows = "".join(f"<dt>{escaped(named(one))}</dt><dd>{escaped(one.says)}</dd>" for one in entries)
    return f"<h4>Words to know</h4><dl>{rows}</dl>"


def _routes(sitting: Sitting, materials: Materials) -> str:
    routes = [one for one in materials.pathways if one.id in sitting.pathways]
    if not routes:
        return ""
    buttons = "".join(f"<li>{tab_button('Pathways', one.title, one.id)}</li>" for one in routes)
    return f'<h4>Pathways to look at</h4><ul class="routes">{buttons}</ul>'
