"""The glossary as markup: entries with their line in the documents or their source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.rendering import place_of
from learning.quiz.lines import plain
from pages.shared.markup import span_of
from pages.shared.templates import render
from using.addresses import address_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from learning.glossary import GlossaryEntry


def entries_markup(entries: Sequence[GlossaryEntry], told: str) -> Markup:
    """Give entries under a line that says which they are."""
    return render("learn/glossary.html", {"told": told, "entries": list(map(_shown, entries))})


def _shown(entry: GlossaryEntry) -> dict[str, object]:
    citation = entry.citation
    return {
        "name": entry.term[:1].upper() + entry.term[1:],
        # those of several words are spellings to search by
        "shorts": [one for one in entry.abbreviations if one != entry.term and " " not in one],
        "says": entry.says,
        "also": entry.also,
        "quote": (plain(citation.quote) or citation.quote) if citation else "",
        "address": address_of(citation.passage, span_of(citation)) if citation else "",
        "place": place_of(citation) if citation else "",
        "source": entry.source,
        # one that is a web address, and nothing else, is a link
        "is_link": entry.source.startswith("https://") and " " not in entry.source,
    }
