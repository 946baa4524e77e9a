"""The pathway offered under a how-do-I answer, as a button that opens it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from markupsafe import Markup

from domain import FindingsError, Kind
from pages.pathways.markup import TAB
from pages.shared.markup import tab_button
from pages.shared.templates import render
from pathways.matching import match_pathway
from using import parts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bot.edition import Edition
    from domain import Passage

_LOG = logging.getLogger(__name__)


def offer_markup(edition: Callable[[], Edition], question: str, cited: Iterable[Passage]) -> Markup:
    """Give a button that opens the fitting pathway; empty where none fits or can be read."""
    try:
        held = edition()
        sources = held.generation.sources
        inspected = [one for one in sources if one.kind is Kind.FINDING]
        shelved = held.made(parts.pathways)
        pathway = match_pathway(question, cited, shelved.pathways, inspected)
    except FindingsError as error:
        _LOG.warning("no pathway offered: %s", error)
        return Markup()
    if pathway is None:
        return Markup()
    button = tab_button(TAB, f"Follow the pathway: {pathway.title}", choice=pathway.id)
    return render("ask/pathway_offer.html", {"button": button})
