"""The pathways of one edition of the documents, as answers ask for them."""

from __future__ import annotations

import logging
from functools import cached_property
from typing import TYPE_CHECKING

from domain import FindingsError, Kind
from pathways.loading import FOLDER_NAME, load_pathways
from pathways.matching import match_pathway

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain import Passage
    from pathways.route import Pathway
    from store.generation.opened import Generation

_LOG = logging.getLogger(__name__)


class Finder:
    """Gives the pathways that lie beside a generation's documents; none where one is damaged."""

    def __init__(self, generation: Generation) -> None:
        """Take the generation; nothing is read before the first question."""
        self._generation = generation

    @cached_property
    def _pathways(self) -> tuple[Pathway, ...]:
        held = self._generation
        try:
            return load_pathways(held.side / FOLDER_NAME, held.by_id, held.partnership)
        except FindingsError as error:
            _LOG.warning("answers do without pathways: %s", error)
            return ()

    def held(self) -> tuple[Pathway, ...]:
        """Give the pathways, in the order of their places."""
        return self._pathways

    def named(self, question: str, passages: Iterable[Passage]) -> Pathway | None:
        """Give the one that a question names; see ``match_pathway``."""
        sources = self._generation.sources
        inspected = [one for one in sources if one.kind is Kind.FINDING]
        return match_pathway(question, passages, self._pathways, inspected)
