"""The pathways of a generation, as the pages read them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pathways.loading import FOLDER_NAME, load_pathways

if TYPE_CHECKING:
    from pathways.route import Pathway
    from store.generation.opened import Generation


@dataclass(frozen=True, slots=True)
class Shelved:
    """Pathways that hold for one generation, in the order they are offered."""

    generation: Generation
    pathways: tuple[Pathway, ...]

    @property
    def titles(self) -> dict[str, str]:
        """Each pathway's title, by its id."""
        return {one.id: one.title for one in self.pathways}

    def find(self, pathway_id: str) -> Pathway | None:
        """Give a pathway by its id; None where there is none of that id."""
        return next((one for one in self.pathways if one.id == pathway_id), None)


def shelve(generation: Generation) -> Shelved:
    """Give the pathways that lie beside a generation's documents, tied to these.

    Raises:
        PathwayError: a pathway is damaged, or quotes words that are no longer there.
    """
    folder = generation.side / FOLDER_NAME
    return Shelved(generation, load_pathways(folder, generation.by_id, generation.partnership))
