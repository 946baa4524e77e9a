"""The pathway offered under a how-do-I answer, as a button that opens it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from domain import FindingsError, Kind
from pages.pathways.markup import TAB
from pages.shared.markup import tab_button
from pathways.matching import match_pathway
from pathways.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain import Passage
    from pages.shared.services import Services

_LOG = logging.getLogger(__name__)


class PathwayOffers:
    """Finds the pathway that fits an answer; make one for a page and keep it."""

    def __init__(self, services: Services) -> None:
        """Take what the pages are given; nothing is read before the first offer."""
        self._shelf = Shelf(lambda: services.library().generation)

    def markup(self, question: str, cited: Iterable[Passage]) -> str:
        """Give a button that opens the fitting pathway; empty where none fits or can be read."""
        try:
            shelved = self._shelf.current()
            sources = (one.source for one in shelved.generation.documents)
            inspected = [one for one in sources if one.kind is Kind.FINDING]
            pathway = match_pathway(question, cited, shelved.pathways, inspected)
        except FindingsError as error:
            _LOG.warning("no pathway offered: %s", error)
            return ""
        if pathway is None:
            return ""
        button = tab_button(TAB, f"Follow the pathway: {pathway.title}", choice=pathway.id)
        return f'<p class="pathway-offer not-printed">{button}</p>'
