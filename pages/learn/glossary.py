"""The glossary as markup: entries with their line in the documents or their source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.rendering import place_of
from learning.quiz.lines import plain
from pages.shared.markup import escaped, span_of
from using.addresses import address_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from learning.glossary import GlossaryEntry

CSS = """
.glossary dl { margin: .5rem 0; }
.glossary .entry { padding: .6rem 0; border-top: 1px solid var(--findings-line); }
.glossary dt .short { font-weight: 400; color: var(--findings-muted); }
.glossary dd { margin-block: .15rem 0; }
.glossary dd.used { font-size: .9375rem; }
.glossary dd.lay { font-size: .875rem; }
"""


def entries_markup(entries: Sequence[GlossaryEntry], told: str) -> str:
    """Give entries under a line that says which they are."""
    rows = "".join(map(_entry, entries))
    found = f"<dl>{rows}</dl>" if entries else ""
    return (
        f'<section class="learn glossary"><p class="muted" role="status">{escaped(told)}</p>'
        f"{found}</section>"
    )


def _entry(entry: GlossaryEntry) -> str:
    name = entry.term[:1].upper() + entry.term[1:]
    # those of several words are spellings to search by
    shorts = [one for one in entry.abbreviations if one != entry.term and " " not in one]
    short = f' <span class="short">{escaped(", ".join(shorts))}</span>' if shorts else ""
    lay = (
        f'<dd class="lay muted">Also said: {escaped(", ".join(entry.also))}</dd>'
        if entry.also
        else ""
    )
    return (
        f'<div class="entry"><dt>{escaped(name)}{short}</dt><dd>{escaped(entry.says)}</dd>'
        f'<dd class="used muted">{_used(entry)}</dd>{lay}</div>'
    )


def _used(entry: GlossaryEntry) -> str:
    citation = entry.citation
    if citation is None:
        return f"Not in the documents. Source: {_source(entry.source)}"
    address = escaped(address_of(citation.passage, span_of(citation)))
    return (
        f"“{escaped(plain(citation.quote) or citation.quote)}” "
        f'<a href="{address}" target="_blank" rel="noopener">'
        f"{escaped(place_of(citation))}</a>"
    )


def _source(source: str) -> str:
    """Give a source; one that is a web address, and nothing else, is a link."""
    plain_address = source.startswith("https://") and " " not in source
    if not plain_address:
        return escaped(source)
    address = escaped(source)
    return f'<a href="{address}" target="_blank" rel="noopener noreferrer">{address}</a>'
